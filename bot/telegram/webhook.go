package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// maxUpdate bounds one update's body. The largest that Telegram sends, a
	// long message that replies to a long message, stays below 100 KB.
	maxUpdate = 1 << 20
	// webhookWithin is how long Telegram is kept waiting for the answer before
	// it is asked to come again.
	webhookWithin = 20 * time.Second
	// webhookHeld is how many updates are held in memory at once.
	webhookHeld = 256
	// secretHeader carries the secret that was given with setWebhook.
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
)

// Webhook is the http.Handler that Telegram calls with updates. It answers 200
// when an update is handled, and otherwise a status upon which Telegram sends
// it again later.
type Webhook struct {
	client     *Client
	dispatcher *Dispatcher
	address    string
	secret     string
	held       chan struct{}
	log        *slog.Logger
}

// NewWebhook makes a webhook for the public address, which must be https for
// Telegram's own server. secret is what Telegram has to show; "": one drawn
// from the token, so that all replicas know it.
func NewWebhook(c *Client, d *Dispatcher, address, secret string) (*Webhook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("WEBHOOK_URL is no web address: it looks like https://coach.example.org/telegram")
	}
	if secret == "" {
		mac := hmac.New(sha256.New, []byte(c.token))
		mac.Write([]byte("webhook secret"))
		secret = hex.EncodeToString(mac.Sum(nil))
	}
	return &Webhook{
		client: c, dispatcher: d, address: address, secret: secret,
		held: make(chan struct{}, webhookHeld),
		log:  d.o.Log,
	}, nil
}

// Path is the path of the public address, where the handler belongs.
func (w *Webhook) Path() string {
	u, err := url.Parse(w.address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// Register tells Telegram to call the webhook, and warns of one that another
// program had left.
func (w *Webhook) Register(ctx context.Context) error {
	info, err := w.client.webhookInfo(ctx)
	if err != nil {
		return err
	}
	if info.URL != "" && info.URL != w.address {
		w.log.Warn("another webhook was registered for this bot and is replaced: does another program use its token?", "host", hostOf(info.URL))
	}
	return w.client.Call(ctx, "setWebhook", tgbotapi.Params{
		"url":             w.address,
		"secret_token":    w.secret,
		"allowed_updates": allowedUpdates,
	}, nil)
}

// webhookLook is how often Keep looks whether the webhook is still there.
const webhookLook = time.Minute

// leftAfter is how long after it was received an update that still lies in the
// inbox can't be one that a replica has in hand.
const leftAfter = 3 * webhookWithin

// Keep registers the webhook, again and again until that succeeds, and anew
// whenever another program has taken it away, until ctx ends. First it has
// handled what was left behind in the inbox.
func (w *Webhook) Keep(ctx context.Context) error {
	defer w.dispatcher.Drain()
	w.dispatcher.takeUp(ctx, time.Now().Add(-leftAfter))
	pause := newBackOff(200*time.Millisecond, 15*time.Second)
	registered := false
	for ctx.Err() == nil {
		err := w.see(ctx, registered)
		switch {
		case err == nil:
			registered = true
			pause.Reset()
			wait(ctx, webhookLook)
		case ctx.Err() == nil:
			d := retryAfter(err, pause.NextBackOff())
			w.dispatcher.o.Metrics.retries.Inc()
			w.log.Warn(describe("the webhook can't be registered for now", err), "wait", d.Round(time.Millisecond), "error", err)
			wait(ctx, d)
		}
	}
	return nil
}

// see registers the webhook, unless it is registered and as it was.
func (w *Webhook) see(ctx context.Context, registered bool) error {
	if !registered {
		return w.Register(ctx)
	}
	info, err := w.client.webhookInfo(ctx)
	if err != nil || info.URL == w.address {
		return err
	}
	w.log.Warn("the webhook was taken away and is registered anew: does another program use the bot's token?")
	return w.Register(ctx)
}

// Unregister tells Telegram to keep updates from now on, for up to 24 hours.
func (w *Webhook) Unregister(ctx context.Context) error {
	return w.client.Call(ctx, "deleteWebhook", nil, nil)
}

// ServeHTTP takes one update.
func (w *Webhook) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	rw.WriteHeader(w.serve(rw, r))
}

func (w *Webhook) serve(rw http.ResponseWriter, r *http.Request) (status int) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), []byte(w.secret)) != 1 {
		return http.StatusUnauthorized
	}
	if r.Method != http.MethodPost {
		return http.StatusMethodNotAllowed
	}
	select {
	case w.held <- struct{}{}:
		defer func() { <-w.held }()
	default:
		return http.StatusServiceUnavailable
	}
	raw, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxUpdate))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return http.StatusBadRequest
	}
	return w.take(r.Context(), raw)
}

// take has one update handled. One without a number is answered 200, or it
// would come again for ever.
func (w *Webhook) take(ctx context.Context, raw []byte) (status int) {
	me := w.dispatcher.me.Load()
	if me == nil { // Telegram couldn't be reached yet
		return http.StatusServiceUnavailable
	}
	u, err := decodeUpdate(raw, *me)
	if err != nil {
		w.log.Error("an update without a number is passed over", "bytes", len(raw))
		return http.StatusOK
	}
	ctx, cancel := context.WithTimeout(ctx, webhookWithin)
	defer cancel()
	admitted := w.dispatcher.admit([]update{u})
	if len(admitted) == 0 {
		if w.dispatcher.holds(u) { // and may not have kept it yet
			return http.StatusServiceUnavailable
		}
		return http.StatusOK
	}
	if err := w.dispatcher.receive(ctx, admitted, "", 0); err != nil {
		w.dispatcher.release(u)
		return http.StatusServiceUnavailable
	}
	done := make(chan error, 1)
	w.dispatcher.dispatch(ctx, admitted[0], func(err error) { done <- err })
	if err := <-done; err != nil {
		return http.StatusServiceUnavailable
	}
	w.dispatcher.o.Metrics.brought()
	return http.StatusOK
}

type webhookInfo struct {
	URL         string `json:"url"`
	Pending     int    `json:"pending_update_count"`
	LastErrorAt int64  `json:"last_error_date"` // Unix seconds, 0: none
	LastError   string `json:"last_error_message"`
}

func (c *Client) webhookInfo(ctx context.Context) (webhookInfo, error) {
	var info webhookInfo
	err := c.Call(ctx, "getWebhookInfo", nil, &info)
	return info, err
}

// dropWebhook takes a webhook away, without which Telegram refuses polling.
func dropWebhook(ctx context.Context, c *Client, log *slog.Logger) error {
	info, err := c.webhookInfo(ctx)
	if err != nil || info.URL == "" {
		return err
	}
	log.Warn("a webhook was registered for this bot and is removed, since it polls: does another program use its token?", "host", hostOf(info.URL))
	return c.Call(ctx, "deleteWebhook", nil, nil)
}

// hostOf is what may be shown of a webhook's address: its path is often a
// secret.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "unreadable"
	}
	return u.Host
}
