package conversation

import (
	"slices"
	"strconv"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// rewrite puts new entries in the place of a source's and shows them.
func (t *turn) rewrite(source string, entries []coach.Entry) error {
	return t.rewriteOf(source, entries, entries)
}

// rewriteOf is rewrite of entries that may lack some of those before, to be
// told from these.
func (t *turn) rewriteOf(source string, before, entries []coach.Entry) error {
	var kept []coach.Entry
	for _, e := range entries {
		if e.Kind != coach.KindMeal || len(e.Foods) > 0 {
			kept = append(kept, e)
		}
	}
	kind := coach.ChangeCorrect
	if len(kept) == 0 {
		kind = coach.ChangeDelete
	}
	_, had, err := t.standing(source)
	if err != nil {
		return err
	}
	if mark(had) == mark(kept) {
		return t.unchanged(source, kept)
	}
	c, err := t.append(kind, source, 0, numbered(kept, textOf(before)))
	if err != nil {
		return err
	}
	if t.e.Kind == KindButton {
		return t.showPressed(source)
	}
	shown, err := t.refresh(source)
	if err != nil {
		return err
	}
	if !shown {
		return t.showSource(source, 0)
	}
	k := t.keyboard().add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	if len(kept) == 0 {
		return t.sayOf(source, 0, "deleted", entriesNames(before), k)
	}
	return t.sayOf(source, 0, "corrected", t.correctedView(had, kept), k)
}

// unchanged answers a change that changes nothing: it is kept as it was.
func (t *turn) unchanged(source string, entries []coach.Entry) error {
	if t.e.Kind == KindButton {
		return t.showPressed(source)
	}
	return t.say("corrected.same", entriesNames(entries))
}

// retold is what a source's entries tell after a change, and where they stand
// when that has changed.
type retold struct {
	Entries []toldEntry
	Moved   bool
}

// toldEntry is what one entry tells.
type toldEntry struct {
	Day    dayView
	Meal   food.Meal
	Clock  string // the time of day, where it has changed
	Things []thing
}

// thing is a part of an entry, by name, and of a food whose amount has changed
// how much it is now.
type thing struct {
	Name  string
	Grams float64 // 0: the same as before, or hidden
	Units coach.Units
}

func (t *turn) retold(before, after []coach.Entry) retold {
	grams, places, clocks := map[string]float64{}, map[string]bool{}, map[int]time.Duration{}
	for _, e := range before {
		clocks[e.Part] = e.Clock
		places[string(e.Day)+string(e.Meal)] = true
		for _, f := range e.Foods {
			grams[f.Name] = f.Grams
		}
	}
	var v retold
	for _, e := range after {
		v.Moved = v.Moved || len(before) > 0 && !places[string(e.Day)+string(e.Meal)]
		one := toldEntry{Day: t.dayView(e.Day), Meal: e.Meal}
		if was, ok := clocks[e.Part]; ok && was != e.Clock && e.Clock >= 0 {
			one.Clock = clockText(e.Clock)
		}
		for _, f := range e.Foods {
			x := thing{Name: f.Shown(), Units: t.u.Units}
			if was, ok := grams[f.Name]; ok && was != f.Grams && !t.u.HideNumbers && f.Bare() == f.Shown() {
				x.Grams = f.Grams
			}
			one.Things = append(one.Things, x)
		}
		if e.Kind != coach.KindMeal {
			one.Things = append(one.Things, thing{Name: string(e.Kind)})
		}
		v.Entries = append(v.Entries, one)
	}
	return v
}

// showPressed shows a source's state in the message whose button was pressed,
// and in the first one about it.
func (t *turn) showPressed(source string) error {
	ids, err := t.tx.RepliesOf(t.u.ID, source)
	if err != nil {
		return err
	}
	if len(ids) > 0 && ids[0] != t.e.MessageID {
		if err := t.showSource(source, ids[0]); err != nil {
			return err
		}
	}
	return t.showSource(source, t.e.MessageID)
}

// copyOf is a copy of entries whose foods can be changed.
func copyOf(entries []coach.Entry) []coach.Entry {
	list := slices.Clone(entries)
	for i := range list {
		list[i].Foods = slices.Clone(list[i].Foods)
	}
	return list
}
