package intent

import (
	"slices"
	"strconv"
	"time"

	"gutskin/coach/day"
)

// today is the person's day when they wrote.
func (v calendar) today() day.Day { return day.Of(v.moment.Sent, v.moment.DayEnd) }

// dayIn is the day that the tokens name, "" for none: "yesterday", "on
// Tuesday", "3 days ago". A weekday is the latest one before today.
func (v calendar) dayIn(from, to int) day.Day {
	for i := from; i < to; i++ {
		if v.requests().afterNot(i, from) || i > from && v.is(i-1, v.class.than) || v.ratesOther(i) || v.cooked(i) {
			continue
		}
		if value, end, ok := v.value(i, v.class.day); ok {
			back, err := strconv.Atoi(value)
			if err == nil {
				return v.today().Add(-back)
			}
			// The class counts from a number before it: "3 days ago".
			if i > from && end > i {
				return v.today().Add(-int(min(v.values().numberAt(i-1), 3650)))
			}
		}
		if value, ok := v.weekday(i); ok {
			n, _ := strconv.Atoi(value)
			return v.latest(time.Weekday(n))
		}
	}
	return ""
}

// cooked reports whether the day at token i is only where a food before it comes from:
// curry from Sunday.
func (v calendar) cooked(i int) bool {
	if i == 0 || v.toks[i-1].Text != "from" {
		return false
	}
	from, _ := v.sentence(i)
	return slices.ContainsFunc(v.toks[from:i], func(t token) bool { return t.eaten }) && !v.looking().anyOf(from, i, v.class.fixDo)
}

// weekday is the value of the weekday that token i names. "I sat down" and "the sun"
// name none.
func (v calendar) weekday(i int) (value string, ok bool) {
	if value, _, ok = v.value(i, v.class.weekday); ok && v.is(i, v.class.shortDay) {
		ok = (i == 0 || v.toks[i-1].Text != "the" && !v.is(i-1, v.class.i)) && (i+1 >= len(v.toks) || !v.is(i+1, v.class.afterSat))
	}
	return value, ok
}

// ratesOther reports whether token i belongs to the rating of another day.
func (v calendar) ratesOther(i int) bool {
	return slices.ContainsFunc(v.others, func(c cue) bool { return c.start <= i && i < c.end })
}

// latest is the last such weekday before today.
func (v calendar) latest(w time.Weekday) day.Day {
	back := (int(v.today().Weekday()) - int(w) + 7) % 7
	if back == 0 {
		back = 7
	}
	return v.today().Add(-back)
}

// dayNear is the day that the sentences of that intent's cues name, else
// today. Last night's sleep is today's.
func (v calendar) dayNear(i Intent) day.Day {
	d := v.dayWhere(func(c cue) bool { return c.intent == string(i) && !v.ofSleep(c) })
	if i == Lifestyle && d == v.today() {
		return v.dayWhere(func(c cue) bool { return c.intent == string(i) && v.onWeekday(c) })
	}
	return d
}

// onWeekday reports whether the cue's sentence names a day of the week on which
// something was: that night's sleep is its own.
func (v calendar) onWeekday(c cue) bool {
	from, to := v.sentence(c.start)
	for i := from; i < to; i++ {
		if _, ok := v.weekday(i); ok && (i == from || !v.is(i-1, v.class.than)) {
			return true
		}
	}
	return false
}

// dayWhere is the day that the sentences of the cues name, else today.
func (v calendar) dayWhere(meant func(cue) bool) day.Day {
	read := -1 // the start of the sentence that was read last
	for _, c := range v.cues {
		if !meant(c) {
			continue
		}
		from, to := v.sentence(c.start)
		if from == read {
			continue
		}
		read = from
		if d := v.dayIn(from, to); d != "" {
			return d
		}
	}
	return v.today()
}

// ofSleep tells whether the cue tells of sleep, or lies within one that does.
func (v calendar) ofSleep(c cue) bool {
	for _, o := range v.cues {
		if scaleKind(o) == "sleep" && (o.start == c.start && o.end == c.end || o.start < c.end && c.start < o.end) {
			return true
		}
	}
	return false
}

// untilDay is how long it is until the day that the tokens name begins, at
// midnight: "until Sunday", "till tomorrow"; 0 when they name none.
func (v calendar) untilDay(from, to int) time.Duration {
	for i := from; i+1 < to; i++ {
		if v.toks[i].Text == "for" && v.isToday(i+1) {
			return v.untilMidnight(1)
		}
		if !v.lex.Is(v.toks[i].ID, v.class.until) {
			continue
		}
		if i > from {
			if _, named := v.weekday(i - 1); named {
				continue // from Monday until Friday
			}
		}
		if days := v.daysUntilDate(i + 1); days > 0 {
			return v.untilMidnight(days)
		}
		ahead := 0
		if value, ok := v.weekday(i + 1); ok {
			n, _ := strconv.Atoi(value)
			ahead = (n-int(v.moment.Sent.Weekday())+6)%7 + 1
		} else if v.lex.Is(v.toks[i+1].ID, v.class.tomorrow) {
			ahead = 1
		}
		if ahead > 0 {
			return v.untilMidnight(ahead)
		}
	}
	return 0
}

// daysUntilDate is in how many days the date at token i comes: "the 25th of
// November", "the 14th", "3 May"; 0 for none.
func (v calendar) daysUntilDate(i int) int {
	if i < len(v.toks) && v.toks[i].Text == "the" {
		i++
	}
	if i+1 >= len(v.toks) || !v.toks[i].Number {
		return 0
	}
	n := int(v.values().numberAt(i))
	ordinal := false
	switch v.toks[i+1].Text {
	case "st", "nd", "rd", "th":
		ordinal = true
		i++
	}
	month := time.Month(0)
	for k := i + 1; k < min(i+3, len(v.toks)); k++ {
		if value, _, ok := v.value(k, v.class.monthName); ok {
			m, _ := strconv.Atoi(value)
			month = time.Month(m)
		}
	}
	if n < 1 || n > 31 || !ordinal && month == 0 {
		return 0
	}
	today := v.today()
	for ahead := 1; ahead <= 366; ahead++ {
		t := today.Add(ahead).Time()
		if t.Day() == n && (month == 0 || t.Month() == month) {
			return ahead
		}
	}
	return 0
}

// untilPast is how long it is until the day is over on which reminders are not
// wanted: "don't remind me tomorrow", "no reminders tonight"; 0 for none.
func (v calendar) untilPast(c cue, action Action) time.Duration {
	if action != ActOff && action != ActPause {
		return 0
	}
	for i, to := c.start, v.claims().claimEnd(c.end); i < to; i++ {
		switch {
		case v.lex.Is(v.toks[i].ID, v.class.tomorrow):
			return v.untilMidnight(2)
		case v.isToday(i):
			return v.untilMidnight(1)
		}
	}
	return 0
}

// isToday tells whether token i names the day of the message.
func (v calendar) isToday(i int) bool {
	value, _, ok := v.value(i, v.class.day)
	return ok && value == "0"
}

// untilClock is how long it is until that time of day comes next.
func (v calendar) untilClock(clock time.Duration) time.Duration {
	rest := v.untilMidnight(0) + clock
	if rest <= 0 {
		rest = v.untilMidnight(1) + clock
	}
	return rest
}

// untilMidnight is how long it is until the day that comes in so many begins.
func (v calendar) untilMidnight(days int) time.Duration {
	y, m, d := v.moment.Sent.Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, v.moment.Sent.Location()).Sub(v.moment.Sent)
}
