package food

import "strings"

func (d contents) isMilk(have *draft) bool {
	f := &d.lexicon.foods[have.food]
	return f.fluid == AnyFluid && !f.categories.Any(drinkKinds) && (f.categories.Has(Dairy) || isMilk(f.name))
}

// isAddition tells whether the food of mark k is stirred into the drink before
// it: milk in tea or coffee, electrolytes in water.
func (d contents) isAddition(k int, f *foodInfo) bool {
	last := d.last()
	if last == nil || f.fluid != AnyFluid || f.categories.Any(drinkKinds) {
		return false
	}
	with := d.marks[k-1].cue == withCue || d.marks[k-1].cue == containCue
	if d.lexicon.foods[last.food].fluid == PlainWater {
		return with
	}
	if !last.categories.Any(SetOf(Tea, Coffee)) || !f.categories.Has(Dairy) && !isMilk(f.name) {
		return false
	}
	listed := d.marks[k-1].sign == ',' && d.marks[k-1].first == last.last && d.marks[k].first == d.marks[k-1].last
	return with || listed && d.marks[k].last-d.marks[k].first == 1 || d.follows(k) // "tea, milk, 1 sugar"
}

// follows tells whether nothing but a size stands between the food of mark k
// and the one drafted before it: "latte large oat milk".
func (d contents) follows(k int) bool {
	first := d.marks[k].first
	for n := k - 1; n >= 0 && d.marks[n].last == first; n-- {
		switch m := &d.marks[n]; m.kind {
		case foodMark:
			return true
		case unitMark:
			if d.lexicon.language.units[m.index].kind != sizeUnit {
				return false
			}
			first = m.first
		default:
			return false
		}
	}
	return false
}

// inDrink tells whether the tea or coffee of mark k is what the milk before it
// went into: "milk in my coffee", "oat milk in 2 coffees".
func (d contents) inDrink(k int) bool {
	for n := k - 1; n >= 0 && n >= k-2; n-- {
		switch m := &d.marks[n]; {
		case m.cue == withCue:
			return true
		case m.cue == containCue:
			return n < k-1 && d.tokens[m.first].word != d.lexicon.words.with
		case m.kind != numberMark:
			return false
		}
	}
	return false
}

// takeMilk makes a milky drink one of plant milk: matcha latte with oat milk.
func (d contents) takeMilk(k int, next *draft) {
	last := d.last()
	if last == nil || !d.isPlantMilk(next) || d.marks[k-1].cue != withCue && d.marks[k-1].cue != containCue && !d.follows(k) {
		return
	}
	f := &d.lexicon.foods[last.food]
	_, mug := f.unit("mug")
	if mug || f.drinkable() || d.marks[k-1].kind == cueMark && d.tokens[d.marks[k-1].first].word != d.lexicon.words.with {
		last.categories &^= SetOf(Dairy)
	}
}

func (d contents) isPlantMilk(have *draft) bool {
	return !have.categories.Has(Dairy) && isMilk(d.lexicon.foods[have.food].name)
}

func isMilk(name string) bool { return strings.HasSuffix(name, "milk") }
