package intent

import (
	"gutskin/coach/assert"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// alarmOrder is the order in which alarms matter.
var alarmOrder = [...]Alarm{Crisis, Emergency, Eating, Medical}

// dropHarmless takes back alarms that are denied ("no blood in it"), part of a
// figure of speech, or explained by a harmless phrase ("could die for a
// pizza").
func (v *view) dropHarmless(harmless []lang.Match) {
	kept := v.alarms[:0]
	for _, a := range v.alarms {
		if !v.deniesAlarm(a) && !v.toks[a.start].void && !v.explained(a, harmless) {
			if a.detail == alarmFasting {
				a.detail = string(Eating)
			}
			kept = append(kept, a)
		}
	}
	v.alarms = kept
}

// deniesAlarm tells whether the alarm is denied. Alarms about eating speak of
// not eating themselves, so there only the word before counts.
func (v *view) deniesAlarm(a cue) bool {
	if a.detail == string(Eating) || a.detail == alarmFasting {
		return a.start > 0 && !v.toks[a.start].Clause && v.lex.Is(v.toks[a.start-1].ID, v.class.negation)
	}
	return v.denied(a)
}

// explained tells whether a harmless phrase holds the alarm's first or last
// word, or is a context that explains it.
func (v *view) explained(a cue, harmless []lang.Match) bool {
	for _, h := range harmless {
		if a.detail == alarmFasting && v.lex.Phrases[h.Phrase].Detail == harmlessContext {
			return true
		}
	}
	return v.excused(a.start, a.end, harmless)
}

// excused tells whether a harmless phrase holds the first or last word of the
// stretch.
func (v *view) excused(start, end int, harmless []lang.Match) bool {
	for _, h := range harmless {
		switch v.lex.Phrases[h.Phrase].Detail {
		case harmlessContext:
			continue
		case harmlessBetter:
			if v.negated(h) {
				continue
			}
		}
		if h.Start <= start && start < h.End || h.Start < end && end <= h.End {
			return true
		}
	}
	return false
}

func (v *view) negated(m lang.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if v.lex.Is(v.toks[i].ID, v.class.negation) {
			return true
		}
	}
	return v.denied(cue{start: m.Start})
}

// denyWords is how far before a cue a negation may stand.
const denyWords = 3

// denied tells whether a negation stands before the cue, with no new subject
// between ("no, I can't breathe" denies nothing).
func (v *view) denied(c cue) bool {
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

// alarm is the most pressing alarm of the message.
func (v *view) alarm() Alarm {
	for _, a := range alarmOrder {
		for _, c := range v.alarms {
			if c.detail == string(a) {
				return a
			}
		}
	}
	return ""
}

// keepStated leaves beside an alarm only foods that the message states as
// eaten in plain words; a food that is blamed ("since the oysters") isn't one.
func (v *view) keepStated() {
	v.dropItems(func(it *food.Item) bool { return !v.stated(it) })
}

// stated tells whether the clause of the food says that it was eaten ("had",
// "for lunch") before it comes to an alarm, or stands in another sentence than
// every alarm.
func (v *view) stated(it *food.Item) bool {
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
	for _, a := range v.alarms {
		if a.start < to && from < a.end {
			return false
		}
	}
	return true
}

// alarmAfter is where the clause that holds token at ends, or where an alarm
// starts in it.
func (v *view) alarmAfter(at int) int {
	end := at + 1
	for end < len(v.toks) && !v.toks[end].Clause {
		end++
	}
	for _, a := range v.alarms {
		if at < a.start && a.start < end {
			end = a.start
		}
	}
	return end
}

// mention is a food that was read as eaten and wasn't: asked about, planned, or
// no food at all.
func (v *view) mention(it *food.Item) food.Span {
	span := it.Span
	span.As = assert.Figured
	for i, to := v.tokensOf(it.Span); i < to; i++ {
		switch t := &v.toks[i]; {
		case t.planned:
			span.As = assert.Planned
		case t.claimed:
			span.As = assert.Asked
		}
	}
	return span
}

// dropItems moves the foods that drop accepts to those not eaten.
func (v *view) dropItems(drop func(*food.Item) bool) {
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
