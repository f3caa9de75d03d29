package telegram

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

// newHook serves a webhook over HTTP; it isn't registered yet.
func newHook(t *testing.T, client *Client, h *echo, o DispatcherOptions) (*Webhook, *httptest.Server) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String() + "/telegram"
	d := newDispatcher(h, client, o)
	hook, err := NewWebhook(client, d, address, "")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle(hook.Path(), hook)
	server.Config.Handler = mux
	server.Start()
	t.Cleanup(func() { server.Close(); d.Drain() })
	return hook, server
}

func TestWebhook(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{PushAgain: time.Millisecond})
	h := &echo{memory: newMemory()}
	var failures atomic.Int32
	h.before = func(context.Context, conversation.Event) error {
		if failures.Add(1) <= 2 {
			return coach.ErrUnavailable
		}
		return nil
	}
	sender := NewSender(client, h.memory, SenderOptions{})
	hook, _ := newHook(t, client, h, DispatcherOptions{Handled: func(conversation.Event) { sender.Wake() }})
	start(t, sender.Run)
	if err := hook.Register(t.Context()); err != nil {
		t.Fatal(err)
	}
	ada := fake.User(7)
	for i := range 3 {
		text := fmt.Sprintf("meal %d", i)
		ada.Say(text)
		reply, err := ada.Next(t.Context())
		if err != nil || reply.Text != "re: "+text {
			t.Errorf("%q is answered %q, %v", text, reply.Text, err)
		}
	}
	if err := hook.Unregister(t.Context()); err != nil {
		t.Fatal(err)
	}
	if info, err := client.webhookInfo(t.Context()); err != nil || info.URL != "" {
		t.Errorf("the webhook is still %q, %v", info.URL, err)
	}
}

func TestWebhookRefuses(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	h := &echo{memory: newMemory()}
	hook, server := newHook(t, client, h, DispatcherOptions{})
	update := `{"update_id":1,"message":{` + ada + `,"text":"soup"}}`
	tests := []struct {
		name, method, secret, body string
		want                       int
	}{
		{"no secret", "POST", "", update, 401},
		{"wrong secret", "POST", strings.Repeat("0", 64), update, 401},
		{"prefix of the secret", "POST", hook.secret[:10], update, 401},
		{"GET", "GET", hook.secret, "", 405},
		{"too large", "POST", hook.secret, `{"update_id":1,"x":"` + strings.Repeat("x", maxUpdate) + `"}`, 413},
		{"no update", "POST", hook.secret, `{}`, 200},
		{"no JSON", "POST", hook.secret, `<`, 200},
		{"an update", "POST", hook.secret, update, 200},
		{"again", "POST", hook.secret, update, 200},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), test.method, server.URL+"/telegram", strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set(secretHeader, test.secret)
			resp, err := server.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != test.want || len(body) > 0 {
				t.Errorf("status %d %q, want %d", resp.StatusCode, body, test.want)
			}
		})
	}
	if h.handled["tg:4242:1"] != 2 || len(h.handled) != 1 || len(h.waiting) != 1 {
		t.Errorf("handled: %v, replies: %d", h.handled, len(h.waiting))
	}
}

// The answer is 200 only after the commit; without one Telegram is asked to
// come again.
func TestWebhookUncommitted(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	h := &echo{memory: newMemory()}
	h.before = func(context.Context, conversation.Event) error { return coach.ErrUnavailable }
	hook, _ := newHook(t, client, h, DispatcherOptions{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if status := hook.take(ctx, []byte(`{"update_id":1,"message":{`+ada+`,"text":"soup"}}`)); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
}

// Before it is known which bot it is, updates are asked to come again.
func TestWebhookBeforeIntroduction(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	h := &echo{memory: newMemory()}
	hook, err := NewWebhook(client, NewDispatcher(h, h.memory, client, DispatcherOptions{}), "https://coach.example.org/telegram", "")
	if err != nil {
		t.Fatal(err)
	}
	update := []byte(`{"update_id":1,"message":{` + ada + `,"text":"soup"}}`)
	if status := hook.take(t.Context(), update); status != http.StatusServiceUnavailable || len(h.handled) > 0 {
		t.Errorf("status %d, handled: %v", status, h.handled)
	}
	hook.dispatcher.Introduce(bot)
	if status := hook.take(t.Context(), update); status != http.StatusOK || len(h.handled) != 1 {
		t.Errorf("afterwards: status %d, handled: %v", status, h.handled)
	}
}

func TestWebhookWarns(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	if err := client.Call(t.Context(), "setWebhook", map[string]string{"url": "https://other.test/secret-path"}, nil); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	hook, _ := newHook(t, client, &echo{memory: newMemory()}, DispatcherOptions{Log: slog.New(slog.NewTextHandler(&log, nil))})
	for range 2 {
		if err := hook.Register(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if text := log.String(); strings.Count(text, "other.test") != 1 || strings.Contains(text, "secret-path") || strings.Contains(text, hook.secret) {
		t.Errorf("the log says %s", text)
	}
	if err := hook.Unregister(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestWebhookAddress(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	d := newDispatcher(&echo{memory: newMemory()}, client, DispatcherOptions{})
	for _, address := range []string{"", "coach.example.org", "ftp://coach.example.org/", "https:///x"} {
		if _, err := NewWebhook(client, d, address, ""); err == nil {
			t.Errorf("%q is an address", address)
		}
	}
}
