package intent

import (
	"strings"
	"time"
)

// readCorrection reads the new wording, and what it is about: a day or a
// meal alone moves the entry, a number alone changes an amount.
func (v *view) readCorrection(r *Request) {
	c := v.longest(Correction)
	from, to := v.sentence(c.start)
	from = v.movedFrom(from, to)
	r.Day, r.Meal = v.dayIn(from, to), v.mealIn(from, to)
	clock := v.clockTold(c, to)
	switch {
	case c.detail == detailTime && clock != nil:
		r.Action = ActMove
	case !changes(c.detail):
		r.Action = Action(c.detail)
	case len(v.food.Items) > 0 || v.foodIn(c.end, len(v.toks)):
		r.Action = ActReplace
	case r.Day != "" || r.Meal != "":
		r.Action = ActMove
	case clock != nil:
		r.Action = ActMove
	case v.lastNumber(c.start, len(v.toks)) > 0:
		r.Action = ActAmount
	case v.rest(c.end) != "":
		r.Action = ActReplace
	default:
		r.Action = ActWrong
	}
	if r.Action == ActMove {
		r.Clock = clock
	} else {
		r.Day, r.Meal = "", ""
	}
	r.Text = v.newWords(r.Action, c)
}

// changes tells the details of corrections that name no action: the words around
// do.
func changes(detail string) bool {
	switch detail {
	case detailChange, detailMaybe, detailTime, detailSwap, detailInstead:
		return true
	}
	return false
}

// movedFrom is where the sentence begins to tell the day or meal that
// something is moved to: after the "to" of "change dinner to lunch", else from.
func (v *view) movedFrom(from, to int) int {
	for i := to - 2; i >= from; i-- {
		if v.is(i, v.class.into) && (v.mealIn(i+1, to) != "" || v.dayIn(i+1, to) != "") {
			return i + 1
		}
	}
	return from
}

// clockTold is the first time of day that a correction tells, nil for none. A
// bare number is one only after "at", and the latest such time that has passed.
func (v *view) clockTold(c cue, to int) *time.Duration {
	y, m, d := v.moment.Sent.Date()
	sent := v.moment.Sent.Sub(time.Date(y, m, d, 0, 0, 0, 0, v.moment.Sent.Location()))
	for i := c.start; i < to; i++ {
		t := &v.toks[i]
		clock, ok := v.clockAt(i, to, false)
		half := t.Half != "" || t.Number && v.halfDay(i+1, to) != ""
		if !ok || v.afterNot(i, c.start) || !half && c.detail != detailTime && !strings.Contains(t.Text, ":") {
			continue
		}
		if t.Number && !half && clock < 12*time.Hour && clock+12*time.Hour <= sent {
			clock += 12 * time.Hour
		}
		return &clock
	}
	return nil
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
		if v.toks[i].Food > 0 {
			return true
		}
	}
	return false
}
