package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

// echo is a conversation that repeats what is said, into a memory's outbox.
type echo struct {
	*memory
	mu      sync.Mutex
	aside   []string                                        // why, for each update set aside
	before  func(context.Context, conversation.Event) error // runs first
	running int
	most    int
}

// newDispatcher is a dispatcher that works for bot.
func newDispatcher(h *echo, client *Client, o DispatcherOptions) *Dispatcher {
	d := NewDispatcher(h, h.memory, client, o)
	d.Introduce(bot)
	return d
}

func (h *echo) Handle(ctx context.Context, e conversation.Event) error {
	h.enter(1)
	defer h.enter(-1)
	if h.before != nil {
		if err := h.before(ctx, e); err != nil {
			return err
		}
	}
	h.memory.mu.Lock()
	h.handled[e.Key]++
	again := h.handled[e.Key] > 1
	delete(h.inbox, e.Key)
	h.memory.mu.Unlock()
	if again || e.UserID == 0 {
		return nil
	}
	h.enqueue(coach.Delivery{Key: e.Key + ":0", ChatID: e.ChatID}, conversation.Message{Text: "re: " + e.Text})
	return nil
}

func (h *echo) enter(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.running += n
	h.most = max(h.most, h.running)
}

func (h *echo) SetAside(_ context.Context, e conversation.Event, _ []byte, why string) error {
	defer h.lock()()
	h.aside = append(h.aside, why)
	h.handled[e.Key]++
	delete(h.inbox, e.Key)
	return nil
}

func (h *echo) Refuse(_ context.Context, e conversation.Event) error {
	h.enqueue(coach.Delivery{Key: e.Key + ":0", ChatID: e.ChatID}, conversation.Message{Text: "too much"})
	return nil
}

func textUpdate(id, chat int64, text string) update {
	return update{id: id, event: conversation.Event{
		Key: fmt.Sprintf("tg:4242:%d", id), Kind: conversation.KindMessage, UserID: chat, ChatID: chat, Private: true, Text: text,
	}}
}

// dispatchAll has updates handled and returns what became of each.
func dispatchAll(ctx context.Context, d *Dispatcher, updates ...update) []error {
	results := make([]error, len(updates))
	var wait sync.WaitGroup
	for i, u := range updates {
		wait.Add(1)
		d.dispatch(ctx, u, func(err error) { results[i] = err; wait.Done() })
	}
	wait.Wait()
	d.Drain()
	return results
}

func TestDispatchOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		order := map[int64][]string{}
		h := &echo{memory: newMemory()}
		h.before = func(_ context.Context, e conversation.Event) error {
			time.Sleep(time.Duration(100-len(e.Text)) * time.Millisecond) // later ones would overtake
			mu.Lock()
			defer mu.Unlock()
			order[e.ChatID] = append(order[e.ChatID], e.Text)
			return nil
		}
		d := newDispatcher(h, nil, DispatcherOptions{Workers: 4, Slow: time.Hour})
		var updates []update
		for i := range 90 {
			updates = append(updates, textUpdate(int64(i+1), int64(i%9+1), strings.Repeat("x", i)))
		}
		for _, err := range dispatchAll(t.Context(), d, updates...) {
			if err != nil {
				t.Error(err)
			}
		}
		for chat, texts := range order {
			if !slices.IsSortedFunc(texts, func(a, b string) int { return len(a) - len(b) }) || len(texts) != 10 {
				t.Errorf("chat %d was handled out of order", chat)
			}
		}
		if h.most != 4 {
			t.Errorf("%d updates at once, want 4", h.most)
		}
		if len(d.last) != 0 {
			t.Errorf("%d chats are still remembered", len(d.last))
		}
	})
}

func TestDispatchPoison(t *testing.T) {
	var nothing []int
	tests := []struct {
		name  string
		fail  func() error
		tries int
		why   string
	}{
		{"errors", func() error { return errors.New("no such column") }, 3, "no such column"},
		{"panic", func() error { panic("kimchi for lunch") }, 1, "panic: string"},
		{"runtime panic", func() error { return fmt.Errorf("%d", nothing[3]) }, 1, "panic: runtime error: index out of range [3] with length 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, client := newInside(t, telegramtest.Options{})
				h := &echo{memory: newMemory()}
				tries := 0
				h.before = func(_ context.Context, e conversation.Event) error {
					if e.Text != "poison" {
						return nil
					}
					tries++
					return test.fail()
				}
				d := newDispatcher(h, client, DispatcherOptions{})
				for _, err := range dispatchAll(t.Context(), d, textUpdate(1, 7, "poison"), textUpdate(2, 7, "soup")) {
					if err != nil {
						t.Error(err)
					}
				}
				if tries != test.tries || !slices.Equal(h.aside, []string{test.why}) {
					t.Errorf("set aside after %d tries because of %q", tries, h.aside)
				}
				if h.handled["tg:4242:2"] != 1 {
					t.Error("what came after it wasn't handled")
				}
			})
		})
	}
}

func TestDispatchOutwaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, client := newInside(t, telegramtest.Options{})
		h := &echo{memory: newMemory()}
		tries := 0
		h.before = func(context.Context, conversation.Event) error {
			if tries++; tries < 20 {
				return fmt.Errorf("store: %w", coach.ErrUnavailable)
			}
			return nil
		}
		d := newDispatcher(h, client, DispatcherOptions{})
		dispatchAll(t.Context(), d, textUpdate(1, 7, "soup"))
		if h.handled["tg:4242:1"] != 1 || len(h.aside) > 0 {
			t.Errorf("handled %d times, set aside %d", h.handled["tg:4242:1"], len(h.aside))
		}
	})
}

// When the program ends, what is being handled may finish, and what waits is
// left for the next start.
func TestDispatchEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		h := &echo{memory: newMemory()}
		h.before = func(ctx context.Context, _ conversation.Event) error {
			cancel()
			select {
			case <-time.After(time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		d := newDispatcher(h, nil, DispatcherOptions{Slow: time.Hour})
		results := dispatchAll(ctx, d, textUpdate(1, 7, "soup"), textUpdate(2, 7, "rice"))
		if results[0] != nil || !errors.Is(results[1], context.Canceled) {
			t.Errorf("the results are %v", results)
		}
	})
}

func TestTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		ada := fake.User(7)
		h := &echo{memory: newMemory()}
		h.before = func(_ context.Context, e conversation.Event) error {
			if e.Text == "slow" {
				time.Sleep(time.Second)
			}
			return nil
		}
		d := newDispatcher(h, client, DispatcherOptions{})
		dispatchAll(t.Context(), d, textUpdate(1, 7, "quick"))
		if got := ada.Actions(); len(got) > 0 {
			t.Errorf("a quick answer shows %v", got)
		}
		dispatchAll(t.Context(), d, textUpdate(2, 7, "slow"))
		if got := ada.Actions(); !slices.Equal(got, []string{"typing"}) {
			t.Errorf("a slow answer shows %v", got)
		}
	})
}

// A pressed button is answered while its turn is still to come.
func TestCallbackFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		id := fake.User(7).Forge(7, 1, "undo")
		h := &echo{memory: newMemory()}
		h.before = func(context.Context, conversation.Event) error { time.Sleep(10 * time.Second); return nil }
		d := newDispatcher(h, client, DispatcherOptions{})
		press := textUpdate(2, 7, "undo")
		press.callback = id
		dispatchAll(t.Context(), d, textUpdate(1, 7, "slow"), press)
		if after, ok := fake.Answered(id); !ok || after > time.Second {
			t.Errorf("answered after %s, %t", after, ok)
		}
	})
}

func TestStaleCallback(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		id := fake.User(7).Forge(7, 1, "undo")
		time.Sleep(time.Hour)
		if err := client.answerCallback(t.Context(), id); err != nil {
			t.Error(err)
		}
	})
}
