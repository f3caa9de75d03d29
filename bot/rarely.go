package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"gutskin/storage"
)

// deniedEvery is how often the log says that the database's user lacks a right:
// whatever the bot does fails of it, many times a second maybe.
const deniedEvery = time.Minute

// rarely is a log's handler that passes over lines about a right that is lacking
// when there was one within deniedEvery.
type rarely struct {
	slog.Handler
	said *atomic.Int64 // when the last one was, in Unix nanoseconds
}

func newRarely(h slog.Handler) rarely { return rarely{h, new(atomic.Int64)} }

// Handle writes the line, if it is its time.
func (h rarely) Handle(ctx context.Context, r slog.Record) error {
	denied := false
	r.Attrs(func(a slog.Attr) bool {
		err, ok := a.Value.Any().(error)
		denied = ok && errors.Is(err, storage.ErrDenied)
		return !denied
	})
	if denied {
		last, now := h.said.Load(), r.Time.UnixNano()
		if last != 0 && now-last < int64(deniedEvery) || !h.said.CompareAndSwap(last, now) {
			return nil
		}
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs is the same with further attributes.
func (h rarely) WithAttrs(attrs []slog.Attr) slog.Handler {
	return rarely{h.Handler.WithAttrs(attrs), h.said}
}

// WithGroup is the same within a group.
func (h rarely) WithGroup(name string) slog.Handler { return rarely{h.Handler.WithGroup(name), h.said} }
