package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// cursorName is the name under which the polling offset is kept: of each bot
// its own, since another bot's updates are numbered otherwise.
func cursorName(bot User) string { return "telegram.updates:" + strconv.FormatInt(bot.ID, 10) }

// sharedCursor is the name under which it was kept before bots were told apart.
const sharedCursor = "telegram.updates"

// allowedUpdates are the kinds that Telegram is asked for.
const allowedUpdates = `["message","edited_message","callback_query","my_chat_member","channel_post"]`

// batch is how many updates a call gives: Telegram's limit.
const batch = 100

// stuckPause is waited when an answer leaves the offset where it was, for then
// the next one would be the same.
const stuckPause = time.Second

// DefaultPollTimeout is how long Telegram may hold a call that has nothing to
// give; its limit is 50 s.
const DefaultPollTimeout = 50 * time.Second

// Poller asks Telegram for updates and has them handled. The library's own
// loop acknowledges updates before anything is kept of them, which loses up to
// a hundred at a crash; here the next call, whose offset acknowledges, is made
// when all of the last lie in the inbox. It doesn't wait until they are
// handled, so that nobody waits for another's update.
type Poller struct {
	client     *Client
	dispatcher *Dispatcher
	timeout    time.Duration
	log        *slog.Logger
}

// NewPoller makes a poller. timeout 0 means DefaultPollTimeout.
func NewPoller(c *Client, d *Dispatcher, timeout time.Duration) *Poller {
	return &Poller{client: c, dispatcher: d, timeout: orDefault(timeout, DefaultPollTimeout), log: d.o.Log}
}

// Run polls until ctx ends, then finishes what is being handled. First it has
// handled what earlier runs left in the inbox. It takes away a webhook that is
// in its way. Whatever fails it outwaits: a network or database that is away,
// another program that polls, a token that isn't known for now.
func (p *Poller) Run(ctx context.Context) error {
	defer p.dispatcher.Drain()
	p.dispatcher.takeUp(ctx, time.Now())
	pause := newBackOff(200*time.Millisecond, 15*time.Second)
	for ctx.Err() == nil {
		err := dropWebhook(ctx, p.client, p.log)
		if err == nil {
			err = p.follow(ctx, pause.Reset)
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
	p.log.Log(ctx, level, describe("polling waits after a failure", err), "wait", d.Round(time.Millisecond), "error", err)
	wait(ctx, d)
}

// follow polls from the kept offset on until something fails. worked is called
// after each answer.
//
// An empty answer tells that all below the offset is acknowledged. From there
// on it asks without one, since the numbers of updates may start anew after a
// week of silence, below any offset.
func (p *Poller) follow(ctx context.Context, worked func()) error {
	offset, err := p.kept(ctx)
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
		next, err := p.take(ctx, raws, offset)
		if err != nil {
			return err
		}
		if next == offset {
			wait(ctx, stuckPause)
		}
		offset = next
	}
	return nil
}

// kept is the offset that was kept of this bot.
func (p *Poller) kept(ctx context.Context) (int64, error) {
	inbox := p.dispatcher.inbox
	offset, err := inbox.Cursor(ctx, cursorName(*p.dispatcher.me.Load()))
	if err != nil || offset != 0 {
		return offset, err
	}
	return inbox.Cursor(ctx, sharedCursor)
}

// take receives a batch that was asked for from offset on, has it handled, and
// returns the offset that acknowledges it. That lies below the one asked with
// when the whole batch does: the numbers have started again.
func (p *Poller) take(ctx context.Context, raws []json.RawMessage, offset int64) (int64, error) {
	me := *p.dispatcher.me.Load()
	var batch []update
	last := int64(0)
	for _, raw := range raws {
		u, err := decodeUpdate(raw, me)
		if err != nil {
			p.log.Error("an update without a number is passed over", "bytes", len(raw))
			continue
		}
		last = max(last, u.id)
		batch = append(batch, u)
	}
	if len(batch) > 0 {
		offset = last + 1
	}
	speakForAlbums(batch)
	batch = p.dispatcher.admit(batch)
	pause := newBackOff(50*time.Millisecond, 5*time.Second)
	for {
		err := p.dispatcher.receive(ctx, batch, cursorName(me), offset)
		if err == nil {
			break
		}
		if !p.dispatcher.outwait(ctx, "updates can't be received for now", err, pause.NextBackOff()) {
			p.dispatcher.releaseAll(batch) // they come again, here or at another replica
			return 0, err
		}
	}
	for _, u := range batch {
		p.dispatcher.alone(ctx, u)
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
