package picture

import (
	"fmt"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// monday is the first day of the tests' weeks.
const monday day.Day = "2026-11-16"

// told is a day as a test tells it; nil: nothing was told.
type told struct {
	fiberG, fluidML float64
	plants          int // numbers of plants eaten, from first on
	first           int
	categories      []food.Category
	skin            int
	single          bool // one meal only: the day isn't logged
}

// names of plants, so that tests look like diaries.
var names = []string{
	"oats", "banana", "lentil", "carrot", "spinach", "apple", "chickpea", "tomato", "broccoli", "walnut",
	"blueberry", "cabbage", "onion", "garlic", "rice", "kidney bean", "pear", "mushroom", "courgette", "flaxseed",
	"sweet potato", "orange", "red pepper", "almond", "avocado", "lettuce", "cucumber", "kale", "pea", "rye",
	"pumpkin seed", "fig", "beetroot", "leek", "cauliflower", "quinoa", "grape", "radish", "asparagus", "hazelnut",
	"Jerusalem artichoke", "black-eyed bean", "passion fruit", "purple sprouting broccoli", "sunflower seed",
}

// diary is the entries of days from start on.
func diary(start day.Day, days []*told) []coach.Entry {
	var entries []coach.Entry
	for i, d := range days {
		if d == nil {
			continue
		}
		one := coach.Food{Name: "bowl", FiberG: d.fiberG, FluidML: d.fluidML, Categories: food.SetOf(d.categories...)}
		for n := range d.plants {
			one.Plants = append(one.Plants, names[(d.first+n)%len(names)])
		}
		on := start.Add(i)
		entry := func(part int, meal food.Meal, foods ...coach.Food) coach.Entry {
			return coach.Entry{
				Kind: coach.KindMeal, Source: fmt.Sprint("m:", i), Part: part, Day: on, Meal: meal, Clock: -1,
				At: on.At(time.Duration(8+part)*time.Hour, time.UTC), Foods: foods,
			}
		}
		if d.plants > 0 || d.fiberG > 0 || d.fluidML > 0 || len(d.categories) > 0 {
			entries = append(entries, entry(0, food.Breakfast, one))
			if !d.single {
				entries = append(entries, entry(1, food.Dinner, coach.Food{Name: "soup"}))
			}
		}
		if d.skin > 0 {
			e := entry(2, "")
			e.Kind, e.Skin = coach.KindSkin, &coach.Skin{Rating: d.skin}
			entries = append(entries, e)
		}
	}
	return entries
}

// week sums up a week after an earlier one.
func week(start day.Day, before, days []*told, today day.Day) coach.Week {
	u := coach.NewUser(1, start.Time())
	u.WeekStart = start.Weekday()
	entries := append(diary(start.Add(-7), before), diary(start, days)...)
	return coach.SummariseWeek(&u, entries, start, today)
}

// of lists categories.
func of(c ...food.Category) []food.Category { return c }

// usual is a week of an ordinary person.
func usual() []*told {
	return []*told{
		{18, 1300, 7, 0, of(food.Fermented, food.Nut), 3, false},
		{27, 1900, 8, 3, of(food.Omega3), 3, false},
		{31, 1750, 8, 7, of(food.Fermented, food.Berry, food.Prebiotic), 4, false},
		{12, 900, 3, 12, of(food.UltraProcessed, food.HighSugar, food.FastFood), 2, false},
		{25, 2100, 6, 14, of(food.Fermented), 3, false},
		{22, 1800, 5, 18, of(food.Alcohol, food.HighSugar), 4, false},
		{29, 1500, 5, 18, of(food.Fermented, food.Prebiotic), 4, false},
	}
}

// weeks are the states that a week can be in.
func weeks() map[string]coach.Week {
	full, long := usual(), make([]*told, 7)
	for i := range long {
		long[i] = &told{60 + 150*float64(i%2), 5000, 12, i * 7, of(food.AllCategories()...), 1 + i%5*(i%2), false}
	}
	part := usual()
	part[1], part[4].single, part[5], part[6] = nil, true, nil, nil
	part[2].skin = 0
	return map[string]coach.Week{
		"full":    week(monday, usual()[:4], full, "2026-12-01"),
		"first":   week(monday, nil, []*told{{14, 800, 6, 0, of(food.Fermented), 0, false}}, monday),
		"empty":   week(monday, nil, nil, monday.Add(2)),
		"partial": week("2026-11-29", usual(), part, "2026-12-03"),
		"extreme": week(monday, usual(), long, "2026-12-01"),
		"none":    week(monday, usual(), []*told{{0, 0, 0, 0, of(food.RefinedGrain), 1, false}, {1, 20, 0, 0, of(food.RefinedGrain), 0, false}, {4, 100, 1, 0, of(food.RefinedGrain), 5, false}}, "2026-12-01"),
	}
}
