package main

import (
	"context"
	"time"
)

const (
	// clockLook is how often the wall clock is held against the monotonic one.
	clockLook = 5 * time.Second
	// clockSlack is by how much they may differ between two looks: what is set
	// right in small steps needs no notice.
	clockSlack = 2 * time.Second
)

// clocks are the wall clock, which may be set, and the monotonic one, which
// can't.
type clocks func() (wall time.Time, steady time.Duration)

// systemClocks are the machine's.
func systemClocks() clocks {
	begun := time.Now()
	return func() (time.Time, time.Duration) {
		now := time.Now()
		return now.Round(0), now.Sub(begun)
	}
}

// follow calls jumped with how far the wall clock was set, forward or back,
// whenever a look at each tick finds that it was, until ctx ends. Waking from
// sleep counts as being set forward.
func (read clocks) follow(ctx context.Context, ticks <-chan time.Time, jumped func(by time.Duration)) {
	wall, steady := read()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		w, s := read()
		if by := w.Sub(wall) - (s - steady); by.Abs() > clockSlack {
			jumped(by)
			w, s = read()
		}
		wall, steady = w, s
	}
}
