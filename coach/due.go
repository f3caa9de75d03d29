package coach

import (
	"time"

	"gutskin/coach/day"
)

// Due are the nudges to send at the instant now, the earliest first. It is
// pure: given the same day it plans the same nudges, so a missed minute mends
// itself, and recording each under its key keeps it from being sent twice.
//
// A slot is due from its hour on for SlotOpen, or until the next slot of its
// kind opens; never in quiet hours unless the person chose that hour; never
// for an hour that lay before /start was finished, before its schedule was
// set, or in a pause, or in the calm time after a message that called for care. A snooze opens it again, unless that is shortly before the
// next slot of its kind, which absorbs it. When the person changes zone, a
// slot of the day whose hour is thereby jumped over is due at the change.
// Someone silent for SilentAfter gets one NudgeQuiet in place of whatever is
// due next, and then nothing until they write. These are the rules of the
// product's nudges; the conditions of each kind are in slot.needs.
func Due(u *User, today Today, now time.Time) []Nudge {
	if !u.nudgeable(now) {
		return nil
	}
	var due []Nudge
	p := newPlanner(u, today.Nudges)
	if u.IsCalm(now) {
		return nil
	}
	for _, d := range [2]int{-1, 0} {
		for _, s := range p.slots(today.Day.Add(d)) {
			if s.open(now) && (u.silent(now) || s.needs(u, today.of(s.key.Day))) {
				due = append(due, s.nudge())
			}
		}
	}
	if u.silent(now) && len(due) > 0 {
		due = due[:1]
		due[0].Kind, due[0].Snoozed = NudgeQuiet, false
	}
	return due
}

// horizon is for how many days NextDue looks ahead: a weekly nudge whose day
// the calendar skips comes two weeks after the one before.
const horizon = 16

// NextDue is the earliest instant, not before now, at which Due could give a
// nudge; the zero time when it never will as things stand. The nudges are
// those of the person's today and yesterday: without them a snooze is missed.
//
// Slots that opened up to u.Reviewed are passed over. So whoever acts on Due
// at the instant now sets Reviewed to now and keeps NextDue beside the person;
// whoever changes the person in any other way only keeps the new NextDue.
func NextDue(u *User, now time.Time, nudges ...NudgeState) time.Time {
	if !u.nudgeable(now) {
		return time.Time{}
	}
	from := now
	for _, until := range [2]time.Time{u.Reminders.PausedUntil, u.Calm.Until} {
		if until.After(from) {
			from = until
		}
	}
	reviewed := u.Reviewed
	if reviewed.After(now) { // by a clock that was ahead
		reviewed = time.Time{}
	}
	p := newPlanner(u, nudges)
	var next time.Time
	first := u.Today(from).Add(-1)
	for n := range p.horizon(first) {
		d := first.Add(n)
		if n > 1 && !next.IsZero() && next.Before(p.instant(d, u.DayEnd)) {
			break
		}
		for _, s := range p.slots(d) {
			if s.done || !s.closes.After(now) || !s.opens.After(reviewed) {
				continue
			}
			if next.IsZero() || s.opens.Before(next) {
				next = s.opens
			}
		}
	}
	if !next.IsZero() && next.Before(now) {
		next = now
	}
	return next
}

// horizon is for how many days from first on there may be a nudge to come.
func (p *planner) horizon(first day.Day) int {
	if q := p.user.Question; q != nil {
		return max(horizon, q.Last().Sub(first)+horizon)
	}
	return horizon
}

// Nudged notes on the person that a nudge was given to them at the instant
// now, as far as that decides later ones. Save the person afterwards.
func (u *User) Nudged(n Nudge, now time.Time) {
	if n.Kind == NudgeQuiet {
		u.Asked = now
	}
}

// nudgeable tells whether the person may be nudged at all.
func (u *User) nudgeable(now time.Time) bool {
	if u.Left || u.Zone == "" || u.Started.IsZero() {
		return false
	}
	return !u.silent(now) || u.Asked.Before(u.LastWrote)
}

// silent tells whether the person has not written for SilentAfter.
func (u *User) silent(now time.Time) bool {
	return !now.Before(u.LastWrote.Add(SilentAfter))
}
