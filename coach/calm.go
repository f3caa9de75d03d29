package coach

import "time"

// calmFor is for how long at least the coach stays calm after a message that
// called for care; it does to the end of the person's day. The coach's own
// default.
const calmFor = 6 * time.Hour

// Calm is the time after a message that called for care: no nudge comes, nothing
// cheery is said, and no food that the message blamed is advised.
type Calm struct {
	Until  time.Time `json:"until,omitzero"`
	Blamed []string  `json:"blamed,omitempty"` // foods, by the lexicon's names
}

// StayCalm begins the calm time at the instant now.
func (u *User) StayCalm(now time.Time, blamed []string) {
	until := u.Today(now).Add(1).At(u.DayEnd, u.Location())
	if least := now.Add(calmFor); until.Before(least) {
		until = least
	}
	u.Calm = Calm{until, blamed}
}

// IsCalm reports whether the instant now lies in the calm time.
func (u *User) IsCalm(now time.Time) bool { return now.Before(u.Calm.Until) }
