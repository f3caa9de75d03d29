package conversation

import (
	"slices"

	"gutskin/coach"
)

// While an experiment is in a block without a food, nothing that the coach
// says by itself suggests that food.

// withheld is what the person leaves out today for an experiment, or nil.
func (t *turn) withheld() *coach.Exposure {
	q := t.u.Question
	if q == nil {
		return nil
	}
	if with, planned := q.WithOn(t.today()); with || !planned {
		return nil
	}
	return &q.About
}

// leavesOut tells whether an experiment has the person leave out that food
// today.
func (t *turn) leavesOut(f coach.Food) bool {
	x := t.withheld()
	return x != nil && x.Counts(f)
}

// namesLeftOut tells whether the text names such a food.
func (t *turn) namesLeftOut(text string) bool {
	if t.withheld() == nil {
		return false
	}
	return slices.ContainsFunc(foodsOf(t.read(text).Food.Items), t.leavesOut)
}

// advised is the person as advice sees them: what an experiment leaves out
// today they avoid.
func (t *turn) advised() *coach.User {
	x, u := t.withheld(), t.u
	if x == nil {
		return &u
	}
	u.Avoids = slices.Concat(u.Avoids, x.Categories.Slugs(), x.Words)
	return &u
}
