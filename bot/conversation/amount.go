package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
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
	for _, only := range []func([]coach.Entry) (int, int, bool){onlyFood, t.onlyDrink(m)} {
		if part, index, ok := only(list); ok {
			return t.setAmount(source, list, part, index, m.Request.Text)
		}
	}
	return t.openFix(source, 0)
}

// onlyDrink finds the only drink, for an amount in which drinks are measured.
func (t *turn) onlyDrink(m intent.Message) func([]coach.Entry) (part, index int, ok bool) {
	_, measured := t.sip(m.Request.Text)
	if pints, err := t.words.Label("words.pints", nil); err == nil {
		measured = measured || endsIn(pints, t.wishes.plain(m.Request.Text))
	}
	return func(list []coach.Entry) (part, index int, ok bool) {
		part, index, ok = onlyOf(list, isDrink)
		return part, index, ok && measured
	}
}

// isDrink tells whether the food is something to drink, or sweet and nothing
// else, as lemonade is.
func isDrink(f coach.Food) bool {
	sweet := food.SetOf(food.HighSugar, food.UltraProcessed)
	return f.FluidML > 0 || f.Categories.Any(food.SetOf(food.Alcohol, food.Tea, food.Coffee, food.Water)) ||
		f.Categories.Has(food.HighSugar) && f.Categories&sweet == f.Categories && f.FiberG < 1
}

// holdsDrink tells whether the entries tell of a drink.
func holdsDrink(entries []coach.Entry) bool {
	return slices.ContainsFunc(entries, func(e coach.Entry) bool { return slices.ContainsFunc(e.Foods, isDrink) })
}

// timesSaid is how many times as much a few words mean: "half of it", "double
// that".
func (t *turn) timesSaid(words string) (times float64, ok bool) {
	list, err := t.words.Label("words.times", nil)
	if err != nil {
		return 0, false
	}
	plain := strings.TrimSpace(t.wishes.plain(words))
	for line := range strings.Lines(list) {
		phrase, number, _ := strings.Cut(strings.TrimSpace(line), " = ")
		if phrase == plain {
			times, err = strconv.ParseFloat(number, 64)
			return times, err == nil
		}
	}
	return 0, false
}

// multiply makes all of a source's meal so many times as much; of several meals
// the person chooses.
func (t *turn) multiply(source string, times float64) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	list, meals := copyOf(entries), 0
	for i := range list {
		if list[i].Kind == coach.KindMeal {
			meals++
		}
		for j, f := range list[i].Foods {
			list[i].Foods[j] = scaled(f, times)
		}
	}
	if meals != 1 {
		return t.openFix(source, 0)
	}
	return t.rewrite(source, list)
}

// onlyFood is the place of the only food; ok is false when there are more.
func onlyFood(list []coach.Entry) (part, index int, ok bool) {
	return onlyOf(list, func(coach.Food) bool { return true })
}

// onlyOf is the place of the only food of a kind.
func onlyOf(list []coach.Entry, kind func(coach.Food) bool) (part, index int, ok bool) {
	count := 0
	for p, e := range list {
		for i, f := range e.Foods {
			if kind(f) {
				part, index = p, i
				count++
			}
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
	if times, ok := t.timesSaid(words); ok {
		*f = scaled(*f, times)
		return true
	}
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
