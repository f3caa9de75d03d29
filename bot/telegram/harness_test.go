package telegram

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

// past is long before anything here.
var past = time.Unix(0, 0)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// inside carries requests to a handler without a network, so that a test can
// run on synctest's clock.
type inside struct{ handler http.Handler }

func (i inside) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	defer func() {
		switch v := recover(); v {
		case nil:
		case http.ErrAbortHandler:
			resp, err = nil, io.ErrUnexpectedEOF
		default:
			panic(v)
		}
	}()
	recorder := httptest.NewRecorder()
	i.handler.ServeHTTP(recorder, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return recorder.Result(), nil
}

// newServer serves a fake Telegram over HTTP.
func newServer(t *testing.T, o telegramtest.Options) (*telegramtest.Server, *Client) {
	t.Helper()
	fake := telegramtest.New(o)
	server := httptest.NewServer(fake)
	client, err := NewClient(ClientOptions{Token: telegramtest.DefaultToken, APIURL: server.URL, Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		fake.Close()
		client.Close()
		server.CloseClientConnections()
		server.Close()
	})
	return fake, client
}

// newInside is newServer without a network.
func newInside(t *testing.T, o telegramtest.Options) (*telegramtest.Server, *Client) {
	t.Helper()
	fake := telegramtest.New(o)
	client, err := NewClient(ClientOptions{Token: telegramtest.DefaultToken, APIURL: "http://telegram.test", Through: inside{fake}, Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return fake, client
}

// start runs f until the test ends or stop is called.
func start(t *testing.T, f func(context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// memory keeps what storage keeps: the outbox, the polling offset, handled
// updates.
type memory struct {
	mu       sync.Mutex
	waiting  []coach.Delivery
	sent     map[string]int
	given    map[string]bool // given up, and whether the person had left
	begun    int
	cursors  map[string]int64
	inbox    map[string]coach.Received
	down     bool
	changed  chan struct{}
	handled  map[string]int
	reads    int
	mostRead int
}

func newMemory() *memory {
	return &memory{
		sent: map[string]int{}, given: map[string]bool{}, cursors: map[string]int64{}, inbox: map[string]coach.Received{},
		handled: map[string]int{}, changed: make(chan struct{}),
	}
}

func (m *memory) lock() (unlock func()) {
	m.mu.Lock()
	return func() {
		close(m.changed)
		m.changed = make(chan struct{})
		m.mu.Unlock()
	}
}

func (m *memory) unavailable() error {
	if m.down {
		return fmt.Errorf("the database is away: %w", coach.ErrUnavailable)
	}
	return nil
}

// await waits until what holds, called with the lock held.
func (m *memory) await(t *testing.T, what func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		m.mu.Lock()
		ok, changed := what(), m.changed
		m.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("what was waited for didn't come; waiting: %d, sent: %d", len(m.waiting), len(m.sent))
		}
	}
}

func (m *memory) enqueue(d coach.Delivery, say conversation.Message) {
	defer m.lock()()
	if d.Payload == nil {
		d.Payload = say.Encode()
	}
	if d.Created.IsZero() {
		d.Created = time.Now()
	}
	if d.UserID == 0 {
		d.UserID = d.ChatID
	}
	m.waiting = append(m.waiting, d)
}

func (m *memory) NextDeliveries(_ context.Context, now time.Time, limit int) ([]coach.Delivery, error) {
	defer m.lock()()
	if err := m.unavailable(); err != nil {
		return nil, err
	}
	m.reads++
	list := slices.Clone(m.waiting)
	slices.SortStableFunc(list, func(a, b coach.Delivery) int { return int(a.Class - b.Class) })
	spoken := map[int64]bool{}
	list = slices.DeleteFunc(list, func(d coach.Delivery) bool {
		behind := d.Class == coach.ClassReply && spoken[d.ChatID]
		spoken[d.ChatID] = spoken[d.ChatID] || d.Class == coach.ClassReply
		return behind || d.NotBefore.After(now)
	})
	list = list[:min(limit, len(list))]
	m.mostRead = max(m.mostRead, len(list))
	return list, nil
}

func (m *memory) find(key string) int {
	return slices.IndexFunc(m.waiting, func(d coach.Delivery) bool { return d.Key == key })
}

func (m *memory) BeginAttempt(_ context.Context, d coach.Delivery) error {
	defer m.lock()()
	i := m.find(d.Key)
	if i < 0 {
		return coach.ErrNotFound
	}
	m.waiting[i].Attempts++
	m.begun++
	return m.unavailable()
}

func (m *memory) Sent(_ context.Context, d coach.Delivery, id int) error {
	defer m.lock()()
	if err := m.unavailable(); err != nil {
		return err
	}
	if _, twice := m.sent[d.Key]; twice {
		return fmt.Errorf("%s is sent twice", d.Key)
	}
	m.sent[d.Key] = id
	return m.drop(d.Key)
}

func (m *memory) drop(key string) error {
	i := m.find(key)
	if i < 0 {
		return coach.ErrNotFound
	}
	m.waiting = slices.Delete(m.waiting, i, i+1)
	return nil
}

func (m *memory) Retry(_ context.Context, d coach.Delivery, notBefore time.Time) error {
	defer m.lock()()
	if err := m.unavailable(); err != nil {
		return err
	}
	if i := m.find(d.Key); i >= 0 {
		m.waiting[i].NotBefore = notBefore
	}
	return nil
}

func (m *memory) GiveUp(_ context.Context, d coach.Delivery, left bool) error {
	defer m.lock()()
	m.given[d.Key] = left
	return m.drop(d.Key)
}

func (m *memory) Cursor(_ context.Context, name string) (int64, error) {
	defer m.lock()()
	return m.cursors[name], m.unavailable()
}

func (m *memory) Receive(_ context.Context, list []coach.Received, cursor string, value int64) error {
	defer m.lock()()
	if err := m.unavailable(); err != nil {
		return err
	}
	for i, r := range list {
		r.Tries = m.inbox[r.Key].Tries + 1
		list[i], m.inbox[r.Key] = r, r
	}
	if cursor != "" {
		m.cursors[cursor] = value
	}
	return nil
}

func (m *memory) Unhandled(_ context.Context, before time.Time) ([]coach.Received, error) {
	defer m.lock()()
	var list []coach.Received
	for key, r := range m.inbox {
		if !r.At.After(before) {
			r.Tries++
			m.inbox[key] = r
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b coach.Received) int { return int(a.Number - b.Number) })
	return list, m.unavailable()
}
