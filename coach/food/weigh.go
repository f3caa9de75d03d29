package food

// weights finds what a food weighs, and what that is of everything in it.
type weights struct{ *state }

func (s *state) weights() weights { return weights{s} }

// weigh is how much of the draft was eaten, in grams; and in ml, for drinks.
func (s weights) weigh(d *draft) (grams, ml float64) {
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
		if g, ok := f.unit(s.lexicon.language.volumeOf(a)); ok {
			grams = a.volumes * count * g
		}
	case a.unit >= 0:
		grams = count * s.unitGrams(f, a)
	case a.counted || a.size > 0:
		if s.isOneDish(d, f) {
			count = min(count, 1)
		}
		grams = s.countGrams(f, a, count)
		if (count < 1 || count == 1 && a.size == 0) && s.tokens[d.last-1].plural {
			grams = max(grams, count*f.serving) // half the chips, 1 fries
		}
	case d.addition:
		grams = additionGrams
	case d.poured:
		grams = f.serving / 2
	case d.within > 0:
		grams = min(f.serving, s.partOf(d, f))
	case d.filling && d.categories.Has(Vegetable) && !d.categories.Any(SetOf(Protein, Legume, HealthyFat)):
		grams = min(f.serving, greensInside)
	default:
		grams = f.serving
		if each, ok := f.unit("each"); ok && d.part > 0 && f.isServed(each) {
			grams = max(grams, each) // pizza between four: a whole one
		}
	}
	grams = min(grams, maxGrams)
	if d.part > 0 {
		grams *= d.part
	}
	return grams, grams / f.density()
}

// partOf is how much a food is of the dish that it is said to be in: what a
// dish is made of (meat, vegetables, fruit, grains) is at least a spoonful.
func (s weights) partOf(d *draft, f *foodInfo) float64 {
	part := d.share * s.drafts[d.within-1].grams
	if f.categories.Any(mainFoods) && s.drafts[d.within-1].head != sweetHead {
		part = max(part, min(leastPart, s.drafts[d.within-1].grams/2))
	}
	return part
}

// mainFoods are categories of what dishes are made of.
var mainFoods = SetOf(Protein, Vegetable, StarchyVegetable, Legume, Fruit, WholeGrain, RefinedGrain, Dairy, Nut)

// scaleMixes makes what a mix is told to hold ("smoothie: banana, oats, milk")
// no more together than a large one, where no amounts were said.
func (s weights) scaleMixes() {
	for i := range s.drafts {
		if mix := &s.drafts[i]; mix.explained {
			sum := 0.0
			for k := i + 1; k < len(s.drafts) && s.drafts[k].of == i+1; k++ {
				sum += s.drafts[k].grams
			}
			most := max(largePlate, largeMix*mix.grams)
			for k := i + 1; sum > most && k < len(s.drafts) && s.drafts[k].of == i+1; k++ {
				if have := &s.drafts[k]; !have.amount.stated && !have.amount.measured() {
					have.grams *= most / sum
					have.ml *= most / sum
				}
			}
		}
	}
}

const (
	// leastPart is what a main food of a dish weighs at least, in grams.
	leastPart = 25
	// largePlate is what all that is on a plate may weigh whatever its usual
	// serving, in grams; largeMix how much more than the usual serving it may be.
	largePlate, largeMix = 350, 1.3
	// handfulGrams is what a handful weighs at most, of what has no weight of its
	// own for it; wholeGrams what a whole pizza weighs at least, in grams.
	handfulGrams, wholeGrams = 40, 400
	// greensInside is what a vegetable in a wrap or on a salad weighs at most,
	// in grams.
	greensInside = 40
	// drainedGrams is what a can of vegetables or fruit holds without its liquid: a No.
	// 300 can, USDA SR.
	drainedGrams = 240
	// bowlGrams is a small bowl of fruit or vegetables that have no weight by the cup.
	bowlGrams = 120
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

// produce is what a can or a bowl holds several of.
var produce = SetOf(Vegetable, StarchyVegetable, Fruit, Berry, Legume)

// volumeOf is the unit that the volume was told in, or "".
func (l *language) volumeOf(a *amount) string {
	if a.volume == 0 {
		return ""
	}
	return l.units[a.volume-1].name
}

// unitGrams is what one of the stated vessel or portion holds.
func (s weights) unitGrams(f *foodInfo, a *amount) float64 {
	u := s.lexicon.language.units[a.unit]
	size := s.lexicon.language.sizeFactor(a)
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
	switch u.name {
	case "can":
		if f.categories.Any(produce) {
			return max(f.serving, drainedGrams) * size
		}
	case "bowl":
		if f.categories.Any(produce) {
			g, ok := f.unit("cup")
			if !ok {
				g = bowlGrams
			}
			return max(f.serving, g) * size
		}
	case "handful":
		return min(f.serving, handfulGrams) * size
	case "footlong":
		if g, ok := f.unit("medium"); ok && g >= wholeGrams {
			return g * size // a 12 inch pizza
		}
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
func (s weights) countGrams(f *foodInfo, a *amount, count float64) float64 {
	if a.size > 0 {
		if g, ok := f.unit(s.lexicon.language.units[a.size-1].name); ok {
			return count * g
		}
	}
	if g, ok := f.unit("each"); ok && (count != 1 || f.isServed(g)) {
		if count >= manyOf && count*g > manyGrams {
			return count
		}
		return count * g * s.lexicon.language.sizeFactor(a)
	}
	if count > manyPieces {
		count = 1
	}
	return count * f.serving * s.lexicon.language.sizeFactor(a)
}

// isOneDish tells whether a number counts what is in a dish rather than the
// dish: 3 bean chili.
func (s weights) isOneDish(d *draft, f *foodInfo) bool {
	_, each := f.unit("each")
	return !each && d.last-d.first > 1 && d.head.holds() && !f.drinkable() && !s.tokens[d.last-1].plural
}

func (l *language) sizeFactor(a *amount) float64 {
	if a.size == 0 {
		return 1
	}
	return l.units[a.size-1].amount
}

const (
	// leastPiece is what the smallest thing weighs that people have one of, in
	// grams: an almond, but no kernel of popcorn and no flake.
	leastPiece = 1
	// mostPiece is what the largest weighs that one person has: a pizza, but no
	// watermelon, of which "a" or "one" is the usual serving.
	mostPiece = 900
)

// isServed tells whether people have one piece of the food, of each grams: "a",
// "an", "one" and "1" all mean it.
func (f *foodInfo) isServed(each float64) bool {
	return each >= leastPiece && each <= mostPiece
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
