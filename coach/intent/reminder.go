package intent

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
)

// readReminder reads what a reminder setting says.
func (v *view) readReminder(r *Request) {
	c := v.reminderCue()
	r.Action = Action(c.detail)
	from, to := v.sentence(c.start)
	rem := &r.Reminder
	rem.Kind = v.nudgeKind(from, to)
	rem.Hours = v.nightHours(from, to, v.hours(from, to))
	rem.Days = v.weekdays(from, to)
	rem.PerDay = v.perDay(from, to)
	if len(rem.Hours) == 0 {
		rem.For = v.length(from, to)
	}
	if rest := cmp.Or(v.untilDay(from, to), v.untilPast(c, r.Action)); rest > 0 && (r.Action == ActPause || r.Action == ActOff || r.Action == ActSnooze) {
		r.Action, rem.Days, rem.Hours, rem.For = ActPause, nil, nil, rest
		if rem.Kind == coach.NudgeWeekly {
			rem.Kind = "" // "until Sunday" names no Sunday summary
		}
	}
	if r.Action == ActOn && (len(rem.Hours) > 0 || rem.PerDay > 0 || len(rem.Days) > 0) {
		r.Action = ActSet
	}
	if r.Action == ActSnooze && len(rem.Hours) > 0 {
		r.Action = ActSet
	}
	if r.Action == ActOff || r.Action == ActPause {
		v.readRest(r, from, to)
	}
	if r.Action == ActOff && rem.For > 0 && len(rem.Days) == 0 {
		r.Action = ActPause
	}
}

// readRest reads an hour that is to be silent until, which is a pause, or after
// or before, every day: "quiet after 9pm", "nothing before 9".
func (v *view) readRest(r *Request, from, to int) {
	rem := &r.Reminder
	if len(rem.Hours) != 1 || rem.Kind != "" || len(rem.Days) > 0 || rem.For > 0 {
		return
	}
	clock := rem.Hours[0]
	for i := from + 1; i < to; i++ {
		if _, ok := v.clockAt(i, to, false); !ok {
			continue
		}
		switch {
		case v.is(i-1, v.class.until):
			r.Action, rem.Hours, rem.For = ActPause, nil, v.untilClock(clock)
		case v.is(i-1, v.class.after):
			if v.toks[i].Half == "" && v.halfDay(i+1, to) == "" && clock < 12*time.Hour {
				clock += 12 * time.Hour // "nothing after 8"
			}
			r.Action, rem.Hours, rem.QuietFrom = ActQuiet, nil, &clock
		case v.is(i-1, v.class.before):
			r.Action, rem.Hours, rem.QuietTo = ActQuiet, nil, &clock
		}
		return
	}
}

// reminderCue is the most telling cue: what is turned off or paused counts
// before what is turned on or set.
func (v *view) reminderCue() cue {
	for _, action := range [...]Action{ActPause, ActSnooze, ActOff, ActSet, ActOn, ActShow} {
		if c := v.cueOf(ReminderSettings, string(action)); c.detail == string(action) {
			return c
		}
	}
	c, _ := v.has(ReminderSettings)
	return c
}

func (v *view) nudgeKind(from, to int) coach.NudgeKind {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.nudge); ok {
			return coach.NudgeKind(value)
		}
	}
	return ""
}

// weekdays are the days named: single ones, or groups such as "weekends",
// whose value lists their numbers.
func (v *view) weekdays(from, to int) []time.Weekday {
	var days []time.Weekday
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.weekdays)
		if !ok {
			value, _, ok = v.value(i, v.class.weekday)
		}
		for n := range strings.FieldsSeq(value) {
			d, err := strconv.Atoi(n)
			if ok && err == nil && !slices.Contains(days, time.Weekday(d)) {
				days = append(days, time.Weekday(d))
			}
		}
	}
	return days
}

// perDay reads "one reminder a day", "3 times a day", "twice a day".
func (v *view) perDay(from, to int) int {
	for i := from; i < to; i++ {
		if !v.is(i, v.class.daily) {
			continue
		}
		for k := i - 1; k >= max(from, i-4); k-- {
			if n := v.numberAt(k); n >= 1 && n <= 24 {
				return int(n)
			}
		}
	}
	return 0
}

// length reads "for a week", "3 days", "in 2 hours"; "a" counts as one.
func (v *view) length(from, to int) time.Duration {
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.length)
		if !ok {
			continue
		}
		hours, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		n := 1.0
		if i > from {
			if before := v.numberAt(i - 1); before > 0 {
				n = min(before, 366)
			}
		}
		return time.Duration(n * float64(hours) * float64(time.Hour))
	}
	return 0
}
