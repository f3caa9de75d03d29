package coach

import (
	"strings"

	"gutskin/coach/food"
)

// A day counts as logged from two different meals or snacks on, or from five
// different foods in however many messages: one message about lunch says too
// little of a day (product rule).
const (
	loggedMeals = 2
	loggedFoods = 5
)

// drinks are the categories that only drinks are in.
var drinks = food.SetOf(food.Water, food.Tea, food.Coffee, food.Alcohol)

// softDrinks are the last words of the names of sweet drinks, which are no fluid
// of the day's aim.
var softDrinks = map[string]bool{
	"cola": true, "lemonade": true, "limeade": true, "soda": true, "squash": true, "cordial": true, "tonic": true, "pop": true,
	"drink": true, "slush": true, "punch": true,
}

// Drink reports whether the food is a drink, which makes no meal by itself. Kefir
// and other cultured drinks are food.
func (f Food) Drink() bool {
	if f.Categories.Has(food.Fermented) {
		return false
	}
	last := f.Name[strings.LastIndexByte(f.Name, ' ')+1:]
	return f.FluidML > 0 || f.Categories.Any(drinks) || f.Categories.Has(food.HighSugar) && softDrinks[last]
}

// enoughTold reports whether the day's entries tell enough of it to count in
// means and shares.
func enoughTold(u *User, entries []Entry) bool {
	if countMeals(u, entries) >= loggedMeals {
		return true
	}
	foods := make(set)
	for _, e := range entries {
		for _, f := range e.Foods {
			if !f.Drink() {
				foods[f.Name] = true
			}
		}
	}
	return len(foods) >= loggedFoods
}
