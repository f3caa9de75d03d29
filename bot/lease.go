package main

import (
	"context"
	"log/slog"
	"time"
)

// The lease that makes one replica the leader: it alone polls, schedules and
// sends. It is taken over within leaseTime + leaseRenew when its holder dies.
const (
	leaseName  = "leader"
	leaseTime  = 12 * time.Second
	leaseRenew = 2 * time.Second
	// leaseMargin before the lease could lapse the leader stops by itself, so
	// that what it has under way (up to grace) ends while it still leads.
	leaseMargin = 6 * time.Second
	grace       = 4 * time.Second
)

// leases are leases kept in the database, by its clock.
type leases interface {
	Lease(ctx context.Context, name, holder string, ttl time.Duration) (bool, error)
	Release(ctx context.Context, name, holder string) error
}

// leader runs the leading work while this replica holds the lease.
type leader struct {
	leases leases
	holder string // this replica
	log    *slog.Logger
	work   func(context.Context) error // ends when its context does
	leave  func(context.Context)       // the last act of one who leads and is stopped
}

// run tries for the lease until ctx ends, and leads whenever it has it. It
// returns early only with the error of work that ended by itself.
func (l *leader) run(ctx context.Context) error {
	ticker := time.NewTicker(leaseRenew)
	defer ticker.Stop()
	for {
		held, err := l.renew(ctx)
		if err != nil && ctx.Err() == nil {
			l.log.Warn("asking for the lease", "error", err)
		}
		if held {
			if err := l.lead(ctx, ticker); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// lead works while the lease can be renewed in time.
func (l *leader) lead(ctx context.Context, ticker *time.Ticker) error {
	l.log.Info("leading")
	working, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- l.work(working) }()
	renewed := time.Now()
	for {
		select {
		case err := <-done:
			l.leaveOff(ctx)
			return err
		case <-ctx.Done():
			err := <-done
			l.leaveOff(ctx)
			return err
		case <-ticker.C:
		}
		asked := time.Now()
		held, err := l.renew(ctx)
		switch {
		case held:
			renewed = asked
			continue
		case err != nil && time.Since(renewed) < leaseTime-leaseMargin:
			continue
		}
		l.log.Warn("no longer leading", "error", err)
		stop()
		return <-done
	}
}

// renew asks for the lease, for no longer than one renewal may take.
func (l *leader) renew(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, leaseRenew)
	defer cancel()
	return l.leases.Lease(ctx, leaseName, l.holder, leaseTime)
}

// leaveOff ends the leading: in good order if ctx has ended, since that is how
// one is stopped.
func (l *leader) leaveOff(ctx context.Context) {
	if ctx.Err() != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseRenew)
		defer cancel()
		l.leave(ctx)
	}
	l.release()
}

// release lets another replica lead at once.
func (l *leader) release() {
	ctx, cancel := context.WithTimeout(context.Background(), leaseRenew)
	defer cancel()
	if err := l.leases.Release(ctx, leaseName, l.holder); err != nil {
		l.log.Warn("releasing the lease", "error", err)
	}
}
