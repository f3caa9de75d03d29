package telegramtest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"time"
)

const (
	maxPushes   = 40 // at once, unless the bot says fewer
	pushTimeout = 60 * time.Second
	pushPause   = time.Minute // the longest pause after failures
)

// webhook is where updates are pushed to.
type webhook struct {
	url    string
	secret string
	most   int
	cancel context.CancelFunc
	done   chan struct{}
	client *http.Client
	failed string // the last failure, in Telegram's words
}

func (h *webhook) stop() {
	h.cancel()
	<-h.done
	h.client.CloseIdleConnections()
}

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

func (s *Server) setWebhook(q *request) (any, *Failure) {
	address := q.params["url"]
	if address == "" {
		return s.deleteWebhook(q)
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, bad("bad webhook: invalid webhook URL specified")
	}
	secret := q.params["secret_token"]
	if secret != "" && !secretShape.MatchString(secret) {
		return nil, bad("secret token contains unallowed characters")
	}
	if s.hook != nil && s.hook.url == address && s.hook.secret == secret {
		return true, nil
	}
	s.dropHook(q)
	ctx, cancel := context.WithCancel(context.Background())
	h := &webhook{url: address, secret: secret, most: maxPushes, cancel: cancel, done: make(chan struct{}), client: &http.Client{Timeout: pushTimeout}}
	if n := int(q.int("max_connections")); n > 0 && n <= 100 {
		h.most = n
	}
	h.client.Transport = &http.Transport{MaxIdleConnsPerHost: h.most}
	s.hook = h
	s.updates.endPoll(conflictSet)
	go s.push(ctx, h)
	return true, nil
}

func (s *Server) deleteWebhook(q *request) (any, *Failure) {
	s.dropHook(q)
	return true, nil
}

func (s *Server) dropHook(q *request) {
	if s.hook != nil {
		s.hook.cancel()
		s.hook = nil
	}
	if q.bool("drop_pending_updates") {
		s.updates.waiting = nil
	}
}

func (s *Server) getWebhookInfo(*request) (any, *Failure) {
	info := map[string]any{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.updates.waiting)}
	if s.hook != nil {
		info["url"], info["max_connections"] = s.hook.url, s.hook.most
		if s.hook.failed != "" {
			info["last_error_message"] = s.hook.failed
		}
	}
	return info, nil
}

// push sends what waits, one update of a chat at a time, until ctx ends.
func (s *Server) push(ctx context.Context, h *webhook) {
	defer close(h.done)
	slots := make(chan struct{}, h.most)
	defer func() { // all that are under way
		for range cap(slots) {
			slots <- struct{}{}
		}
	}()
	for {
		s.mu.Lock()
		u, changed := s.updates.pushable(), s.changed
		if u != nil {
			u.pushing = true
		}
		s.mu.Unlock()
		if u == nil {
			select {
			case <-changed:
				continue
			case <-ctx.Done():
				return
			}
		}
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			s.pushOne(ctx, h, u)
		}()
	}
}

// pushable is the first update in whose chat none is being pushed.
func (u *updateQueue) pushable() *update {
	busy := map[int64]bool{}
	for _, w := range u.waiting {
		if !w.pushing && !busy[w.chat] {
			return w
		}
		busy[w.chat] = true
	}
	return nil
}

// pushOne repeats one update until the bot takes it.
func (s *Server) pushOne(ctx context.Context, h *webhook, u *update) {
	taken := false
	for pause := s.o.PushAgain; !taken && ctx.Err() == nil; pause = min(2*pause, pushPause) {
		why := h.post(ctx, u)
		taken = why == ""
		s.mu.Lock()
		h.failed = why
		s.mu.Unlock()
		if !taken {
			select {
			case <-time.After(pause):
			case <-ctx.Done():
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u.pushing = false
	if taken {
		s.updates.waiting = slices.DeleteFunc(s.updates.waiting, func(w *update) bool { return w == u })
	}
	s.change()
}

func (h *webhook) post(ctx context.Context, u *update) (why string) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(u.body))
	if err != nil {
		return "Wrong URL"
	}
	req.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	resp, err := h.client.Do(req)
	if err != nil {
		return "Connection failed"
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return "Wrong response from the webhook: " + resp.Status
	}
	return ""
}
