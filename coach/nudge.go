package coach

import (
	"fmt"
	"time"

	"gutskin/coach/day"
)

// The limits of nudging.
const (
	SlotOpen    = time.Hour           // how long a slot stays due; then it is let go
	SnoozeApart = 90 * time.Minute    // a snoozed nudge sooner before its kind's next slot is given with that
	SilentAfter = 14 * 24 * time.Hour // without a message, until the one "shall I stay quiet?"
)

// Reminders are a person's choices about nudges. Hours are times of day in
// the person's zone.
type Reminders struct {
	Fermented Schedule `json:"fermented"`
	Water     Schedule `json:"water"`
	Weekly    Schedule `json:"weekly"` // on one weekday
	Skin      Schedule `json:"skin"`
	Question  Schedule `json:"question,omitzero"` // without hours until a question was asked

	QuietFrom   time.Duration `json:"quiet_from"`
	QuietTo     time.Duration `json:"quiet_to"`
	PausedUntil time.Time     `json:"paused_until,omitzero"`
}

// Schedule is when one kind of nudge comes.
type Schedule struct {
	On    bool            `json:"on"`
	Hours []time.Duration `json:"hours,omitempty"` // since midnight, each its own slot
	Days  []time.Weekday  `json:"days,omitempty"`  // none: every day
	// Chosen hours were set by the person and may lie in quiet hours.
	Chosen bool `json:"chosen,omitempty"`
	// Since is when the person last turned it on or set its hours. An hour
	// that was past by then waits for its next day.
	Since time.Time `json:"since,omitzero"`
}

// DefaultReminders are the hours of product defaults: fermented food at 17:00,
// water at 11:00 and 15:00, the week on Sunday at 18:00, skin off; quiet from
// 22:00 to 08:00.
func DefaultReminders() Reminders {
	return Reminders{
		Fermented: Schedule{On: true, Hours: []time.Duration{17 * time.Hour}},
		Water:     Schedule{On: true, Hours: []time.Duration{11 * time.Hour, 15 * time.Hour}},
		Weekly:    Schedule{On: true, Hours: []time.Duration{18 * time.Hour}, Days: []time.Weekday{time.Sunday}},
		Skin:      Schedule{Hours: []time.Duration{20*time.Hour + 30*time.Minute}},
		QuietFrom: 22 * time.Hour,
		QuietTo:   8 * time.Hour,
	}
}

// NudgeKey names a nudge: at most one is ever sent for a key, unless its slot
// was snoozed.
type NudgeKey struct {
	Kind NudgeKind
	Day  day.Day
	Slot string // the slot's hour as "15:04", so that a day's slots differ
}

// Nudge is a nudge that is due.
type Nudge struct {
	NudgeKey
	Opened  time.Time // the slot's hour, or the end of its snooze
	Expires time.Time // when it is let go if it could not be sent
	Snoozed bool      // it was snoozed before
}

// DeliveryKey is the key of the nudge's delivery to that person: the same
// however often and by whomever it is planned, and another after each snooze.
func (n Nudge) DeliveryKey(userID int64) string {
	key := fmt.Sprintf("n:%d:%s:%s:%s", userID, n.Kind, n.Day, n.Slot)
	if n.Snoozed {
		key += fmt.Sprintf(":%d", n.Opened.Unix())
	}
	return key
}

// NudgeState is what became of a nudge.
type NudgeState struct {
	NudgeKey
	SnoozedUntil time.Time // zero: done
}
