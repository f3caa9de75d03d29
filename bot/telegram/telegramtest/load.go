package telegramtest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Load is a crowd that writes to the bot.
type Load struct {
	Users    int
	Messages int      // in all
	Rate     float64  // messages a second, evenly; 0: each person writes as soon as they are answered
	Texts    []string // written in turn
}

// LoadResult tells how a crowd was answered. The times run from when a message
// was there for the bot to fetch until its first answer was there.
type LoadResult struct {
	Answered  int
	Took      time.Duration
	P50, P99  time.Duration
	Slowest   time.Duration
	PerSecond float64
}

func (r LoadResult) String() string {
	return fmt.Sprintf("%d messages answered in %s: %.0f a second, p50 %s, p99 %s, slowest %s", r.Answered,
		r.Took.Round(time.Millisecond), r.PerSecond, r.P50.Round(10*time.Microsecond), r.P99.Round(10*time.Microsecond), r.Slowest.Round(10*time.Microsecond))
}

// loadIDs are the user ids of a crowd, from here on.
const loadIDs = 1_000_000

// Play lets a crowd write and waits until each message is answered, or ctx
// ends.
func (s *Server) Play(ctx context.Context, l Load) (LoadResult, error) {
	crowd := &crowd{server: s, load: l, turns: make(chan int)}
	began := time.Now()
	var wait sync.WaitGroup
	for i := range l.Users {
		wait.Go(func() { crowd.write(ctx, loadIDs+int64(i)) })
	}
	crowd.giveTurns(ctx)
	wait.Wait()
	return crowd.result(time.Since(began)), ctx.Err()
}

type crowd struct {
	server *Server
	load   Load
	turns  chan int // numbers of messages to write

	mu    sync.Mutex
	times []time.Duration
}

func (c *crowd) giveTurns(ctx context.Context) {
	defer close(c.turns)
	var tick <-chan time.Time
	if c.load.Rate > 0 {
		ticker := time.NewTicker(time.Duration(float64(time.Second) / c.load.Rate))
		defer ticker.Stop()
		tick = ticker.C
	}
	for i := range c.load.Messages {
		if tick != nil {
			<-tick
		}
		select {
		case c.turns <- i:
		case <-ctx.Done():
			return
		}
	}
}

// write is one person's part: a message, its answer, the next.
func (c *crowd) write(ctx context.Context, id int64) {
	u := c.server.User(id)
	answers := u.listen()
	for i := range c.turns {
		for len(answers) > 0 { // of the last message, which had several
			<-answers
		}
		began := time.Now()
		u.Say(c.load.Texts[i%len(c.load.Texts)])
		select {
		case <-answers:
		case <-ctx.Done():
			return
		}
		c.mu.Lock()
		c.times = append(c.times, time.Since(began))
		c.mu.Unlock()
	}
}

// listen gives a signal for each message of the bot to the person, as far as
// they are taken.
func (u *User) listen() chan struct{} {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	heard := make(chan struct{}, 16)
	u.server.world.chats[u.ID].heard = heard
	return heard
}

func (c *crowd) result(took time.Duration) LoadResult {
	r := LoadResult{Answered: len(c.times), Took: took}
	if r.Answered == 0 {
		return r
	}
	slices.Sort(c.times)
	at := func(share float64) time.Duration { return c.times[int(share*float64(len(c.times)-1))] }
	r.P50, r.P99, r.Slowest = at(0.5), at(0.99), at(1)
	r.PerSecond = float64(r.Answered) / took.Seconds()
	return r
}
