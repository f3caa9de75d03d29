package main

import (
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// Telegram's rates, for tests in which the fake server counts violations.
var realRates = []string{"TELEGRAM_RATE=25", "TELEGRAM_CHAT_RATE=1"}

// TestSoakReplicas runs three polling bots on one database and kills one after
// the other.
func TestSoakReplicas(t *testing.T) {
	notShort(t)
	t.Parallel()
	w := newWorld(t, storagetest.Postgres(t), telegramtest.Options{})
	w.killReplicas(func(int) *bot { return w.start(realRates...) })
}

// TestSoakReplicasWebhook does so with updates that are pushed to any one of
// them.
func TestSoakReplicasWebhook(t *testing.T) {
	notShort(t)
	t.Parallel()
	w := newWorld(t, storagetest.Postgres(t), telegramtest.Options{PushAgain: 100 * time.Millisecond})
	front := newFront(t, 3)
	replicas := w.killReplicas(func(i int) *bot {
		return w.start(append([]string{"WEBHOOK_URL=" + front.url + "/telegram", "LISTEN_ADDR=" + front.behind[i]}, realRates...)...)
	})
	for _, r := range replicas {
		<-r.ended
	}
	if set, dropped := w.server.Calls("setWebhook"), w.server.Calls("deleteWebhook"); set == 0 || dropped == 0 {
		t.Errorf("the webhook was set %d times and taken away %d times", set, dropped)
	}
}

// killReplicas has a crowd write to three bots of which one is killed every
// few seconds: no message is lost, none answered twice but those under way at
// a kill, and Telegram's rates are kept.
func (w *world) killReplicas(start func(i int) *bot) []*bot {
	w.t.Helper()
	c := scaled(crowd{users: 200, messages: 3000, kills: 20})
	replicas := []*bot{start(0), start(1), start(2)}
	played := w.play(c)
	answered := func() int { return w.server.Calls("sendMessage") }
	for i := range c.kills {
		next := (i + 1) * c.messages / (c.kills + 1)
		if err := w.server.Await(w.t.Context(), func() bool { return answered() >= next }); err != nil {
			w.t.Fatal(err)
		}
		replicas[i%3].kill()
		replicas[i%3] = start(i % 3)
	}
	if err := <-played; err != nil {
		w.t.Fatal(err)
	}
	w.settle(c)
	for _, r := range replicas {
		r.stop()
	}
	w.checkCrowd(c, c.kills)
	if n, list := w.server.Violations(); n > 0 {
		w.t.Errorf("%d violations: %v", n, list)
	}
	return replicas
}

// front stands before replicas as a load balancer does: a request goes to any
// one of them, dead or alive.
type front struct {
	url    string
	behind []string // the replicas' addresses

	mu     sync.Mutex
	random *rand.Rand
	taken  map[string]int // updates that each took
}

func newFront(t *testing.T, replicas int) *front {
	t.Helper()
	f := &front{random: rand.New(rand.NewPCG(5, 5)), taken: map[string]int{}}
	for range replicas {
		l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		f.behind = append(f.behind, l.Addr().String())
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: f.any()}) },
		ModifyResponse: func(r *http.Response) error {
			if r.StatusCode == http.StatusOK {
				f.mu.Lock()
				defer f.mu.Unlock()
				f.taken[r.Request.URL.Host]++
			}
			return nil
		},
		ErrorHandler: func(rw http.ResponseWriter, _ *http.Request, _ error) { rw.WriteHeader(http.StatusBadGateway) },
	})
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

func (f *front) any() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.behind[f.random.IntN(len(f.behind))]
}

// counts are the updates that each replica took.
func (f *front) counts() (n []int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, host := range f.behind {
		n = append(n, f.taken[host])
	}
	return n
}
