package food

import (
	"errors"
	"fmt"
)

// weighed is a line of language/weighed.tsv: a name that means another food by
// how it is measured. Who says 50 g of oats weighed them dry, and squash by the
// litre is a drink.
type weighed struct {
	last   wordID // the last word of the name
	name   []wordID
	means  []wordID
	poured bool // by volume, not by weight
	pinch  bool // by the spoon and less alone
}

func (l *language) addWeighed(cells []string) error {
	w := weighed{name: l.words.phrase(cells[1], true), means: l.words.phrase(cells[2], true)}
	last := l.words.phrase(cells[0], true)
	if len(last) != 1 || len(w.name) == 0 || len(w.means) == 0 {
		return errors.New("the words are not one, a food and a food")
	}
	switch w.last = last[0]; cells[3] {
	case "weight":
	case "volume":
		w.poured = true
	case "spoon":
		w.pinch = true
	default:
		return fmt.Errorf("by is %q, not weight, volume or spoon", cells[3])
	}
	l.weighed = append(l.weighed, w)
	return nil
}

// dryMost is what nobody weighs dry for one meal, in grams; more than that is
// the cooked food.
const dryMost = 130

// remeasure takes the drafts for what their amounts say that was measured.
func (d *drafter) remeasure() {
	for i := range d.drafts {
		have := &d.drafts[i]
		d.pour(have)
		for _, w := range d.lexicon.dry {
			if w.food != have.food || w.last != d.tokens[have.last-1].stem || !d.measuredSo(&have.amount, w) {
				continue
			}
			f := &d.lexicon.foods[w.means]
			have.food, have.fiber = w.means, f.fiber
			have.categories, have.plants, have.herbs = f.categories, f.plants, f.herbs
		}
	}
}

// pour takes the ounces of a drink for fluid ones: 8 oz of orange juice.
func (d *drafter) pour(have *draft) {
	f := &d.lexicon.foods[have.food]
	if have.amount.grams == 0 || d.lexicon.language.volumeOf(&have.amount) != "oz" || f.fluid == NoFluid && !f.categories.Any(drinkKinds) && !f.categories.Has(Alcohol) &&
		(!f.categories.Has(HighSugar) || !f.drinkable()) {
		return
	}
	have.amount.grams, have.amount.ml = 0, have.amount.volumes*d.lexicon.language.fluidOunce
}

// measuredSo tells whether the amount is a volume, a spoon or, else, the weight or
// the spoons that a dry food has.
func (d *drafter) measuredSo(a *amount, w dryFood) bool {
	switch {
	case w.poured:
		return a.ml > 0
	case w.pinch:
		return a.unit >= 0 && d.lexicon.language.units[a.unit].kind == vesselUnit && d.lexicon.language.units[a.unit].amount <= spoonML
	}
	spooned := a.unit >= 0 && a.count <= 1 && d.lexicon.language.units[a.unit].kind == vesselUnit
	return spooned || a.grams > 0 && a.grams <= dryMost
}

// dryFood is a weighed with its foods found.
type dryFood struct {
	last        wordID
	food, means int32
	poured      bool
	pinch       bool
}

// spoonML is what a spoon holds at most, in ml.
const spoonML = 15

// findDry finds the foods of language/weighed.tsv. It leaves out those that
// the lexicon has not.
func (l *Lexicon) findDry() {
	for _, w := range l.language.weighed {
		d := dryFood{last: w.last, food: l.foodCalled(w.name), means: l.foodCalled(w.means), poured: w.poured, pinch: w.pinch}
		if d.food >= 0 && d.means >= 0 {
			l.dry = append(l.dry, d)
		}
	}
}
