package intent

import (
	"math"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/lang"
)

// checkIns reads sleep, stress and movement.
type checkIns struct{ *view }

func (v *view) checkIns() checkIns { return checkIns{v} }

// level is what was told on one of the scales 1–5 so far.
type level struct {
	value  int
	number bool // told by a number, not by words
	cue    cue
}

// hear takes in what another cue tells of the scale. A number counts before
// words, more words before fewer of them ("stress low" before "stress"), else
// what was told first.
func (l *level) hear(o level) {
	longer := o.cue.start <= l.cue.start && l.cue.end <= o.cue.end && o.cue.end-o.cue.start > l.cue.end-l.cue.start
	if o.value > 0 && (l.value == 0 || o.number && !l.number || o.number == l.number && longer) {
		*l = o
	}
}

// checkIn gathers what the cues tell of sleep, stress and movement.
func (v checkIns) checkIn() coach.CheckIn {
	var in coach.CheckIn
	var sleep, stress, movement level
	for _, c := range v.cues {
		if c.intent != string(Lifestyle) {
			continue
		}
		kind, _, _ := strings.Cut(c.detail, "=")
		switch kind {
		case "sleep_hours":
			setOnce(&in.SleepHours, v.hoursSlept(c))
			sleep.hear(v.rating(c))
		case "sleep":
			setOnce(&in.SleepHours, v.hoursBeside(c))
			sleep.hear(v.levelOf(c))
		case "sleep_number":
			setOnce(&in.SleepHours, v.hoursMeant(c))
			sleep.hear(v.levelMeant(c))
		case "stress":
			stress.hear(v.levelOf(c))
		case "movement_number":
			movement.hear(v.levelOf(c))
		case "movement":
			if c.detail != kind {
				movement.hear(v.levelOf(c))
			}
			setOnce(&in.MovementMin, v.minutes(c))
		}
	}
	if in.SleepHours > coach.MaxSleepHours {
		in.SleepHours = 0
	}
	if in.MovementMin > coach.MaxMovementMin {
		in.MovementMin = 0
	}
	in.Sleep, in.Stress, in.Movement = sleep.value, stress.value, movement.value
	return in
}

func setOnce[T int | float64](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// levelOf is the level that a cue tells: a ratio beside it ("stress 4/5"), the
// number that its phrase ends in, or what its words say.
func (v checkIns) levelOf(c cue) level {
	if rated := v.rating(c); rated.value > 0 {
		return rated
	}
	_, value, worded := strings.Cut(c.detail, "=")
	if !worded {
		return level{v.values().rated(c, c.end), true, c}
	}
	return level{int(number(value)), false, c}
}

// ratingWords is how many words may stand between a scale and its number:
// "stress today was 4/5".
const ratingWords = 4

// rating is the ratio beside the cue, before the next scale's.
func (v checkIns) rating(c cue) level {
	_, to := v.sentence(c.start)
	if n, scale, ok := v.values().ratio(c.start, v.values().scaleEnd(c, min(to, c.end+ratingWords))); ok {
		return level{onFive(n, scale), true, c}
	}
	return level{}
}

// hoursSlept reads "7 hours", "6.5", "from 11 to 7".
func (v checkIns) hoursSlept(c cue) float64 {
	if c.detail == "sleep_hours=span" {
		return v.span(c.start, c.end)
	}
	return v.hoursIn(c.start, c.end, 1)
}

// hoursBeside are the hours told beside how the night was: "slept well, 8h".
func (v checkIns) hoursBeside(c cue) float64 {
	from, to := v.sentence(c.start)
	from = v.values().scaleFrom(c, max(from, c.start-ratingWords))
	to = v.values().scaleEnd(c, min(to, c.end+ratingWords+1))
	for i := from; i+1 < to; i++ {
		if _, end, every := v.reminders().everyAt(i, to); every { // up every two hours
			i = end - 1
		} else if value, end, ok := v.value(i+1, v.class.unit); ok && number(value) == 1 && v.values().numberAt(i) >= leastSlept && v.ofNight(c, i, end) {
			return v.hoursIn(i, end, 0)
		}
	}
	return 0
}

// ofNight reports whether the hours of tokens i to end-1 are the night's that the cue
// speaks of: between them, and after the hours in their clause, stands no word that
// could be of anything else ("slept badly, worked 9 hours").
func (v checkIns) ofNight(c cue, i, end int) bool {
	if i < c.start {
		return v.onlyOfNight(end, c.start)
	}
	to := end
	for to < len(v.toks) && !v.toks[to].Clause {
		to++
	}
	return v.onlyOfNight(c.end, i) && v.onlyOfNight(end, to)
}

// onlyOfNight reports whether the tokens are fillers and words of the class night_word.
func (v checkIns) onlyOfNight(from, to int) bool {
	for k := from; k < to; k++ {
		id := v.toks[k].ID
		if !v.lex.IsFiller(id) && !v.lex.IsLeadIn(id) && !v.lex.IsLeadOut(id) && !v.is(k, v.class.nightWord) {
			return false
		}
	}
	return true
}

// leastSlept is from how many hours on a stretch beside a night is how long it was.
const leastSlept = 2

// hoursMeant is the number of "sleep 7", "sleep 6.5", which isn't on the scale.
func (v checkIns) hoursMeant(c cue) float64 {
	if n := v.values().lastNumber(c.start, c.end); v.rating(c).value == 0 && (n > 5 || n != math.Trunc(n)) {
		return n
	}
	return 0
}

// levelMeant is the number of "sleep 4", "sleep 3/5", which is on the scale.
func (v checkIns) levelMeant(c cue) level {
	if v.hoursMeant(c) > 0 {
		return level{}
	}
	return v.levelOf(c)
}

// span is how many hours lie between the two times of day among the tokens:
// on the clock's face where they don't say which half of the day.
func (v checkIns) span(from, to int) float64 {
	var ends []float64
	marked := 0
	for i := from; i < to; i++ {
		t := &v.toks[i]
		clock, ok := lang.ParseClock(t.Text)
		if !t.Number || !ok {
			continue
		}
		if t.Half == "pm" && clock.Hours() < 12 {
			clock += 12 * time.Hour
		}
		if t.Half != "" || clock.Hours() > 12 {
			marked++
		}
		ends = append(ends, clock.Hours())
	}
	if len(ends) != 2 {
		return 0
	}
	round := 12.0
	if marked == 2 {
		round = 24
	}
	hours := ends[1] - ends[0]
	for hours <= 0 {
		hours += round
	}
	return hours
}

// minutes are the minutes of movement that the cue tells.
func (v checkIns) minutes(c cue) int { return int(60 * v.hoursIn(c.start, c.end, 0)) }

// hoursIn reads a duration among the tokens, in hours: "4h", "7h30", "7:30",
// "40 min", "half an hour", "an hour and a half". A number without a unit has
// bare hours each; one after a unit has the next smaller unit.
func (v checkIns) hoursIn(from, to int, bare float64) float64 {
	hours, pending, unit := 0.0, 0.0, bare
	if to+2 < len(v.toks) && v.toks[to].Text == "and" && v.values().numberAt(to+2) == 0.5 {
		to += 3
	}
	for i := from; i < to; i++ {
		if t := &v.toks[i]; hours > 0 && strings.Contains(t.Text, "/") {
			break // "7 hours, 3/5"
		} else if t.Number && strings.Contains(t.Text, ":") {
			clock, _ := lang.ParseClock(t.Text)
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
		switch n := v.values().numberAt(i); {
		case n == 0.5 && hours > 0:
			hours += n * unit * 60
		case n == 1 && pending == 0.5, n == 1 && i+1 < to && v.values().numberAt(i+1) == 0.5:
			// the "an" of "half an hour", the "a" of "and a half"
		default:
			pending += n
		}
	}
	return hours + pending*unit
}
