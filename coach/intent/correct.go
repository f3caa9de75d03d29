package intent

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/assert"
	"gutskin/coach/diary"
	"gutskin/coach/food"
)

// correcting reads what changes something in the diary.
type correcting struct{ *view }

func (v *view) correcting() correcting { return correcting{v} }

// Correct changes what the diary holds.
type Correct struct {
	Bytes
	diary.Correction
	// If marks words that correct only where the diary holds what they name,
	// and tell something new elsewhere: "the soup was tomato".
	If bool
	// Same marks words that correct only an entry of the very food that they
	// tell: how much of it there was.
	Same bool
	// Vague marks words that only say that something isn't right.
	Vague bool
}

// The details of corrections, with the operations that they stand for. One
// that ends in _if corrects only what the diary holds.
var correctOps = map[string]diary.Op{
	"replace": diary.Replace, "replace_if": diary.Replace, "guess": diary.Replace, "guess_if": diary.Replace, detailAlike: diary.Replace, "same_if": diary.Replace,
	"kind_if": diary.Replace, detailSome: diary.Replace, detailKnown: diary.Replace, "restore": diary.Restore, "restore_if": diary.Restore,
	"remove": diary.Remove, "remove_if": diary.Remove, "keep_if": diary.Keep,
	"add": diary.Add, "add_if": diary.Add,
	"measure": diary.Measure, "measure_if": diary.Measure, "differ": diary.Measure, "differ_if": diary.Measure,
	"move": diary.Move, "move_if": diary.Move,
	"rate": diary.Rate, "rate_if": diary.Rate, "vague": diary.Move,
}

// detailKnown is the detail of words that may say which kind of a food it was, or
// anything else of it.
const detailKnown = "known_if"

// detailAlike is the detail of words that correct a food only where it was one of the
// same kind, and may as well regret a new one: "two doughnuts, oops".
const detailAlike = "alike_if"

// detailSome is the detail of words that say of which kind some of several were.
const detailSome = "some_if"

func isIf(detail string) bool { return len(detail) > 3 && detail[len(detail)-3:] == "_if" }

// correction is the correction that the cue tells.
func (v correcting) correction(c *cue) Correct {
	a := Correct{Bytes: v.acting().bytes(c.start, c.end), If: isIf(c.detail), Vague: c.detail == "vague"}
	a.Op = correctOps[c.detail]
	a.Alike = c.detail == detailAlike
	a.Guess = a.Alike || c.detail == "guess" || c.detail == "guess_if"
	a.Same = c.detail == "same_if"
	if c.detail == detailSome {
		a.Less = 1 // "the second one"
	}
	switch c.target {
	case "first":
		a.Entry = diary.FirstEntry
	case "before":
		a.Entry = diary.BeforeEntry
	}
	var wrong []food.Span
	for _, k := range c.captures {
		switch v.lex.Slots[k.Slot] {
		case "wrong":
			wrong = append(wrong, v.foodSpans(k.Start, k.End)...)
			a.Less = v.values().numberAt(k.Start)
		case "right":
			a.Foods = append(a.Foods, v.foods(k.Start, k.End)...)
		case "amount":
			if c.detail == detailSome {
				a.Less = v.values().numberAt(k.Start)
			} else if a.Amount == (diary.Amount{}) {
				a.Amount = v.amountIn(k.Start, k.End)
				a.Rating = v.ratingSaid(k.Start, k.End)
				if c.detail == "differ" || c.detail == "differ_if" {
					value, _, _ := v.value(k.End, v.class.fixDiff)
					a.Amount.Differs, _ = strconv.Atoi(value)
				}
			}
		case "when":
			if a.Day == "" && a.Meal == "" && a.Clock == nil {
				w := v.captures().whenIn(k.Start, k.End)
				a.Day, a.Meal, a.Clock = w.day, w.meal, w.clock
			}
		case "of_when":
			w := v.captures().whenIn(k.Start, k.End)
			a.OnDay, a.AtMeal = w.day, w.meal
		case "words":
			if a.Op != diary.Replace {
				continue
			}
			if ends := v.captures().amountEnds(k.Start, nil); slices.Contains(ends, k.End) || v.captures().unitEnd(k.Start) == k.End { // a large one
				a.Op, a.Amount = diary.Measure, v.amountIn(k.Start, k.End)
			} else {
				from := k.Start
				for from+1 < k.End && v.is(from, v.class.fixThe) {
					from++
				}
				a.Kind = v.captures().textOf(from, k.End)
			}
		case "rating":
			a.Rating, _, _ = v.captures().ratingAt(k.Start)
		}
	}
	if a.Op == diary.Remove {
		wrong = v.exceptKept(wrong)
	}
	a.Wrong = v.namedBy(wrong)
	v.partWas(&a, c)
	if a.Guess && len(c.captures) == 0 { // *kefir
		a.Foods = v.foods(c.start, c.end)
	}
	if a.Op == diary.Measure && a.Amount == (diary.Amount{}) {
		for i := c.start; i < c.end; i++ {
			if _, end, ok := v.value(i, v.class.times); ok {
				a.Amount = v.amountIn(i, end)
				break
			}
		}
	}
	if a.Op == diary.Replace && len(a.Wrong) > 0 {
		a.Foods = v.kindOf(c, a.Foods)
	}
	return a
}

// notHad is the correction of a message that says of foods that it points to that
// somebody else had them, or that they weren't eaten, and tells nothing besides:
// "my sister ate the fries", "gave half the steak to the dog".
func (v correcting) notHad() (Correct, bool) {
	a := Correct{If: true}
	a.Op, a.OnDay = diary.Remove, v.calendar().today()
	if len(v.food.Items) > 0 || len(v.food.NotEaten) == 0 || len(v.fixes) > 0 || slices.ContainsFunc(v.cues, v.tellsMore) {
		return a, false
	}
	for _, s := range v.food.NotEaten {
		from, to := v.tokensOf(s)
		if s.As != assert.Denied && s.As != assert.Others && s.As != assert.Applied && !v.lost(from) || from == 0 || v.toks[from].Asked || !v.pointsTo(from, to) {
			return a, false
		}
		if a.Bytes == (Bytes{}) {
			a.Bytes = v.acting().bytes(from, to)
		}
		a.End = s.End
		a.Wrong = append(a.Wrong, v.named(from, to)...)
		if times := v.timesBefore(from - 1); times > 0 && times < 1 {
			a.Op, a.Amount = diary.Measure, diary.Amount{Words: v.captures().textOf(from-2, from-1), Times: 1 - times}
		}
	}
	return a, len(a.Wrong) > 0
}

// tellsMore reports whether a cue says more of the foods than that they weren't
// had: what they are blamed for, or what to do with them.
func (v correcting) tellsMore(c cue) bool {
	return Intent(c.intent) != Lifestyle || v.body().ofGut(c)
}

// pointsTo reports whether the food of the tokens is one that was told: "the
// fries", but not "all the fries", nor "the fries are finished"; "half the naan
// went to my brother" too.
func (v correcting) pointsTo(from, to int) bool {
	return v.is(from-1, v.class.fixThe) && (from < 2 || !v.is(from-2, v.class.fixRest)) && (to == len(v.toks) || v.classEnd(to, v.class.fixBe) == 0 || v.lost(from))
}

// lost reports whether a phrase says of the food at token i that it went elsewhere.
func (v correcting) lost(i int) bool {
	return slices.ContainsFunc(v.cues, func(c cue) bool { return c.detail == detailLost && c.start <= i && i < c.end })
}

// timesBefore is the share that is named right before token i: "half the", "a
// third of the". 0 for none.
func (v correcting) timesBefore(i int) float64 {
	for k := max(0, i-mostShare); k < i; k++ {
		value, end, ok := v.value(k, v.class.times)
		if ok && (end == i || end == i-1 && v.toks[end].Text == "of") {
			times, _ := strconv.ParseFloat(value, 64)
			return times
		}
	}
	return 0
}

// mostShare is how many words a share of a food has: "a third of".
const mostShare = 3

// partWas reads "the coke was zero", which is one food to the food reader: the
// word before "was" is what is wrong, and the food of all three is right.
func (v correcting) partWas(a *Correct, c *cue) {
	from, to, ok := v.captures().capture(c, "wrong")
	if !ok || len(a.Foods) > 0 || a.Op != diary.Replace && a.Op != diary.Measure && a.Op != diary.Move && a.Op != diary.Remove && !a.Guess {
		if from, to, ok = v.captures().capture(c, "right"); !ok || !a.Guess {
			return
		}
	}
	i := v.wasIn(from, to)
	if i == 0 {
		return
	}
	word := v.captures().textOf(i-1, i)
	n := diary.Named{Words: word}
	for _, it := range v.Reader.foods.Read(word, v.moment).Items {
		n.Names = append(n.Names, it.Food)
	}
	a.Op, a.Guess, a.Wrong, a.Foods = diary.Replace, false, []diary.Named{n}, v.foods(from, to)
	if len(a.Foods) < 2 {
		return
	}
	said := v.captures().textOf(i+1, to) + " " + word
	if items := v.Reader.foods.Read(said, v.moment).Items; len(items) == 1 { // the sandwich was ham and cheese
		a.Foods = []coach.Food{coach.FoodOf(items[0])}
	}
}

// kindOf are the foods of a replacement, where the new one is only a kind of the
// old one with it: of "change the milk to oat" oat milk.
func (v correcting) kindOf(c *cue, foods []coach.Food) []coach.Food {
	wrongFrom, wrongTo, ok1 := v.captures().capture(c, "wrong")
	from, to, ok2 := v.captures().capture(c, "right")
	if !ok1 || !ok2 || to-from > 2 || len(foods) > 1 {
		return foods
	}
	if wrongFrom == wrongTo {
		return foods
	}
	text := v.captures().textOf(from, to) + " " + v.toks[wrongTo-1].Text
	if !v.Reader.foods.Lexicon().Has(text) {
		return foods
	}
	items := v.Reader.foods.Read(text, v.moment).Items
	if len(items) != 1 || len(foods) == 1 && foods[0].Name == items[0].Food {
		return foods
	}
	return []coach.Food{coach.FoodOf(items[0])}
}

// named are the foods that the tokens name.
func (v correcting) named(from, to int) []diary.Named { return v.namedBy(v.foodSpans(from, to)) }

// exceptKept are the foods without those that were had or are to stay, where others of
// them aren't: "never touched the fries, only the burger".
func (v correcting) exceptKept(spans []food.Span) []food.Span {
	rest := slices.DeleteFunc(slices.Clone(spans), func(s food.Span) bool {
		from, _ := v.tokensOf(s)
		return v.toks[from].eaten || v.kept(s)
	})
	if len(rest) > 0 {
		return rest
	}
	return spans
}

// kept reports whether the words at a food say that it stays: "keep the rice", "the rice
// can stay".
func (v correcting) kept(s food.Span) bool {
	from, to := v.tokensOf(s)
	for from > 0 && v.is(from-1, v.class.fixThe) {
		from--
	}
	end := v.asking().clauseEnd(from, len(v.toks))
	for to < end && v.lex.IsFiller(v.toks[to].ID) {
		to++
	}
	return from > 0 && v.is(from-1, v.class.keepWord) || to < end && v.is(to, v.class.keepWord)
}

func (v correcting) namedBy(spans []food.Span) []diary.Named {
	var list []diary.Named
	for _, s := range spans {
		n := diary.Named{Words: s.Text}
		for _, it := range v.foods(v.tokensOf(s)) {
			n.Names = append(n.Names, it.Name)
		}
		list = append(list, n)
	}
	return list
}

// foodSpans are the foods, known or not, among the tokens.
func (v correcting) foodSpans(from, to int) []food.Span {
	var list []food.Span
	for i := from; i < to; i++ {
		if end := v.toks[i].Food; end > i {
			s := food.Span{Start: v.toks[i].Start, End: v.toks[end-1].End}
			s.Text = v.text[s.Start:s.End]
			list = append(list, s)
			i = end - 1
		}
	}
	return list
}

// foods are the foods that the tokens tell, read as eaten: what a phrase
// captures as a food is one, whatever the message says around it.
func (v correcting) foods(from, to int) []coach.Food {
	if from >= to {
		return nil
	}
	var list []coach.Food
	for _, it := range v.Reader.foods.Read(v.captures().textOf(from, to), v.moment).Items {
		list = append(list, coach.FoodOf(it))
	}
	return list
}

// mostVessels is a number from which nobody had so many bottles: it is what one
// holds.
const mostVessels = 50

// amountIn is the amount that the tokens state.
func (v correcting) amountIn(from, to int) diary.Amount {
	if v.is(from, v.class.about) && from+1 < to {
		from++
	}
	if value, end, ok := v.value(from, v.class.times); ok && end == to {
		times, _ := strconv.ParseFloat(value, 64)
		return diary.Amount{Words: v.captures().textOf(from, to), Times: times}
	}
	a := diary.Amount{Words: v.captures().textOf(from, to)}
	if to == from+2 && v.is(from+1, v.class.fixVessel) && v.values().numberAt(from) >= mostVessels { // the 300 bottle
		return diary.Amount{Words: v.captures().textOf(from, from+1), Bare: v.values().numberAt(from)}
	}
	if to == from+1 && !v.requests().isArticle(from) && v.captures().unitEnd(from) == 0 {
		a.Bare = v.values().numberAt(from)
	}
	if part, whole, ok := strings.Cut(a.Words, "/"); ok { // 3/4
		if share := number(part) / number(whole); share > 0 && share < 1 {
			a.Times, a.Bare = share, 0
		}
	}
	return a
}

// corrections are the cues of corrections, none over another: of those that
// overlap the one that says most, which is the longest, and of several as long
// the one that names more.
func (v correcting) corrections() []cue {
	var list []cue
	for _, c := range v.cues {
		if c.intent == string(Correction) {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b cue) int {
		if known := a.detail == detailKnown; known != (b.detail == detailKnown) { // the rice was 300 g
			if known {
				return 1
			}
			return -1
		}
		if n := (b.end - b.start) - (a.end - a.start); n != 0 {
			return n
		}
		if keeps := correctOps[a.detail] == diary.Keep; keeps != (correctOps[b.detail] == diary.Keep) { // "actually I only had the soup"
			if keeps {
				return -1
			}
			return 1
		}
		if isIf(a.detail) != isIf(b.detail) {
			if isIf(a.detail) {
				return 1
			}
			return -1
		}
		return len(b.captures) - len(a.captures)
	})
	var best []cue
	for _, c := range list {
		if !slices.ContainsFunc(best, func(o cue) bool { return c.start < o.end && o.start < c.end }) {
			best = append(best, c)
		}
	}
	slices.SortFunc(best, func(a, b cue) int { return a.start - b.start })
	kept := best[:0]
	for _, c := range best {
		if !v.tellsBefore(c, kept) {
			kept = append(kept, c)
		}
	}
	return kept
}

// tellsBefore reports whether the message tells of foods before a correction
// that names nothing as wrong: it speaks of these then ("I had soup. It was
// lentil"). What corrections before it name tells nothing new.
func (v correcting) tellsBefore(c cue, before []cue) bool {
	if _, _, named := v.captures().capture(&c, "wrong"); named && !isIf(c.detail) {
		return false
	}
	for i := range min(c.start, len(v.toks)) {
		in := func(o cue) bool { return o.start <= i && i < o.end }
		if v.toks[i].eaten && !v.toks[i].fixed && !v.toks[i].void && !slices.ContainsFunc(before, in) {
			return true
		}
	}
	return false
}

// Corrections are the corrections that the message tells, in order.
func (m *Message) Corrections() []Correct {
	var list []Correct
	for _, a := range m.Acts {
		if c, ok := a.(Correct); ok {
			list = append(list, c)
		}
	}
	return list
}

// Correction is the first correction that the message tells; ok is false for
// none.
func (m *Message) Correction() (c Correct, ok bool) {
	if list := m.Corrections(); len(list) > 0 {
		return list[0], true
	}
	return c, false
}

// Amount reads words that state an amount and nothing else but how sure it is: "200
// g", "about 2 cups", "half of it". ok is false for others.
func (r *Reader) Amount(words string, m food.Moment) (a diary.Amount, ok bool) {
	v := r.look(words, m)
	defer r.views.Put(v)
	from, to := v.correcting().core()
	if from == to {
		return a, false
	}
	for _, end := range v.captures().amountEnds(from, nil) {
		if end == to {
			return v.correcting().amountIn(from, end), true
		}
	}
	return a, false
}

// ratingSaid is the number among the tokens where it is said as ratings are ("make it a
// 3"), else 0.
func (v correcting) ratingSaid(from, to int) int {
	for i := max(from, 1); i < to; i++ {
		if n := v.values().numberAt(i); v.toks[i].Number && n >= 1 && n <= 5 && n == math.Trunc(n) && v.requests().isArticle(i-1) {
			return int(n)
		}
	}
	return 0
}

// Kind is what words say of which kind something was, without what only points to it:
// "greek" of "it was greek I think".
func (r *Reader) Kind(words string, m food.Moment) string {
	v := r.look(words, m)
	defer r.views.Put(v)
	from, to := v.correcting().core()
	if from == to {
		return ""
	}
	return v.captures().textOf(from, to)
}

// core are the tokens of a short message without what only points back, or says how
// sure it is.
func (v correcting) core() (from, to int) {
	to = len(v.toks)
	for i := 0; i < to; i++ {
		from = max(from, v.classEnd(i, v.class.fixHedge), v.classEnd(i, v.class.fixRef), v.classEnd(i, v.class.fix))
		if i > 0 && v.is(i-1, v.class.fixRef) {
			from = max(from, v.classEnd(i, v.class.fixBe))
		}
		if from <= i {
			break
		}
		i = from - 1
	}
	for i := from + 1; i < to; i++ {
		if v.classEnd(i, v.class.fixHedge) == to || i == to-1 && v.lex.IsLeadOut(v.toks[i].ID) {
			to, i = i, from
		}
	}
	for from < to-1 && v.requests().isArticle(from) {
		from++
	}
	return min(from, to), to
}
