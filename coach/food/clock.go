package food

import (
	"math"
	"strings"
)

// clocks reads times of day.
type clocks struct{ *state }

func (s *state) clocks() clocks { return clocks{s} }

// timeOfDay is a time of day that a message names.
type timeOfDay struct {
	hours float64 // since midnight
	sure  bool    // the half of the day is told: 3pm, 15:00; not "around 3"
}

// Hours and minutes of the clock's face.
const (
	dayHours     = 24
	faceHours    = 12
	minutesShown = 60
)

// clockAt reads a time of day whose number, or "half" or "quarter", is token i:
//
//	7:30, 7.30pm, 8 am, 9ish, 3 o'clock     by what follows
//	half past two, quarter to one, half six  in words
//	at 8, @4, around 3, until 12             by what stands before
//
// A number before a unit, or after "around" before a food, is no time.
func (s clocks) clockAt(i int) (c timeOfDay, end int, ok bool) {
	if c, end, ok = s.wordClock(i); ok {
		return c, end, ok
	}
	t := &s.tokens[i]
	value := t.value
	if t.kind != numberToken {
		if value = s.lexicon.words.numberOf(t); value < 1 || s.counts().isArticle(i) {
			return c, i, false
		}
	}
	c.hours = value
	dotted := false
	if t.kind == numberToken && !t.clock {
		c.hours, dotted = s.dottedHours(t)
	}
	if c.hours < 0 || c.hours >= dayHours+1 {
		return c, i, false
	}
	end = i + 1
	if half, after, told := s.halfOfDay(end); told && c.hours < faceHours+1 {
		c.hours = math.Mod(c.hours, faceHours) + half
		return timeOfDay{c.hours, true}, s.pastIsh(after), true
	}
	whole := c.hours == math.Trunc(c.hours)
	switch {
	case t.clock:
		c.sure = c.hours > faceHours
		return c, s.pastIsh(end), c.hours < dayHours
	case end < len(s.tokens) && s.tokens[end].class&tellsClock != 0 && whole:
		return c, end + 1, c.hours <= faceHours
	case !whole && !dotted:
		return c, i, false
	}
	c.sure = c.hours > faceHours
	if m, after := s.minutesAt(end); m > 0 && whole && c.hours <= faceHours && s.clockLead(i) == firmLead {
		c.hours += m / minutesShown
		if half, past, told := s.halfOfDay(after); told {
			return timeOfDay{math.Mod(c.hours, faceHours) + half, true}, past, true
		}
		return c, after, true
	}
	lead := s.clockLead(i)
	if lead == softLead && s.followsMeal(i-1) && end < len(s.tokens) && !s.tokens[end].plural {
		lead = firmLead // supper about 7 pizza
	}
	switch lead {
	case firmLead:
		return c, end, (whole || dotted) && c.hours < dayHours && !s.isCounted(end, false)
	case softLead:
		return c, end, c.hours < dayHours && (c.hours <= faceHours || dotted) && !s.isCounted(end, true) && !s.countsBefore(i)
	}
	return c, end, dotted && c.hours < dayHours && s.headsClause(i, end)
}

// followsMeal reports whether a meal's name stands right before token i.
func (s clocks) followsMeal(i int) bool {
	n := len(s.marks)
	if n > 0 && int(s.marks[n-1].first) == i { // about
		n--
	}
	return n > 0 && int(s.marks[n-1].last) == i && s.marks[n-1].kind == timeMark && s.lexicon.language.isMeal(&s.marks[n-1])
}

// minuteStep is what minutes that are told before an hour are a multiple of: ten
// past 8.
const minuteStep = 5

// partAt is the part of an hour that token i tells: half, quarter, and minutes
// where they stand before "past", or after "at" before "to"; 0 for none, for "20
// to 30 almonds" are no time.
func (s clocks) partAt(i int) float64 {
	t := &s.tokens[i]
	part := s.lexicon.words.numberOf(t)
	if t.kind == numberToken {
		part = t.value
	}
	if part == 0.5 || part == 0.25 || i+1 >= len(s.tokens) {
		return part
	}
	next := s.tokens[i+1].class
	if t.clock || math.Mod(part, minuteStep) != 0 || part >= minutesShown || next&pastHour == 0 && (next&toHour == 0 || s.clockLead(i) != firmLead) {
		return 0
	}
	return part / minutesShown
}

// wordClock reads "half past two", "quarter to 1", "ten past 8" and "half six".
func (s clocks) wordClock(i int) (c timeOfDay, end int, ok bool) {
	part := s.partAt(i)
	if part <= 0 || part >= 1 || i+1 >= len(s.tokens) {
		return c, i, false
	}
	j, sign, joined := i+1, 1.0, true
	switch next := &s.tokens[j]; {
	case next.class&pastHour != 0:
		j++
	case next.class&toHour != 0:
		j, sign = j+1, -1
	default:
		joined = false
	}
	if j >= len(s.tokens) {
		return c, i, false
	}
	hour := s.tokens[j].value
	if s.tokens[j].kind != numberToken {
		hour = s.lexicon.words.numberOf(&s.tokens[j])
	}
	if hour < 1 || hour > faceHours || hour != math.Trunc(hour) || s.counts().isArticle(j) {
		return c, i, false
	}
	end = j + 1
	if !joined && (part != 0.5 || s.isCounted(end, true)) {
		return c, i, false
	}
	c.hours = hour + sign*part
	if half, after, told := s.halfOfDay(end); told {
		return timeOfDay{math.Mod(c.hours, faceHours) + half, true}, after, true
	}
	return c, s.pastIsh(end), true
}

// minutesAt are the minutes that a number word after the hour tells: at eight
// thirty; 0 for none.
func (s clocks) minutesAt(i int) (minutes float64, after int) {
	if i >= len(s.tokens) || s.tokens[i].kind != wordToken {
		return 0, i
	}
	v := s.lexicon.words.numberOf(&s.tokens[i])
	if v < 10 || v >= minutesShown || v != math.Trunc(v) || s.isCounted(i+1, true) {
		return 0, i
	}
	return v, i + 1
}

// dottedHours is the number of a token as hours: 8.30 is half past eight.
// dotted reports whether it is written so, with two digits of minutes.
func (s clocks) dottedHours(t *token) (hours float64, dotted bool) {
	_, minutes, cut := strings.Cut(s.text[t.start:t.end], ".")
	if !cut || len(minutes) != 2 {
		return t.value, false
	}
	whole := math.Trunc(t.value)
	m := math.Round((t.value - whole) * 100)
	if m >= minutesShown {
		return t.value, false
	}
	return whole + m/minutesShown, true
}

// halfOfDay reads am or pm at token i: the hours to add, and the token after.
func (s clocks) halfOfDay(i int) (hours float64, after int, ok bool) {
	if i >= len(s.tokens) {
		return 0, i, false
	}
	if v, end := s.longestPhrase(i); v >= 0 {
		if m := s.lexicon.language.meanings[v]; m.kind == timeMark {
			switch t := s.lexicon.language.times[m.index]; {
			case t.kind == ampmTime:
				return float64(t.value), end, true
			case t.kind == partTime && end > i+1 && t.value == dayHours: // at night
				return s.nightHalf(i), end, true
			case t.kind == partTime && end > i+1 && t.value >= 0:
				return float64(t.value), end, true
			}
		}
	}
	// p.m.
	if i+2 < len(s.tokens) && s.tokens[i+1].sign == '.' && s.tokens[i+2].end-s.tokens[i+2].start == 1 && s.text[s.tokens[i+2].start]|0x20 == 'm' && s.tokens[i].end-s.tokens[i].start == 1 {
		switch s.text[s.tokens[i].start] | 0x20 {
		case 'a':
			return 0, i + 3, true
		case 'p':
			return faceHours, i + 3, true
		}
	}
	return 0, i, false
}

// nightHalf is the half of the day of the hour before token i, told to be of the
// night: two is after midnight, nine before.
func (s clocks) nightHalf(i int) float64 {
	hour := s.tokens[i-1].value
	if s.tokens[i-1].kind != numberToken {
		hour = s.lexicon.words.numberOf(&s.tokens[i-1])
	}
	if math.Mod(hour, faceHours) < lateFrom+1 {
		return 0
	}
	return faceHours
}

// pastIsh is token i, or the one after an "ish" there: 1pm-ish.
func (s clocks) pastIsh(i int) int {
	j := i
	if j < len(s.tokens) && s.tokens[j].sign == '-' {
		j++
	}
	if j < len(s.tokens) && s.tokens[j].class&tellsClock != 0 {
		return j + 1
	}
	return i
}

// lead is what stands before a bare number and makes a time of it.
type lead uint8

const (
	noLead   lead = iota
	softLead      // around, until, before: unless the number counts something
	firmLead      // at, @
)

func (s clocks) clockLead(i int) lead {
	if i == 0 {
		return noLead
	}
	t := &s.tokens[i-1]
	switch {
	case t.sign == '@', t.word != 0 && t.word == s.lexicon.words.at:
		return firmLead
	case t.class&leadsClock != 0:
		if i > 1 && s.tokens[i-2].word != 0 && s.tokens[i-2].word == s.lexicon.words.at {
			return firmLead // at around 3
		}
		return softLead
	}
	return noLead
}

// isCounted reports whether what begins at token i is what a number before it
// counts or measures: a unit, a measure, per cent; with foods, a food too.
func (s clocks) isCounted(i int, foods bool) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	if t.word != 0 && (t.word == s.lexicon.words.percent || t.word == s.lexicon.words.of) || t.kind == numberToken {
		return true
	}
	if s.lexicon.words.numberOf(t) >= hundred { // about six hundred
		return true
	}
	if v, _ := s.longestPhrase(i); v >= 0 {
		switch m := s.lexicon.language.meanings[v]; m.kind {
		case unitMark:
			food, _, _ := s.longestName(i)
			return foods || food < 0 || t.plural // "at 8 steak"
		case qualifierMark:
			return true
		case cueMark:
			return m.cue == measureCue
		case timeMark:
			return s.lexicon.language.times[m.index].kind == agoTime
		}
	}
	if !foods {
		return false
	}
	food, _, _ := s.longestName(i)
	return food >= 0
}

// countsBefore reports whether the number at i rather counts the plural food
// before it: "chestnuts, about 10", "grapes around 20".
func (s clocks) countsBefore(i int) bool {
	n := len(s.marks)
	for n > 0 && (s.marks[n-1].kind == cueMark || s.marks[n-1].kind == signMark) && int(s.marks[n-1].last) <= i {
		if s.marks[n-1].kind == signMark && s.marks[n-1].sign != ',' {
			return false
		}
		n--
	}
	if n == 0 || s.marks[n-1].kind != foodMark {
		return false
	}
	return s.tokens[s.marks[n-1].last-1].plural
}

// headsClause reports whether the tokens from i to end stand between the start
// of a line or clause and a mark: "13.00 - soup".
func (s clocks) headsClause(i, end int) bool {
	starts := i == 0 || s.tokens[i-1].kind == lineToken || s.tokens[i-1].kind == signToken
	return starts && end < len(s.tokens) && (s.tokens[end].sign == '-' && s.tokens[end].spaced || s.tokens[end].sign == ':' || s.tokens[end].sign == ',')
}

// settled is the time as hours since midnight. Where the half of the day isn't
// told, it is the one of the meal, else the latest that isn't ahead of now.
func (c timeOfDay) settled(now float64, meal Meal, today bool) float64 {
	if c.sure || c.hours >= faceHours+1 || c.hours == 0 {
		return math.Mod(c.hours, dayHours)
	}
	early := math.Mod(c.hours, faceHours)
	late := early + faceHours
	switch {
	case meal == Breakfast:
		return early
	case meal == Dinner && early >= lateFrom:
		return late
	case meal == Lunch && early < lateFrom:
		return late
	case meal == Lunch:
		return c.hours
	case today && late <= now:
		return late
	case today:
		return c.hours
	case early < lateFrom:
		return late
	}
	return c.hours
}

// lateFrom is the hour of the face before which a meal is one of the afternoon.
const lateFrom = 5
