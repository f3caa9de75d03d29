package intent

import (
	"math"
	"strconv"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// Pick is which of several entries somebody means: "the 3 o'clock one", "the one
// at breakfast", "the first".
type Pick struct {
	when
	around time.Duration // a part of the day, or -1
	nth    int           // counted from the first told, 1; from the last, -1; 0: not said
}

// Pick reads words that choose among entries and say nothing else; ok is false
// for others.
func (r *Reader) Pick(words string, m food.Moment) (p Pick, ok bool) {
	v := r.look(words, m)
	p.around = -1
	for i := 0; i < len(v.toks); {
		if t, end := v.captures().timeAt(i); t != nil {
			w := v.captures().whenIn(i, end)
			if w.day != "" {
				p.day = w.day
			}
			if w.meal != "" {
				p.meal = w.meal
			}
			if w.clock != nil {
				p.clock = w.clock
			}
			ok, i = true, end
			continue
		}
		if value, end, is := v.value(i, v.class.partOfDay); is {
			p.around, _ = lang.ParseClock(value)
			ok, i = true, end
			continue
		}
		if value, end, is := v.value(i, v.class.fixNth); is {
			p.nth, _ = strconv.Atoi(value)
			ok, i = true, end
			continue
		}
		if !v.is(i, v.class.beforeWhen) && !v.is(i, v.class.fixKind) && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			return p, false
		}
		i++
	}
	return p, ok
}

// Of is the index of the entry that is picked, of those in the order in which
// they were told; -1 where none is, or several are.
func (p Pick) Of(entries []coach.Entry) int {
	if p.nth != 0 {
		if p.nth > 0 && p.nth <= len(entries) {
			return p.nth - 1
		}
		return max(-1, len(entries)+min(p.nth, 0))
	}
	best, least, alone := -1, time.Duration(math.MaxInt64), false
	for i := range entries {
		e := &entries[i]
		if p.day != "" && e.Day != p.day || p.meal != "" && e.Meal != p.meal {
			continue
		}
		far := time.Duration(0)
		switch at := clockOf(e); {
		case p.clock != nil:
			far = min((at - *p.clock).Abs(), (at - *p.clock + halfDay).Abs(), (at - *p.clock - halfDay).Abs())
		case p.around >= 0:
			far = (at - p.around).Abs()
		}
		switch {
		case far < least:
			best, least, alone = i, far, true
		case far == least:
			alone = false
		}
	}
	if !alone {
		return -1
	}
	return best
}

const halfDay = 12 * time.Hour

// clockOf is the time of day that an entry states, else that it was told at.
func clockOf(e *coach.Entry) time.Duration {
	if e.Clock >= 0 {
		return e.Clock
	}
	y, m, d := e.At.Date()
	return e.At.Sub(time.Date(y, m, d, 0, 0, 0, 0, e.At.Location()))
}
