package conversation

import (
	"cmp"
	"slices"
	"time"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// reminderWords changes the reminders as a message in plain words asks, and
// shows how they stand then.
func (t *turn) reminderWords(r intent.Request) error {
	change := r.Reminder
	switch r.Action {
	case intent.ActPause:
		if s := t.schedule(change.Kind); s != nil && change.For > 0 && change.For <= 24*time.Hour {
			return t.notToday(coach.NudgeKey{Kind: change.Kind, Day: t.today()}, s)
		}
		return t.pause(change.For)
	case intent.ActSnooze:
		return t.snoozeLatest(change)
	case intent.ActQuiet:
		quiet := &t.u.Reminders
		quiet.QuietFrom = *cmp.Or(change.QuietFrom, &quiet.QuietFrom)
		quiet.QuietTo = *cmp.Or(change.QuietTo, &quiet.QuietTo)
	case intent.ActOn:
		for _, s := range t.schedulesMeant(change.Kind, true) {
			t.turnOn(s, true)
			t.setTimes(s, change)
		}
		t.u.Reminders.PausedUntil = time.Time{}
	case intent.ActOff:
		for _, s := range t.schedulesMeant(change.Kind, false) {
			if s == &t.u.Reminders.Weekly && change.Kind == "" && len(change.Days) > 0 {
				continue // "no reminders on Sundays" doesn't ask for no summary ever
			}
			turnOff(s, change.Days)
		}
	case intent.ActSet:
		kind := change.Kind
		if kind == "" {
			kind = coach.NudgeFermented
		}
		for _, s := range t.schedulesMeant(kind, true) {
			t.turnOn(s, true)
			t.setTimes(s, change)
		}
	}
	return t.remindersPanel(t.say)
}

// schedulesMeant are the schedules of a kind; of "" all that the person has,
// which to turn on doesn't mean the skin check-in that they never asked for.
func (t *turn) schedulesMeant(kind coach.NudgeKind, on bool) []*coach.Schedule {
	if s := t.schedule(kind); s != nil {
		return []*coach.Schedule{s}
	}
	var list []*coach.Schedule
	for _, kind := range nudgeKinds {
		if kind != coach.NudgeSkin && kind != coach.NudgeQuestion || !on {
			list = append(list, t.schedule(kind))
		}
	}
	return list
}

// turnOff turns a schedule off, or leaves some weekdays out of it.
func turnOff(s *coach.Schedule, days []time.Weekday) {
	if len(days) == 0 {
		s.On = false
		return
	}
	kept := s.Days
	if len(kept) == 0 {
		kept = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	}
	kept = slices.DeleteFunc(slices.Clone(kept), func(d time.Weekday) bool { return slices.Contains(days, d) })
	if len(kept) == 0 {
		s.On = false
		return
	}
	s.Days = kept
}

// setTimes sets the hours and days that a request names.
func (t *turn) setTimes(s *coach.Schedule, r intent.Reminder) {
	switch {
	case len(r.Hours) > 0:
		t.setHours(s, r.Hours)
	case r.PerDay > 0 && s != &t.u.Reminders.Weekly:
		t.setHours(s, spread(min(r.PerDay, maxHours)))
	}
	if len(r.Days) > 0 {
		s.Days, s.Since = slices.Clone(r.Days), t.now
	}
}

// spread are n hours over the day, from 10:00 to 19:00.
func spread(n int) []time.Duration {
	if n == 1 {
		return []time.Duration{15 * time.Hour}
	}
	var hours []time.Duration
	for i := range n {
		minutes := 9 * 60 * i / (n - 1)
		hours = append(hours, 10*time.Hour+time.Duration(minutes-minutes%15)*time.Minute)
	}
	return hours
}

// pause is silent for a while, a week unless told otherwise.
func (t *turn) pause(howLong time.Duration) error {
	if howLong <= 0 {
		howLong = 7 * 24 * time.Hour
	}
	t.u.Reminders.PausedUntil = t.now.Add(min(howLong, 366*24*time.Hour))
	return t.remindersPanel(t.say)
}

// latestNudge is the day's latest nudge, of a kind or with "" of any; its Kind
// is "" when there was none.
func (t *turn) latestNudge(kind coach.NudgeKind) (latest coach.NudgeKey, err error) {
	nudges, err := t.tx.NudgesOn(t.u.ID, t.today())
	for _, n := range nudges {
		if n.Slot > latest.Slot && (kind == "" || kind == n.Kind) && t.schedule(n.Kind) != nil {
			latest = n.NudgeKey
		}
	}
	return latest, err
}

// snoozeLatest opens the day's latest nudge again later, an hour unless told
// otherwise.
func (t *turn) snoozeLatest(r intent.Reminder) error {
	latest, err := t.latestNudge(r.Kind)
	if err != nil {
		return err
	}
	if latest.Kind == "" {
		return t.remindersPanel(t.say)
	}
	howLong := r.For
	if howLong <= 0 {
		howLong = time.Hour
	}
	return t.snooze(latest, howLong, t.say)
}

// snooze opens a nudge's slot again after a while. One that would end in quiet
// hours is let go, and the person told.
func (t *turn) snooze(key coach.NudgeKey, howLong time.Duration, show func(string, any, ...[]Button) error) error {
	until := t.now.Add(howLong)
	if t.u.Quiet(until) {
		return show("nudge.quiet", clockText(sinceMidnight(until)))
	}
	if err := t.tx.SnoozeNudge(t.u.ID, key, until); err != nil {
		return err
	}
	nudges, err := t.recentNudges()
	if err != nil {
		return err
	}
	return show("nudge.snoozed", clockText(sinceMidnight(coach.SnoozedTo(&t.u, key, until, nudges...))))
}

func sinceMidnight(at time.Time) time.Duration {
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
}
