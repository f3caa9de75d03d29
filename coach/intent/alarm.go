package intent

import (
	"gutskin/coach/assert"
	"gutskin/coach/food"
)

// alarms reads what calls for care.
type alarms struct{ *view }

func (v *view) alarms() alarms { return alarms{v} }

// listen hears whether the message calls for care. Words that the food reader
// made nothing of may be mistyped signs.
func (v alarms) listen() {
	if v.hear == nil {
		return
	}
	v.heard = v.heard[:0]
	for i := range v.toks {
		v.heard = append(v.heard, v.toks[i].Word)
		if v.isUnknown(&v.toks[i]) {
			v.heard[i].Food = 0
		}
	}
	v.care = v.hear.Read(v.heard)
}

// denyWords is how far before a cue a negation may stand.
const denyWords = 3

// denied tells whether a negation stands before the cue, with no new subject
// between ("no, I can't breathe" denies nothing).
func (v alarms) denied(c cue) bool {
	for i := c.start; i > 0 && c.start-i < denyWords && !v.toks[i].Clause; i-- {
		before := i - 1
		if v.lex.Is(v.toks[before].ID, v.class.subject) {
			return false
		}
		if v.lex.Is(v.toks[before].ID, v.class.negation) {
			return !v.lex.Is(v.toks[i].ID, v.class.keeps)
		}
	}
	return false
}

// keepStated leaves beside a sign of harm only foods that the message states as
// eaten in plain words; a food that is blamed ("since the oysters") isn't one.
func (v alarms) keepStated() {
	v.dropItems(func(it *food.Item) bool { return !v.stated(it) })
}

// stated tells whether the clause of the food says that it was eaten ("had",
// "for lunch") before it comes to a sign, or stands in another sentence than
// every sign.
func (v alarms) stated(it *food.Item) bool {
	at, _ := v.tokensOf(it.Span)
	if at == len(v.toks) {
		return false
	}
	told := false
	for i := v.clauseFrom(at); i < v.alarmAfter(at); i++ {
		if i < at && v.is(i, v.class.blame) {
			return false
		}
		told = told || v.is(i, v.class.ate) || v.is(i, v.class.meal)
	}
	if told {
		return true
	}
	from, to := v.sentence(at)
	for _, a := range v.care.Findings {
		if a.Start < to && from < a.End {
			return false
		}
	}
	return true
}

// alarmAfter is where the clause that holds token at ends, or where a sign
// starts in it.
func (v alarms) alarmAfter(at int) int {
	end := at + 1
	for end < len(v.toks) && !v.toks[end].Clause {
		end++
	}
	for _, a := range v.care.Findings {
		if at < a.Start && a.Start < end {
			end = a.Start
		}
	}
	return end
}

// mention is a food that was read as eaten and wasn't: asked about, planned, or
// no food at all.
func (v alarms) mention(it *food.Item) food.Span {
	span := it.Span
	span.As = assert.Figured
	for i, to := v.tokensOf(it.Span); i < to; i++ {
		switch t := &v.toks[i]; {
		case t.planned:
			span.As = v.plannedAs(i)
		case t.claimed:
			span.As = assert.Asked
		}
	}
	return span
}

// plannedAs is how the cue that took the food at token i out of what was eaten
// speaks of it.
func (v alarms) plannedAs(i int) assert.Assertion {
	from, to := v.sentence(i)
	for _, c := range v.cues {
		if c.start < from || c.start >= to {
			continue
		}
		switch c.detail {
		case detailPlan:
			return assert.Planned
		case detailLost:
			return assert.Denied
		case detailOthers:
			return assert.Others
		}
	}
	return assert.Figured // what skin or gut is said of
}

// dropItems moves the foods that drop accepts to those not eaten.
func (v alarms) dropItems(drop func(*food.Item) bool) {
	kept := make([]food.Item, 0, len(v.food.Items))
	notEaten := v.food.NotEaten[:len(v.food.NotEaten):len(v.food.NotEaten)]
	for i := range v.food.Items {
		if it := &v.food.Items[i]; drop(it) {
			notEaten = append(notEaten, v.mention(it))
		} else {
			kept = append(kept, *it)
		}
	}
	if len(kept) < len(v.food.Items) {
		v.food.Items, v.food.NotEaten = kept, notEaten
	}
}
