package food

import "gutskin/coach/assert"

// amount is how much of a food a message states.
type amount struct {
	count   float64 // how many; 0 when not said
	counted bool
	stated  bool    // by digits or a number word or a unit, not by an article alone
	unit    int32   // vessel or piece, or -1
	several bool    // the unit is in the plural
	size    int32   // 1 + index of the size unit; 0: none
	grams   float64 // a stated mass
	ml      float64 // a stated volume
	volume  int32   // 1 + index of the unit of mass or volume that it is told in; 0: none
	volumes float64 // how many of that unit

	from, to int32 // the tokens that say so; to is 0 when none do
}

// spans notes that the tokens from first to last-1 are part of the amount.
func (a *amount) spans(first, last int32) {
	if a.to == 0 {
		a.from = first
	}
	a.to = last
}

func (a *amount) measured() bool { return a.grams > 0 || a.ml > 0 || a.unit >= 0 || a.size > 0 }

// complete takes an amount that was said after the food: "chestnuts, about
// 10". A weight or volume counts also where a vessel was said before.
func (a *amount) complete(after *amount) {
	switch {
	case after.grams > 0 && after.unit >= 0 && a.unit == after.unit && a.grams == 0:
		a.grams = after.grams // half a tin of tuna (120 g tin)
	case !after.stated && after.size > 0 && !a.stated && !a.measured():
		*a = *after // "fries, large"
	case !after.stated && after.unit >= 0 && !after.several && !a.stated && !a.measured() && !a.counted:
		a.unit = after.unit // "coffee, mug"
	case !after.stated, a.grams > 0, a.ml > 0:
	case after.grams > 0 || after.ml > 0, !a.stated && !a.measured():
		*a = *after
	}
}

// closeAmount ends a bracket in an amount. What it says of one (a 120 g tin) goes
// with how many stand before it; another measure of the same (2 lb (907 g)) is
// taken instead; and what is no measure (16 to 20 count) changes nothing.
func (d *drafter) closeAmount() {
	if !d.outer.counted && !d.outer.measured() {
		return
	}
	inner := d.amount
	d.amount = d.outer
	d.outer = amount{unit: -1}
	switch {
	case inner.grams == 0 && inner.ml == 0:
		if d.amount.unit < 0 && inner.unit >= 0 && !inner.counted {
			d.amount.unit = inner.unit
		}
	case inner.unit >= 0 && inner.unit == d.amount.unit:
		d.amount.grams, d.amount.ml, d.amount.stated = inner.grams, inner.ml, true
		d.amount.volume, d.amount.volumes = inner.volume, inner.volumes
	case d.amount.grams == 0 && d.amount.ml == 0:
		inner.from = d.amount.from
		d.amount = inner
	}
	d.amount.to = inner.to
}

// takeNumber reads how many.
func (d *drafter) takeNumber(k int) {
	m := &d.marks[k]
	if d.isNoAmount(k) {
		return
	}
	if k > 0 && (d.marks[k-1].sign == ',' || d.marks[k-1].cue == andCue) {
		d.within = 0
	}
	if last := d.last(); last != nil && d.isMultiplier(m.first) {
		if d.amount.stated && d.amount.measured() {
			last.amount.complete(&d.amount) // "water 500 ml x2"
			d.amount = amount{unit: -1}
		}
		last.amount.count, last.amount.counted, last.amount.stated = m.value, true, true
		return
	}
	if d.amount.counted && d.amount.stated && m.stated && d.amount.unit < 0 && d.amount.grams == 0 && d.amount.ml == 0 {
		m.value *= d.amount.count // "2 16 oz bottles"
	}
	if d.amount.stated && !m.stated {
		return // "half of a"
	}
	d.amount.count, d.amount.counted = m.value, true
	d.amount.stated = d.amount.stated || m.stated
	d.amount.spans(m.first, m.last)
}

// isNoAmount tells whether the number of mark k counts no food: 20 minutes,
// 6-inch, 7/10, at 7, 3 days ago.
func (d *drafter) isNoAmount(k int) bool {
	m := &d.marks[k]
	if k+1 < len(d.marks) {
		next := &d.marks[k+1]
		if next.first == m.last && (next.cue == measureCue && !(m.value < 1 && d.touching(next.first)) || next.kind == timeMark && d.lexicon.language.times[next.index].kind >= agoTime) {
			return true
		}
		if next.sign == '/' && next.first == m.last && m.stated {
			return true
		}
	}
	if k > 0 && d.marks[k-1].last == m.first && d.marks[k-1].kind == timeMark && d.lexicon.language.times[d.marks[k-1].index].kind == monthTime {
		return true
	}
	if k > 0 && d.marks[k-1].sign == '/' && d.marks[k-1].last == m.first {
		return true
	}
	return d.isRating(k) || d.numbersSomething(k)
}

// touching tells whether nothing stands between token i and the one before it:
// the ending of 1/3rd.
func (d *drafter) touching(i int32) bool {
	return i > 0 && d.tokens[i-1].end == d.tokens[i].start
}

// scaleReach is how many tokens after "skin" or "stress" its rating may begin.
const scaleReach = 4

// isRating reports whether the number of mark k rates what stands before it in
// its clause, on a scale: skin 3, stress was about 4/5.
func (d *drafter) isRating(k int) bool {
	m := &d.marks[k]
	for n := k - 1; n >= 0 && m.first-d.marks[n].last <= scaleReach; n-- {
		switch before := &d.marks[n]; {
		case before.cue == scaleCue || before.cue == sleepCue:
			return true
		case before.kind == foodMark, before.cue == ateCue, before.kind == signMark && before.sign != ':' && before.sign != '-', before.kind == unitMark:
			return false
		}
	}
	return false
}

// numbersSomething reports whether the number of mark k is the name of what
// stands right before it, which is no food, and counts nothing after it: on
// ward 7, the 42 bus.
func (d *drafter) numbersSomething(k int) bool {
	m := &d.marks[k]
	if m.first == 0 || !m.stated {
		return false
	}
	before := &d.tokens[m.first-1]
	if before.kind != wordToken || before.end-before.start < minUnknown || k > 0 && d.marks[k-1].last == m.first {
		return false
	}
	if k+1 < len(d.marks) && d.marks[k+1].first == m.last {
		switch d.marks[k+1].kind {
		case foodMark, unitMark, qualifierMark, unknownMark, percentMark:
			return false
		}
	}
	return d.last() != nil
}

// isMultiplier tells whether the number at token i stands after an x: x2.
func (d *drafter) isMultiplier(i int32) bool {
	if i == 0 {
		return false
	}
	before := &d.tokens[i-1]
	return before.sign == 'x' || before.sign == '*' ||
		before.kind == wordToken && before.end-before.start == 1 && d.text[before.start]|0x20 == 'x'
}

// takeUnit reads a unit, a vessel, a portion or a size.
func (d *drafter) takeUnit(k int) {
	m := &d.marks[k]
	u := d.lexicon.language.units[m.index]
	d.amount.spans(m.first, m.last)
	after := k > 0 && d.marks[k-1].kind == numberMark && d.marks[k-1].last == m.first
	switch u.kind {
	case sizeUnit:
		d.amount.size = m.index + 1
	case massUnit, volumeUnit:
		if d.amount.counted && !d.amount.stated && u.amount < minBare && d.tokens[m.first].end-d.tokens[m.first].start < 2 {
			return // a G2 drink
		}
		if !d.amount.counted && !after && u.amount > minBare && (k+1 < len(d.marks) && d.marks[k+1].cue == ofCue || d.isAddedUnit(k)) {
			d.amount.count, d.amount.counted, after = 1, true, true // "litre of water", "vimto, pint"
		}
		if !after || !d.amount.counted || k > 1 && d.marks[k-2].sign == '/' && (d.amount.grams > 0 || d.amount.ml > 0) {
			return // 300 g/10 oz
		}
		if u.kind == massUnit {
			d.amount.grams = d.amount.count * u.amount
		} else {
			d.amount.ml = d.amount.count * u.amount
		}
		d.amount.volume, d.amount.volumes = m.index+1, d.amount.count
		d.amount.count, d.amount.stated = 1, true
		d.takeBareDrink(k)
	default:
		if d.cutUp(k, &u) {
			return
		}
		short := d.tokens[m.first].end-d.tokens[m.first].start < 3
		if (d.amount.unit < 0 || d.yields(d.amount.unit)) && (after || !short) {
			d.amount.unit, d.amount.several = m.index, d.tokens[m.last-1].plural
			d.amount.stated = d.amount.stated || d.amount.counted
			d.takeBareDrink(k)
		}
	}
}

// yields tells whether the unit says less than one that follows it: a serving
// bag, a whole bag.
func (d *drafter) yields(u int32) bool {
	name := d.lexicon.language.units[u].name
	return name == "serving" || name == "each"
}

// cutUp takes a unit right after a food that was counted for what was counted:
// 4 orange segments. It tells whether it did.
func (d *drafter) cutUp(k int, u *unit) bool {
	m, last := &d.marks[k], d.last()
	if last == nil || u.kind != pieceUnit || last.last != m.first || d.amount.counted || d.amount.unit >= 0 || !last.amount.counted || last.amount.measured() {
		return false
	}
	if _, ok := d.lexicon.foods[last.food].unit(u.name); !ok {
		return false
	}
	last.amount.unit, last.amount.stated = m.index, true
	last.amount.to = m.last
	return true
}

// addMeasure takes a second measure joined to the one at hand into it: 1 cup
// plus 2 tablespoons. It tells whether marks k+1 and k+2 are one.
func (d *drafter) addMeasure(k int) bool {
	if k+2 >= len(d.marks) || d.amount.unit < 0 || !d.amount.counted || d.marks[k+1].kind != numberMark || d.marks[k+2].kind != unitMark || d.marks[k+1].last != d.marks[k+2].first {
		return false
	}
	have, more := &d.lexicon.language.units[d.amount.unit], &d.lexicon.language.units[d.marks[k+2].index]
	if have.kind != vesselUnit || more.kind != vesselUnit || more.amount >= have.amount || d.marks[k].first != d.amount.to {
		return false
	}
	d.amount.count += d.marks[k+1].value * more.amount / have.amount
	d.amount.stated, d.amount.to = true, d.marks[k+2].last
	d.marks[k+1].mode, d.marks[k+2].mode = assert.Figured, assert.Figured
	return true
}

// minBare is what a unit holds that can stand without a number, in ml: a pint of
// milk, but no ml or g.
const minBare = 100

// isAddedUnit tells whether the unit of mark k is all that is said between the
// comma after a drink and the next sign.
func (d *drafter) isAddedUnit(k int) bool {
	last := d.last()
	if last == nil || d.marks[k-1].sign != ',' || d.marks[k-1].first != last.last || !d.lexicon.foods[last.food].drinkable() {
		return false
	}
	end := d.marks[k].last
	return int(end) == len(d.tokens) || k+1 < len(d.marks) && d.marks[k+1].first == end && d.marks[k+1].kind == signMark
}

// articleReach is how many words may stand between an article and its food.
const articleReach = 4

// isArticleOf tells whether the article that ends before token i is of the food
// at token first: a nice ripe pear, but not a stop for a pear.
func (d *drafter) isArticleOf(i, first int32) bool {
	if first-i > articleReach {
		return false
	}
	for ; i < first; i++ {
		if d.tokens[i].class&standsFor != 0 {
			return false
		}
	}
	return true
}

// amountOf is the amount that stands before the food of mark m. A unit that is
// part of the food's name counts as said: pizza slice, glass of milk.
func (d *drafter) amountOf(m *mark, f *foodInfo) amount {
	a := d.amount
	if a.counted && !a.stated && a.to > 0 && !d.isArticleOf(a.to, m.first) {
		a.counted = false
	}
	if a.unit >= 0 && !d.yields(a.unit) || a.grams > 0 || a.ml > 0 || m.last-m.first < 2 {
		return a
	}
	for _, i := range [2]int32{m.last - 1, m.first} {
		if !a.counted && (i > m.first || d.tokens[i].plural) {
			continue // carrot sticks, who knows how many
		}
		v := d.lexicon.language.phrases.step(0, d.tokens[i].stem)
		if v < 0 || d.lexicon.language.phrases.values[v] < 0 {
			continue
		}
		meant := d.lexicon.language.meanings[d.lexicon.language.phrases.values[v]]
		if meant.kind != unitMark || d.lexicon.language.units[meant.index].kind == sizeUnit && m.last-m.first > 2 {
			continue // a medium crust pizza
		}
		if _, ok := f.unit(d.lexicon.language.units[meant.index].name); ok {
			a.unit, a.stated = meant.index, a.stated || a.counted
			return a
		}
	}
	return a
}
