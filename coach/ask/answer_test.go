package ask

import (
	"slices"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

const today = day.Day("2026-03-18") // a Wednesday

func testUser() *coach.User {
	u := coach.NewUser(1, time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	return &u
}

// meal is an entry of that day.
func meal(d day.Day, m food.Meal, foods ...coach.Food) coach.Entry {
	return coach.Entry{
		Source: "m:1:" + string(d) + string(m), Kind: coach.KindMeal, Day: d, At: d.At(12*time.Hour, time.UTC), Clock: -1, Meal: m, Foods: foods,
	}
}

func one(name string, fibre float64, categories ...food.Category) coach.Food {
	return coach.Food{Name: name, Categories: food.SetOf(categories...), FiberG: fibre}
}

// diary is Monday with three meals, Tuesday with one, and today with drinks.
func diary() []coach.Entry {
	lentils, salmon := one("lentil soup", 10, food.Legume), one("salmon", 0, food.Protein)
	lentils.Plants = []string{"lentil"}
	stew := one("kimchi stew", 4, food.Fermented)
	stew.Plants = []string{"cabbage"}
	beer := one("lager", 0, food.Alcohol)
	beer.Count, beer.Unit = 2*pintML, "ml"
	coffee := one("latte", 0, food.Coffee)
	coffee.FluidML = 250
	rating := func(d day.Day, n int) coach.Entry {
		return coach.Entry{Source: "s" + string(d), Kind: coach.KindSkin, Day: d, At: d.At(20*time.Hour, time.UTC), Skin: &coach.Skin{Rating: n}}
	}
	return []coach.Entry{
		meal("2026-03-16", food.Breakfast, one("oatmeal", 6, food.WholeGrain)), meal("2026-03-16", food.Lunch, lentils), meal("2026-03-16", food.Dinner, salmon),
		meal("2026-03-17", food.Lunch, stew, beer), meal(today, food.Breakfast, coffee),
		rating("2026-03-16", 2), rating(today, 4),
	}
}

func foods(x coach.Exposure) *coach.Exposure { return &x }

func TestAnswer(t *testing.T) {
	fish := foods(coach.Exposure{Name: "fish", Words: []string{"fish", "salmon"}})
	kimchi := foods(coach.Exposure{Name: "kimchi", Words: []string{"kimchi"}})
	beer := foods(coach.Exposure{Name: "beer", Categories: food.SetOf(food.Alcohol), Words: []string{"beer", "lager"}})
	wine := foods(coach.Exposure{Name: "wine", Categories: food.SetOf(food.Alcohol), Words: []string{"wine"}})
	monday, tuesday := Period{Kind: OneDay, Day: "2026-03-16"}, Period{Kind: OneDay, Day: "2026-03-17"}
	for _, c := range []struct {
		name  string
		q     Question
		form  Form
		value float64
		days  int
		names []string
		when  day.Day
	}{
		{"salmon is fish", Question{Measure: Last, Foods: fish}, FormLast, 1, 1, []string{"salmon"}, "2026-03-16"},
		{"kimchi in a stew is kimchi", Question{Measure: Last, Foods: kimchi}, FormLast, 1, 1, []string{"kimchi stew"}, "2026-03-17"},
		{"two pints are two beers", Question{Measure: Count, Foods: beer}, FormCount, 2, 1, []string{"lager"}, "2026-03-17"},
		{"a day with one meal counts for presence", Question{Measure: Any, Foods: beer, Period: Period{Kind: Week}}, FormWhich, 2, 1, []string{"lager"}, "2026-03-17"},
		{"no wine", Question{Measure: Any, Foods: wine}, FormNone, 0, 0, nil, ""},
		{"a plant by its name", Question{Measure: Any, Foods: foods(coach.OfFood("lentil"))}, FormWhich, 1, 1, []string{"lentil soup"}, "2026-03-16"},
		{"fibre of a day", Question{Figure: Fibre, Period: monday}, FormDay, 16, 1, nil, ""},
		{"fibre of a day that isn't logged", Question{Figure: Fibre, Period: tuesday}, FormDay, 4, 1, nil, ""},
		{"a mean rests on logged days", Question{Figure: Fibre, Period: Period{Kind: Week}}, FormMean, 16, 1, nil, ""},
		{"no fibre is not zero", Question{Figure: Fibre, Period: Period{Kind: LastWeek}}, FormEmpty, 0, 0, nil, ""},
		{"fluid is of today", Question{Figure: Fluid, Measure: Enough}, FormDay, 250, 1, nil, ""},
		{"water is aimed at with all drinks", Question{Figure: Water, Measure: Left}, FormDay, 250, 1, nil, ""},
		{"plants are of the week", Question{Figure: Plants, Measure: Count}, FormPlants, 2, 0, []string{"lentil", "cabbage"}, ""},
		{"the day with most", Question{Figure: Fibre, Measure: Most}, FormPeak, 16, 1, nil, "2026-03-16"},
		{"skin", Question{Figure: Skin}, FormSeries, 3, 2, nil, ""},
		{"no sleep", Question{Figure: Sleep}, FormEmpty, 0, 0, nil, ""},
		{"all of a day", Question{Measure: Ate, Period: tuesday}, FormAte, 0, 0, []string{"kimchi stew", "lager"}, ""},
		{"a meal of a day", Question{Measure: Ate, Period: monday, Meal: food.Lunch}, FormAte, 0, 0, []string{"lentil soup"}, ""},
		{"a meal that isn't there", Question{Measure: Ate, Meal: food.Dinner}, FormEmpty, 0, 0, nil, ""},
		{"in a row", Question{Measure: Streak}, FormStreak, 3, 0, nil, ""},
		{"in a row until yesterday", Question{Measure: Streak, Foods: kimchi}, FormStreak, 1, 0, nil, ""},
		{"a month", Question{Measure: Overview, Period: Period{Kind: NamedMonth, Month: time.March}}, FormOverview, 2, 1, nil, ""},
		{"a month without anything", Question{Measure: Overview, Period: Period{Kind: NamedMonth, Month: time.April}}, FormEmpty, 0, 0, nil, ""},
		{"least of what is aimed at", Question{Measure: Low}, FormLow, 250, 1, nil, ""},
	} {
		r := Answer(c.q, diary(), testUser(), today)
		if r.Form != c.form || r.Value != c.value || r.Days != c.days || !slices.Equal(r.Names, c.names) {
			t.Errorf("%s: %s %v over %d days, %q; want %s %v over %d, %q", c.name, r.Form, r.Value, r.Days, r.Names, c.form, c.value, c.days, c.names)
		}
		if c.when != "" && (len(r.When) == 0 || r.When[0] != c.when) {
			t.Errorf("%s: on %v, want %s", c.name, r.When, c.when)
		}
	}
}

// TestAnswerKeeps holds that a question changes nothing, in whatever measure, and
// answers an empty diary too.
func TestAnswerKeeps(t *testing.T) {
	entries := diary()
	for _, m := range append(Measures(), "") {
		for _, f := range []Figure{"", Fibre, Fluid, Water, Plants, Skin, Sleep, Stress, Movement} {
			for _, p := range []PeriodKind{NoPeriod, OneDay, Week, LastWeek, Month, LastMonth, NamedMonth, LastDays, Since, Between, Ever} {
				q := Question{Measure: m, Figure: f, Period: Period{Kind: p, Day: "2026-03-16", N: 2, Month: time.December}}
				for _, list := range [][]coach.Entry{entries, nil} {
					if r := Answer(q, list, testUser(), today); r.Form == "" || r.To > today || r.From > r.To {
						t.Errorf("%+v: form %q, %s to %s", q, r.Form, r.From, r.To)
					}
				}
			}
		}
	}
	for i, e := range diary() {
		if e.Source != entries[i].Source || len(e.Foods) != len(entries[i].Foods) {
			t.Errorf("entry %d was changed to %+v", i, entries[i])
		}
	}
}
