package coach

import (
	"testing"
	"time"
)

// TestCalm: after a message that called for care no nudge is due until the
// person's day is over, and for six hours at least; then they come as ever.
func TestCalm(t *testing.T) {
	u := NewUser(1, time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC))
	u.Zone, u.Started = "Europe/London", u.Created
	for _, c := range []struct{ told, until string }{
		{"2026-03-18T10:00", "2026-03-19T04:00"},
		{"2026-03-19T03:50", "2026-03-19T09:50"},
		{"2026-03-18T23:30", "2026-03-19T05:30"},
	} {
		told, until := at(t, c.told), at(t, c.until)
		u.StayCalm(told, []string{"prawn"})
		if !u.Calm.Until.Equal(until) {
			t.Errorf("told at %s it is calm until %s, not %s", c.told, u.Calm.Until, until)
		}
		u.LastWrote, u.Reviewed = told, told
		for now := told; now.Before(until); now = now.Add(10 * time.Minute) {
			if due := Due(&u, Today{Day: u.Today(now)}, now); len(due) > 0 {
				t.Errorf("%s: %v is due in the calm time", now, due)
			}
		}
		next := NextDue(&u, told)
		if next.Before(until) || next.After(until.Add(24*time.Hour)) {
			t.Errorf("told at %s the next nudge may come at %s", c.told, next)
		}
		if due := Due(&u, Today{Day: u.Today(next)}, next); len(due) == 0 {
			t.Errorf("nothing is due at %s", next)
		}
	}
}

func at(t *testing.T, clock string) time.Time {
	t.Helper()
	v, err := time.Parse("2006-01-02T15:04", clock)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
