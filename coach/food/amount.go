package food

// amount is how much of a food a message states.
type amount struct {
	count   float64 // how many; 0 when not said
	counted bool
	stated  bool    // by digits or a number word or a unit, not by an article alone
	unit    int32   // vessel or piece, or -1
	size    int32   // 1 + index of the size unit; 0: none
	grams   float64 // a stated mass
	ml      float64 // a stated volume
}

func (a *amount) measured() bool { return a.grams > 0 || a.ml > 0 || a.unit >= 0 || a.size > 0 }

// complete takes an amount that was said after the food: "chestnuts, about
// 10". A weight or volume counts also where a vessel was said before.
func (a *amount) complete(after *amount) {
	switch {
	case !after.stated && after.size > 0 && !a.stated && !a.measured():
		*a = *after // "fries, large"
	case !after.stated, a.grams > 0, a.ml > 0:
	case after.grams > 0 || after.ml > 0, !a.stated && !a.measured():
		*a = *after
	}
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
}

// isNoAmount tells whether the number of mark k counts no food: 20 minutes,
// 6-inch, 7/10, at 7, 3 days ago.
func (d *drafter) isNoAmount(k int) bool {
	m := &d.marks[k]
	if k+1 < len(d.marks) {
		next := &d.marks[k+1]
		if next.first == m.last && (next.cue == measureCue || next.kind == timeMark && d.lexicon.language.times[next.index].kind >= agoTime) {
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
	return m.first > 0 && d.tokens[m.first-1].word == d.lexicon.words.at && d.tokens[m.first-1].word != 0
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
	after := k > 0 && d.marks[k-1].kind == numberMark && d.marks[k-1].last == m.first
	switch u.kind {
	case sizeUnit:
		d.amount.size = m.index + 1
	case massUnit, volumeUnit:
		if !d.amount.counted && !after && u.amount > 100 && k+1 < len(d.marks) && d.marks[k+1].cue == ofCue {
			d.amount.count, d.amount.counted, after = 1, true, true // "litre of water"
		}
		if !after || !d.amount.counted {
			return
		}
		if u.kind == massUnit {
			d.amount.grams = d.amount.count * u.amount
		} else {
			d.amount.ml = d.amount.count * u.amount
		}
		d.amount.count, d.amount.stated = 1, true
		d.takeBareDrink(k, &u)
	default:
		short := d.tokens[m.first].end-d.tokens[m.first].start < 3
		if (d.amount.unit < 0 || d.lexicon.language.units[d.amount.unit].name == "serving") && (after || !short) {
			d.amount.unit = m.index
			d.amount.stated = d.amount.stated || d.amount.counted
			d.takeBareDrink(k, &u)
		}
	}
}

// amountOf is the amount that stands before the food of mark m. A unit that is
// part of the food's name counts as said: pizza slice, glass of milk.
func (d *drafter) amountOf(m *mark, f *foodInfo) amount {
	a := d.amount
	if a.unit >= 0 || a.grams > 0 || a.ml > 0 || m.last-m.first < 2 {
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

// weigh is how much of the draft was eaten, in grams; and in ml, for drinks.
func (s *state) weigh(d *draft) (grams, ml float64) {
	f := &s.lexicon.foods[d.food]
	a := &d.amount
	count := 1.0
	if a.counted {
		count = a.count
	}
	switch {
	case a.grams > 0:
		grams = a.grams * count
	case a.ml > 0:
		grams = a.ml * count * f.density()
	case a.unit >= 0:
		grams = count * s.unitGrams(f, a)
	case a.counted && (a.stated || f.isWhole()) || a.size > 0:
		if s.isOneDish(d, f) {
			count = min(count, 1)
		}
		grams = s.countGrams(f, a, count)
		if count < 1 && s.tokens[d.last-1].plural {
			grams = max(grams, count*f.serving) // half the chips
		}
	case d.addition:
		grams = additionGrams
	case d.poured:
		grams = f.serving / 2
	case d.within > 0:
		grams = min(f.serving, d.share*s.drafts[d.within-1].grams)
	default:
		grams = f.serving
	}
	grams = min(grams, maxGrams)
	return grams, grams / f.density()
}

const (
	// additionGrams is the milk in a cup of tea or coffee: FNDDS's "fluid
	// ounce", its usual portion of milk as an addition.
	additionGrams = 30
	// manyGrams and manyOf tell a forgotten unit: nobody eats 52 rolls, and 52 g
	// is one.
	manyGrams = 1500
	manyOf    = 20
	// maxGrams is the most of one food that is believed.
	maxGrams = 5000
	// manyPieces is a count from which a food without a weight for one piece
	// is taken to be small, and its usual serving to be meant.
	manyPieces = 4
	cupML      = 240
	// syrupDensity is what no drink reaches, g in a ml.
	syrupDensity = 1.3
	// foamDensity is what no drink falls below: a smaller cup was meant.
	foamDensity = 0.9
)

// unitGrams is what one of the stated vessel or portion holds.
func (s *state) unitGrams(f *foodInfo, a *amount) float64 {
	u := s.lexicon.language.units[a.unit]
	size := s.sizeFactor(a)
	if ml, ok := s.moment.Cups[u.name]; ok && f.fluid != NoFluid {
		return ml * f.density() * size
	}
	if g, ok := f.unit(u.name); ok {
		return g * size
	}
	if u.kind == vesselUnit && (f.drinkable() || u.amount < cupML || u.name == "cup" || u.name == "glass" || u.name == "mug") {
		return u.amount * f.density() * size
	}
	if f.drinkable() && u.kind == vesselUnit {
		return u.amount * size
	}
	factor := 1.0
	if u.kind == pieceUnit {
		factor = u.amount
	}
	if g, ok := f.unit("each"); ok && (u.name == "half" || u.name == "piece") {
		return min(g, f.serving) * factor * size // a piece of pineapple is no whole one
	}
	return f.serving * factor * size
}

// countGrams is the weight of so many of a food, or of one of a size.
func (s *state) countGrams(f *foodInfo, a *amount, count float64) float64 {
	if a.size > 0 {
		if g, ok := f.unit(s.lexicon.language.units[a.size-1].name); ok {
			return count * g
		}
	}
	if g, ok := f.unit("each"); ok {
		if count >= manyOf && count*g > manyGrams {
			return count
		}
		return count * g * s.sizeFactor(a)
	}
	if count > manyPieces {
		count = 1
	}
	return count * f.serving * s.sizeFactor(a)
}

// isOneDish tells whether a number counts what is in a dish rather than the
// dish: 3 bean chili.
func (s *state) isOneDish(d *draft, f *foodInfo) bool {
	_, each := f.unit("each")
	return !each && d.last-d.first > 1 && d.head.holds() && !f.drinkable() && !s.tokens[d.last-1].plural
}

func (s *state) sizeFactor(a *amount) float64 {
	if a.size == 0 {
		return 1
	}
	return s.lexicon.language.units[a.size-1].amount
}

// isWhole tells whether "a" food means a whole one although its usual serving
// is less: an avocado.
func (f *foodInfo) isWhole() bool {
	each, ok := f.unit("each")
	return ok && each > f.serving && each <= 2*f.serving && !f.drinkable()
}

// unit is the food's own weight for a unit.
func (f *foodInfo) unit(name string) (float64, bool) {
	for i := range f.units {
		if f.units[i].Unit == name {
			return f.units[i].Grams, true
		}
	}
	return 0, false
}

// density is grams in a millilitre, from the weight of a cup. Without one a
// drink weighs as much as water, and a solid food, loosely filled, 0.6: the
// middle of FNDDS's cup weights.
func (f *foodInfo) density() float64 {
	g, ok := f.unit("cup")
	switch {
	case f.drinkable():
		if density := g / cupML; ok && density > foamDensity && density < syrupDensity {
			return density
		}
		return 1 // a cup of the drink is said to be another size
	case ok:
		return g / cupML
	}
	return 0.6
}

// drinkable tells whether the food is a drink or a soup, by how it is served.
func (f *foodInfo) drinkable() bool {
	if f.fluid != NoFluid || f.categories.Any(drinkKinds) {
		return true
	}
	_, glass := f.unit("glass")
	_, bottle := f.unit("bottle")
	return glass || bottle
}
