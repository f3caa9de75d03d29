package intent

import (
	"cmp"
	"gutskin/coach/lang"
	"strconv"
	"strings"
	"time"
)

// calendar reads days and times of day.
type calendar struct{ *view }

func (v *view) calendar() calendar { return calendar{v} }

// clockAt reads the time of day at token i, which may go on a list of them:
// "at 10, 2 and 5".
func (v calendar) clockAt(i, to int, listed bool) (time.Duration, bool) {
	if value, _, ok := v.value(i, v.class.partOfDay); ok && !v.beforePart(i) {
		clock, ok := lang.ParseClock(value)
		return clock, ok && strings.Contains(value, ":")
	}
	if i > 1 && v.minutesAfter(i-2) > 0 {
		return 0, false // they are said
	}
	t := &v.toks[i]
	if !t.Number && v.values().numberAt(i) < 1 || v.requests().isArticle(i) {
		return 0, false
	}
	text := t.Text
	if !t.Number {
		text = strconv.Itoa(int(v.values().numberAt(i)))
	}
	clock, ok := lang.ParseClock(text)
	if !ok {
		return 0, false
	}
	half := cmp.Or(t.Half, v.halfDay(i+1, to))
	past := v.halfPast(i)
	marked := listed || v.hourMark(i) || past > 0 || half != "" || strings.Contains(text, ":") || v.isMilitary(i) || i > 0 && v.is(i-1, v.class.at)
	if !marked || i+1 < to && half == "" && v.is(i+1, v.class.counted) {
		return 0, false
	}
	switch {
	case half == "pm" && clock < 12*time.Hour, half == "" && !v.isMilitary(i) && v.meansAfternoon(i, clock):
		clock += 12 * time.Hour
	case half == "am" && clock >= 12*time.Hour:
		clock -= 12 * time.Hour
	}
	return clock + past + v.minutesAfter(i), true
}

// minutesAfter are the minutes of a time of day written 12h30, whose hour is token i.
func (v calendar) minutesAfter(i int) time.Duration {
	if i+2 >= len(v.toks) || v.toks[i+1].Text != "h" || len(v.toks[i+2].Text) != 2 {
		return 0
	}
	m, err := strconv.Atoi(v.toks[i+2].Text)
	if err != nil || m > 59 {
		return 0
	}
	return time.Duration(m) * time.Minute
}

// hourMark reports whether the number at token i is a time of day written 17h: no
// stretch of so many hours is spoken of in a wish, or "the" stands before it.
func (v calendar) hourMark(i int) bool {
	if i+1 >= len(v.toks) || v.toks[i+1].Text != "h" || !v.toks[i].Number {
		return false
	}
	return v.values().numberAt(i) > 12 || i > 0 && v.is(i-1, v.class.my)
}

// isMilitary reports whether token i is a time of day in four digits: 0800.
func (v calendar) isMilitary(i int) bool { return v.toks[i].Number && len(v.toks[i].Text) == 4 }

// halfPast is the half hour of "half past 6" and "half 6" before token i.
func (v calendar) halfPast(i int) time.Duration {
	if i > 0 && v.toks[i-1].Text == "half" || i > 1 && v.toks[i-1].Text == "past" && v.toks[i-2].Text == "half" {
		return 30 * time.Minute
	}
	return 0
}

// lastNightHour is the last hour of the clock that nobody means at night when
// they ask for a message at it.
const lastNightHour = 6 * time.Hour

// meansAfternoon tells whether a bare "at 4" is 16:00: up to six people are
// asleep. Where a night is told ("quiet from 10 to 6", "nothing before 6") it
// is the morning.
func (v calendar) meansAfternoon(i int, clock time.Duration) bool {
	if clock == 0 || clock > lastNightHour || strings.Contains(v.toks[i].Text, ":") || strings.HasPrefix(v.toks[i].Text, "0") {
		return false
	}
	from, _ := v.sentence(i)
	for k := from; k < i; k++ {
		if v.lex.Is(v.toks[k].ID, v.class.night) {
			return false
		}
	}
	return true
}

// nightHours reads "quiet hours 10 to 7" as from ten in the evening: a span of
// quiet that would end before it starts begins after noon.
func (v calendar) nightHours(from, to int, hours []time.Duration) []time.Duration {
	if len(hours) != 2 || hours[0] >= 12*time.Hour || hours[0] <= hours[1] {
		return hours
	}
	for i := from; i < to; i++ {
		if v.lex.Is(v.toks[i].ID, v.class.night) {
			hours[0] += 12 * time.Hour
			break
		}
	}
	return hours
}

// beforePart tells that a number before the part of the day has read it
// already: "8 in the evening".
func (v calendar) beforePart(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if v.values().numberAt(k) > 0 {
			return true
		}
	}
	return false
}

// halfDay is "am" or "pm" where the words from token i on say so.
func (v calendar) halfDay(i, to int) string {
	for k := i; k < min(i+3, to); k++ {
		if value, _, ok := v.value(k, v.class.halfDay); ok {
			return value
		}
		if v.toks[k].Number {
			break
		}
	}
	return ""
}
