package food

import "strings"

// dishes puts foods together to a dish, and takes apart what only lists them.
type dishes struct{ *drafter }

func (d *drafter) dishes() dishes { return dishes{d} }

// adjacent tells whether the food of mark k follows the latest draft with
// nothing between them but the bracket after a brand, or "filled".
func (d dishes) adjacent(k int) bool {
	last := d.last()
	if last == nil || last.emoji || d.tokens[d.marks[k].first].emoji {
		return false
	}
	first := d.marks[k].first
	return last.last == first || last.last == first-1 && (d.tokens[first-1].sign == ')' || d.marks[k-1].cue == fillingCue)
}

// compound takes next into the latest draft where the two make one food that
// the lexicon has no name for; it tells whether it did.
//
//	duck burrito       a dish: what stands before it is in it
//	strawberry shake   a sweet or drink: what stands before it is its flavour
//	Powerade grape     a sweet or drink before its flavour
//	pistachio nuts     a food before its kind
func (d dishes) compound(next *draft) bool {
	last := d.last()
	switch {
	case last.food == next.food, d.isKindOf(last, next), d.isMadeBy(last, next), next.head == kindHead && (next.categories == 0 || last.categories.Any(next.categories)):
		last.last = next.last
	case next.head == sweetHead && next.last-next.first == 1 && next.categories.Has(RefinedGrain) && last.categories.Any(SetOf(HighSugar, UltraProcessed)) && last.categories.Any(SetOf(RefinedGrain, WholeGrain)):
		last.last = next.last // biscoff biscuit
	case last.last-last.first > 1 && next.last-next.first == 1 && next.categories&^SetOf(Polyphenol) != 0 && next.categories&^last.categories == 0 && next.categories.Any(SetOf(Tea, Coffee)):
		last.last = next.last // flat white coffee
	case last.categories.Any(SetOf(Tea, Coffee)) && isMilk(d.lexicon.foods[next.food].name), d.isListed(last, next):
		return false
	case d.isBrandOf(last, next):
		last.last = next.last // Capri Sun fruit juice drink
	case d.saysAgain(last, next), last.last-last.first == 1 && last.categories&next.categories&SetOf(Tea, Coffee) != 0:
		d.replace(last, next)
	case next.head == sweetHead && next.categories.Has(RefinedGrain) && last.categories.Has(Protein) && !last.categories.Any(SetOf(Legume)):
		d.unite(last, next) // sausage biscuit, ham croissant
		last.categories &^= SetOf(HighSugar)
	case next.head == noHead && next.categories.Has(UltraProcessed) && (d.isSeasoning(last) || last.categories == SetOf(Dairy) && next.categories.Any(SetOf(StarchyVegetable, WholeGrain, RefinedGrain))):
		next.head = sweetHead // vinegar Pringles
		d.flavour(last, next)
	case d.marks[last.mark].lists && d.lexicon.foods[next.food].serving < d.lexicon.foods[last.food].serving/2:
		last.last = next.last // shells with meat | sauce
	case next.head == dishHead && d.isSpread(next) && last.categories.Any(SetOf(RefinedGrain, WholeGrain)):
		return false // bread butter and jam
	case next.head.holds(), d.tokens[next.first-1].word != 0 && last.last < next.first && d.tokens[next.first-1].sign == 0:
		d.unite(last, next)
	case next.head == sweetHead && last.isFlavour(), d.contents().isPlantMilk(last) && next.categories.Has(Dairy):
		d.flavour(last, next)
	case next.last-next.first == 1 && next.categories.Any(SetOf(Fruit, HerbSpice)) && last.categories.Any(SetOf(HighSugar, UltraProcessed)) && !next.amount.stated && !d.tokens[next.last-1].plural,
		next.categories.Has(Berry) && last.categories.Has(Fermented) && !d.tokens[next.last-1].plural:
		last.last = next.last
	default:
		return false
	}
	return true
}

// isKindOf tells whether next only says what sort of thing last is: PowerBar
// nutrition bar.
func (d dishes) isKindOf(last, next *draft) bool {
	return next.head == sweetHead && d.tokens[last.last-1].stem == d.tokens[next.last-1].stem && next.categories&^last.categories == 0
}

// isMadeBy tells whether next only says what the packaged food before it is:
// coke zero soda, cheez-it crackers.
func (d dishes) isMadeBy(last, next *draft) bool {
	return next.head == sweetHead && next.last-next.first == 1 && !next.amount.counted && last.categories.Has(UltraProcessed) &&
		next.categories != 0 && next.categories&^last.categories&^SetOf(HighSugar) == 0 && len(next.plants) == 0
}

// isSpread tells whether the food is eaten by the spoon on others: butter.
func (d dishes) isSpread(have *draft) bool {
	return have.categories == 0 && d.lexicon.foods[have.food].serving < spreadGrams
}

// spreadGrams is what no usual serving of a spread reaches, in grams.
const spreadGrams = 30

// isSeasoning tells whether the food is only the flavour of what is named after
// it: salt, vinegar, no drink.
func (d dishes) isSeasoning(have *draft) bool {
	return have.categories == 0 && !have.head.holds() && !have.amount.stated && d.lexicon.foods[have.food].fluid == NoFluid
}

// isBrandOf tells whether last is by another name what next says in more words
// than the lexicon does.
func (d dishes) isBrandOf(last, next *draft) bool {
	plain, exact := d.lexicon.foods[last.food].name, d.lexicon.foods[next.food].name
	return last.categories.Has(UltraProcessed) && strings.HasSuffix(exact, " "+plain) && !strings.HasSuffix(plain, d.lexicon.words.words[d.tokens[last.last-1].stem])
}

// saysAgain tells whether next, right after a plainer food, says more exactly
// what it is: eggs scrambled, spaghetti bolognese.
func (d dishes) saysAgain(last, next *draft) bool {
	if next.amount.stated || next.head.holds() && next.head != stapleHead {
		return false
	}
	plain, exact := d.lexicon.foods[last.food].name, d.lexicon.foods[next.food].name
	if strings.HasSuffix(exact, plain) && len(exact) > len(plain) && next.last-next.first == 1 {
		return true
	}
	return last.head != breadHead && last.categories == SetOf(RefinedGrain) && next.categories.Has(RefinedGrain) && next.categories.Has(Protein)
}

// flavours are categories of foods that can be the flavour of a sweet or
// drink.
var flavours = SetOf(Fruit, Nut, HerbSpice, Polyphenol, HighSugar, Vegetable, Coffee, Seed, WholeGrain, StarchyVegetable, Legume, Dairy, Fermented, Alcohol, HealthyFat)

// isFlavour tells whether the food can be the flavour of a sweet or drink.
func (d *draft) isFlavour() bool {
	return d.categories == 0 || d.categories.Any(flavours) && !d.categories.Any(SetOf(Protein, RefinedGrain, FastFood))
}

// legumeShare is how much of a dish the beans are that it is named after: FNDDS's
// bean stews and burritos have 0.35 to 0.4 of their beans' fibre.
const legumeShare = 0.35

// sauceGrams is what no usual serving of a sauce reaches, in grams.
const sauceGrams = 60

// isThin tells whether the dish's own name says nothing of what is in it, so that
// it may be little more than broth: soup.
func (d *draft) isThin() bool {
	return !d.categories.Any(SetOf(WholeGrain, RefinedGrain, Vegetable, StarchyVegetable, Protein))
}

// unite makes last the dish next with last in it. The amount is the
// dish's, and the fibre, unless the beans in it bring more.
func (d dishes) unite(last, next *draft) {
	next.fill(last)
	if next.head == stapleHead && next.categories == SetOf(Vegetable) && last.categories.Has(Vegetable) {
		next.plants = nil // an onion salad
	}
	if last.isSavoury() {
		next.unsweeten() // kangaroo pie
	}
	if d.givesWayTo(next, last) {
		next.categories &^= SetOf(Protein, Omega3)
	}
	grain := Categories(0)
	if d.lexicon.foods[next.food].serving < sauceGrams {
		grain = SetOf(RefinedGrain, WholeGrain) // the sauce of spaghetti
	}
	rich := last.categories.Has(FiberRich) && last.categories.Has(Legume) || next.categories.Has(FiberRich)
	if last.categories.Has(FiberRich) && last.categories.Has(Legume) && !next.isThin() {
		next.fiber = max(next.fiber, legumeShare*last.fiber)
	}
	next.categories |= last.categories &^ (SetOf(FiberRich, HighSugar, FastFood) | grain)
	if rich {
		next.categories |= SetOf(FiberRich)
	}
	next.plants = union(next.plants, last.plants)
	next.herbs = union(next.herbs, last.herbs)
	d.replace(last, next)
}

// givesWayTo tells whether the dish, called by its kind alone, is one without meat
// for being named after a plant or cheese: jackfruit rendang. Onion and garlic
// go with meat.
func (d dishes) givesWayTo(dish, before *draft) bool {
	kinds := d.lexicon.language.meaty
	return kinds[d.tokens[dish.last-1].stem] && !dish.categories.Has(Legume) &&
		before.categories.Any(SetOf(Vegetable, StarchyVegetable, Fruit, Dairy, Nut)) && !before.categories.Any(SetOf(Protein, Prebiotic, HerbSpice)) &&
		(dish.last-dish.first == 1 || dish.last-dish.first == 2 && kinds[d.tokens[dish.first].stem]) && dish.filled == 1
}

// joinBefore takes a food joined by "and" or "or" into the dish that the
// latest draft is: meat and bean burrito, chicken or turkey soup. The dish
// must have another food in its name, and no amount of its own. A sandwich
// takes a whole list: egg, cheese, and sausage biscuit.
func (d dishes) joinBefore() {
	if !d.joinOne(false) {
		return
	}
	dish := &d.drafts[len(d.drafts)-1]
	if dish.head != noHead && dish.categories.Has(Protein) && dish.categories.Any(SetOf(RefinedGrain, WholeGrain)) && dish.head != dishHead {
		for d.joinOne(true) {
		}
	}
}

// joinOne takes the draft before the latest one into it; it tells whether it
// did.
func (d dishes) joinOne(listed bool) bool {
	n := len(d.drafts)
	if n < d.since+2 {
		return false
	}
	before, dish := &d.drafts[n-2], &d.drafts[n-1]
	if stem := d.tokens[before.last-1].stem; stem != 0 && stem == d.tokens[dish.last-1].stem {
		return false // carrot juice and orange juice
	}
	if dish.head == sweetHead && d.lexicon.foods[dish.food].fluid != NoFluid && d.tokens[before.last-1].plural {
		return false // carrots and orange juice
	}
	if !d.isJoint(before.last, dish.first, listed) || !isFilling(before) && !d.isBlended(before, dish) || !listed && !d.takesJoined(dish) || listed && !d.isSandwichFilling(before) {
		return false
	}
	if dish.filled == 0 {
		dish.joint = d.tokens[dish.first-1].word
	}
	if dish.head == sweetHead && !dish.categories.Has(Protein) {
		d.flavour(before, dish)
	} else {
		d.unite(before, dish)
	}
	d.drafts = d.drafts[:n-1]
	return true
}

// takesJoined tells whether the dish may have a food joined before it.
func (d dishes) takesJoined(dish *draft) bool {
	switch dish.head {
	case noHead, stapleHead, kindHead:
		return false
	case breadHead:
		if !dish.categories.Has(Protein) {
			return false
		}
	}
	return !dish.amount.counted && !dish.amount.measured() && !isMilk(d.lexicon.foods[dish.food].name) && d.holdsFood(dish) && d.outweighs(dish, &d.drafts[len(d.drafts)-2])
}

// outweighs tells whether the dish is more than a spoonful, or at least as much
// as a food that might be in it: garlic sauce holds no plantain.
func (d dishes) outweighs(dish, before *draft) bool {
	serving := d.lexicon.foods[dish.food].serving
	return serving >= 2*spreadGrams || serving >= d.lexicon.foods[before.food].serving
}

// isBlended tells whether the dish is a juice of two fruits, of which before is
// the first: a glass of orange and apricot juice.
func (d dishes) isBlended(before, dish *draft) bool {
	a := &before.amount
	poured := a.ml > 0 || a.grams > 0 || a.unit >= 0 && d.lexicon.language.units[a.unit].kind == vesselUnit
	return poured && before.categories.Has(Fruit) && !d.tokens[before.last-1].plural && d.lexicon.foods[dish.food].fluid != NoFluid && dish.head == sweetHead
}

// isFilling tells whether the draft can be a part of a dish named after it.
func isFilling(before *draft) bool {
	return !before.head.holds() && (before.categories == 0 || before.categories.Any(fillings)) &&
		(!before.amount.counted || !before.amount.stated || before.amount.measured())
}

// isSandwichFilling tells whether the draft belongs in a sandwich rather than
// beside it.
func (d dishes) isSandwichFilling(before *draft) bool {
	return before.categories.Any(SetOf(Protein, Vegetable, Dairy)) && !before.categories.Any(SetOf(Fermented, Nut)|drinkKinds) &&
		d.lexicon.foods[before.food].fluid == NoFluid
}

// isJoint tells whether tokens from to to-1 are "and", "or" or ", and"; within
// a list, a comma.
func (d dishes) isJoint(from, to int32, listed bool) bool {
	switch to - from {
	case 1:
		if t := &d.tokens[from]; t.kind == signToken {
			return listed && t.sign == ','
		}
	case 2:
		if d.tokens[from].sign != ',' {
			return false
		}
	default:
		return false
	}
	w := d.tokens[to-1].word
	return w != 0 && (w == d.lexicon.words.and || w == d.lexicon.words.or)
}

// isAlternative takes two foods joined by "or" for one that the person did not
// tell exactly: taco or tostada.
func (d dishes) isAlternative(k int, next *draft) bool {
	last := d.last()
	if last == nil || next.amount.counted || next.amount.measured() || k == 0 || d.marks[k-1].cue != orCue || last.last != next.first-1 {
		return false
	}
	if next.head != noHead && last.head == noHead {
		next.joint = d.lexicon.words.or
		d.unite(last, next)
		return true
	}
	if d.isFirstHalf(last, next) {
		d.replace(last, next) // a cereal or granola bar
		return true
	}
	last.last = next.last
	return true
}

// isFirstHalf tells whether the last word of next is last's too: cereal bar.
func (d dishes) isFirstHalf(last, next *draft) bool {
	if last.last-last.first > 1 || next.last-next.first < 2 {
		return false
	}
	names := d.lexicon.names
	node := names.step(0, d.tokens[last.first].stem)
	if node >= 0 {
		node = names.step(node, d.tokens[next.last-1].stem)
	}
	return node >= 0 && names.values[node] >= 0
}

// fillings are categories of what dishes are made with.
var fillings = SetOf(Protein, Vegetable, Legume, Dairy, Nut)

// cueBefore is the cue of the one word before the draft.
func (d dishes) cueBefore(have *draft) cueKind {
	for k := have.mark; k >= 0; k-- {
		if d.marks[k].last <= have.first {
			return d.marks[k].cue
		}
	}
	return noCue
}

// holdsFood tells whether the words of the draft before its last one name a
// food too: bean burrito, but not fried rice.
func (d dishes) holdsFood(have *draft) bool {
	node := int32(0)
	for i := have.first; i < have.last-1; i++ {
		if node = d.lexicon.names.step(node, d.tokens[i].stem); node < 0 {
			return false
		}
	}
	return node > 0 && d.lexicon.names.values[node] >= 0
}

// flavour makes last the sweet or drink next.
func (d dishes) flavour(last, next *draft) {
	if d.contents().isPlantMilk(last) {
		next.categories &^= SetOf(Dairy)
	}
	d.replace(last, next)
}

// replace puts next in the place of last, with the words and the amount that
// stood before it.
func (d dishes) replace(last, next *draft) {
	next.first = last.first
	if !next.amount.stated && !next.amount.measured() {
		next.amount = last.amount
	}
	for _, q := range last.qualifiers[:last.qualified] {
		next.qualify(q)
	}
	if d.strictly || !next.head.holds() {
		next.within, next.share = last.within, last.share
	}
	*last = *next
}
