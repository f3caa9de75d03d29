package intent

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
)

// reminders reads wishes about reminders.
type reminders struct{ *view }

func (v *view) reminders() reminders { return reminders{v} }

// RemindOp is what a wish does to reminders.
type RemindOp string

// The operations.
const (
	RemindShow    RemindOp = "show"
	RemindOn      RemindOp = "on"
	RemindOff     RemindOp = "off"
	RemindOnly    RemindOp = "only"     // all but Kinds go off
	RemindSet     RemindOp = "set"      // Hours, Days: in the place of those before
	RemindAdd     RemindOp = "add"      // Hours besides those before
	RemindTakeOut RemindOp = "take_out" // Hours, or those from From to To
	RemindSwap    RemindOp = "swap"     // Hours in the place of Instead
	RemindNotOn   RemindOp = "not_on"   // not on Days
	RemindPause   RemindOp = "pause"    // For, or a week
	RemindResume  RemindOp = "resume"
	RemindSnooze  RemindOp = "snooze" // the latest nudge, For
	RemindQuiet   RemindOp = "quiet"  // From and To are the quiet hours
	RemindFewer   RemindOp = "fewer"  // of which, isn't said
	RemindCant    RemindOp = "cant"   // of something that the coach can't
)

// Remind is a wish about reminders.
type Remind struct {
	Bytes
	Op       RemindOp
	Kinds    []coach.NudgeKind // none: all
	Hours    []time.Duration   // since midnight
	Instead  []time.Duration   // for RemindSwap: the hours that go
	Days     []time.Weekday
	PerDay   int // so many a day
	For      time.Duration
	From, To *time.Duration
	Them     bool // it names no kind but speaks of those of the wish before: "turn them off"
}

// frame is what a stretch of a message names that a wish about reminders may be
// made of, in whatever order it stands.
type frame struct {
	kinds            []coach.NudgeKind
	hours, instead   []time.Duration
	named            []time.Duration // hours that name a reminder: "the 3 o'clock one"
	days             []time.Weekday
	from, to         *time.Duration // before, after and between hours
	length           time.Duration
	every            time.Duration
	part             [2]time.Duration // of the day that is named
	perDay           int
	no, only, but    bool
	quiet, swap      bool // swap: something takes the place of something
	add, other, mute bool // other: what no reminder is for
	on, peace, fewer bool
	keep             bool
	held, onlyNamed  bool  // held: "hold it until 7"
	loose            bool  // the first hour leaves out its half of the day
	at               []int // the tokens at which the hours begin, and end
}

// becomes reports whether the words from token i to k, between two hours of the
// stretch, say that the second takes the place of the first.
func (v reminders) becomes(from, to, i, k int) bool {
	return v.looking().anyOf(i, k, v.class.becomes) || k > i && v.toks[k-1].Text == "to" && v.looking().anyOf(from, to, v.class.moveWord)
}

// reminds are the wishes about reminders, in order.
func (v reminders) reminds() []Remind {
	var list []Remind
	done := -1
	cues := slices.SortedStableFunc(slices.Values(v.cues), func(a, b cue) int { return a.start - b.start })
	for _, c := range cues {
		if c.intent != string(ReminderSettings) || c.start < done {
			continue
		}
		from, to := max(v.claims().claimFrom(c.start), done), v.claims().claimEnd(c.end)
		to = max(c.end, v.looking().partEnd(c.start, to))
		list = append(list, reminderSpan{v.view, from, to}.wishes()...)
		done = to
	}
	return list
}

// clockHere is the time of day that begins at token i as a reminder's, and
// where it ends.
func (v reminders) clockHere(i, to int, listed bool) (time.Duration, int, bool) {
	if !v.mayBeClock(i) {
		return 0, i + 1, false
	}
	if value, end, ok := v.value(i, v.class.clockPoint); ok {
		c, ok := parsePart(value)
		return c, end, ok
	}
	if i+2 < to && v.toks[i+1].Text == "o" && v.toks[i+2].Text == "clock" {
		c, ok := v.calendar().clockAt(i, to, true)
		if ok && c > 0 && c <= lastNightHour && v.calendar().halfDay(i+3, to) == "" {
			c += 12 * time.Hour
		}
		return c, i + 3, ok
	}
	if minutes, at := v.minutesPast(i, to); at > i {
		c, end, ok := v.clockHere(at, to, true)
		return c + minutes, end, ok
	}
	if t, end := v.captures().timeAt(i); t != nil && t.Clock >= 0 && t.Day == "" {
		c := t.Clock
		half := v.calendar().halfDay(end, to)
		if t.Sure || strings.HasPrefix(v.toks[i].Text, "0") || strings.Contains(v.toks[i].Text, ":") && (half != "" || c >= lastNightHour) {
			return c, end, true
		}
		switch {
		case half == "pm" && c < 12*time.Hour, half == "" && c > 0 && c <= lastNightHour && !v.nightBefore(i):
			c += 12 * time.Hour
		}
		return c, end, true
	}
	if _, _, part := v.value(i, v.class.partOfDay); part {
		return 0, i, false
	}
	if i+1 < len(v.toks) && !v.calendar().isMilitary(i) {
		if _, _, of := v.value(i+1, v.class.nudge); of {
			return 0, i, false // one water reminder
		}
	}
	if v.toks[i].Text == "one" && (i > 0 && !v.toks[i].Clause && !v.lex.Is(v.toks[i-1].ID, v.class.join) && !v.is(i-1, v.class.at) || i+1 < to && v.is(i+1, v.class.at)) {
		return 0, i, false // the 3 o'clock one; one at 4
	}
	c, ok := v.calendar().clockAt(i, to, listed || v.isNamed(i, to))
	return c, i + 1, ok
}

// mayBeClock reports whether token i can begin a time of day at all.
func (v reminders) mayBeClock(i int) bool {
	if v.toks[i].Number || v.is(i, v.class.number) || v.is(i, v.class.clockPoint) || v.is(i, v.class.partOfDay) {
		return true
	}
	if i+1 < len(v.toks) && v.toks[i+1].Text == "o" { // o'clock
		return true
	}
	t, _ := v.captures().timeAt(i)
	return t != nil
}

// isNamed reports whether the number at token i is the name of one reminder: "the
// 10 one", "my 4 reminder".
func (v reminders) isNamed(i, to int) bool {
	return i > 0 && i+1 < to && v.is(i-1, v.class.my) && v.toks[i-1].Text != "me" && v.single(i+1)
}

// single reports whether token i is a word for one reminder: one, message, ping.
func (v reminders) single(i int) bool {
	return (v.is(i, v.class.oneWord) || v.is(i, v.class.reminder)) && !strings.HasSuffix(v.toks[i].Text, "s")
}

// partHour is the hour of the first part of the day that is named in a stretch,
// as its value says it; ok is false for none.
func (v reminders) partHour(from, to int) (time.Duration, bool) {
	for i := from; i < to; i++ {
		if _, _, point := v.value(i, v.class.clockPoint); point {
			continue
		}
		if value, _, ok := v.value(i, v.class.partOfDay); ok {
			return parsePart(value)
		}
	}
	return 0, false
}

func (v reminders) nightBefore(i int) bool {
	from, _ := v.sentence(i)
	for k := from; k < i; k++ {
		if v.lex.Is(v.toks[k].ID, v.class.night) {
			return true
		}
	}
	return false
}

// clocks are the times of day of a stretch.
func (v reminders) clocks(from, to int) []time.Duration {
	var list []time.Duration
	last := -1
	for i := from; i < to; {
		c, end, ok := v.clockHere(i, to, last >= 0 && i-last <= 1)
		if !ok {
			i++
			continue
		}
		list = append(list, c)
		i, last = end, end
	}
	return list
}

// remind reads the wish in a stretch of tokens.
func (v reminders) remind(from, to int) Remind {
	f := v.frame(from, to)
	them := len(f.kinds) == 0 && v.looking().anyOf(from, to, v.class.themWord) && !v.looking().anyOf(from, to, v.class.allWord)
	r := Remind{Them: them, Bytes: v.acting().bytes(from, to), Kinds: f.kinds, Hours: f.hours, Instead: f.instead, Days: f.days, For: f.length, PerDay: f.perDay}
	said := func(details ...Action) bool {
		return slices.ContainsFunc(v.cues, func(c cue) bool {
			return c.intent == string(ReminderSettings) && c.start >= from && c.start < to && slices.Contains(details, Action(c.detail))
		})
	}
	off := f.no && !f.held || said(ActOff) && !f.on || f.peace && !f.on && (len(f.days) > 0 || len(f.kinds) > 0)
	on := f.on || said(ActOn)
	if len(f.instead) > 0 && len(f.hours) == 0 && off {
		f.hours, r.Hours, r.Instead, f.instead = f.instead, f.instead, nil, nil // not the noon one
	}
	dropped := v.droppedHours(from, to)
	switch {
	case f.other:
		r.Op = RemindCant
	case len(dropped) > 0:
		r.Op, r.Hours, r.Instead = RemindTakeOut, dropped, nil
	case f.fewer && f.perDay > 0 && len(f.kinds) == 0:
		r.Op = RemindFewer
	case said(ActSnooze) && len(f.hours) == 0:
		r.Op = RemindSnooze
	case f.but && len(f.kinds) > 0 && (off || said(ActPause)):
		r.Op = RemindOnly
	case f.quiet && off && len(f.hours) == 0 && f.from == nil && f.to == nil && f.length == 0 && v.looking().anyOf(from, to, v.class.hoursWord):
		var none time.Duration
		r.Op, r.From, r.To = RemindQuiet, &none, &none // no quiet hours
	case f.every > 0:
		r.Op, r.Hours = RemindSet, everyHours(f)
	case f.quiet && len(f.hours) == 2 && len(f.kinds) == 0:
		r.Op, r.From, r.To, r.Hours = RemindQuiet, &f.hours[0], &f.hours[1], nil
	case f.from != nil || f.to != nil:
		r.Op, r.From, r.To = RemindQuiet, f.from, f.to
		if len(f.kinds) > 0 && off {
			r.Op = RemindTakeOut
		}
	case f.part[1] > 0 && f.only && !off && len(f.kinds) > 0 && f.part[1] != 18*time.Hour: // only the morning one
		r.Op, r.Hours = RemindTakeOut, nil
		if f.part[0] == 0 {
			r.From = &f.part[1]
		} else {
			r.To = &f.part[0]
		}
	case f.part[1] > 0 && off && len(f.kinds) > 0:
		r.Op, r.From, r.To = RemindTakeOut, &f.part[0], &f.part[1]
	case f.part[1] > 0 && off && f.part[0] == 0:
		r.Op, r.To = RemindQuiet, &f.part[1]
	case f.part[1] == 24*time.Hour && off && len(f.kinds) == 0:
		part, _ := v.partHour(from, to)
		r.Op, r.From = RemindQuiet, &part
	case f.part[1] > 0 && off && len(f.kinds) == 0:
		r.Op, r.From, r.To = RemindTakeOut, &f.part[0], &f.part[1]
	case f.length > 0 && (off || said(ActPause) || f.mute || f.peace):
		r.Op = RemindPause
	case f.part[1] > 0 && f.swap && len(f.hours) > 0:
		r.Op, r.From, r.To = RemindSwap, &f.part[0], &f.part[1]
	case len(f.instead) > 0 && len(f.hours) > 0:
		r.Op = RemindSwap
	case len(f.hours) > 0 && f.add && !off:
		r.Op = RemindAdd
	case len(f.hours) > 0 && f.only && len(f.days) == 0:
		r.Op = RemindSet
	case f.onlyNamed && !off && !f.on:
		r.Op, r.Hours = RemindShow, nil // nothing says what is to become of it
	case len(f.hours) > 0 && off && len(f.days) > 0: // at 10 and 2, not on Sundays
		r.Op, r.Days = RemindSet, otherDays(f.days)
	case len(f.hours) > 0 && off:
		r.Op = RemindTakeOut
	case len(f.days) > 0 && (reminderSpan{v.view, from, to}).except():
		r.Op = RemindSet
		if !off {
			r.Days = otherDays(f.days)
		}
	case len(f.hours) > 0, f.perDay > 0, len(f.days) > 0 && !off:
		r.Op = RemindSet
	case len(f.days) > 0:
		r.Op = RemindNotOn
	case f.mute && !on, said(ActPause):
		r.Op = RemindPause
	case f.only && len(f.kinds) > 0 && !on:
		r.Op = RemindOnly
	case on && !off && len(f.kinds) > 0:
		r.Op = RemindOn
	case said("fewer"), f.fewer:
		r.Op = RemindFewer
	case off:
		r.Op = RemindOff
	case on:
		r.Op = RemindOn
	default:
		r.Op = RemindShow
	}
	if b := (reminderSpan{v.view, from, to}); r.Op == RemindOn && len(r.Kinds) == 0 && !r.Them && b.reachedOf() {
		r.Op = RemindCant
	}
	return r
}

// droppedHours are the hours that are to go where others are to stay: 11:00 of "drop
// the 11 one, keep the 3"; none where it doesn't say both.
func (v reminders) droppedHours(from, to int) []time.Duration {
	var dropped, kept []time.Duration
	var list *[]time.Duration
	for i := from; i < to; i++ {
		switch {
		case v.is(i, v.class.keepWord):
			list = &kept
		case v.isAny(i, v.class.stopWord, v.class.offWord) && !v.is(i, v.class.my):
			list = &dropped
		}
		if list == nil {
			continue
		}
		named := i > from && v.is(i-1, v.class.my)
		c, end, ok := v.clockHere(i, to, named)
		if !ok && named { // the 11 water one
			c, ok = v.calendar().clockAt(i, to, true)
		}
		if ok {
			*list = append(*list, c)
			i = max(i, end-1)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return dropped
}

// otherDays are the weekdays that aren't among days.
func otherDays(days []time.Weekday) []time.Weekday {
	var list []time.Weekday
	for d := time.Sunday; d <= time.Saturday; d++ {
		if !slices.Contains(days, d) {
			list = append(list, d)
		}
	}
	return list
}

// frame gathers what the stretch names.
func (v reminders) frame(from, to int) frame {
	var f frame
	before := func(i int, class int32) bool {
		return i > from && v.is(i-1, class) || i > from+1 && v.is(i-2, class)
	}
	last := -1
	var own []time.Duration
	for i := from; i < to; {
		if _, _, month := v.value(max(i-1, from), v.class.monthName); i > from && (month && v.toks[i].Number || v.is(i-1, v.class.until) && v.calendar().daysUntilDate(i) > 0) {
			i++ // the day of a month, and no hour
			continue
		}
		if value, end, ok := v.kindAt(i); ok {
			if kind := coach.NudgeKind(value); !slices.Contains(f.kinds, kind) {
				f.kinds = append(f.kinds, kind)
			}
			i = end
			continue
		}
		if hours, end, ok := v.everyAt(i, to); ok {
			f.every, i = hours, end
			continue
		}
		if c, end, ok := v.clockHere(i, to, last >= 0 && i-last <= 1 || before(i, v.class.notThis) || before(i, v.class.thenWord)); ok {
			switch {
			case before(i, v.class.until) && len(f.hours) == 0 && !before(i, v.class.between) && !v.betweenBefore(from, i):
				switch each := (reminderSpan{v.view, from, to}).eachDay(); {
				case each && len(f.kinds) > 0:
					f.hours = append(f.hours, c)
					f.held = true
				case each:
					f.to = &c
				default:
					f.length = v.calendar().untilClock(c)
				}
			case v.is(max(from, i-1), v.class.after) && len(f.kinds) == 0, v.betweenBefore(from, i) && f.from == nil:
				if v.is(max(from, i-1), v.class.after) && c < 12*time.Hour && v.calendar().halfDay(end, to) == "" {
					c += 12 * time.Hour
				}
				f.from = &c
			case v.is(max(from, i-1), v.class.before) && len(f.kinds) == 0, v.betweenBefore(from, i):
				f.to = &c
			case before(i, v.class.notThis):
				f.instead = append(f.instead, c)
			case reminderSpan{v.view, from, to}.names(i, end), reminderSpan{v.view, from, to}.complains(i):
				f.named = append(f.named, c)
			case v.ofOwnLife(from, i):
				own = append(own, c)
			default:
				if len(f.hours) == 0 {
					f.loose = reminderSpan{v.view, from, to}.loose(i, end)
				}
				f.hours, f.at = append(f.hours, c), append(f.at, i, end)
			}
			i, last = end, end
			continue
		}
		v.frameWord(&f, i, from, to)
		i++
	}
	if len(f.at) == 4 && len(f.hours) == 2 && len(f.named)+len(f.instead) == 0 && f.every == 0 && !f.quiet && v.becomes(from, to, f.at[1], f.at[2]) {
		f.instead, f.hours = f.hours[:1:1], f.hours[1:] // the one at 3 should be at 4
		f.loose = reminderSpan{v.view, from, to}.loose(f.at[2], f.at[3])
	}
	if half := (reminderSpan{v.view, from, to}).halfAfter(); half > 0 && len(f.named) == 1 && len(f.hours) == 0 {
		f.hours = []time.Duration{f.named[0] + half}
	}
	switch {
	case len(f.named) > 0 && len(f.hours) > 0:
		f.instead = append(f.instead, f.named...) // the 3 o'clock one at 4
	case len(f.named) > 0:
		f.hours, f.onlyNamed = f.named, true
	case len(f.hours) == 0:
		f.hours = own
	}
	if len(f.instead) > 0 && len(f.hours) > 0 && f.loose && f.hours[0] < 12*time.Hour && f.instead[0] >= 12*time.Hour {
		f.hours[0] += 12 * time.Hour // half past seven rather than five
	}
	if f.every > 0 {
		f.from, f.to = v.spanOf(from, to)
		f.hours = nil
	} else {
		f.hours = v.calendar().nightHours(from, to, f.hours)
	}
	if part, ok := v.partHour(from, to); ok && len(f.hours) == 0 && !f.no && f.every == 0 && f.from == nil && f.to == nil {
		f.hours = append(f.hours, part)
	}
	if len(f.instead) > 0 && len(f.hours) == 0 && len(f.kinds) > 0 {
		f.hours = slices.DeleteFunc(v.bareHours(from, to), func(h time.Duration) bool { return slices.Contains(f.instead, h) })
		for i, h := range f.hours {
			if h < 12*time.Hour && f.instead[0] >= 12*time.Hour {
				f.hours[i] += 12 * time.Hour // 7 rather than 5
			}
		}
	}
	if f.every == 0 && f.length == 0 && len(f.instead) == 0 {
		bare := v.bareHours(from, to)
		switch {
		case len(bare) == 1 && f.onlyNamed && !f.no && !slices.Contains(f.hours, bare[0]): // the 10am should be 11
			f.instead, f.hours, f.onlyNamed = f.hours, bare, false
		case len(bare) == 2 && (f.onlyNamed || len(f.hours) == 0 && v.looking().anyOf(from, to, v.class.becomes) || len(f.at) == 2 && v.becomes(from, to, f.at[1], to)): // the one at 5 should be 7
			f.instead, f.hours, f.onlyNamed = bare[:1:1], bare[1:], false
			if bare[0] >= 12*time.Hour && bare[1] < 12*time.Hour {
				f.hours[0] += 12 * time.Hour
			}
		case (len(f.kinds) > 0 || f.fewer && f.only) && holdsAll(bare, f.hours):
			f.hours = bare
		}
	}
	if part, ok := v.partHour(from, to); ok && part >= 18*time.Hour {
		for i, h := range f.hours {
			if h < noon {
				f.hours[i] += noon // every night at 9
			}
		}
	}
	f.days = v.dayList(from, to)
	f.perDay = v.perDay(from, to)
	if f.length == 0 && len(f.hours) == 0 {
		f.length = v.length(from, to)
		rest := v.calendar().untilDay(from, to)
		rest = max(rest, reminderSpan{v.view, from, to}.untilNext(), reminderSpan{v.view, from, to}.untilDate())
		if rest > 0 {
			f.length, f.days = rest, nil
			f.kinds = slices.DeleteFunc(f.kinds, func(k coach.NudgeKind) bool { return k == coach.NudgeWeekly })
		} else if f.no || f.peace {
			if rest := v.calendar().untilPast(cue{start: from, end: to}, ActPause); rest > 0 {
				f.length = rest
			}
		}
	}
	f.other = f.other || len(f.kinds) == 0 && v.ofSomethingElse(from, to) || v.ofErrand(from, to)
	return f
}

// holdsAll reports whether list holds all of part.
func holdsAll(list, part []time.Duration) bool {
	return !slices.ContainsFunc(part, func(h time.Duration) bool { return !slices.Contains(list, h) })
}

// ofOwnLife reports whether the hour at token i is of the person's day: "I'm
// asleep at 5".
func (v reminders) ofOwnLife(from, i int) bool {
	for k := i - 1; k >= max(from, i-3); k-- {
		if v.is(k, v.class.ownLife) {
			return true
		}
	}
	return false
}

// bareHours are the numbers of a stretch that can be hours and count nothing:
// "water reminders should be 18 and 23".
func (v reminders) bareHours(from, to int) []time.Duration {
	var list []time.Duration
	for i := from; i < to; i++ {
		n := v.values().numberAt(i)
		if !v.toks[i].Number || n < 1 || n >= 24 || n != float64(int(n)) || i+1 < to && (v.is(i+1, v.class.counted) || v.toks[i+1].Food > 0) {
			continue
		}
		if _, _, ok := v.value(min(i+1, len(v.toks)-1), v.class.length); ok && i+1 < to {
			continue
		}
		c := time.Duration(n) * time.Hour
		if c <= lastNightHour {
			c += 12 * time.Hour
		}
		list = append(list, c)
	}
	return list
}

// frameWord notes what a single word adds to a frame.
func (v reminders) frameWord(f *frame, i, from, to int) {
	b := reminderSpan{v.view, from, to}
	f.keep = f.keep || v.is(i, v.class.keepOn)
	f.fewer = f.fewer || v.is(i, v.class.fewerWord)
	f.peace = f.peace || v.is(i, v.class.peaceWord)
	switch {
	case b.undenied(i):
		f.on = true
	case b.onlySays(i), b.inBad(i):
	case b.takesBack(i):
	case v.is(i, v.class.offWord), v.is(i, v.class.stopWord), b.leftAlone(i):
		f.no = true
	case v.is(i, v.class.startWord) && !b.onDay(i):
		f.on = true
	case v.is(i, v.class.onlyWord) && !v.onlyKeeps(i, from, to) && (i+1 >= len(v.toks) || !v.is(i+1, v.class.restWord)):
		f.only = true
	case v.is(i, v.class.butWord) && i > from && i < to-1:
		f.but = true
	case v.is(i, v.class.restWord):
		f.but = f.but || !v.keepsRest(i, from)
	case v.is(i, v.class.addWord) && (v.toks[i].Text != "too" || b.endsAt(i+1)):
		f.add = true
	case v.is(i, v.class.cantWord):
		f.other = true
	case v.is(i, v.class.awayWord) && (i == from || v.toks[i-1].Text != "do" && v.toks[i-1].Text != "doing"):
		f.mute = true
	case v.is(i, v.class.quietWord):
		f.quiet = true
	case v.toks[i].Text == "instead":
		f.swap = true
	}
	_, _, point := v.value(i, v.class.clockPoint)
	if value, _, ok := v.value(i, v.class.partOfDay); ok && !point && len(f.hours) == 0 && f.part[1] == 0 {
		if c, isClock := parsePart(value); isClock && (f.no || f.only || len(f.kinds) == 0) {
			switch {
			case c < 12*time.Hour:
				f.part = [2]time.Duration{0, 12 * time.Hour}
			case c < 18*time.Hour:
				f.part = [2]time.Duration{12 * time.Hour, 18 * time.Hour}
			default:
				f.part = [2]time.Duration{18 * time.Hour, 24 * time.Hour}
			}
		}
	}
}

// onlyKeeps reports whether the word at token i says that something is to stay,
// and not that nothing else is: "keep sending", but "just keep".
func (v reminders) onlyKeeps(i, from, to int) bool {
	if !v.is(i, v.class.keepWord) {
		return false
	}
	beside := func(k int) bool {
		return k >= from && k < to && v.is(k, v.class.onlyWord) && !v.is(k, v.class.keepWord)
	}
	return !beside(i-1) && !beside(i+1)
}

// keepsRest reports whether the rest of the reminders, named at token i, is to
// stay: "keep the rest", but not "leave off the rest".
func (v reminders) keepsRest(i, from int) bool {
	for k := i - 1; k >= max(from, i-2); k-- {
		if v.is(k, v.class.offWord) {
			return false
		}
		if v.is(k, v.class.keepWord) {
			return true
		}
	}
	return false
}

func parsePart(value string) (time.Duration, bool) {
	h, _, _ := strings.Cut(value, ":")
	n, err := strconv.Atoi(h)
	return time.Duration(n) * time.Hour, err == nil
}

// betweenBefore reports whether "between" or "from" stands before the hour at
// token i, in the same clause.
func (v reminders) betweenBefore(from, i int) bool {
	for k := i - 1; k >= max(from, i-7); k-- {
		if v.is(k, v.class.between) {
			return true
		}
	}
	return false
}

// everyAt reads "every 2 hours", "every hour", "hourly".
func (v reminders) everyAt(i, to int) (hours time.Duration, end int, ok bool) {
	if v.toks[i].Text == "hourly" {
		return time.Hour, i + 1, true
	}
	if v.toks[i].Text != "every" && v.toks[i].Text != "each" || i+1 >= to {
		return 0, i, false
	}
	n, k := 1.0, i+1
	if v.values().numberAt(k) > 0 {
		n, k = v.values().numberAt(k), k+1
	}
	if value, end, is := v.value(min(k, len(v.toks)-1), v.class.length); is && k < to && value == "1" {
		return time.Duration(n * float64(time.Hour)), end, true
	}
	return 0, i, false
}

// spanOf are the hours between which something comes.
func (v reminders) spanOf(from, to int) (first, last *time.Duration) {
	for i := from; i < to; {
		if _, end, every := v.everyAt(i, to); every {
			i = end
			continue
		}
		c, end, ok := v.clockHere(i, to, true)
		if !ok && v.betweenBefore(from, i) && v.toks[i].Number {
			c, ok = time.Duration(v.values().numberAt(i))*time.Hour, v.values().numberAt(i) <= 24
		}
		if !ok {
			i++
			continue
		}
		if first == nil {
			if c >= 18*time.Hour && v.values().numberAt(i) < 12 {
				c -= 12 * time.Hour
			}
			first = &c
		} else {
			if c <= *first {
				c += 12 * time.Hour
			}
			last = &c
		}
		i = end
	}
	return first, last
}

// Hours of the day between which "every two hours" falls where none are told.
const (
	everyFrom = 9 * time.Hour
	everyTo   = 21 * time.Hour
)

func everyHours(f frame) []time.Duration {
	from, to := everyFrom, everyTo
	if f.from != nil {
		from = *f.from
	}
	if f.to != nil {
		to = *f.to
	}
	var list []time.Duration
	for c := from; c <= to && f.every >= time.Hour; c += f.every {
		list = append(list, c)
	}
	return list
}

// dayList are the weekdays of a stretch, ranges too: Monday to Friday.
func (v reminders) dayList(from, to int) []time.Weekday {
	list := v.weekdays(from, to)
	for i := from; i+2 < to; i++ {
		a, end, ok1 := v.value(i, v.class.weekday)
		if !ok1 || end >= to || !v.is(end, v.class.through) {
			continue
		}
		b, _, ok2 := v.value(end+1, v.class.weekday)
		if !ok2 {
			continue
		}
		first, _ := strconv.Atoi(a)
		last, _ := strconv.Atoi(b)
		list = nil
		for d := first; ; d = (d + 1) % 7 {
			list = append(list, time.Weekday(d))
			if d == last {
				break
			}
		}
	}
	return list
}

// ofSomethingElse reports whether a wish to be reminded is of something that
// isn't a reminder's: tablets, calling somebody.
func (v reminders) ofSomethingElse(from, to int) bool {
	for i := from; i < to; i++ {
		if v.isAny(i, v.class.reminder, v.class.reach) && (reminderSpan{v.view, from, to}).isFor(i+1) {
			return true // a nudge for my tablets
		}
		if !v.is(i, v.class.remindVerb) {
			continue
		}
		for k := i + 1; k < to; k++ {
			if v.is(k, v.class.remindOf) && k+1 < to && !v.is(k+1, v.class.night) && !v.toks[k+1].Number && v.values().numberAt(k+1) == 0 {
				if t, _ := v.captures().timeAt(k + 1); t == nil {
					return true
				}
			}
		}
	}
	return false
}

// ofErrand reports whether the stretch wants to be reminded to see to something:
// "remind me to buy kefir".
func (v reminders) ofErrand(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if v.toks[i].Text == "to" && v.is(i+1, v.class.errand) && v.looking().anyOf(from, i, v.class.remindVerb) {
			return true
		}
	}
	return false
}
