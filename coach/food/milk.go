package food

import "strings"

func (d *drafter) isMilk(have *draft) bool {
	f := &d.lexicon.foods[have.food]
	return f.fluid == AnyFluid && !f.categories.Any(drinkKinds) && (f.categories.Has(Dairy) || isMilk(f.name))
}

// isAddition tells whether the food of mark k is milk in tea or coffee.
func (d *drafter) isAddition(k int, f *foodInfo) bool {
	last := d.last()
	if last == nil || !last.categories.Any(SetOf(Tea, Coffee)) || f.fluid != AnyFluid || f.categories.Any(drinkKinds) {
		return false
	}
	return (d.marks[k-1].cue == withCue || d.marks[k-1].cue == containCue) && (f.categories.Has(Dairy) || isMilk(f.name))
}

// takeMilk makes a milky drink one of plant milk: matcha latte with oat milk.
func (d *drafter) takeMilk(k int, next *draft) {
	last := d.last()
	if last == nil || !d.isPlantMilk(next) || d.marks[k-1].cue != withCue && d.marks[k-1].cue != containCue {
		return
	}
	f := &d.lexicon.foods[last.food]
	_, mug := f.unit("mug")
	if mug || f.drinkable() || d.tokens[d.marks[k-1].first].word != d.lexicon.words.with {
		last.categories &^= SetOf(Dairy)
	}
}

func (d *drafter) isPlantMilk(have *draft) bool {
	return !have.categories.Has(Dairy) && isMilk(d.lexicon.foods[have.food].name)
}

func isMilk(name string) bool { return strings.HasSuffix(name, "milk") }
