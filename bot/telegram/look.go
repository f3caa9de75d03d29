package telegram

import (
	"context"
	"errors"
	"net/http"
	"time"

	"gutskin/bot/conversation"
)

// Standing is how the bot stands with Telegram.
type Standing struct {
	Me            User
	WebhookURL    string    // "": none is registered
	Pending       int       // updates that wait at Telegram
	LastErrorAt   time.Time // of a webhook; zero: there was none
	LastError     string    // in Telegram's words
	Clock         time.Time // the server's; zero: it told none
	ClockAnswered time.Time // when it was told, by this machine's clock
}

// Look asks Telegram how the bot stands with it, and changes nothing. A token
// that Telegram doesn't know gives an error fit for the operator.
func (c *Client) Look(ctx context.Context) (Standing, error) {
	me, err := c.Me(ctx)
	if err != nil {
		return Standing{}, err
	}
	info, err := c.webhookInfo(ctx)
	if err != nil {
		return Standing{}, err
	}
	s := Standing{Me: me, WebhookURL: info.URL, Pending: info.Pending, LastError: c.scrub(info.LastError)}
	if info.LastErrorAt > 0 {
		s.LastErrorAt = time.Unix(info.LastErrorAt, 0)
	}
	s.Clock, err = c.clock(ctx)
	s.ClockAnswered = time.Now()
	return s, err
}

// clock is the time of the server, from its answer to a request without the
// token; zero when it tells none.
func (c *Client) clock(ctx context.Context) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, c.base+"/", nil)
	if err != nil {
		return time.Time{}, c.failure("clock", errors.New("the server has no usable address"), true)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return time.Time{}, c.failure("clock", withoutAddress(err), true)
	}
	defer func() { _ = resp.Body.Close() }()
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // a server without a clock is as good as any
	}
	return at, nil
}

// Decode is the event that a raw update tells, as it was kept when it was set
// aside. me is the bot that got it.
func Decode(raw []byte, me User) (conversation.Event, error) {
	u, err := decodeUpdate(raw, me)
	return u.event, err
}
