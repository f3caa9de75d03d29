package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Cursor keeps a number under a name, across restarts.
type Cursor interface {
	Cursor(ctx context.Context, name string) (int64, error)
	SetCursor(ctx context.Context, name string, v int64) error
}

// cursorName is the name under which the polling offset is kept.
const cursorName = "telegram.updates"

// allowedUpdates are the kinds that Telegram is asked for.
const allowedUpdates = `["message","edited_message","callback_query","my_chat_member","channel_post"]`

// batch is how many updates a call gives: Telegram's limit. As many are held
// in memory at once.
const batch = 100

// DefaultPollTimeout is how long Telegram may hold a call that has nothing to
// give; its limit is 50 s.
const DefaultPollTimeout = 50 * time.Second

// Poller asks Telegram for updates and has them handled. The library's own
// loop acknowledges updates before they are handled, which loses up to a
// hundred at a crash; here the next call, whose offset acknowledges, is made
// only when all of the last are done.
type Poller struct {
	client     *Client
	dispatcher *Dispatcher
	cursor     Cursor
	timeout    time.Duration
	log        *slog.Logger
}

// NewPoller makes a poller. timeout 0 means DefaultPollTimeout.
func NewPoller(c *Client, d *Dispatcher, cursor Cursor, timeout time.Duration) *Poller {
	return &Poller{client: c, dispatcher: d, cursor: cursor, timeout: orDefault(timeout, DefaultPollTimeout), log: d.o.Log}
}

// Run polls until ctx ends, then finishes what is being handled. It takes away
// a webhook that is in its way. It gives up only for a wrong token; a network
// or database that is away, or another program that polls, it outwaits.
func (p *Poller) Run(ctx context.Context) error {
	defer p.dispatcher.Drain()
	pause := newBackOff(200*time.Millisecond, 15*time.Second)
	for ctx.Err() == nil {
		err := dropWebhook(ctx, p.client, p.log)
		if err == nil {
			err = p.follow(ctx, pause.Reset)
		}
		if isWrongToken(err) {
			return errWrongToken
		}
		if ctx.Err() == nil {
			p.rest(ctx, err, pause.NextBackOff())
		}
	}
	return nil
}

// rest waits after a failure, quietly when the cause is another replica that
// still polls.
func (p *Poller) rest(ctx context.Context, err error, d time.Duration) {
	level := slog.LevelWarn
	if e, ok := asError(err); ok && e.Code == http.StatusConflict {
		level = slog.LevelDebug
	}
	d = retryAfter(err, d)
	p.dispatcher.o.Metrics.retries.Inc()
	p.log.Log(ctx, level, "polling waits after a failure", "wait", d.Round(time.Millisecond), "error", err)
	wait(ctx, d)
}

// follow polls from the kept offset on until something fails. worked is called
// after each answer.
//
// An empty answer tells that all below the offset is acknowledged. From there
// on it asks without one, since the numbers of updates may start anew after a
// week of silence, below any offset.
func (p *Poller) follow(ctx context.Context, worked func()) error {
	offset, err := p.cursor.Cursor(ctx, cursorName)
	if err != nil {
		return fmt.Errorf("read the polling offset: %w", err)
	}
	timeout := time.Duration(0)
	for ctx.Err() == nil {
		raws, err := p.client.updates(ctx, offset, timeout)
		if err != nil {
			return err
		}
		worked()
		p.dispatcher.o.Metrics.polled()
		timeout = p.timeout
		if len(raws) == 0 {
			offset = 0
			continue
		}
		if offset, err = p.handleAll(ctx, raws, offset); err != nil {
			return err
		}
	}
	return nil
}

// handleAll has a batch handled and returns the offset that acknowledges it.
func (p *Poller) handleAll(ctx context.Context, raws []json.RawMessage, offset int64) (int64, error) {
	done := make(chan error, len(raws))
	for _, raw := range raws {
		u, err := decodeUpdate(raw, *p.dispatcher.me.Load())
		if err != nil {
			p.log.Error("an update without a number is passed over", "bytes", len(raw))
			done <- nil
			continue
		}
		offset = max(offset, u.id+1)
		p.dispatcher.dispatch(ctx, u, func(err error) { done <- err })
	}
	var errs error
	for range raws {
		errs = errors.Join(errs, <-done)
	}
	if errs != nil {
		return 0, errs
	}
	if err := p.cursor.SetCursor(ctx, cursorName, offset); err != nil {
		return 0, fmt.Errorf("keep the polling offset: %w", err)
	}
	return offset, nil
}

// updates makes one long poll. The call may last as long as Telegram may hold
// it, and a call's usual time more.
func (c *Client) updates(ctx context.Context, offset int64, timeout time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{
		"limit":           strconv.Itoa(batch),
		"timeout":         strconv.Itoa(int(timeout.Seconds())),
		"allowed_updates": allowedUpdates,
	}
	params.AddNonZero64("offset", offset)
	var raws []json.RawMessage
	err := c.call(ctx, timeout+c.timeout, "getUpdates", params, nil, &raws)
	return raws, err
}
