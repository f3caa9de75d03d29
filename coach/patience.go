package coach

import (
	"slices"
	"time"

	"gutskin/coach/day"
)

// The limits of patience: a kind of nudge that went unanswered on so many days in
// a row asks once whether to go on (product rule), and how far back that is
// looked for.
const (
	PatienceDays = 5
	PatienceBack = 14
)

// Unanswered is on how many days in a row before the day d the person was nudged
// about the kind and then told nothing of what it asks for. Days without such a
// nudge, and without that, are passed over. The entries and nudges are those of
// the PatienceBack days before d.
func Unanswered(u *User, kind NudgeKind, d day.Day, entries []Entry, nudges []NudgeState) int {
	n := 0
	for back := 1; back <= PatienceBack; back++ {
		on := d.Add(-back)
		first, nudged := firstSlot(kind, on, nudges)
		switch {
		case answered(u, kind, on, first, entries):
			return n
		case nudged:
			n++
		}
	}
	return n
}

// firstSlot is the time of day of the day's first nudge of the kind.
func firstSlot(kind NudgeKind, d day.Day, nudges []NudgeState) (first time.Duration, ok bool) {
	for _, n := range nudges {
		if n.Kind != kind || n.Day != d {
			continue
		}
		at, err := time.Parse("15:04", n.Slot)
		if err != nil {
			continue
		}
		hour := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
		if !ok || hour < first {
			first, ok = hour, true
		}
	}
	return first, ok
}

// answered reports whether the day has what the kind asks for: a drink told after
// the first nudge, something fermented, a rating. Other kinds ask for nothing.
func answered(u *User, kind NudgeKind, d day.Day, first time.Duration, entries []Entry) bool {
	since := d.At(first, u.Location())
	rule, _ := kind.rule()
	return slices.ContainsFunc(entries, func(e Entry) bool {
		return e.Day == d && (rule.answers == nil || rule.answers(e, since))
	})
}
