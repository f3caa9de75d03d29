package coach

import (
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// sameSitting is how far apart two messages about one sitting may come.
const sameSitting = time.Hour

// Eaten tells whether the entry is of a meal or a snack: whether it holds more
// than drinks. A drink alone makes a meal only when the person calls it one,
// and water never does; kefir and other cultured drinks are food.
func (e Entry) Eaten() bool {
	if e.Kind != KindMeal {
		return false
	}
	for _, f := range e.Foods {
		if !f.Drink() || e.Meal != "" && !f.Categories.Has(food.Water) {
			return true
		}
	}
	return false
}

// countMeals is the number of different meals and snacks that the entries of
// one day tell of, in however many messages and in whatever order: a named
// meal is one, and so are messages without a name that come close together.
func countMeals(u *User, entries []Entry) int {
	var eaten []sitting
	zone := u.Location()
	for _, e := range entries {
		if e.Eaten() {
			eaten = append(eaten, sittingOf(e, u.DayEnd, zone))
		}
	}
	// Each sitting joins the group of every earlier one that it belongs to.
	group := make([]int, len(eaten))
	groups := len(eaten)
	for i := range eaten {
		group[i] = i
		for j := range i {
			if group[j] != group[i] && eaten[i].with(eaten[j]) {
				merge(group, group[i], group[j])
				groups--
			}
		}
	}
	return groups
}

// merge makes the members of group from members of group to.
func merge(group []int, from, to int) {
	for i, g := range group {
		if g == from {
			group[i] = to
		}
	}
}

// sitting is when and as what an entry was eaten, as far as it says.
type sitting struct {
	meal  food.Meal
	at    time.Time
	usual food.Meal // the meal usually eaten at that time
}

func sittingOf(e Entry, end time.Duration, zone *time.Location) sitting {
	at := e.At.In(zone)
	if e.Clock > 0 {
		date := e.Day
		if e.Clock < end {
			date = date.Add(1)
		}
		at = date.At(e.Clock, zone)
	}
	s := sitting{meal: e.Meal, at: at}
	if day.Of(at, end) == e.Day {
		s.usual = usualMeal(at.Hour())
	}
	return s
}

// UsualMeal is the meal that the time of day gives one that no name was said
// for: breakfast from 5, lunch from 11, dinner from 17 to 22, else a snack
// (product rule).
func UsualMeal(clock time.Duration) food.Meal {
	switch hour := int(clock.Hours()); {
	case 5 <= hour && hour < 11:
		return food.Breakfast
	case 11 <= hour && hour < 15:
		return food.Lunch
	case 17 <= hour && hour < 22:
		return food.Dinner
	}
	return food.Snack
}

// MealOf is the meal of an entry: as it was said, or by its hour.
func (u *User) MealOf(e Entry) food.Meal {
	if e.Meal != "" {
		return e.Meal
	}
	clock := e.Clock
	if clock < 0 {
		told := e.At.In(u.Location())
		clock = told.Sub(day.Of(told, 0).At(0, u.Location()))
	}
	return UsualMeal(clock)
}

// usualMeal is the meal that most people have around that hour; "" for none.
func usualMeal(hour int) food.Meal {
	switch {
	case 4 <= hour && hour < 11:
		return food.Breakfast
	case 11 <= hour && hour < 15:
		return food.Lunch
	case 17 <= hour && hour < 22:
		return food.Dinner
	}
	return ""
}

// with tells whether two entries tell of one sitting.
func (s sitting) with(o sitting) bool {
	apart := s.at.Sub(o.at).Abs()
	switch {
	case s.meal == o.meal && s.meal != "" && s.meal != food.Snack:
		return true
	case apart > sameSitting:
		return false
	case s.meal == o.meal:
		return true
	case s.meal == "":
		return s.usual == o.meal
	case o.meal == "":
		return o.usual == s.meal
	}
	return false
}
