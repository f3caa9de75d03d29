package food

import (
	"strings"

	"gutskin/coach/assert"
)

// contents follows what is told to be in, on or left out of a food.
type contents struct{ *drafter }

func (d *drafter) contents() contents { return contents{d} }

// sweeten makes a fruit or a grain in a sweet (cookies filled with raisins)
// what content/README.md takes it for: no fruit, no plant.
func (d *draft) sweeten() {
	if d.categories.Any(SetOf(Fruit, WholeGrain)) {
		d.categories &^= SetOf(Fruit, Berry, FiberRich, WholeGrain)
		d.plants = nil
	}
}

// openDish begins to tell what is in the latest food: strictly so ("filled
// with"), or, for a dish of some size and for sweets, maybe so ("with").
func (d contents) openDish(strictly bool) {
	last := d.last()
	if last == nil || last.within > 0 {
		return
	}
	dish := last.head.holds() && d.lexicon.foods[last.food].serving >= 100
	sweet := last.head == sweetHead && last.categories.Any(SetOf(HighSugar, Tea))
	if strictly || dish || sweet || d.isThinDish(last) {
		d.within, d.strictly = len(d.drafts), strictly
	}
}

// explain takes the list of foods that follows for what is in the dish: all of
// it where the dish is a mix ("bowl: tofu, rice, kale"), else what is on it or
// in it besides.
func (d contents) explain(dish *draft) {
	switch {
	case d.isMix(dish):
		dish.explained = true
		dish.empty()
		d.mix = len(d.drafts)
	case !dish.amount.counted && d.isHeading(dish):
		d.drafts = d.drafts[:len(d.drafts)-1]
	case d.isThinDish(dish): // a wrap: chicken, lettuce
		d.within, d.strictly = len(d.drafts), true
	case dish.head.holds() && !dish.amount.counted:
		d.openDish(true)
	default:
		dish.explained = true // "two pizzas: a margherita and a pepperoni pizza"
	}
}

// thinDish is a usual serving, in grams, below which what a dish is told to hold
// is not in its weight: the row is the bread alone.
const thinDish = 100

// isHeading tells whether the first food of the list after the dish is one of
// its kind, so that the dish itself only heads the list: sushi: salmon nigiri.
func (d contents) isHeading(dish *draft) bool {
	for k := dish.mark + 1; k < len(d.marks) && !d.endsSentence(k); k++ {
		if m := &d.marks[k]; m.kind == foodMark {
			return dish.categories != 0 && m.head.holds() && dish.categories&^d.lexicon.foods[m.index].categories == 0
		}
	}
	return false
}

// takeSubstitute takes from the dish at hand what the food of mark m stands for
// in it: pizza with vegan cheese has no dairy.
func (d contents) takeSubstitute(m *mark) {
	v := d.lexicon.language.phrases.step(0, d.tokens[m.first].word)
	if v < 0 || d.lexicon.language.phrases.values[v] < 0 {
		return
	}
	if meant := d.lexicon.language.meanings[d.lexicon.language.phrases.values[v]]; meant.kind == qualifierMark {
		q := &d.lexicon.language.qualifiers[meant.index]
		d.drafts[d.within-1].categories &^= q.remove & SetOf(Dairy)
	}
}

// blends tells whether the dish is a blend of the two foods or more that its sentence
// names after mark k.
func (d contents) blends(dish *draft, k int) bool {
	if !d.lexicon.language.blends[d.tokens[dish.last-1].stem] {
		return false
	}
	foods := 0
	for k++; k < len(d.marks) && !d.endsSentence(k); k++ {
		m := &d.marks[k]
		if m.kind != foodMark || m.mode != assert.Told {
			continue
		}
		if d.lexicon.foods[m.index].name == Fruit.String() {
			return false // crafted from whole fruits
		}
		foods++
	}
	return foods > 1
}

// leaf makes vegetables in a salad or a blend raw ones, where nothing says that they
// were cooked, and lettuce of none that is made of other leaves.
func (d contents) leaf(next *draft) {
	if !next.categories.Has(Vegetable) || d.within == 0 && d.mix == 0 {
		return
	}
	dish := &d.drafts[max(d.within, d.mix)-1]
	salad := strings.HasSuffix(d.lexicon.foods[dish.food].name, saladName)
	if !salad && !d.lexicon.language.blends[d.tokens[dish.last-1].stem] {
		return
	}
	if raw, ok := d.rawOf[next.food]; ok && next.last-next.first == 1 && next.qualified == 0 {
		f := &d.lexicon.foods[raw]
		next.food, next.categories, next.fiber = raw, f.categories, f.fiber
	}
	if _, leafy := d.lexicon.foods[next.food].unit("leaf"); leafy && d.lexicon.foods[dish.food].name == saladName {
		dish.plants = nil
	}
}

// saladName is what dishes of raw leaves are called.
const saladName = "salad"

// isMix tells whether the dish is of no kind of its own.
func (d contents) isMix(dish *draft) bool {
	return d.lexicon.language.mixes[d.tokens[dish.last-1].stem]
}

// empty takes from a dish what it was thought to be made of.
func (d *draft) empty() {
	d.categories &= SetOf(HerbSpice, Polyphenol, HighSugar, UltraProcessed, FastFood)
	d.plants = nil
}

// isCookingWater tells whether the water of mark k is one that a food was made
// with: porridge made with water, tuna in water.
func (d contents) isCookingWater(k int, f *foodInfo) bool {
	if f.fluid != PlainWater || k == 0 || d.last() == nil {
		return false
	}
	before := &d.marks[k-1]
	if before.cue == andCue && before.last == d.marks[k].first && d.within > 0 && d.strictly && d.drafts[d.within-1].stirred(d.lexicon) {
		return true // cocoa made from dry mix and water
	}
	if before.cue != containCue || before.last != d.marks[k].first || d.lexicon.foods[d.last().food].serving <= stirredIn {
		return false
	}
	return d.tokens[before.first].word != d.lexicon.words.with || d.insteadOfMilk(k)
}

// stirred tells whether the draft is a drink that is made with water, and no
// water itself.
func (d *draft) stirred(l *Lexicon) bool {
	f := &l.foods[d.food]
	return f.drinkable() && f.fluid != PlainWater
}

// stirredIn is the largest usual serving, in grams, of what is stirred into
// water to drink it: powders, a slice of lemon.
const stirredIn = 20

// insteadOfMilk tells whether the food of mark k is said to take milk's place.
func (d contents) insteadOfMilk(k int) bool {
	if k+2 >= len(d.marks) || !d.marks[k+1].denies(assert.ToNext) || d.marks[k+2].kind != foodMark {
		return false
	}
	f := &d.lexicon.foods[d.marks[k+2].index]
	return f.categories.Has(Dairy) || isMilk(f.name)
}

// repeats tells whether the food is one that the dish before it was already
// named after: a peanut butter sandwich made with smooth peanut butter. What
// it adds (on wheat bread) goes to the dish.
func (d contents) repeats(next *draft) bool {
	if d.within == 0 || next.amount.stated {
		return false
	}
	dish := &d.drafts[d.within-1]
	if dish.food == next.food {
		return true
	}
	shared := int32(0)
	for i := next.first; i < next.last; i++ {
		if d.holdsWord(dish, d.tokens[i].stem) {
			shared++
		}
	}
	if shared == next.last-next.first {
		return true
	}
	if shared < 3 {
		return false
	}
	dish.categories = dish.categories&^SetOf(RefinedGrain, WholeGrain) | next.categories
	dish.plants = union(dish.plants, next.plants)
	dish.fiber = next.fiber
	return true
}

func (d contents) holdsWord(have *draft, stem wordID) bool {
	for i := have.first; i < have.last; i++ {
		if d.tokens[i].stem == stem {
			return true
		}
	}
	return false
}

// fitsIn tells whether a food that a dish is said to be with is in it rather
// than beside it: bread, rice, drinks, other dishes and all that is more than
// the dish are beside.
func (d contents) fitsIn(next *draft) bool {
	dish := d.lexicon.foods[d.drafts[d.within-1].food]
	if next.categories.Has(HerbSpice) && next.categories.Any(SetOf(Protein, Legume)) {
		return false // a curry of its own
	}
	if next.head.holds() || next.categories.Any(besides) {
		return false
	}
	return d.lexicon.foods[next.food].serving <= dish.serving || next.isGreens() && dish.serving <= smallDish
}

// smallDish is a usual serving, in grams, up to which vegetables that it is told
// with are in it, whatever is a serving of them: omelette with spinach.
const smallDish = 150

// isGreens tells whether the draft is a vegetable and no more.
func (d *draft) isGreens() bool {
	return d.categories.Has(Vegetable) && !d.categories.Any(SetOf(StarchyVegetable, Protein, Legume, HealthyFat))
}

// isThinDish tells whether the dish is a cover alone, whose filling is not in its
// weight: a wrap, a salad of leaves.
func (d contents) isThinDish(dish *draft) bool {
	return dish.head.holds() && dish.head != breadHead && d.lexicon.foods[dish.food].serving < thinDish
}

// besides are categories of what is eaten beside a dish rather than in it.
var besides = SetOf(RefinedGrain, WholeGrain, FastFood) | drinkKinds

// refuse takes what a dish is said to be without (pizza without cheese) from
// it, and the category that only that food could have brought.
func (d contents) refuse(k int) {
	m, dish := &d.marks[k], d.last()
	if m.kind != foodMark || m.mode != assert.Denied || dish == nil || !d.isRefused(k) {
		return
	}
	if dish.within > 0 {
		dish = &d.drafts[dish.within-1]
	}
	f := &d.lexicon.foods[m.index]
	if !(dish.categories &^ f.categories).Any(mainParts) || dish.categories.Any(drinkKinds) && !isMilk(f.name) {
		return
	}
	gone := f.categories & refusable
	if m.head == breadHead && dish.head == sandwichHead {
		gone |= SetOf(RefinedGrain, WholeGrain) // a burger without the bun
	}
	if gone.Has(Legume) {
		gone |= SetOf(FiberRich)
	}
	dish.categories &^= gone
	dish.plants = without(dish.plants, f.plants)
	dish.herbs = without(dish.herbs, f.herbs)
}

// isRefused tells whether the denied food of mark k is what a food was
// without, or another of a list of such.
func (d contents) isRefused(k int) bool {
	for from := k - maxRefused; k > max(0, from) && d.marks[k-1].mode == assert.Denied; {
		k--
		switch m := &d.marks[k]; {
		case m.denies(assert.ToNext), m.denies(assert.ToList):
			return true
		case m.kind != foodMark && m.cue != orCue && m.cue != andCue && m.cue != theCue:
			return false
		}
	}
	return false
}

// maxRefused is how far back, in marks, "without" is looked for.
const maxRefused = 12

var (
	// refusable are categories that a dish has from one of its foods alone.
	refusable = SetOf(Dairy, Nut, Seed, Legume)
	// mainParts are categories of what makes a dish of more than one food.
	mainParts = SetOf(Protein, RefinedGrain, WholeGrain, Vegetable, Coffee, Tea, StarchyVegetable)
)
