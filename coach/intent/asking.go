package intent

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// asking weighs whether a stretch of a message asks something or tells of what was
// had. No one word decides: "apple fibre how much" opens as no question does, and
// "where I work they do soup, had some" does and is none. The signs and their
// points are data (language/asking.tsv, classes_asking.tsv).
type asking struct{ *view }

func (v *view) asking() asking { return asking{v} }

// enoughAsked is how many points make a question. A single sure sign is worth as
// much; of those that meals have too, as "good" or "a plant", it takes two and
// more. An eating verb that opens the clause outweighs any but a tag.
const enoughAsked = 4

// enoughBeforeMeal is the same of what a clause follows that tells of a meal.
const enoughBeforeMeal = 7

// detailAsks is the detail of the cues of questions that the weighing found.
const detailAsks = "asks"

// place is where a sign stands in its stretch.
type place uint8

// The places, as language/asking.tsv names them.
const (
	atStart place = iota
	atEnd
	within
	places
)

// signPoints are the points of each sign by its place.
type signPoints map[string][places]int

// signNone is the value of words that are no sign, though one of them is.
const signNone = "none"

// Signs that no list of words tells.
const (
	signAte      = "ate"
	signHabit    = "habit_verb"
	signAmount   = "amount"
	signList     = "list"
	signTold     = "told"
	signNote     = "note"
	signDenied   = "denied"
	signMark     = "mark"
	signChoice   = "choice"
	signFigure   = "figure"
	signMeal     = "meal"
	signWas      = "was"
	signTime     = "time"
	signPeriod   = "period"
	signVersus   = "versus"
	signJudge    = "judge"
	signAspect   = "aspect"
	signFood     = "aspect_weak"
	signOwnTag   = "own_tag"
	signGauge    = "gauge"
	signInverts  = "inverts"
	signContent  = "content"
	signPolar    = "polar"
	signOpen     = "open"
	signOpenSure = "open_sure"
)

// loadSigns reads language/asking.tsv.
func loadSigns(fsys fs.FS) (signPoints, error) {
	signs := signPoints{}
	table := lang.Table{Path: "language/asking.tsv", Header: "sign\tplace\tpoints\tnote", Short: true}
	err := table.Each(fsys, func(cells []string) error {
		points, err := strconv.Atoi(cells[2])
		if err != nil {
			return fmt.Errorf("%q is no number of points", cells[2])
		}
		at := signs[cells[0]]
		switch cells[1] {
		case "start":
			at[atStart] = points
		case "end":
			at[atEnd] = points
		case "within":
			at[within] = points
		case "anywhere":
			at = [places]int{points, points, points}
		default:
			return fmt.Errorf("%q is no place", cells[1])
		}
		signs[cells[0]] = at
		return nil
	})
	return signs, err
}

// weighed are the stretches of the message that ask, where no phrase says so.
func (v asking) weighed() []cue {
	var list []cue
	for from := 0; from < len(v.toks); {
		_, to := v.sentence(from)
		start, end := v.askedPart(from, to)
		if start < end && !v.spokenFor(start, end) && v.weigh(start, end) >= v.enough(end, to) {
			if n := len(list); n > 0 && list[n-1].end == start {
				list[n-1].end = end
			} else {
				list = append(list, cue{intent: string(Question), detail: detailAsks, start: v.topicFrom(start, end), end: end})
			}
		}
		if n := len(list); n > 0 && list[n-1].end == from && v.goesOn(from, to) {
			list[n-1].end = to // "is that veg? they're potato"
		} else if from > 0 && v.toks[from-1].Asked && v.goesOn(from, to) {
			list = append(list, cue{intent: string(Question), detail: detailAsks, start: from, end: to})
		}
		from = to
	}
	return list
}

// whole reports whether all of the message asks.
func (v asking) whole() bool {
	return slices.ContainsFunc(v.cues, func(c cue) bool { return c.detail == detailAsks && c.start == 0 && c.end == len(v.toks) })
}

// goesOn reports whether the sentence only says more of what was just asked about.
func (v asking) goesOn(from, to int) bool {
	switch v.toks[from].Text {
	case "theyre", "its", "they", "it", "thats":
		return !v.looking().anyOf(from, to, v.class.ate) && to-from <= mostGoingOn
	}
	return false
}

// mostGoingOn is how many words go on with what was asked about.
const mostGoingOn = 6

// enough is how many points the stretch needs that ends at token end of a sentence:
// what goes on to tell a meal asks more rarely ("meaning to eat better, had a salad").
func (v asking) enough(end, to int) int {
	if end < to {
		return enoughBeforeMeal
	}
	return enoughAsked
}

// spokenFor reports whether a phrase tells what the stretch wants of the coach: a
// wish, a correction that holds by itself, a word taught.
func (v asking) spokenFor(from, to int) bool {
	within := func(c cue) bool { return c.start < to && from < c.end }
	if slices.ContainsFunc(v.teaches, within) {
		return true
	}
	return slices.ContainsFunc(v.cues, func(c cue) bool {
		if !within(c) {
			return false
		}
		switch Intent(c.intent) {
		case Undo, ReminderSettings, Unknown, Summary:
			return true
		case Correction:
			return !isIf(c.detail) && len(c.captures) > 0
		case Meal:
			return c.detail != "told"
		case Greeting:
			return Action(c.detail) == ActAim || c.start <= v.firstOf(from, to) && c.end >= to
		case Question:
			return !v.asksBefore(from, c)
		}
		return false
	})
}

// fewestBefore is how many points what stands before a question's own words has at
// least that is asked of: "wine once a week, does that matter".
const fewestBefore = 2

// asksBefore reports whether what stands before a question that a phrase knows is
// part of it, and not told: "my skin is so dry, what should I eat?"
func (v asking) asksBefore(from int, question cue) bool {
	to := v.claims().claimFrom(question.start)
	if from >= to || !v.foodIn(from, to) {
		return false
	}
	t := tally{v.signs, map[string]int{}}
	v.weighWords(t, from, to)
	v.weighTold(t, from, to)
	return t.sum() >= fewestBefore
}

// askedPart is the part of the sentence that may ask: without the clauses at its ends
// that tell what was eaten ("just ate a peach, how many plants is that").
func (v asking) askedPart(from, to int) (int, int) {
	for {
		next := v.clauseEnd(from, to)
		if next == to || !v.tellsHaving(from, next) {
			break
		}
		from = next
	}
	for last := v.clauseStart(from, to); last > from && v.tellsHaving(last, to); last = v.clauseStart(from, to) {
		to = last
	}
	for at := from + 1; at < to; at++ { // "tea and toast, is that good": what "that" is was told
		if v.toks[at].Clause && v.pointsBackAt(at, to) && v.namesFood(from, at) && v.weigh(from, at) < 1 {
			return at, to
		}
	}
	return from, to
}

// pointsBackAt reports whether the clause at token at asks of what stands before it.
func (v asking) pointsBackAt(at, to int) bool {
	switch v.signAt(at) {
	case signPolar, signOpen, signOpenSure:
	default:
		return false
	}
	for i := at; i < min(to, at+3); i++ {
		if v.is(i, v.class.lookThat) {
			return true
		}
	}
	return false
}

func (v asking) namesFood(from, to int) bool {
	return slices.ContainsFunc(v.toks[from:to], func(t token) bool { return t.eaten })
}

func (v asking) clauseEnd(from, to int) int {
	for i := from + 1; i < to; i++ {
		if v.toks[i].Clause {
			return i
		}
	}
	return to
}

func (v asking) clauseStart(from, to int) int {
	for i := to - 1; i > from; i-- {
		if v.toks[i].Clause {
			return i
		}
	}
	return from
}

// tellsHaving reports whether the clause opens by telling what was had, and no
// sign in it asks.
func (v asking) tellsHaving(from, to int) bool {
	if past, _ := v.ateAt(v.firstOf(from, to), to); !past {
		return false
	}
	return v.weigh(from, to) < 0
}

// topicFrom is where the question begins: with a sentence before it that only
// names what it is about ("honey … OK or not"), or where it begins itself.
func (v asking) topicFrom(from, to int) int {
	if from == 0 || v.foodIn(from, to) || v.pointsBackAt(from, to) {
		return from
	}
	before, _ := v.sentence(from - 1)
	if gap := v.text[v.toks[from-1].End:v.toks[from].Start]; !strings.Contains(gap, "..") && !strings.ContainsAny(gap, "…?") {
		return from // "an apple! Also, does stress matter?"
	}
	if from-before > mostTopic || !v.namesFood(before, from) {
		return from
	}
	for i := before; i < from; i++ {
		if v.toks[i].Food == 0 && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			return from
		}
	}
	return before
}

// mostTopic is how many words name what a question after them is about.
const mostTopic = 3

// foodIn reports whether the stretch names a food that is no aspect of one.
func (v asking) foodIn(from, to int) bool {
	for i := from; i < to; i++ {
		if _, end, aspect := v.value(i, v.class.askSign); v.toks[i].Food > 0 && (!aspect || end < v.toks[i].Food) {
			return true
		}
	}
	return false
}

// firstOf is the first token of the stretch that isn't there only to open it.
func (v asking) firstOf(from, to int) int {
	for from < to-1 && (v.lex.IsLeadIn(v.toks[from].ID) || v.lex.IsFiller(v.toks[from].ID)) && v.signAt(from) == "" {
		from++
	}
	return from
}

func (v asking) signAt(i int) string {
	value, _, _ := v.value(i, v.class.askSign)
	return value
}

// signIn reports whether the sign stands in the stretch.
func (v asking) signIn(from, to int, sign string) bool {
	for i := from; i < to; i++ {
		if v.signAt(i) == sign {
			return true
		}
	}
	return false
}

// ateAt reports whether the teller's eating verb stands at token i: in the past, or
// as a habit.
func (v asking) ateAt(i, to int) (past, habit bool) {
	for i < to-1 && (v.lex.Is(v.toks[i].ID, v.class.me) || v.lex.IsFiller(v.toks[i].ID)) && !v.is(i, v.class.my) {
		i++
	}
	if i >= to || !v.is(i, v.class.ate) || v.signAt(i) == signPolar || v.toks[i].Food > 0 && v.toks[i].eaten {
		return false, false
	}
	switch v.toks[i].Text {
	case "eat", "eating", "having", "drinking", "snacking":
		return false, true
	}
	return true, false
}

// tally adds up signs, each once, where it is worth most.
type tally struct {
	points signPoints
	best   map[string]int
}

func (t tally) add(sign string, at place) {
	p := t.points[sign][at]
	if had, ok := t.best[sign]; !ok || p > had && p > 0 {
		t.best[sign] = p
	}
}

func (t tally) sum() (n int) {
	for _, p := range t.best {
		n += p
	}
	return n
}

// weigh is how many points speak for that the stretch asks; fewer than none where it tells.
func (v asking) weigh(from, to int) int {
	t := tally{v.signs, map[string]int{}}
	v.weighWords(t, from, to)
	v.weighTold(t, from, to)
	if v.toks[from].Asked {
		t.add(signMark, within)
	}
	return t.sum()
}

// weighWords adds the signs that words tell.
func (v asking) weighWords(t tally, from, to int) {
	first := v.firstOf(from, to)
	end := to
	for end > first+1 && v.lex.IsLeadOut(v.toks[end-1].ID) && v.signAt(end-1) == "" {
		end--
	}
	subject, period, gauged := false, false, false
	lastSign, lastEnd := "", -1
	for i := from; i < to; {
		if v.contentAt(i, to) {
			t.add(signContent, within)
		}
		sign, next, ok := v.value(i, v.class.askSign)
		if _, far, is := v.value(i, v.class.lookSubject); is && !v.ofBody(i) && far >= v.toks[i].Food {
			subject = true
		}
		if p, _, is := v.looking().lookPeriod(i, to); is && p.Kind != "" && p.Kind != "day" {
			period = true
			t.add(signPeriod, within)
		}
		if !ok || next > to || v.toks[i].Food > next || i > 0 && v.toks[i-1].Food > i {
			i++
			continue
		}
		if sign == signGauge {
			gauged = gauged || !v.numbered(i-2, i) // worth something beside what is counted; "2 days in a row" tells
			i = next
			continue
		}
		at := within
		switch {
		case next >= end, next < to && v.toks[next].Clause && i > first:
			at = atEnd
			if i == first {
				at = atStart
			}
		case i == first, v.toks[i].Clause && i > from && sign != signJudge:
			at = atStart
		}
		if sign != signNone {
			t.add(sign, at)
		}
		quality := sign == signJudge || sign == signAspect || sign == signFood
		if sign == signVersus && v.toks[i].Text == "or" && next < to && lastEnd == i && (v.quality(next, to) || lastSign == signAspect && v.values().numberAt(next) > 0) && (lastSign == signJudge || lastSign == signAspect || lastSign == signFood) {
			t.add(signChoice, at)
		}
		if quality {
			lastSign, lastEnd = sign, next
		}
		i = next
	}
	if _, _, opens := v.looking().lookPeriod(first, to); subject && period && (opens || v.is(first, v.class.lookSubject) || v.is(first, v.class.lookMeasure)) {
		t.add(signFigure, within) // but not "gave up wine this month"
	}
	if gauged && v.countable(from, to) {
		t.add(signGauge, within)
	}
	if v.inverts(first, to) {
		t.add(signInverts, atStart)
	}
	if t.best[signOpen] >= enoughAsked || t.best[signOpenSure] >= enoughAsked {
		delete(t.best, signWas) // "dinner last night was what"
		delete(t.best, signMeal)
	}
}

// numbered reports whether a number stands in the stretch.
func (v asking) numbered(from, to int) bool {
	return slices.ContainsFunc(v.toks[max(0, from):to], func(t token) bool { return t.Number })
}

// contentAt reports whether a figure of a food stands at token i, and then the food
// that it is asked of: "fibre in half an avocado", "the fibre content of popcorn".
func (v asking) contentAt(i, to int) bool {
	_, end, ok := v.value(i, v.class.lookCounted)
	if ok = ok && v.toks[i].Food <= end; !ok {
		return false
	}
	if end < to && v.is(end, v.class.lookNoun) {
		end++
	}
	if end+1 >= to || !v.is(end, v.class.askIn) {
		return false
	}
	for k := end + 1; k < min(to, end+1+mostBeforeFood); k++ {
		if v.toks[k].Food > k {
			return true
		}
	}
	return false
}

// countable reports whether the stretch names what a diary counts: a figure, a group
// of foods or a food.
func (v asking) countable(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].Food > i || v.is(i, v.class.lookSubject) {
			return true
		}
	}
	return false
}

// opens reports whether the cue is a stretch that asks by its first verb.
func (v asking) opens(c cue) bool {
	return c.detail == detailAsks && v.inverts(v.firstOf(c.start, c.end), c.end)
}

// inverts reports whether the stretch opens with a helping verb before its subject,
// as only questions do: "are oats …", "do eggs …"; not "can of beans", "will have".
func (v asking) inverts(i, to int) bool {
	return i+1 < to && v.is(i, v.class.askVerb) && !v.is(i+1, v.class.askVerbNot) && v.toks[i].Food <= i+1
}

// ofBody reports whether the subject at token i is one that people tell of a day:
// skin, gut, sleep, stress, movement.
func (v asking) ofBody(i int) bool {
	value, _, _ := v.value(i, v.class.lookSubject)
	switch value {
	case "skin", "gut", "sleep", "stress", "movement", "fluid":
		return true
	}
	return false
}

// quality reports whether a quality of a food stands at token i, after an article.
func (v asking) quality(i, to int) bool {
	for i < to-1 && v.is(i, v.class.lookBetween) && v.signAt(i) == "" {
		i++
	}
	switch v.signAt(i) {
	case signJudge, signAspect, signFood:
		return true
	}
	return false
}

// weighTold adds the signs of something told.
func (v asking) weighTold(t tally, from, to int) {
	first := v.firstOf(from, to)
	if past, habit := v.ateAt(first, to); past {
		t.add(signAte, atStart)
	} else if habit {
		t.add(signHabit, atStart)
	}
	for i := first; i < to; i++ {
		if v.is(i, v.class.ate) && v.signAt(i) != signPolar {
			t.add(signAte, within)
		}
		if v.lex.Is(v.toks[i].ID, v.class.negation) && i == first && v.toks[i].Text != "never" {
			t.add(signDenied, atStart)
		}
		if v.is(i, v.class.meal) {
			t.add(signMeal, within)
		}
		if v.toks[i].Half != "" || i > first && v.toks[i-1].Text == "at" && v.toks[i].Number {
			t.add(signTime, within)
		}
	}
	foods := 0
	for k := range v.food.Items {
		it := &v.food.Items[k]
		a, b := v.tokensOf(it.Span)
		if a < from || b > to {
			continue
		}
		foods++
		if it.Stated && !v.isShare(it) {
			t.add(signAmount, within)
		}
	}
	if foods > 1 {
		t.add(signList, within)
	}
	for _, c := range v.cues {
		if c.start >= to || c.end <= from {
			continue
		}
		switch {
		case c.detail == "rating", c.detail == "sleep_hours", c.detail == "movement_number", c.detail == "sleep_number":
			t.add(signTold, within)
		case c.intent == string(Skin), c.intent == string(Lifestyle):
			t.add(signNote, within)
		}
	}
}

// isShare reports whether the item's number says what it is made of: "70 % chocolate".
func (v asking) isShare(it *food.Item) bool {
	from, to := v.tokensOf(it.Span)
	for i := from; i < to; i++ {
		if v.toks[i].Number && v.toks[i].End < len(v.text) && (v.text[v.toks[i].End] == '%' || v.text[v.toks[i].End] == ' ' && v.toks[i].End+1 < len(v.text) && v.text[v.toks[i].End+1] == '%') {
			return true
		}
	}
	return false
}
