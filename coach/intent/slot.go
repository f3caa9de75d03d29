package intent

import (
	"math"
	"strings"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// captures finds the ends of what a phrase captures.
type captures struct{ *view }

func (v *view) captures() captures { return captures{v} }

// What the slots of phrases take in. Each kind is a dimension in duckling's
// sense: a rule over tokens, and over what the food reader saw of foods, units,
// days, meals and times of day.
//
//	{food} {wrong} {right}   a food, or several, with their amounts
//	{amount} {not_amount}    how much: "150", "2 cups", "a glass", "half"
//	{when} {not_when} {of_when}  days, meals and times of day, one after the other
//	{rating}                 1–5: "3", "4/5", "two of five"
//	{words}                  up to eight words of the clause
//	{things}                 up to twelve words of the sentence
type slotKind uint8

const (
	foodSlot slotKind = iota + 1
	amountSlot
	whenSlot
	ratingSlot
	wordsSlot
	thingsSlot
)

var slotKinds = map[string]slotKind{
	"food": foodSlot, "wrong": foodSlot, "right": foodSlot, "amount": amountSlot, "not_amount": amountSlot, "when": whenSlot, "not_when": whenSlot, "of_when": whenSlot, "rating": ratingSlot, "words": wordsSlot, "things": thingsSlot,
}

// Bounds of what a slot takes in, in words.
const (
	mostBeforeFood = 6 // of an amount and article before a food
	mostFoods      = 6
	mostSlotWords  = 8
	mostThings     = 12
	mostWhen       = 9
)

// slot appends where something of a slot that starts at token i may end.
func (v captures) slot(slot int32, i int, ends []int) []int {
	switch v.slots[slot] {
	case foodSlot:
		return v.foodEnds(i, ends)
	case amountSlot:
		return v.amountEnds(i, ends)
	case whenSlot:
		return v.whenEnds(i, ends)
	case ratingSlot:
		if _, end, ok := v.ratingAt(i); ok {
			ends = append(ends, end)
		}
	case wordsSlot:
		for k := 1; k <= mostSlotWords && i+k <= len(v.toks); k++ {
			if k > 1 && v.toks[i+k-1].Clause {
				break
			}
			ends = append(ends, i+k)
		}
	case thingsSlot:
		for k := 1; k <= mostThings && i+k <= len(v.toks) && (k == 1 || !v.toks[i+k-1].Sentence); k++ {
			ends = append(ends, i+k)
		}
	}
	return ends
}

// foodEnds are the ends of a food at token i, with the amount before it, and of
// the foods that are joined to it.
func (v captures) foodEnds(i int, ends []int) []int {
	if i > 0 && v.toks[i].Food > i && v.toks[i-1].Food == v.toks[i].Food {
		return ends // in the middle of one
	}
	if v.is(i, v.class.mealDrink) && v.swapped(i) {
		return append(ends, i+1)
	}
	j, n := i, len(ends)
	for range mostFoods {
		end := v.foodAfter(j)
		if end == 0 {
			break
		}
		ends = append(ends, end)
		if j = v.joint(end); j == 0 || v.begins(j) {
			break
		}
	}
	if len(ends) > n {
		// The longest first: what is joined belongs together where it can.
		for a, b := n, len(ends)-1; a < b; a, b = a+1, b-1 {
			ends[a], ends[b] = ends[b], ends[a]
		}
	}
	return ends
}

// swapped reports whether token i is what something is swapped for: of "swap the
// coffee for tea" tea is no meal.
func (v captures) swapped(i int) bool {
	from, _ := v.sentence(i)
	return i > from && v.toks[i-1].Text == "for" && v.is(from, v.class.fixDo)
}

// begins reports whether a food at token j, which something joins to one before
// it, begins something of its own: "… and the soup was tomato", "… and the muesli
// for oats".
func (v captures) begins(j int) bool {
	if j >= len(v.toks) {
		return true
	}
	if v.toks[j].Clause {
		return v.subject(j, v.class.fixWas)
	}
	end := v.foodAfter(j)
	return end > 0 && end+1 < len(v.toks) && v.toks[end].Text == "for" && v.foodAfter(end+1) > 0
}

// foodAfter is the end of the food that comes at token j, after an article, a
// number and a unit at most; 0 for none.
func (v captures) foodAfter(j int) int {
	for k := 0; k <= mostBeforeFood && j < len(v.toks); k++ {
		t := &v.toks[j]
		if t.Food > j {
			return t.Food
		}
		unit := v.unitEnd(j)
		switch {
		case k > 0 && t.Clause:
			return 0
		case unit > j:
			j = unit
		case t.Number, v.values().numberAt(j) > 0, v.is(j, v.class.beforeFood):
			j++
		default:
			return 0
		}
	}
	return 0
}

// joint is the token after what joins another food to one that ends at token
// i; 0 where nothing does.
func (v captures) joint(i int) int {
	if i >= len(v.toks) || v.toks[i].Sentence {
		return 0
	}
	if v.is(i, v.class.joinsFoods) {
		return i + 1
	}
	if v.toks[i].Clause {
		return i
	}
	return 0
}

// unitEnd is the end of the units at token i, or 0: "a small bowl" has two.
func (v captures) unitEnd(i int) int {
	end := 0
	for next := i; next < len(v.toks) && (next == i || !v.toks[next].Clause); next = end {
		one := v.oneUnit(next)
		if one == 0 {
			break
		}
		end = one
	}
	return end
}

// oneUnit is the end of the unit at token i, or 0.
func (v captures) oneUnit(i int) int {
	for _, u := range v.food.Units {
		if u.Start == v.toks[i].Start || u.Start > v.toks[i].Start && u.Start < v.toks[i].End {
			_, to := v.tokensOf(u)
			return to
		}
	}
	return 0
}

// amountEnds are the ends of an amount at token i: without a unit and with it.
func (v captures) amountEnds(i int, ends []int) []int {
	j := i
	if v.is(j, v.class.about) {
		j++
	}
	if j >= len(v.toks) || v.toks[j].Half != "" {
		return ends
	}
	if _, end, ok := v.value(j, v.class.times); ok { // double, half of it, a third
		if end < len(v.toks) && v.requests().isArticle(end) && v.unitEnd(end) == 0 && end+1 < len(v.toks) && v.unitEnd(end+1) > 0 {
			ends = append(ends, v.unitEnd(end+1)) // half a cup
		} else if u := v.unitAfter(end); u > 0 {
			ends = append(ends, u)
		}
		return append(ends, end)
	}
	article := v.requests().isArticle(j)
	number := (v.toks[j].Number || v.values().numberAt(j) > 0) && v.toks[j].Text != "once"
	if !number && !article {
		if u := v.unitEnd(j); u > 0 {
			ends = append(ends, u)
		}
		return ends
	}
	end := j + 1
	for end < len(v.toks) && !v.toks[end].Clause && (v.toks[end].Number || v.values().numberAt(end) > 0 && !v.requests().isArticle(end)) && end < j+4 {
		end++
	}
	if u := v.unitAfter(end); u > 0 {
		ends = append(ends, u)
	}
	if !article {
		ends = append(ends, end)
	}
	return ends
}

// unitAfter is the end of the unit at token i, after an article at most; 0 for
// none.
func (v captures) unitAfter(i int) int {
	if i < len(v.toks) && !v.toks[i].Clause && v.requests().isArticle(i) {
		i++
	}
	if i >= len(v.toks) || v.toks[i].Clause {
		return 0
	}
	return v.unitEnd(i)
}

// whenEnds are the ends of days, meals and times of day from token i on, which
// small words may stand between.
func (v captures) whenEnds(i int, ends []int) []int {
	n := len(ends)
	for j := i; j < len(v.toks) && j < i+mostWhen; {
		if t, end := v.timeAt(j); t != nil {
			ends = append(ends, end)
			j = end
			continue
		}
		if !v.is(j, v.class.beforeWhen) || v.toks[j].Sentence && j > i {
			break
		}
		j++
	}
	for a, b := n, len(ends)-1; a < b; a, b = a+1, b-1 {
		ends[a], ends[b] = ends[b], ends[a]
	}
	return ends
}

// timeAt is the day, meal or time of day that begins at token i, and where it
// ends; nil for none.
func (v captures) timeAt(i int) (*food.Time, int) {
	for k := range v.food.Times {
		t := &v.food.Times[k]
		if t.Start >= v.toks[i].Start && t.Start < v.toks[i].End {
			_, to := v.tokensOf(food.Span{Start: t.Start, End: t.End})
			return t, max(to, i+1)
		}
	}
	return nil, i
}

// when is what a {when} says.
type when struct {
	day   day.Day
	meal  food.Meal
	clock *time.Duration
}

func (v captures) whenIn(from, to int) when {
	var w when
	for i := from; i < to; {
		t, end := v.timeAt(i)
		if t == nil {
			i++
			continue
		}
		switch {
		case t.Day != "":
			w.day = t.Day
		case t.Meal != "":
			w.meal = t.Meal
		default:
			c := v.settled(t)
			w.clock = &c
		}
		i = end
	}
	return w
}

// settled is a time of day of the message's own day, in the half of the day
// that lies behind.
func (v captures) settled(t *food.Time) time.Duration {
	c := t.Clock
	y, m, d := v.moment.Sent.Date()
	sent := v.moment.Sent.Sub(time.Date(y, m, d, 0, 0, 0, 0, v.moment.Sent.Location()))
	if half := 12 * time.Hour; !t.Sure && c < half && c+half <= sent {
		c += half
	}
	return c
}

// ratingAt reads a rating on the scale 1–5: "3", "3/5", "6/10", "four", "two of
// five", "4 out of 5".
func (v captures) ratingAt(i int) (rating, end int, ok bool) {
	t := &v.toks[i]
	if t.Half != "" {
		return 0, i, false
	}
	n, scale := v.values().numberAt(i), 0.0
	if v.requests().isArticle(i) || n != math.Trunc(n) && !strings.Contains(t.Text, "/") {
		return 0, i, false
	}
	end = i + 1
	if a, b, cut := strings.Cut(t.Text, "/"); cut && t.Number {
		n, scale = number(a), number(b)
	} else if k := v.outOf(end); k > 0 {
		scale, end = v.values().numberAt(k), k+1
	}
	switch {
	case scale == 5, scale == 10:
	case scale != 0:
		return 0, i, false
	default:
		scale = 5
	}
	if n < 1 || n > scale {
		return 0, i, false
	}
	return onFive(n, scale), end, true
}

// outOf is where the scale's number stands after "out of", "of" or "over" at token i; 0
// for none.
func (v captures) outOf(i int) int {
	if i < len(v.toks) && v.toks[i].Text == "out" {
		i++
	}
	if i+1 < len(v.toks) && (v.toks[i].Text == "of" || v.toks[i].Text == "over") && (v.values().numberAt(i+1) == 5 || v.values().numberAt(i+1) == 10) {
		return i + 1
	}
	return 0
}

// capture is what the cue's phrase captured in the slot of that name; ok is
// false for none.
func (v captures) capture(c *cue, name string) (from, to int, ok bool) {
	for _, k := range c.captures {
		if v.lex.Slots[k.Slot] == name {
			return k.Start, k.End, true
		}
	}
	return 0, 0, false
}

// textOf is the message's own text of the tokens.
func (v captures) textOf(from, to int) string {
	if from >= to {
		return ""
	}
	return v.text[v.toks[from].Start:v.toks[to-1].End]
}
