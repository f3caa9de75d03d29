package food

import "errors"

// weighed is a line of language/weighed.tsv: a food that is told by another
// weight than it is eaten by. Who says 50 g of oats weighed them dry.
type weighed struct {
	last  wordID // the last word of the name
	name  []wordID
	means []wordID
}

func (l *language) addWeighed(cells []string) error {
	w := weighed{name: l.words.phrase(cells[1], true), means: l.words.phrase(cells[2], true)}
	last := l.words.phrase(cells[0], true)
	if len(last) != 1 || len(w.name) == 0 || len(w.means) == 0 {
		return errors.New("the words are not one, a food and a food")
	}
	w.last = last[0]
	l.weighed = append(l.weighed, w)
	return nil
}

// dryMost is what nobody weighs dry for one meal, in grams; more than that is
// the cooked food.
const dryMost = 130

// weighDry takes the drafts for the dry food where their amount says that it
// was measured so.
func (d *drafter) weighDry() {
	for i := range d.drafts {
		have := &d.drafts[i]
		a := &have.amount
		spooned := a.unit >= 0 && a.count <= 1 && d.lexicon.language.units[a.unit].kind == vesselUnit
		if !spooned && (a.grams == 0 || a.grams > dryMost) {
			continue
		}
		for _, w := range d.lexicon.dry {
			if w.food == have.food && w.last == d.tokens[have.last-1].stem {
				have.food, have.fiber = w.means, d.lexicon.foods[w.means].fiber
			}
		}
	}
}

// dryFood is a weighed with its foods found.
type dryFood struct {
	last        wordID
	food, means int32
}

// findDry finds the foods of language/weighed.tsv. It leaves out those that
// the lexicon has not.
func (l *Lexicon) findDry() {
	for _, w := range l.language.weighed {
		d := dryFood{last: w.last, food: l.foodCalled(w.name), means: l.foodCalled(w.means)}
		if d.food >= 0 && d.means >= 0 {
			l.dry = append(l.dry, d)
		}
	}
}
