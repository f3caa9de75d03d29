package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// without takes foods out, or a plant out of a dish that holds it.
func (t *turn) without(source string, m intent.Message) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	names := t.namesMeant(m)
	if len(names) == 0 {
		for _, f := range t.foodsIn(m) {
			names = append(names, f.Name)
		}
	}
	list, changed := copyOf(entries), false
	for i := range list {
		before := len(list[i].Foods)
		list[i].Foods = slices.DeleteFunc(list[i].Foods, func(f coach.Food) bool { return isAny(f, names) })
		changed = changed || len(list[i].Foods) < before
	}
	changed = changed || dropPlants(list, names)
	if !changed {
		return t.say("correct.absent", names)
	}
	return t.rewrite(source, list)
}

// dropPlants takes plants named by names out of the dishes that hold them.
func dropPlants(list []coach.Entry, names []string) (changed bool) {
	for i := range list {
		for j, f := range list[i].Foods {
			kept := slices.DeleteFunc(slices.Clone(f.Plants), func(p string) bool { return slices.Contains(names, p) })
			if len(kept) < len(f.Plants) {
				list[i].Foods[j].Plants, changed = kept, true
			}
		}
	}
	return changed
}

// reamount changes how much of a food there was: "two slices, not one".
func (t *turn) reamount(source string, m intent.Message) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	list := copyOf(entries)
	for _, item := range m.Food.Items {
		for i := range list {
			for j, f := range list[i].Foods {
				if f.Name == item.Food {
					list[i].Foods[j] = foodOf(item)
					return t.rewrite(source, list)
				}
			}
		}
	}
	if part, index, ok := onlyFood(list); ok {
		return t.setAmount(source, list, part, index, m.Request.Text)
	}
	return t.openFix(source, 0)
}

// onlyFood is the place of the only food; ok is false when there are more.
func onlyFood(list []coach.Entry) (part, index int, ok bool) {
	count := 0
	for p, e := range list {
		for i := range e.Foods {
			part, index = p, i
			count++
		}
	}
	return part, index, count == 1
}

// setAmount gives a food the amount that the words state.
func (t *turn) setAmount(source string, list []coach.Entry, part, index int, words string) error {
	if !t.amountSaid(list, part, index, words) {
		return t.say("fix.amount.unclear", list[part].Foods[index].Name)
	}
	return t.rewrite(source, list)
}

// amountSaid gives a food the amount that the words state: "200 g", "2 cups".
// ok is false for words that state none.
func (t *turn) amountSaid(list []coach.Entry, part, index int, words string) (ok bool) {
	f := &list[part].Foods[index]
	for _, name := range []string{"read.amountof", "read.amount"} {
		items := t.readAs(name, amountView{strings.TrimSpace(words), f.Name}).Food.Items
		if len(items) == 1 && items[0].Stated && items[0].Food == f.Name {
			*f = withAmount(*f, foodOf(items[0]))
			return true
		}
	}
	return false
}

// amountView is an amount in somebody's words, and the food that it is of.
type amountView struct{ Amount, Food string }

// unclearAmount asks again after words that state no amount, unless they are
// about something else.
func (t *turn) unclearAmount(f coach.Food, m intent.Message) error {
	if m.Intent != intent.Unknown {
		t.settle()
		return nil
	}
	return t.say("fix.amount.unclear", f.Name)
}

// withAmount is the food f in the amount of another reading of it.
func withAmount(f, amount coach.Food) coach.Food {
	f.Grams, f.FiberG, f.WaterML, f.FluidML = amount.Grams, amount.FiberG, amount.WaterML, amount.FluidML
	return f
}
