package food

// isListed tells whether next begins another food although no comma stands
// before it: a fruit in the plural is no flavour (raspberries yogurt), what
// yogurt is eaten with is no dish of it (yogurt granola), nor milk made of cereal
// (bran flakes semi skimmed milk), nor water of vegetables, nor one dish of
// another.
func (d *drafter) isListed(last, next *draft) bool {
	plural, f := d.tokens[last.last-1].plural, &d.lexicon.foods[next.food]
	switch {
	case next.head == sweetHead && last.categories.Has(Fruit) && next.categories.Any(SetOf(Fermented, Dairy)):
		return plural
	case isMilk(f.name) && last.categories.Any(grains):
		return plural || !contains(last.plants, d.lexicon.foods[last.food].name)
	case f.fluid == PlainWater:
		return !last.categories.Has(Fruit) && last.categories.Any(grains|SetOf(Protein, StarchyVegetable, FiberRich, Vegetable))
	case last.head.holds() && next.head.holds():
		return d.isDishBesides(last, next)
	}
	return next.head == dishHead && next.categories.Has(WholeGrain) && last.categories.Has(Fermented)
}

// platefulGrams is the least usual serving, in grams, of a dish that bread is
// eaten with rather than filled with.
const platefulGrams = 200

var grains = SetOf(WholeGrain, RefinedGrain)

// isDishBesides tells whether a dish right after another one, or after what goes
// with dishes, is not made of it: rice | lentil soup, soup | bread, naan | rice.
func (d *drafter) isDishBesides(last, next *draft) bool {
	switch {
	case d.dishes().holdsFood(next):
		return next.last-next.first > 1
	case next.head == breadHead:
		return last.head == dishHead && d.lexicon.foods[last.food].serving >= platefulGrams
	case next.head == stapleHead:
		return last.head == breadHead
	}
	return false
}
