package intent

import (
	"slices"
	"strings"

	"gutskin/coach/food"
)

// value is what a message may correct by its like: a number, a time of day or a
// day, with its bytes.
type value struct {
	kind       valueKind
	start, end int
	until      bool // it stands after "till"
}

// valueKind is what a value tells.
type valueKind uint8

const (
	numberValue valueKind = iota
	clockValue
	dayValue
	shareValue // half, a third
)

// Resaid is what was told with the value that now corrects in the place of the
// only one of its kind: "slept 6 hours" and "actually 7" are "slept 7 hours". ok is
// false where now says more than a value, or told has none like it, or several.
func (r *Reader) Resaid(told, now string, m food.Moment) (text string, ok bool) {
	right, corrects := r.values(now, m)
	if len(right) != 1 || !corrects {
		return "", false
	}
	to := right[0]
	wrong, _ := r.values(told, m)
	var from []value
	for _, w := range wrong {
		if w.kind == to.kind || to.kind == numberValue && w.kind == clockValue || to.kind == clockValue && w.kind == numberValue {
			from = append(from, w)
		}
	}
	if len(from) > 1 { // "every 2 hours from 8 till 6", "make it till 8"
		from = slices.DeleteFunc(from, func(w value) bool { return !to.until || !w.until })
	}
	if len(from) != 1 {
		return "", false
	}
	said, was := now[to.start:to.end], told[from[0].start:from[0].end]
	if to.kind == shareValue && was == "half" && said != was {
		said += " of" // half a pizza, a quarter of a pizza
	}
	if half := strings.TrimLeft(was, "0123456789:. "); from[0].kind == clockValue && (half == "am" || half == "pm") && !strings.HasSuffix(said, "m") {
		said += half // 8pm, actually half past 9
	}
	return told[:from[0].start] + said + told[from[0].end:], true
}

// values are the values that a text tells, in its order, and whether beside them it
// holds only words that correct something, one of them at least.
func (r *Reader) values(text string, m food.Moment) (list []value, corrects bool) {
	v := r.look(text, m)
	defer r.views.Put(v)
	only := true
	for i := 0; i < len(v.toks); i++ {
		if val, end := v.valueAt(i); end > i {
			val.until = i > 0 && v.is(i-1, v.class.until)
			list = append(list, val)
			i = end - 1
			continue
		}
		fixes := v.isAny(i, v.class.fix, v.class.fixToo, v.class.fixLess, v.class.fixSay, v.class.fixNone)
		corrects = corrects || fixes
		only = only && (fixes || v.lex.IsLeadIn(v.toks[i].ID) || v.isAny(i, v.class.fixHedge, v.class.fixBe, v.class.fixRef, v.class.fixHad, v.class.unit, v.class.at, v.class.until))
	}
	return list, corrects && only
}

// valueAt is the value that begins at token i, and the token after it; i where
// none does.
func (v *view) valueAt(i int) (value, int) {
	start := v.toks[i].Start
	for _, t := range v.food.Times {
		if t.Start != start || t.Clock < 0 && t.Day == "" {
			continue
		}
		kind := dayValue
		if t.Clock >= 0 {
			kind = clockValue
		}
		end := i + 1
		for end < len(v.toks) && v.toks[end].Start < t.End {
			end++
		}
		return value{kind: kind, start: t.Start, end: t.End}, end
	}
	if v.toks[i].Number && strings.Contains(v.toks[i].Text, "/") {
		return value{kind: shareValue, start: start, end: v.toks[i].End}, i + 1
	}
	if times, end, ok := v.value(i, v.class.times); ok && number(times) < 1 {
		return value{kind: shareValue, start: start, end: v.toks[end-1].End}, end
	}
	if v.toks[i].Number {
		return value{kind: numberValue, start: start, end: v.toks[i].End}, i + 1
	}
	return value{}, i
}

// isAny reports whether token i is of one of the classes.
func (v *view) isAny(i int, classes ...int32) bool {
	for _, c := range classes {
		if v.is(i, c) {
			return true
		}
	}
	return false
}
