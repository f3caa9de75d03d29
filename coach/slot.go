package coach

import (
	"slices"
	"time"

	"gutskin/coach/day"
)

// slot is one hour of one kind's schedule on one day: the span of time in
// which its nudge may be given.
type slot struct {
	key     NudgeKey
	opens   time.Time
	closes  time.Time
	clock   time.Duration // time of day at which it opens, since the key's day began at midnight
	chosen  bool          // its hour lies in quiet hours by the person's own choice
	moved   bool          // a snooze or a change of zone opens it, not its hour
	snoozed bool
	done    bool // its nudge was given
}

func (s slot) open(now time.Time) bool {
	return !s.done && !now.Before(s.opens) && now.Before(s.closes)
}

func (s slot) nudge() Nudge {
	return Nudge{NudgeKey: s.key, Opened: s.opens, Expires: s.closes, Snoozed: s.snoozed}
}

// planner knows a person's slots.
type planner struct {
	user   *User
	zone   *time.Location
	states map[NudgeKey]NudgeState
}

func newPlanner(u *User, nudges []NudgeState) *planner {
	p := &planner{user: u, zone: u.Location(), states: make(map[NudgeKey]NudgeState, len(nudges))}
	for _, n := range nudges {
		p.states[n.NudgeKey] = n
	}
	return p
}

// slots are the person's slots of the day d that may open at all, the earliest
// first. Each closes when the next of its kind opens.
func (p *planner) slots(d day.Day) []slot {
	var all []slot
	for _, rule := range nudgeRules {
		if rule.on == nil || rule.on(p.user, d) {
			all = append(all, p.slotsOf(rule.kind, *rule.schedule(&p.user.Reminders), d)...)
		}
	}
	slices.SortStableFunc(all, func(a, b slot) int { return a.opens.Compare(b.opens) })
	return all
}

func (p *planner) slotsOf(kind NudgeKind, s Schedule, d day.Day) []slot {
	if !s.On {
		return nil
	}
	var list []slot
	for _, hour := range s.Hours {
		if slot, ok := p.slot(kind, s, d, hour); ok {
			list = append(list, slot)
		}
	}
	slices.SortFunc(list, func(a, b slot) int { return a.opens.Compare(b.opens) })
	for i := range len(list) - 1 {
		if next := list[i+1].opens; next.Before(list[i].closes) {
			list[i].closes = next
		}
		list[i].done = list[i].done || list[i].absorbedBy(list[i+1])
	}
	return list
}

// absorbedBy reports whether the slot and the one after it are one: a snoozed
// nudge that would come shortly before the next comes with that.
func (s slot) absorbedBy(next slot) bool {
	return s.snoozed && !next.done && next.opens.Sub(s.opens) < SnoozeApart
}

// SnoozedTo is when a nudge comes that the person snoozes until then: with the
// next slot of its kind where that absorbs it.
func SnoozedTo(u *User, k NudgeKey, until time.Time, nudges ...NudgeState) time.Time {
	p := newPlanner(u, append(nudges, NudgeState{NudgeKey: k, SnoozedUntil: until}))
	absorbed := false
	for _, s := range p.slots(k.Day) {
		switch {
		case s.key == k:
			absorbed = s.done
		case s.key.Kind == k.Kind && absorbed:
			return s.opens
		}
	}
	return until
}

// slot is the slot of that hour; false when it can't open on the day.
func (p *planner) slot(kind NudgeKind, s Schedule, d day.Day, hour time.Duration) (slot, bool) {
	date := p.date(d, hour)
	if len(s.Days) > 0 && !slices.Contains(s.Days, date.Weekday()) {
		return slot{}, false
	}
	opens := date.At(hour, p.zone)
	if skipped(date, hour, opens) {
		return slot{}, false
	}
	state, known := p.states[NudgeKey{kind, d, slotName(hour)}]
	one := slot{
		key:    NudgeKey{Kind: kind, Day: d, Slot: slotName(hour)},
		opens:  opens,
		chosen: s.Chosen && p.user.quietAt(hour),
		done:   known && state.SnoozedUntil.IsZero(),
	}
	if known && !one.done {
		one.opens, one.moved, one.snoozed = state.SnoozedUntil, true, true
	} else if at, ok := p.carried(one, hour); ok { // one that was given too: it has closed those before it
		one.opens, one.moved = at, true
	}
	if one.opens.Before(p.earliest(s)) {
		return slot{}, false
	}
	return p.outsideQuiet(one)
}

// outsideQuiet closes the slot after SlotOpen, and narrows it to its part
// outside quiet hours; false when there is none. Only a weekly summary that a
// snooze or a change of zone brings into quiet hours waits for their end.
func (p *planner) outsideQuiet(s slot) (slot, bool) {
	s.closes = s.opens.Add(SlotOpen)
	if !s.chosen && p.user.quietAt(p.wall(s.opens)) {
		end := p.next(p.user.Reminders.QuietTo, s.opens)
		if s.moved && s.key.Kind == NudgeWeekly {
			s.closes = end.Add(SlotOpen)
		}
		s.opens = end
	}
	if !s.chosen && p.user.Reminders.quiet() {
		if start := p.next(p.user.Reminders.QuietFrom, s.opens); start.Before(s.closes) {
			s.closes = start
		}
	}
	s.clock = p.wall(s.opens)
	if day.Of(s.opens.In(p.zone), 0) > s.key.Day {
		s.clock += 24 * time.Hour
	}
	return s, s.opens.Before(s.closes)
}

// carried tells when a slot opens whose hour a change of zone jumps over: it
// had not closed in the zone before, and has passed in the new one. A day's
// slot is only carried within its day, for its question is about that day.
func (p *planner) carried(s slot, hour time.Duration) (time.Time, bool) {
	moves := p.user.Moves
	if len(moves) == 0 || !s.opens.Before(moves[len(moves)-1].At) {
		return time.Time{}, false
	}
	last := moves[len(moves)-1].At
	if s.key.Kind != NudgeWeekly && day.Of(last.In(p.zone), p.user.DayEnd) != s.key.Day {
		return time.Time{}, false
	}
	for _, m := range moves {
		before, err := location(m.From)
		if err == nil && m.From != "" && p.date(s.key.Day, hour).At(hour, before).Add(SlotOpen).After(m.At) {
			return last, true
		}
	}
	return time.Time{}, false
}

// earliest is the instant before which no slot of the schedule opens.
func (p *planner) earliest(s Schedule) time.Time {
	u := p.user
	latest := u.Started
	for _, t := range [3]time.Time{s.Since, u.Reminders.PausedUntil, u.Calm.Until} {
		if t.After(latest) {
			latest = t
		}
	}
	for _, m := range u.Moves {
		if m.From == "" && m.At.After(latest) {
			latest = m.At // hours before any zone was known were never the person's
		}
	}
	return latest
}

// date is the calendar date on which the person's day d shows the time of day
// hour: the next one for an hour before the day's end.
func (p *planner) date(d day.Day, hour time.Duration) day.Day {
	if hour < p.user.DayEnd {
		return d.Add(1)
	}
	return d
}

// skipped tells whether the zone's calendar skips the whole date, as Samoa's
// did with 30 December 2011: its hours would fall on the next date's.
func skipped(date day.Day, hour time.Duration, opens time.Time) bool {
	_, offset := opens.Zone()
	shown := opens.Add(time.Duration(offset) * time.Second)
	return shown.Sub(date.Time().Add(hour-12*time.Hour)) >= 12*time.Hour
}

// instant is when the person's day d shows that time of day.
func (p *planner) instant(d day.Day, hour time.Duration) time.Time {
	return p.date(d, hour).At(hour, p.zone)
}

// wall is the time of day that the person's clock shows at t.
func (p *planner) wall(t time.Time) time.Duration {
	h, m, s := t.In(p.zone).Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second
}

// next is the first instant after t at which the clock shows that time of day.
func (p *planner) next(clock time.Duration, t time.Time) time.Time {
	date := day.Of(t.In(p.zone), 0)
	for at := date.At(clock, p.zone); ; at = date.At(clock, p.zone) {
		if at.After(t) {
			return at
		}
		date = date.Add(1)
	}
}

// quiet tells whether there are quiet hours at all.
func (r *Reminders) quiet() bool { return r.QuietFrom != r.QuietTo }

// quietAt tells whether the time of day lies in the person's quiet hours.
func (u *User) quietAt(clock time.Duration) bool {
	from, to := u.Reminders.QuietFrom, u.Reminders.QuietTo
	if from <= to {
		return from <= clock && clock < to
	}
	return clock >= from || clock < to
}

// Quiet tells whether the instant t lies in the person's quiet hours, for
// instance the end of a snooze, which is then let go.
func (u *User) Quiet(t time.Time) bool {
	h, m, _ := t.In(u.Location()).Clock()
	return u.quietAt(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute)
}

// slotName is how a slot is named: by its hour, as "17:00".
func slotName(hour time.Duration) string {
	h, m := hour/time.Hour, hour/time.Minute%60
	return string([]byte{'0' + byte(h/10), '0' + byte(h%10), ':', '0' + byte(m/10), '0' + byte(m%10)})
}
