package food

import (
	"strings"

	"gutskin/coach/assert"
	"gutskin/coach/day"
)

// draft is an item in the making.
type draft struct {
	food        int32
	mark        int   // the mark of its food
	first, last int32 // tokens it is read from

	head       headKind
	categories Categories
	plants     []string
	herbs      []string
	fiber      float64 // grams in 100 g
	amount     amount
	qualifiers [maxQualifiers]int32
	qualified  int
	fillings   [maxFillings]int32 // foods that a dish was named after
	filled     int
	joint      wordID  // what joins them to a dish with a food in its name: "meat and" bean burrito
	addition   bool    // milk in tea or coffee
	within     int     // 1 + the draft of the dish that it is in; 0: none
	explained  bool    // a list of what it was follows: "poke: salmon, edamame, rice"
	of         int     // 1 + the draft of the explained mix that it is listed for; 0: none
	share      float64 // of that dish; it may be less
	part       float64 // of what is told, which was shared; 0: all of it
	filling    bool    // it is in a dish that weighs little without it: a wrap
	poured     bool    // a drink over a dish: half a serving of it
	inside     float64 // grams of others that are in it
	grams, ml  float64
	emoji      bool
	when       when
	also       []day.Day // further days on which the same was had
}

// MaxItems is how many foods of one message are read. What comes after them is
// left out.
const MaxItems = 200

// maxQualifiers is how many qualifiers of one food are heeded.
const maxQualifiers = 4

// when is what is known of the time at which something was eaten.
type when struct {
	meal  Meal
	day   day.Day
	clock float64 // hours, or -1
}

// drafter is the state while drafts are made from left to right.
type drafter struct {
	*state
	amount     amount
	qualifiers [maxQualifiers]int32
	qualified  int
	definite   bool    // "the" stands before
	apart      bool    // "and" or "with" does: the amount is not of the food before it
	cocoa      float64 // per cent that were just named
	total      bool    // "weighing" stands before: the amount is the whole dish's
	alone      int     // the latest mark of this sentence that may be a food by itself, or -1
	amountAt   int32   // the token at which the amount begins
	at         int32   // the token at which the mark at hand begins
	touches    bool    // nothing stands between the amount and the mark at hand
	since      int     // first draft of this sentence
	within     int     // 1 + the draft of the dish whose contents are being told; 0: none
	strictly   bool    // the cue says that all that follows is in it: "filled with"
	mix        int     // 1 + the draft of the mix that is being explained; 0: none
	sharing    int     // 1 + the first draft that "shared" stands before; 0: none
	sharers    float64 // how many had of it, as told before "shared"; 0: not told
	listed     int     // foods in the bracket after the kind that they are of
	kind       draft   // that kind
	outer      amount  // what stands before a bracket that says more of it: half a tin (120 g tin)
}

// draft makes drafts of the marks that are told.
func (s *state) draft() {
	d := drafter{state: s, alone: -1, outer: amount{unit: -1}}
	d.clear()
	for k := range s.marks {
		d.at = s.marks[k].first
		switch s.marks[k].mode {
		case assert.Told:
		case assert.Figured:
			continue
		default:
			d.flush()
			d.contents().refuse(k)
			continue
		}
		d.take(k)
	}
	n := len(s.marks)
	d.at = int32(len(s.tokens))
	d.touches = n > 0 && s.marks[n-1].last == d.at
	d.flush()
	d.endSentence()
	d.remeasure()
	d.shareOut()
}

func (d *drafter) clear() {
	d.amount = amount{unit: -1}
	d.qualified = 0
	d.definite, d.apart, d.total, d.cocoa = false, false, false, 0
}

// take reads one mark.
func (d *drafter) take(k int) {
	m := &d.marks[k]
	d.touches = k > 0 && d.marks[k-1].last == m.first
	switch m.kind {
	case foodMark:
		d.takeFood(k)
	case numberMark:
		if !d.amount.counted && !d.amount.measured() {
			d.amountAt = m.first
		}
		if !d.takeOwnPart(k) {
			d.takeNumber(k)
		}
	case percentMark:
		d.cocoa = m.value
	case unitMark:
		d.takeUnit(k)
	case qualifierMark:
		if d.qualified < maxQualifiers {
			d.qualifiers[d.qualified] = m.index
			d.qualified++
		}
		if m.food > 0 {
			d.alone = k
		}
		if d.standsInList(k) {
			m.kind, m.index, m.head, m.food = foodMark, m.food-1, d.heads[m.food-1], 0
			d.qualified--
			d.takeFood(k)
		}
	case signMark:
		d.takeSign(k)
	case cueMark:
		d.takeCue(k)
	}
}

// standsInList reports whether the word of mark k, which qualifies foods and is one
// too, stands as one among others: "salmon, buckwheat and salad". A chain's name
// doesn't.
func (d *drafter) standsInList(k int) bool {
	m := &d.marks[k]
	if m.food == 0 || d.qualified != 1 || d.lexicon.foods[m.food-1].categories.Has(FastFood) {
		return false
	}
	before := k > 0 && d.marks[k-1].last == m.first && (d.marks[k-1].sign == ',' || d.marks[k-1].cue == andCue || d.marks[k-1].cue == ateCue)
	after := int(m.last) == len(d.tokens) || k+1 < len(d.marks) && d.marks[k+1].first == m.last && (d.marks[k+1].sign == ',' || d.marks[k+1].cue == andCue || d.endsSentence(k+1))
	return before && after
}

func (d *drafter) takeSign(k int) {
	m := &d.marks[k]
	switch m.sign {
	case '\'', '"', '/', '*':
		return
	case '(':
		if d.amount.counted || d.amount.measured() {
			d.outer, d.amount = d.amount, amount{unit: -1}
			return // "a bottle (500 ml) of water"
		}
	case ')':
		d.closeAmount()
		d.endGlossList()
		d.amount.stated = d.amount.stated || d.amount.measured() // "green tea (mug)"
		if k+1 < len(d.marks) && (d.marks[k+1].cue == ofCue || d.marks[k+1].kind <= qualifierMark && d.marks[k+1].first == m.last) {
			d.within, d.mix = 0, 0
			return
		}
	case ',':
		if !d.contents().isBareBread() && (d.last() == nil || !d.amount.stated && d.qualified == 0) {
			return // "a chilled, 12 oz can": the amount still waits for its food
		}
	}
	d.flush()
	switch last := d.last(); {
	case m.sign == '(' && last != nil && last.last == m.first && d.isGeneric(last):
		d.glossList(k)
	case m.sign == '(' && last != nil && last.head.holds() && last.last == m.first:
		if d.contents().isMix(last) && d.listAhead(k) {
			d.contents().explain(last) // "salad (lettuce, tomato)"
		} else {
			d.contents().openDish(true) // "burger (cheese, pickle)"
		}
	case m.sign == ')':
		d.within, d.mix = 0, 0
	case (m.sign == ':' || m.sign == '-') && last != nil && d.isHeaded(last, k) && d.listAhead(k):
		d.contents().explain(last)
	case d.endsSentence(k):
		d.endSentence()
	}
}

func (d *drafter) takeCue(k int) {
	switch d.marks[k].cue {
	case andCue:
		if d.addMeasure(k) {
			return
		}
		d.flush()
		d.apart = true
	case containCue:
		d.flush()
		d.takeCompany(k)
		if last := d.last(); last != nil && d.contents().blends(last, k) {
			d.contents().explain(last)
			return
		}
		d.contents().openDish(d.marks[k].last > d.marks[k].first+1 || d.tokens[d.marks[k].first].word != d.lexicon.words.with)
	case shareCue:
		d.flush()
		d.takeShare(k)
	case withCue, insideCue, thenCue, toldCue, ateCue, insteadCue:
		d.flush()
		d.mix = 0
		if d.marks[k].cue == thenCue || d.marks[k].cue == ateCue {
			d.endSharing()
		}
		if d.marks[k].shared {
			d.sharing, d.sharers = len(d.drafts)+1, d.sharersBefore(k)
		}
		d.takeCompany(k)
		d.within = 0
		d.definite = d.weights().isInThe(k) // "onions in the burger"
	case anotherCue:
		d.takeAnother(k)
	case totalCue:
		d.flush()
		d.total = true
	case theCue:
		d.definite = true
	case placeCue:
		d.clear() // that little shop
	case ofCue:
		if d.amount.counted && !d.amount.stated && d.amount.unit < 0 && d.marks[k].last > d.amount.to+1 {
			d.amount.counted = false // a dish of shrimp: the dish is one
		}
	}
}

// isHeaded tells whether nothing that means something stands between the draft and
// the sign of mark k: a salad for once: feta, beetroot.
func (d *drafter) isHeaded(have *draft, k int) bool {
	return d.marks[k].first <= have.last+headingReach && k > 0 && d.marks[k-1].last == have.last
}

// headingReach is how many words may stand between a dish and the sign before
// what it holds.
const headingReach = 3

// listAhead tells whether a list of foods follows the sign of mark k up to the
// sentence's end. After a colon two foods joined by "and" are one.
func (d *drafter) listAhead(k int) bool {
	foods, commas := 0, 0
	colon := d.marks[k].sign == ':'
	for k++; k < len(d.marks) && foods+commas < 3 && !d.endsSentence(k); k++ {
		switch m := &d.marks[k]; {
		case m.kind == foodMark && m.mode == assert.Told:
			foods++
		case foods > 0 && (m.sign == ',' || colon && m.cue == andCue):
			commas++
		}
	}
	return foods > 1 && commas > 0
}

// endSentence makes a food of a chain's name when no food was named.
func (d *drafter) endSentence() {
	if d.alone >= 0 && d.last() == nil {
		d.contents().takeAlone()
	}
	d.endSharing()
	d.mix = 0
	d.since, d.within, d.alone, d.sharing, d.listed = len(d.drafts), 0, -1, 0, 0
	d.outer = amount{unit: -1}
}

// last is the latest draft of this sentence, or nil.
func (d *drafter) last() *draft {
	if n := len(d.drafts); n > d.since {
		return &d.drafts[n-1]
	}
	return nil
}

// flush gives an amount or a qualifier that no food followed to the food
// before it: "chestnuts, about 10", "sauerkraut (raw)".
func (d *drafter) flush() {
	if d.contents().isBareBread() {
		d.contents().takeAlone()
		return
	}
	if last := d.last(); last != nil {
		switch {
		case d.total && last.within > 0:
			d.drafts[last.within-1].amount.complete(&d.amount)
		case (d.touches && d.ends(d.at) || d.follow(last)) && !d.apart:
			last.amount.complete(&d.amount)
		default:
			d.noteNameless()
		}
		for _, q := range d.qualifiers[:d.qualified] {
			last.qualify(q)
			if last.within > 0 {
				d.drafts[last.within-1].qualify(q) // a sandwich with chicken, homemade
			}
		}
		last.darken(d.cocoa)
	} else {
		d.noteNameless()
	}
	d.clear()
}

// ends reports whether no word without a meaning stands between the amount and
// the token at: "with a couple of friends" is no amount of what was had.
func (d *drafter) ends(at int32) bool {
	i := d.amount.to
	for k := range d.marks {
		m := &d.marks[k]
		if m.last <= i {
			continue
		}
		for ; i < min(m.first, at); i++ {
			if d.tokens[i].kind == wordToken {
				return false
			}
		}
		if m.first >= at {
			return true
		}
		i = m.last
	}
	for ; i < at; i++ {
		if d.tokens[i].kind == wordToken {
			return false
		}
	}
	return true
}

// follow reports whether the amount stands right after a draft, whatever comes
// behind it: kefir 200 ml before bed.
func (d *drafter) follow(last *draft) bool {
	if !d.amount.stated || d.amountAt < last.last {
		return false
	}
	for i := last.last; i < d.amountAt; i++ {
		if t := &d.tokens[i]; t.kind != signToken || t.sign != '(' && t.sign != '-' && t.sign != ':' && t.sign != ',' {
			return false
		}
	}
	return true
}

func (d *draft) qualify(q int32) {
	if d.qualified < maxQualifiers {
		d.qualifiers[d.qualified] = q
		d.qualified++
	}
}

// takeFood makes a draft of a food, or takes it into the one before it.
func (d *drafter) takeFood(k int) {
	if len(d.drafts) >= MaxItems {
		return
	}
	m := &d.marks[k]
	f := &d.lexicon.foods[m.index]
	d.closeAmount() // 10 fl oz (Powerade) grape
	next := draft{
		food: m.index, mark: k, first: m.first, last: m.last, head: m.head,
		categories: f.categories, plants: f.plants, herbs: f.herbs, fiber: f.fiber,
		amount: d.amountOf(m, f), qualifiers: d.qualifiers, qualified: d.qualified,
		emoji: d.tokens[m.first].emoji, when: when{clock: -1},
	}
	d.contents().leaf(&next)
	next.darken(d.cocoa)
	if d.weights().isObscured(k) {
		next.unsweeten()
	}
	definite := d.definite
	d.clear()
	switch {
	case d.saysOnlyKind(m, &next):
	case definite && (!next.amount.stated || next.amount.count < 1) && d.isNamed(m):
		d.takePart(m, &next.amount)
	case d.glossed(k), d.gloss(k, &next), d.isFruited(&next), d.decorates(&next), d.contents().repeats(&next), d.contents().isCookingWater(k, f):
	case d.contents().isBreadOf(k, &next):
	case d.dishes().adjacent(k) && d.dishes().compound(&next), d.dishes().isAlternative(k, &next):
		d.dishes().joinBefore()
	default:
		if next.addition = d.contents().isAddition(k, f); next.addition && d.contents().follows(k) {
			d.last().amount.complete(&next.amount) // "latte, large, oat milk"
			next.amount = amount{unit: -1}
		}
		d.contents().takeMilk(k, &next)
		if last := d.last(); last != nil && f.categories.Any(SetOf(Tea, Coffee)) && d.contents().inDrink(k) && d.contents().isMilk(last) {
			last.addition = true // milk in my coffee
		}
		inside := d.within > 0 && !next.amount.stated && !next.amount.measured() && !d.isOne(&next) && (d.strictly || d.contents().fitsIn(&next))
		next.poured = inside && f.fluid != NoFluid
		switch {
		case inside && !next.poured && d.contents().isThinDish(&d.drafts[d.within-1]):
			next.filling = true
			d.contents().takeSubstitute(m)
		case inside && !next.poured:
			next.within, next.share = d.within, contentShare
			d.contents().takeSubstitute(m)
			if d.strictly && d.drafts[d.within-1].head == sweetHead {
				next.sweeten()
			}
		}
		if d.mix > 0 && f.serving < platefulGrams {
			next.of = d.mix
		}
		d.drafts = append(d.drafts, next)
		d.drafted[next.food] = d.read
		d.dishes().joinBefore()
		if m.lists && m.head != sweetHead {
			d.contents().openDish(false)
		}
	}
}

// isOne tells whether the draft is a whole one of what is counted by the piece:
// oatmeal with a banana, but not with a tomato sauce.
func (d *drafter) isOne(have *draft) bool {
	_, each := d.lexicon.foods[have.food].unit("each")
	return each && have.amount.counted && !d.strictly && have.categories.Any(SetOf(Fruit, Vegetable, Protein))
}

// saysOnlyKind tells whether the food is the kind of one that was named before,
// told as a whole: an avocado … the entire fruit.
func (d *drafter) saysOnlyKind(m *mark, next *draft) bool {
	if m.head != kindHead || len(next.plants) > 0 || next.amount.unit < 0 || d.lexicon.language.units[next.amount.unit].name != "each" {
		return false
	}
	for i := d.since; i < len(d.drafts); i++ {
		if len(d.drafts[i].plants) == 1 && d.drafts[i].categories.Any(SetOf(Fruit, Vegetable)) {
			return true
		}
	}
	return false
}

// takeAnother drafts one more of the food before mark k, where "another" isn't of one
// that follows: "a coffee at 9 and another at 11".
func (d *drafter) takeAnother(k int) {
	last, m := d.last(), &d.marks[k]
	if last == nil || len(d.drafts) >= MaxItems || k+1 < len(d.marks) && d.marks[k+1].first == m.last && (d.namesSomething(&d.marks[k+1]) || d.marks[k+1].kind == unitMark || d.marks[k+1].kind == numberMark || d.marks[k+1].cue == ofCue) {
		return
	}
	if next := int(m.last); next < len(d.tokens) && d.tokens[next].kind == wordToken && (k+1 == len(d.marks) || int(d.marks[k+1].first) != next) && d.tokens[next].class&onDays == 0 {
		return // another rainy day
	}
	d.flush()
	more := draft{
		food: last.food, mark: k, first: m.first, last: m.last, head: last.head,
		categories: last.categories, plants: last.plants, herbs: last.herbs, fiber: last.fiber,
		amount: amount{unit: -1, count: 1, counted: true, stated: true}, qualifiers: last.qualifiers, qualified: last.qualified, when: when{clock: -1},
	}
	d.drafts = append(d.drafts, more)
}

// takePart makes the food that was drafted before the part of it that was eaten: a
// burger and fries, but only half the burger.
func (d *drafter) takePart(m *mark, a *amount) {
	if !a.stated || a.unit >= 0 || a.measured() {
		return
	}
	for i := len(d.drafts) - 1; i >= 0; i-- {
		if have := &d.drafts[i]; have.food == m.index && have.part == 0 {
			have.part = a.count
			return
		}
	}
}

// isNamed tells whether the food of the mark is drafted before in the message, or one
// whose name ends in its name or that was said with it: a thin crust pizza … the
// pizza, fish and chips … the chips.
func (d *drafter) isNamed(m *mark) bool {
	if d.drafted[m.index] == d.read {
		return true
	}
	name := d.lexicon.foods[m.index].name
	for i := range d.drafts {
		for t := d.drafts[i].first; m.last-m.first == 1 && t < d.drafts[i].last && d.drafts[i].last-d.drafts[i].first > 1; t++ {
			if stem := d.tokens[m.last-1].stem; stem != 0 && d.tokens[t].stem == stem {
				return true
			}
		}
		if have := d.lexicon.foods[d.drafts[i].food].name; len(have) > len(name)+1 && strings.HasSuffix(have, name) && have[len(have)-len(name)-1] == ' ' {
			return true
		}
	}
	return false
}

// glossed tells whether the food of mark k only says again, in brackets, what
// the food before it is.
func (d *drafter) glossed(k int) bool {
	last := d.last()
	return last != nil && k > 0 && d.marks[k-1].sign == '(' && last.food == d.marks[k].index
}
