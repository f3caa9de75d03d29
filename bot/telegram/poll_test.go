package telegram

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
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
	d := newDispatcher(h, client, DispatcherOptions{Handled: func(conversation.Event) { sender.Wake() }, Log: log})
	stopPolling := start(t, NewPoller(client, d, time.Second).Run)
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

// Updates that couldn't be kept before the replica lost the lead are asked for
// again, and handled, when it leads anew.
func TestPollLosesTheLead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		h := &echo{memory: newMemory()}
		d := newDispatcher(h, client, DispatcherOptions{})
		lead := func() (stop func()) { return start(t, NewPoller(client, d, 0).Run) }
		setDown := func(down bool) {
			defer h.lock()()
			h.down = down
		}
		stop := lead()
		time.Sleep(time.Second)
		setDown(true)
		fake.User(7).Say("rice")
		time.Sleep(time.Second)
		stop()
		if len(h.inbox) != 0 || len(h.handled) != 0 {
			t.Fatalf("%d updates were kept and %d handled by a database that was away", len(h.inbox), len(h.handled))
		}
		setDown(false)
		stop = lead()
		time.Sleep(10 * time.Second)
		stop()
		if len(h.handled) != 1 || fake.Pending() != 0 {
			t.Errorf("%d updates handled and %d pending after the lead came back", len(h.handled), fake.Pending())
		}
	})
}

// Nobody waits for another's update: what was received is acknowledged, and an
// update whose handling is delayed stays in the inbox, with those of its chat
// behind it. Another start finds them there.
func TestPollDoesNotWaitForTheSlowest(t *testing.T) {
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
		ada := fake.User(7)
		ada.Say("rice")
		ada.Say("beans")
		d := newDispatcher(h, client, DispatcherOptions{})
		stop := start(t, NewPoller(client, d, 0).Run)
		for i := range int64(300) {
			fake.User(8 + i).Say("soup")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if n := fake.Pending(); n != 0 || len(h.handled) != 300 || len(h.inbox) != 2 {
			t.Errorf("%d updates are pending, %d handled, %d in the inbox", n, len(h.handled), len(h.inbox))
		}
		if h.cursors[cursorName(bot)] != 1302 {
			t.Errorf("the offset is kept as %d", h.cursors[cursorName(bot)])
		}
		stop()
		away.Store(false)
		start(t, NewPoller(client, newDispatcher(h, client, DispatcherOptions{}), 0).Run)
		time.Sleep(time.Second)
		synctest.Wait()
		if h.handled["tg:4242:1000"] != 1 || h.handled["tg:4242:1001"] != 1 || len(h.inbox) != 0 {
			t.Errorf("after another start %d updates lie in the inbox", len(h.inbox))
		}
	})
}

// An update may end the process; it is set aside, or tried in a process of its
// own, at its third start, and what else was in hand is handled.
func TestPollDeadlyUpdate(t *testing.T) {
	tests := []struct {
		name  string
		apart func(context.Context, conversation.Event) error
		aside []string
	}{
		{"nothing apart", nil, []string{"the process ended 2 times while it was to be handled"}},
		{"deadly", func(context.Context, conversation.Event) error { return fmt.Errorf("apart: %w", ErrEnded) }, []string{"apart: " + ErrEnded.Error()}},
		{"harmless", func(context.Context, conversation.Event) error { return nil }, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fake, client := newInside(t, telegramtest.Options{})
				h := &echo{memory: newMemory()}
				begun := 0
				h.before = func(ctx context.Context, e conversation.Event) error {
					if e.Text != "deadly" {
						return nil
					}
					begun++
					<-ctx.Done() // as if all stood still, until the process is gone
					return ctx.Err()
				}
				fake.User(7).Say("deadly")
				for range 2 {
					stop := start(t, NewPoller(client, newDispatcher(h, client, DispatcherOptions{Apart: test.apart}), 0).Run)
					time.Sleep(time.Second)
					stop()
				}
				fake.User(7).Say("soup")
				start(t, NewPoller(client, newDispatcher(h, client, DispatcherOptions{Apart: test.apart}), 0).Run)
				time.Sleep(time.Second)
				synctest.Wait()
				if begun != 2 || !slices.Equal(h.aside, test.aside) {
					t.Errorf("begun %d times, set aside because of %q", begun, h.aside)
				}
				if h.handled["tg:4242:1001"] != 1 {
					t.Error("what came after it wasn't handled")
				}
			})
		})
	}
}

// Of a flood so much is read as one person may have waiting; they are told once,
// another's message is handled at once, and all is well when it is over.
func TestPollFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		h := &echo{memory: newMemory()}
		var answered time.Duration
		began := time.Now()
		h.before = func(_ context.Context, e conversation.Event) error {
			time.Sleep(50 * time.Millisecond)
			if e.UserID == 8 {
				answered = time.Since(began)
			}
			return nil
		}
		flooder := fake.User(7)
		for range 1000 {
			flooder.Say("a text")
		}
		fake.User(8).Say("soup")
		start(t, NewPoller(client, newDispatcher(h, client, DispatcherOptions{}), 0).Run)
		time.Sleep(time.Minute)
		synctest.Wait()
		told := 0
		for _, d := range h.waiting {
			if strings.Contains(string(d.Payload), "too much") {
				told++
			}
		}
		if answered == 0 || answered > time.Second {
			t.Errorf("another waited %s", answered)
		}
		if n := len(h.handled) - 1; n < shareBurst || n > shareBurst+10 || told != 1 {
			t.Errorf("%d of the flood are handled, and they are told %d times", n, told)
		}
		flooder.Say("later")
		time.Sleep(time.Second)
		synctest.Wait()
		if h.handled["tg:4242:2001"] != 1 {
			t.Error("a message after the flood isn't handled")
		}
	})
}

// The same where the numbers start anew while the bot is down, or another token
// is used on the same data: the kept offset is far above. Telegram ignores it,
// and so do we, without asking again and again.
func TestPollBelowKeptOffset(t *testing.T) {
	for _, name := range []string{cursorName(bot), sharedCursor} {
		synctest.Test(t, func(t *testing.T) {
			fake, client := newInside(t, telegramtest.Options{FirstID: 500})
			h := &echo{memory: newMemory()}
			h.cursors[name] = 900_000
			const said = 250
			for i := range said {
				fake.User(int64(7 + i%5)).Say("soup")
			}
			d := newDispatcher(h, client, DispatcherOptions{})
			start(t, NewPoller(client, d, 0).Run)
			time.Sleep(5 * time.Second)
			synctest.Wait()
			for i := range said {
				if n := h.handled[fmt.Sprintf("tg:4242:%d", 500+i)]; n != 1 {
					t.Fatalf("update %d of %d is handled %d times", i, said, n)
				}
			}
			if n := fake.Pending(); n != 0 || h.cursors[cursorName(bot)] != 500+said {
				t.Errorf("%d updates are pending, and the offset is kept as %d", n, h.cursors[cursorName(bot)])
			}
			if n := fake.Calls("getUpdates"); n > 10 {
				t.Errorf("it polled %d times in 5 s", n)
			}
		})
	}
}

// After a week of silence Telegram may number updates anew, below the offset.
func TestPollNumbersRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{FirstID: 900_000})
		h := &echo{memory: newMemory()}
		d := newDispatcher(h, client, DispatcherOptions{})
		start(t, NewPoller(client, d, 0).Run)
		fake.User(7).Say("soup")
		time.Sleep(8 * 24 * time.Hour)
		fake.RestartNumbers(500)
		fake.User(7).Say("rice")
		time.Sleep(time.Second)
		synctest.Wait()
		if h.handled["tg:4242:900000"] != 1 || h.handled["tg:4242:500"] != 1 {
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
		stop := start(t, NewPoller(client, d, 0).Run)
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
		if h.handled["tg:4242:1000"] != 1 {
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
		stop := start(t, NewPoller(client, d, 0).Run)
		time.Sleep(time.Second)
		fake.User(7).Say("soup")
		time.Sleep(time.Second)
		stop()
		fake.Close()
		if h.handled["tg:4242:1000"] != 1 {
			t.Error("the update wasn't handled")
		}
		if text := log.String(); !strings.Contains(text, "other.test") || strings.Contains(text, "secret-path") {
			t.Errorf("the log says %s", text)
		}
	})
}

// Whatever says so while it runs, be it a proxy's page or Telegram itself, a
// token that isn't known doesn't end the bot: it waits, says so, and goes on.
func TestPollOutwaitsWrongToken(t *testing.T) {
	for name, fault := range map[string]telegramtest.Fault{
		"Telegram":       {Refuse: &telegramtest.Failure{Code: 401, Description: "Unauthorized"}},
		"proxy, 401":     {Page: 401},
		"proxy, 404":     {Page: 404},
		"proxy, no data": {Refuse: &telegramtest.Failure{Code: 401}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fake, client := newInside(t, telegramtest.Options{})
				var log bytes.Buffer
				h := &echo{memory: newMemory()}
				d := newDispatcher(h, client, DispatcherOptions{Log: slog.New(slog.NewTextHandler(&log, nil))})
				fake.FailNext(3, fault.On("getUpdates"))
				stop := start(t, NewPoller(client, d, 0).Run)
				fake.User(7).Say("soup")
				time.Sleep(time.Minute)
				stop()
				if h.handled["tg:4242:1000"] != 1 {
					t.Error("the update wasn't handled")
				}
				if said := strings.Contains(log.String(), "token"); said != (name == "Telegram") || log.Len() == 0 {
					t.Errorf("the log says %s", log.String())
				}
			})
		})
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
