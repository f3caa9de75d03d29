package intent

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// readRequest fills in the parameters of what the message asks for.
func (v *view) readRequest(m *Message) {
	r := &m.Request
	switch {
	case m.Is(Undo):
		c, _ := v.has(Undo)
		r.Action = Action(c.detail)
		from, to := v.sentence(c.start)
		r.Day, r.Meal = v.dayIn(from, to), v.mealIn(from, to)
	case m.Is(Correction):
		v.readCorrection(r)
	case m.Is(ReminderSettings):
		v.readReminder(r)
	case m.Is(Summary):
		v.readSummary(r)
	case m.Is(Meal):
		v.readAgain(r)
	case m.Intent == Greeting:
		r.Action = v.courtesy()
	}
}

// courtesy tells what a greeting is: thanks before a hello, a hello before "ok".
func (v *view) courtesy() Action {
	action := ActAccept
	for _, c := range v.cues {
		switch {
		case c.intent != string(Greeting):
		case c.detail == detailDeclined:
			return ActAccept
		case c.detail == string(ActThank):
			action = ActThank
		case c.detail == "" && action != ActThank:
			action = ""
		}
	}
	return action
}

// cueOf is the cue of the intent with the detail, else any of the intent.
func (v *view) cueOf(i Intent, detail string) cue {
	for _, c := range v.cues {
		if c.intent == string(i) && c.detail == detail {
			return c
		}
	}
	c, _ := v.has(i)
	return c
}

// readAgain reads which meal is to be repeated.
func (v *view) readAgain(r *Request) {
	c := v.cueOf(Meal, string(ActAgain))
	if c.detail != string(ActAgain) {
		return
	}
	from, to := v.sentence(c.start)
	r.Action, r.Day, r.Meal = ActAgain, v.dayIn(from, to), v.mealIn(from, to)
}

func (v *view) mealIn(from, to int) food.Meal {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.meal); ok && !v.afterNot(i, from) {
			return food.Meal(value)
		}
	}
	return ""
}

// afterNot tells whether token i names what something wasn't: "not today,
// yesterday".
func (v *view) afterNot(i, from int) bool {
	return i > from && v.lex.is(v.toks[i-1].word, v.class.not)
}

// readCorrection reads the new wording, and what it is about: a day or a
// meal alone moves the entry, a number alone changes an amount.
func (v *view) readCorrection(r *Request) {
	c := v.longest(Correction)
	from, to := v.sentence(c.start)
	r.Day, r.Meal = v.dayIn(from, to), v.mealIn(from, to)
	switch {
	case c.detail != "change" && c.detail != detailSwap && c.detail != detailInstead:
		r.Action = Action(c.detail)
	case len(v.food.Items) > 0 || v.foodIn(c.end, len(v.toks)):
		r.Action = ActReplace
	case r.Day != "" || r.Meal != "":
		r.Action = ActMove
	case v.lastNumber(c.start, len(v.toks)) > 0:
		r.Action = ActAmount
	case v.rest(c.end) != "":
		r.Action = ActReplace
	default:
		r.Action = ActWrong
	}
	if r.Action != ActMove {
		r.Day, r.Meal = "", ""
	}
	r.Text = v.newWords(r.Action, c)
}

// longest is the cue of the intent that says most.
func (v *view) longest(i Intent) cue {
	var best cue
	for _, c := range v.cues {
		if c.intent == string(i) && c.end-c.start > best.end-best.start {
			best = c
		}
	}
	return best
}

func (v *view) foodIn(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].food > 0 {
			return true
		}
	}
	return false
}

// readSummary reads which view is asked for.
func (v *view) readSummary(r *Request) {
	c := v.longest(Summary)
	from, to := v.clauseFrom(c.start), v.claimEnd(c.end)
	r.Which = Which(c.detail)
	if c.detail == string(WhichSearch) {
		r.Find = v.find(c.end, to)
		return
	}
	if c.detail != "period" {
		return
	}
	r.Which = WhichWeek
	if day := v.dayIn(from, to); day != "" {
		r.Which, r.Day = WhichDay, day
		if day == v.today() {
			r.Which, r.Day = WhichToday, ""
		}
	}
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.period); ok {
			r.Which, r.Day = Which(value), ""
		}
	}
}

// find is the food that is searched for: the first one named, else the words
// that remain.
func (v *view) find(from, to int) string {
	for i := from; i < to; i++ {
		if end := v.toks[i].food; end > i {
			return v.text[v.toks[i].start:v.toks[end-1].end]
		}
	}
	if from >= to {
		return ""
	}
	return v.text[v.toks[from].start:v.toks[to-1].end]
}

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
	if rest := v.untilDay(from, to); rest > 0 && (r.Action == ActPause || r.Action == ActOff || r.Action == ActSnooze) {
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
	if r.Action == ActOff && rem.For > 0 && len(rem.Days) == 0 {
		r.Action = ActPause
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
