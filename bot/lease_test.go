package main

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// clockwork keeps one lease by the test's clock, for replicas of which any may
// be cut off from it.
type clockwork struct {
	mu      sync.Mutex
	holder  string
	expires time.Time
	cut     map[string]bool
}

var errCut = errors.New("the database does not answer")

func (c *clockwork) Lease(ctx context.Context, _, holder string, ttl time.Duration) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut[holder] {
		c.mu.Unlock()
		<-ctx.Done()
		c.mu.Lock()
		return false, errCut
	}
	now := time.Now()
	if c.holder != holder && now.Before(c.expires) {
		return false, nil
	}
	c.holder, c.expires = holder, now.Add(ttl)
	return true, nil
}

func (c *clockwork) Release(_ context.Context, _, holder string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.holder == holder && !c.cut[holder] {
		c.expires = time.Time{}
	}
	return nil
}

func (c *clockwork) set(holder string, cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut[holder] = cut
}

// TestLeader cuts replicas off from the database at random for an hour. There
// are never two leaders, counting the grace in which the last finishes what it
// began, and never none for longer than a takeover may last while a replica
// reaches the database.
func TestLeader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		leases := &clockwork{cut: map[string]bool{}}
		var leading, terms atomic.Int32
		work := func(ctx context.Context) error {
			if leading.Add(1) > 1 {
				t.Error("two lead at once")
			}
			terms.Add(1)
			<-ctx.Done()
			time.Sleep(grace)
			leading.Add(-1)
			return nil
		}
		var replicas sync.WaitGroup
		for _, holder := range []string{"a", "b"} {
			l := &leader{leases: leases, holder: holder, log: slog.New(slog.DiscardHandler), work: work, leave: func(context.Context) {}}
			replicas.Go(func() {
				if err := l.run(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		random := rand.New(rand.NewPCG(12, 2))
		for range 200 {
			leases.set("a", random.IntN(3) == 0)
			time.Sleep(time.Duration(random.IntN(int(10 * time.Second))))
			leases.set("b", random.IntN(3) == 0)
			time.Sleep(time.Duration(random.IntN(int(10 * time.Second))))
			if random.IntN(4) == 0 {
				leases.set("b", false)
				leases.set("a", true)
				time.Sleep(leaseTime + leaseRenew + time.Second)
				if leading.Load() != 1 {
					t.Error("nobody leads, 15 s after the other was cut off")
				}
			}
		}
		stop()
		replicas.Wait()
		if n := terms.Load(); n < 20 {
			t.Errorf("the lead changed %d times: the test tries nothing", n)
		}
	})
}

// TestLeaderLeaves: a leader that is stopped leaves in good order, and the
// next leads at once.
func TestLeaderLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		leases := &clockwork{cut: map[string]bool{}}
		var left atomic.Bool
		lead := func(ctx context.Context, holder string, began *time.Time) error {
			l := &leader{
				leases: leases, holder: holder, log: slog.New(slog.DiscardHandler),
				work:  func(ctx context.Context) error { *began = time.Now(); <-ctx.Done(); return nil },
				leave: func(context.Context) { left.Store(true) },
			}
			return l.run(ctx)
		}
		var began time.Time
		first, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if err := lead(first, "a", &began); err != nil || !left.Load() {
			t.Errorf("it left: %v, %v", left.Load(), err)
		}
		stopped := time.Now()
		second, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if err := lead(second, "b", &began); err != nil || began.Sub(stopped) > leaseRenew {
			t.Errorf("the next leads after %v, %v", began.Sub(stopped), err)
		}
	})
}
