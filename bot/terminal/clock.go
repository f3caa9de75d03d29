package terminal

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"
)

// Clock is a session's time: the machine's, or one that stands still until
// /wait moves it on.
type Clock struct {
	zone  *time.Location
	fixed time.Time     // zero: the machine's clock runs
	ahead time.Duration // what /wait has moved it on by
}

// RunningClock is the machine's clock, shown in zone.
func RunningClock(zone *time.Location) *Clock { return &Clock{zone: zone} }

// FixedClock stands still at t, in t's zone.
func FixedClock(t time.Time) *Clock { return &Clock{zone: t.Location(), fixed: t} }

// Now is the session's time.
func (c *Clock) Now() time.Time {
	if !c.fixed.IsZero() {
		return c.fixed.Add(c.ahead)
	}
	return time.Now().In(c.zone).Add(c.ahead)
}

// set moves the clock on to t; it never goes back.
func (c *Clock) set(t time.Time) {
	if d := t.Sub(c.Now()); d > 0 {
		c.ahead += d
	}
}

// minute fires when the next minute begins; never on a clock that stands.
func (c *Clock) minute() <-chan time.Time {
	if !c.fixed.IsZero() {
		return nil
	}
	now := c.Now()
	return time.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now))
}

// wait moves the clock on and shows each nudge at its minute.
func (s *Session) wait(ctx context.Context, howLong string) error {
	d, ok := parseWait(howLong)
	if !ok {
		return s.hint("/wait needs a time such as 30m, 5h or 2d, at most %dd", longestWait)
	}
	if d > math.MaxInt64-s.Clock.ahead {
		return s.hint("The clock can't be moved on any further.")
	}
	end := s.Clock.Now().Add(d)
	for {
		next, err := s.NextDue(ctx)
		if err != nil {
			return err
		}
		soonest := s.Clock.Now().Truncate(time.Minute).Add(time.Minute)
		if next.IsZero() || next.After(end) || soonest.After(end) {
			s.Clock.set(end)
			return s.tick(ctx)
		}
		s.Clock.set(later(next, soonest))
		if err := s.tick(ctx); err != nil {
			return err
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// tick does what falls due now and shows it.
func (s *Session) tick(ctx context.Context) error {
	now := s.Clock.Now()
	if err := s.Coach.Nudge(ctx, now); err != nil {
		return err
	}
	return s.show(ctx, now.Format("[2006-01-02 15:04] "))
}

// longestWait is by how many days the clock can be moved on at once.
const longestWait = 3660

// parseWait reads a time such as "90m", "5h" or "2d".
func parseWait(text string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err == nil && n > 0 && n <= longestWait
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d > 0 && d <= longestWait*24*time.Hour
}
