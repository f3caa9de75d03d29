package food

import (
	"slices"

	"gutskin/coach/assert"
)

// bareDrink is the food that is meant where the amount of mark k is all that is
// said of what somebody drank, or -1: water after "drank 2 l" and "drank 8 glasses",
// beer in "two pints".
func (d *drafter) bareDrink(k int) int32 {
	food := d.bare[d.marks[k].index]
	if food < 0 || k+1 < len(d.marks) && d.marks[k+1].cue == ofCue {
		return -1
	}
	if d.lexicon.foods[food].fluid != PlainWater {
		if d.last() != nil && !d.apart || d.namedNext(k) {
			return -1
		}
		return food
	}
	drank := false
	for n := k - 1; n >= max(0, k-bareMarks) && !d.endsSentence(n); n-- {
		if m := &d.marks[n]; d.namesSomething(m) {
			return -1
		} else if m.drank && m.mode == assert.Told {
			drank = true
		}
	}
	for n := k + 1; drank && n < min(len(d.marks), k+bareMarks) && !d.endsSentence(n); n++ {
		if d.namesSomething(&d.marks[n]) {
			return -1
		}
	}
	if !drank {
		return -1
	}
	return food
}

// bareMarks is how far around an amount a drink is looked for, in marks.
const bareMarks = 8

func (d *drafter) namesSomething(m *mark) bool {
	return m.kind == foodMark || m.kind == unknownMark || m.kind == qualifierMark
}

// namedNext tells whether what the amount of mark k is of stands right behind
// it, or in brackets: 2 pints milk, 2 pints (milk).
func (d *drafter) namedNext(k int) bool {
	if k+1 == len(d.marks) {
		return false
	}
	next := &d.marks[k+1]
	return next.sign == '(' || next.first == d.marks[k].last && (d.namesSomething(next) || next.kind == unitMark || next.kind == numberMark)
}

// takeBareDrink makes a draft of the drink of which the amount that mark k ends
// is all that is said, where it is one.
func (d *drafter) takeBareDrink(k int) {
	if !d.amount.stated {
		return
	}
	food := d.bareDrink(k)
	if food < 0 {
		return
	}
	m := &d.marks[k]
	f := &d.lexicon.foods[food]
	d.drafts = append(d.drafts, draft{
		food: food, mark: k, first: m.first, last: m.last,
		categories: f.categories, plants: f.plants, fiber: f.fiber, amount: d.amount, when: when{clock: -1},
	})
	d.clear()
}

// noteNameless remembers the vessel that was counted where nothing tells what was
// in it: "3 cans and a kebab".
func (d *drafter) noteNameless() {
	if !d.amount.counted || !d.amount.stated || d.amount.unit < 0 || d.amount.count < 1 {
		return
	}
	if u := &d.lexicon.language.units[d.amount.unit]; u.kind != vesselUnit || u.amount < drinkAmount {
		return
	}
	to := d.amount.to
	if d.counts().wordAt(int(to)) == d.lexicon.words.of || slices.ContainsFunc(d.marks, func(m mark) bool { return m.first == to && d.namesSomething(&m) }) {
		return
	}
	for k := len(d.marks) - 1; k >= 0; k-- { // "it was only one glass" is of something told
		if m := &d.marks[k]; m.first < d.amountAt && (m.kind == signMark || m.cue == andCue) {
			break
		} else if m.first < d.amountAt && (m.cue == wasCue || m.cue == toldCue) {
			return
		}
	}
	d.nameless = append(d.nameless, to-1)
}

// drinkAmount is what a vessel holds at least that can be a drink by itself, in ml:
// a shot.
const drinkAmount = 40
