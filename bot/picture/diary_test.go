package picture

import (
	"fmt"
	"math/rand/v2"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/question"
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
	long := make([]*told, 7)
	for i := range long {
		long[i] = &told{60 + 150*float64(i%2), 5000, 12, i * 7, of(food.AllCategories()...), 1 + i%5*(i%2), false}
	}
	part := usual()
	part[1], part[4].single, part[5], part[6] = nil, true, nil, nil
	part[2].skin = 0
	low := []*told{
		{0, 0, 0, 0, of(food.RefinedGrain), 1, false}, {1, 20, 0, 0, of(food.RefinedGrain), 0, false},
		{4, 100, 1, 0, of(food.RefinedGrain), 5, false},
	}
	return map[string]coach.Week{
		"full":    week(monday, usual()[:4], usual(), "2026-12-01"),
		"first":   week(monday, nil, []*told{{14, 800, 6, 0, of(food.Fermented), 0, false}}, monday),
		"empty":   week(monday, nil, nil, monday.Add(2)),
		"partial": week("2026-11-29", usual(), part, "2026-12-03"), // from Sunday on
		"extreme": week(monday, usual(), long, "2026-12-01"),
		"low":     week(monday, usual(), low, "2026-12-01"),
	}
}

// month is the days of a month, some of them blank.
func month() []coach.DayFigures {
	var days []*told
	for range 5 {
		days = append(days, usual()...)
	}
	days[4], days[5], days[13], days[20].single = nil, nil, nil, true
	days[9].skin, days[17].skin, days[22].skin = 1, 5, 0
	u := coach.NewUser(1, monday.Time())
	return coach.SummariseDays(&u, diary(monday.Add(-24), days), monday.Add(-24), monday.Add(5))
}

// series is days of ratings that an exposure every fifth day lowers by effect.
func series(n, effect int) question.Series {
	random := rand.New(rand.NewPCG(1, 2))
	s := make(question.Series, n)
	for i := range s {
		s[i].Exposure = question.Absent
		if random.IntN(5) == 0 {
			s[i].Exposure = question.Present
		}
		if random.IntN(6) == 0 {
			continue
		}
		s[i].Rating = 3 + random.IntN(3)
		if i > 1 && (s[i-1].Exposure == question.Present || s[i-2].Exposure == question.Present) {
			s[i].Rating -= effect
		}
	}
	return s
}

// pictures are all pictures that tests look at, by name.
func pictures() map[string]func(*Painter) ([]byte, error) {
	all := map[string]func(*Painter) ([]byte, error){
		"plants": func(p *Painter) ([]byte, error) {
			return p.Plants(herbs(weeks()["full"]), []string{"celeriac", "millet"}, true)
		},
		"plants extreme": func(p *Painter) ([]byte, error) { return p.Plants(weeks()["extreme"], nil, true) },
		"plants empty":   func(p *Painter) ([]byte, error) { return p.Plants(weeks()["empty"], nil, true) },
		"plants words":   func(p *Painter) ([]byte, error) { return p.Plants(weeks()["first"], nil, false) },
		"month":          func(p *Painter) ([]byte, error) { return p.Month(month(), time.Monday, true) },
		"month words":    func(p *Painter) ([]byte, error) { return p.Month(month(), time.Saturday, false) },
		"question lower": func(p *Painter) ([]byte, error) { return p.Question(observed("dairy", series(84, 2)), true) },
		"question early": func(p *Painter) ([]byte, error) { return p.Question(observed("added sugar", series(20, 0)), true) },
		"question long": func(p *Painter) ([]byte, error) {
			return p.Question(observed("what my grandmother used to make on the long Sundays of summer", series(168, 0)), false)
		},
		"question trial": func(p *Painter) ([]byte, error) { return p.Question(tried("alcohol", series(56, 1)), true) },
	}
	all["week ounces"] = func(p *Painter) ([]byte, error) {
		w := weeks()["partial"]
		w.Units = coach.US
		return p.Week(w, oneStep, true)
	}
	for name, w := range weeks() {
		all["week "+name] = func(p *Painter) ([]byte, error) { return p.Week(w, oneStep, true) }
	}
	for _, name := range []string{"full", "empty", "extreme"} {
		all["words "+name] = func(p *Painter) ([]byte, error) { return p.Week(weeks()[name], oneStep, false) }
	}
	return all
}

// oneStep is the longest step that the guidance has, or longer.
const oneStep = "On a busy day, take a few minutes to breathe slowly or step outside."

func herbs(w coach.Week) coach.Week {
	w.Herbs = []string{"basil", "cumin", "turmeric"}
	return w
}

func observed(name string, s question.Series) Question {
	return Observed(name, monday, s, question.Observe(s, question.Quick))
}

func tried(name string, s question.Series) Question {
	plan := question.Plan{BlockDays: 7, With: []bool{true, false, false, true, false, true, true, false}}
	return Tried(name, monday, s, plan, question.Analyse(plan, s))
}
