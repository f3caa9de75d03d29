package food

import "gutskin/coach/assert"

// isBareDrink tells whether the amount of mark k is all that is said of what
// somebody drank: "drank 2 l", "drank 8 glasses". That is water.
func (d *drafter) isBareDrink(k int, u *unit) bool {
	pint := u.name == "pint" || u.name == "halfpint" // of beer, more likely
	if d.water < 0 || pint || u.kind != volumeUnit && u.name != "glass" && u.name != "cup" || k+1 < len(d.marks) && d.marks[k+1].cue == ofCue {
		return false
	}
	drank := false
	for n := k - 1; n >= max(0, k-bareMarks) && !d.endsSentence(n); n-- {
		if m := &d.marks[n]; d.namesSomething(m) {
			return false
		} else if m.drank && m.mode == assert.Told {
			drank = true
		}
	}
	for n := k + 1; drank && n < min(len(d.marks), k+bareMarks) && !d.endsSentence(n); n++ {
		if d.namesSomething(&d.marks[n]) {
			return false
		}
	}
	return drank
}

// bareMarks is how far around an amount a drink is looked for, in marks.
const bareMarks = 8

func (d *drafter) namesSomething(m *mark) bool {
	return m.kind == foodMark || m.kind == unknownMark || m.kind == qualifierMark
}

// takeBareDrink makes a draft of plain water of the amount that mark k ends,
// where it is a bare one.
func (d *drafter) takeBareDrink(k int, u *unit) {
	if !d.amount.stated || !d.isBareDrink(k, u) {
		return
	}
	m := &d.marks[k]
	f := &d.lexicon.foods[d.water]
	d.drafts = append(d.drafts, draft{
		food: d.water, mark: k, first: m.first, last: m.last,
		categories: f.categories, fiber: f.fiber, amount: d.amount, when: when{clock: -1},
	})
	d.clear()
}
