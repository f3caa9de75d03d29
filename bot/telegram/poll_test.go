package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

// startEcho runs a whole echo bot by polling and returns how to stop it.
func startEcho(t *testing.T, client *Client, h *echo, log *slog.Logger) (stop func()) {
	t.Helper()
	sender := NewSender(client, h.memory, SenderOptions{Log: log})
	d := newDispatcher(h, client, DispatcherOptions{Handled: sender.Wake, Log: log})
	stopPolling := start(t, NewPoller(client, d, h.memory, time.Second).Run)
	stopSending := start(t, sender.Run)
	return func() { stopPolling(); stopSending() }
}

func TestPollAndReply(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{})
	h := &echo{memory: newMemory()}
	startEcho(t, client, h, nil)
	var wait sync.WaitGroup
	for id := range int64(5) {
		wait.Go(func() {
			user := fake.User(id + 1)
			for i := range 3 {
				text := fmt.Sprintf("meal %d of %d", i, id)
				user.Say(text)
				reply, err := user.Next(t.Context())
				if err != nil || reply.Text != "re: "+text {
					t.Errorf("%q is answered %q, %v", text, reply.Text, err)
				}
			}
		})
	}
	wait.Wait()
	if n, misses := fake.Violations(); n > 0 {
		t.Errorf("%d violations: %q", n, misses)
	}
}

// The offset moves past an update only when it is handled.
func TestPollAcknowledgesLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		h := &echo{memory: newMemory()}
		var away atomic.Bool
		away.Store(true)
		h.before = func(_ context.Context, e conversation.Event) error {
			if away.Load() && e.Text == "rice" {
				return coach.ErrUnavailable
			}
			return nil
		}
		ada, bob := fake.User(7), fake.User(8)
		bob.Say("soup")
		ada.Say("rice")
		ada.Say("beans")
		d := newDispatcher(h, client, DispatcherOptions{})
		start(t, NewPoller(client, d, h.memory, 0).Run)
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := fake.Pending(); n != 3 || h.handled["tg:1000"] != 1 || h.handled["tg:1002"] != 0 {
			t.Errorf("%d updates are pending and %v handled", n, h.handled)
		}
		away.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := fake.Pending(); n != 0 || h.handled["tg:1002"] != 1 {
			t.Errorf("%d updates are pending and %v handled", n, h.handled)
		}
		if h.cursors[cursorName] != 1003 {
			t.Errorf("the offset is kept as %d", h.cursors[cursorName])
		}
	})
}

// After a week of silence Telegram may number updates anew, below the offset.
func TestPollNumbersRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{FirstID: 900_000})
		h := &echo{memory: newMemory()}
		d := newDispatcher(h, client, DispatcherOptions{})
		start(t, NewPoller(client, d, h.memory, 0).Run)
		fake.User(7).Say("soup")
		time.Sleep(8 * 24 * time.Hour)
		fake.RestartNumbers(500)
		fake.User(7).Say("rice")
		time.Sleep(time.Second)
		synctest.Wait()
		if h.handled["tg:900000"] != 1 || h.handled["tg:500"] != 1 {
			t.Errorf("handled: %v", h.handled)
		}
	})
}

func TestPollConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		var log bytes.Buffer
		h := &echo{memory: newMemory()}
		d := newDispatcher(h, client, DispatcherOptions{Log: slog.New(slog.NewTextHandler(&log, nil))})
		stop := start(t, NewPoller(client, d, h.memory, 0).Run)
		for range 5 { // another replica polls now and then
			time.Sleep(time.Minute)
			if _, err := client.updates(t.Context(), 0, 10*time.Second); err != nil {
				if e, ok := asError(err); !ok || e.Code != 409 {
					t.Error(err)
				}
			}
		}
		fake.User(7).Say("soup")
		time.Sleep(time.Minute)
		stop()
		if h.handled["tg:1000"] != 1 {
			t.Error("the update wasn't handled")
		}
		if log.Len() > 0 {
			t.Errorf("the log says %s", log.String())
		}
	})
}

func TestPollDropsWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		if err := client.Call(t.Context(), "setWebhook", map[string]string{"url": "https://other.test/secret-path"}, nil); err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		h := &echo{memory: newMemory()}
		d := newDispatcher(h, client, DispatcherOptions{Log: slog.New(slog.NewTextHandler(&log, nil))})
		stop := start(t, NewPoller(client, d, h.memory, 0).Run)
		time.Sleep(time.Second)
		fake.User(7).Say("soup")
		time.Sleep(time.Second)
		stop()
		fake.Close()
		if h.handled["tg:1000"] != 1 {
			t.Error("the update wasn't handled")
		}
		if text := log.String(); !strings.Contains(text, "other.test") || strings.Contains(text, "secret-path") {
			t.Errorf("the log says %s", text)
		}
	})
}

func TestPollWrongToken(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{Token: "1:another"})
	d := newDispatcher(&echo{memory: newMemory()}, client, DispatcherOptions{})
	if err := NewPoller(client, d, newMemory(), 0).Run(t.Context()); !errors.Is(err, errWrongToken) {
		t.Errorf("the poller ends with %v", err)
	}
}

// A fifth of all calls fails in every way, and still each message is answered,
// in order.
func TestPollThroughFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		fake.FailRandomly(0.2, 1, telegramtest.EveryWay()...)
		h := &echo{memory: newMemory()}
		stop := startEcho(t, client, h, nil)
		for i := range 20 {
			for id := range int64(5) {
				fake.User(id + 1).Say(fmt.Sprintf("meal %02d", i))
			}
			time.Sleep(5 * time.Second)
		}
		time.Sleep(5 * time.Minute)
		stop()
		if len(h.waiting) > 0 || len(h.sent) != 100 {
			t.Errorf("%d replies wait, %d are sent", len(h.waiting), len(h.sent))
		}
		for id := range int64(5) {
			last := ""
			for _, m := range fake.Messages(id + 1) {
				if m.FromBot && m.Text < last {
					t.Errorf("chat %d: %q after %q", id+1, m.Text, last)
				}
				if m.FromBot {
					last = m.Text
				}
			}
		}
		if n, misses := fake.Violations(); n > 0 {
			t.Errorf("%d violations: %q", n, misses)
		}
	})
}
