package intent

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
)

// readValues fills in ratings, tags, hours and minutes.
func (v *view) readValues(m *Message) {
	if m.Is(Skin) {
		skin := coach.Skin{Rating: v.skinRating(), Tags: v.skinTags()}
		if skin.Rating > 0 || len(skin.Tags) > 0 {
			m.Skin = &skin
		}
		m.SkinDay = v.dayNear(Skin)
	}
	if m.Is(Lifestyle) {
		if c := v.checkIn(); c != (coach.CheckIn{}) {
			m.CheckIn = &c
		}
		m.CheckInDay = v.dayNear(Lifestyle)
	}
}

// outOf is how many tokens may follow a number and make it a ratio: out of 5.
const outOf = 3

// skinRating is the rating on the scale 1–5 that the message gives, 0 for
// none: "3/5", "5/10", "4 out of 5", "skin is a 2".
func (v *view) skinRating() int {
	for _, c := range v.cues {
		if c.intent != string(Skin) {
			continue
		}
		from, to := v.sentence(c.start)
		if c.detail == "rating" {
			if n, scale, ok := v.ratio(c.start, min(to, c.end+outOf)); ok {
				return onFive(n, scale)
			}
			if n := v.lastNumber(c.start, c.end); n >= 1 && n <= 10 && !v.isArticle(c.end-1) {
				return onFive(n, scaleOf(n))
			}
		}
		if n, scale, ok := v.ratio(c.start, to); ok {
			return onFive(n, scale)
		}
		if n, scale, ok := v.ratio(from, c.start); ok {
			return onFive(n, scale)
		}
	}
	return 0
}

// scaleOf is the scale of a bare number: of five, unless that is too short.
func scaleOf(n float64) float64 {
	if n > 5 {
		return 10
	}
	return 5
}

// onFive brings n of scale onto 1–5, halves up: 5 of 10 is 3.
func onFive(n, scale float64) int {
	return min(5, max(1, int(math.Floor(n*5/scale+0.5))))
}

// ratio finds "n/5", "n/10", "n out of 5" among the tokens that aren't food.
func (v *view) ratio(from, to int) (n, scale float64, ok bool) {
	for i := from; i < to; i++ {
		t := &v.toks[i]
		if !t.number || v.toks[i].eaten {
			continue
		}
		if a, b, cut := strings.Cut(t.text, "/"); cut {
			n, scale = number(a), number(b)
		} else if i+3 < to && v.toks[i+1].text == "out" && v.toks[i+2].text == "of" {
			n, scale = number(t.text), v.numberAt(i+3)
		} else {
			continue
		}
		if (scale == 5 || scale == 10) && n <= scale {
			return n, scale, true
		}
	}
	return 0, 0, false
}

// number is the value of digits, with a comma or a point for the fraction.
func number(s string) float64 {
	if a, b, ok := strings.Cut(s, "/"); ok {
		if d := number(b); d > 0 {
			return number(a) / d
		}
		return 0
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	return n
}

// numberAt is the number that token i is, in digits or words, 0 for none.
func (v *view) numberAt(i int) float64 {
	if v.toks[i].number {
		return number(v.toks[i].text)
	}
	if value, _, ok := v.value(i, v.class.number); ok {
		return number(value)
	}
	return 0
}

func (v *view) lastNumber(from, to int) float64 {
	for i := to - 1; i >= from; i-- {
		if n := v.numberAt(i); n > 0 {
			return n
		}
	}
	return 0
}

// skinTags are the tags of all sentences that speak of skin.
func (v *view) skinTags() []string {
	var tags []string
	for _, c := range v.cues {
		if c.intent != string(Skin) {
			continue
		}
		from, to := v.sentence(c.start)
		for i := from; i < to; i++ {
			tag, _, ok := v.value(i, v.class.tag)
			if ok && !v.toks[i].eaten && !v.toks[i].claimed && !v.denied(cue{start: i}) && !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// checkIn gathers what the cues tell of sleep, stress and movement. The first
// word on each counts.
func (v *view) checkIn() coach.CheckIn {
	var in coach.CheckIn
	for _, c := range v.cues {
		if c.intent != string(Lifestyle) {
			continue
		}
		kind, value, _ := strings.Cut(c.detail, "=")
		level, _ := strconv.Atoi(value)
		switch kind {
		case "sleep_hours":
			setOnce(&in.SleepHours, v.hoursIn(c.start, c.end, 1))
		case "sleep":
			setOnce(&in.Sleep, v.level(c, level))
		case "stress":
			setOnce(&in.Stress, v.level(c, level))
		case "movement":
			setOnce(&in.Movement, level)
			setOnce(&in.MovementMin, int(60*v.hoursIn(c.start, c.end, 0)))
		}
	}
	if in.SleepHours > 24 {
		in.SleepHours = 0
	}
	return in
}

func setOnce[T int | float64](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// level is what the words say, or a rating beside them ("stress 4/5").
func (v *view) level(c cue, said int) int {
	if n, scale, ok := v.ratio(c.start, min(c.end+4, len(v.toks))); ok {
		return onFive(n, scale)
	}
	return said
}

// hoursIn reads a duration among the tokens, in hours: "4h", "7h30", "7:30",
// "40 min", "half an hour", "an hour and a half". A number without a unit has
// bare hours each; one after a unit has the next smaller unit.
func (v *view) hoursIn(from, to int, bare float64) float64 {
	hours, pending, unit := 0.0, 0.0, bare
	if to+2 < len(v.toks) && v.toks[to].text == "and" && v.numberAt(to+2) == 0.5 {
		to += 3
	}
	for i := from; i < to; i++ {
		if t := &v.toks[i]; t.number && strings.Contains(t.text, ":") {
			clock, _ := parseClock(t.text)
			return clock.Hours()
		}
		if value, end, ok := v.value(i, v.class.unit); ok {
			unit = number(value)
			if pending == 0 && hours == 0 {
				pending = 1
			}
			hours += pending * unit
			pending, i, unit = 0, end-1, unit/60
			continue
		}
		switch n := v.numberAt(i); {
		case n == 0.5 && hours > 0:
			hours += n * unit * 60
		case n == 1 && pending == 0.5, n == 1 && i+1 < to && v.numberAt(i+1) == 0.5:
			// the "an" of "half an hour", the "a" of "and a half"
		default:
			pending += n
		}
	}
	return hours + pending*unit
}
