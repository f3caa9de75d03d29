package coach

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Foods of the tests' diaries.
var (
	oatmeal  = Food{Name: "oatmeal", Categories: food.SetOf(food.FiberRich, food.WholeGrain), Plants: []string{"oats"}, FiberG: 4}
	kefir    = Food{Name: "kefir", Categories: food.SetOf(food.Fermented, food.Dairy), FluidML: 240}
	kimchi   = Food{Name: "kimchi", Categories: food.SetOf(food.Fermented, food.Vegetable), Plants: []string{"cabbage"}, FiberG: 1}
	lentils  = Food{Name: "lentil soup", Categories: food.SetOf(food.FiberRich, food.Legume, food.Protein), Plants: []string{"lentil"}, Herbs: []string{"cumin"}, FiberG: 8}
	salmon   = Food{Name: "salmon", Categories: food.SetOf(food.Omega3, food.HealthyFat, food.Protein)}
	blueberr = Food{Name: "blueberry", Categories: food.SetOf(food.Berry, food.Fruit), Plants: []string{"blueberry"}, FiberG: 3}
	garlic   = Food{Name: "garlic", Categories: food.SetOf(food.Prebiotic, food.Vegetable), Plants: []string{"garlic"}}
	burger   = Food{Name: "burger", Categories: food.SetOf(food.FastFood, food.UltraProcessed, food.Protein)}
	water    = Food{Name: "water", Categories: food.SetOf(food.Water), WaterML: 500, FluidML: 500}
	coffee   = Food{Name: "coffee", Categories: food.SetOf(food.Coffee), FluidML: 240}
)

// ate is a meal on a day of March 2026, told at that hour.
func ate(d day.Day, hour int, meal food.Meal, foods ...Food) Entry {
	at := d.At(time.Duration(hour)*time.Hour, time.UTC)
	return Entry{Source: fmt.Sprintf("m:%s:%d:%s", d, hour, meal), Kind: KindMeal, Day: d, At: at, Clock: -1, Meal: meal, Foods: foods}
}

func utcUser() *User {
	u := NewUser(1, time.Time{})
	u.Zone = "UTC"
	return &u
}

func TestCountMeals(t *testing.T) {
	const d = day.Day("2026-03-18")
	later := func(e Entry, minutes int) Entry {
		e.At, e.Source = e.At.Add(time.Duration(minutes)*time.Minute), e.Source+"+"
		return e
	}
	clock := func(e Entry, hour int) Entry {
		e.Clock = time.Duration(hour) * time.Hour
		return e
	}
	tests := []struct {
		name    string
		entries []Entry
		want    int
	}{
		{"none", nil, 0},
		{"one meal", []Entry{ate(d, 8, "", oatmeal)}, 1},
		{"two by name, told at once", []Entry{ate(d, 20, food.Breakfast, oatmeal), ate(d, 20, food.Lunch, lentils)}, 2},
		{"one meal in two messages", []Entry{ate(d, 8, food.Breakfast, oatmeal), ate(d, 20, food.Breakfast, blueberr)}, 1},
		{"one meal without a name in two messages", []Entry{ate(d, 8, "", oatmeal), later(ate(d, 8, "", blueberr), 10)}, 1},
		{"hours apart", []Entry{ate(d, 8, "", oatmeal), ate(d, 13, "", lentils)}, 2},
		{"an addition without a name", []Entry{ate(d, 8, food.Breakfast, oatmeal), later(ate(d, 8, "", blueberr), 5)}, 1},
		{"breakfast told in the evening, then dinner", []Entry{ate(d, 20, food.Breakfast, oatmeal), later(ate(d, 20, "", lentils), 5)}, 2},
		{"a meal and a snack", []Entry{ate(d, 12, food.Lunch, lentils), ate(d, 12, food.Snack, blueberr)}, 2},
		{"two snacks", []Entry{ate(d, 10, food.Snack, blueberr), ate(d, 16, food.Snack, blueberr)}, 2},
		{"stated times", []Entry{clock(ate(d, 20, "", oatmeal), 8), clock(ate(d, 20, "", lentils), 13)}, 2},
		{"water makes none", []Entry{ate(d, 8, "", water), ate(d, 12, food.Lunch, water), ate(d, 18, "", lentils)}, 1},
		{"a coffee makes none", []Entry{ate(d, 8, "", coffee), ate(d, 18, "", lentils)}, 1},
		{"coffee called breakfast does", []Entry{ate(d, 8, food.Breakfast, coffee), ate(d, 18, "", lentils)}, 2},
		{"kefir is food", []Entry{ate(d, 8, "", kefir), ate(d, 18, "", lentils)}, 2},
		{"skin makes none", []Entry{{Kind: KindSkin, Day: d, Skin: &Skin{Rating: 3}}, ate(d, 18, "", lentils)}, 1},
	}
	for _, tt := range tests {
		if got := countMeals(utcUser(), tt.entries); got != tt.want {
			t.Errorf("%s: %d meals, want %d", tt.name, got, tt.want)
		}
	}
}

// fullWeek is a week from Monday 16 March 2026 with five logged days, one
// half-logged and one empty; and a week before it.
func fullWeek() []Entry {
	list := []Entry{
		ate("2026-03-10", 8, food.Breakfast, oatmeal), ate("2026-03-10", 13, food.Lunch, burger),
		ate("2026-03-11", 8, food.Breakfast, oatmeal), ate("2026-03-11", 13, food.Lunch, burger),
	}
	for i := range 5 {
		d := day.Day("2026-03-16").Add(i)
		list = append(list, ate(d, 8, food.Breakfast, oatmeal, kefir), ate(d, 13, food.Lunch, lentils, water, water))
	}
	return append(list,
		ate("2026-03-17", 19, food.Dinner, salmon, garlic),
		ate("2026-03-18", 19, food.Dinner, burger),
		ate("2026-03-21", 13, "", blueberr),
		Entry{Source: "m:skin1", Kind: KindSkin, Day: "2026-03-16", Skin: &Skin{Rating: 2, Tags: []string{"dryness"}}},
		Entry{Source: "m:skin2", Kind: KindSkin, Day: "2026-03-20", Skin: &Skin{Rating: 4, Tags: []string{"calm"}}},
		Entry{Source: "m:skin0", Kind: KindSkin, Day: "2026-03-12", Skin: &Skin{Rating: 2}},
		Entry{Source: "c:1", Kind: KindCheckIn, Day: "2026-03-16", CheckIn: &CheckIn{SleepHours: 7, Stress: 4}},
		Entry{Source: "c:2", Kind: KindCheckIn, Day: "2026-03-17", CheckIn: &CheckIn{SleepHours: 8, MovementMin: 30}},
	)
}

func TestSummariseWeek(t *testing.T) {
	w := SummariseWeek(utcUser(), fullWeek(), "2026-03-16", "2026-03-25")
	check := func(name string, got, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	check("logged", w.LoggedDays, 5)
	check("running", w.Running, false)
	check("first", w.First, false)
	check("plants", w.Plants, []string{"blueberry", "garlic", "lentil", "oats"})
	check("herbs", w.Herbs, []string{"cumin"})
	check("points", w.Points, 4.25)
	check("new", w.NewPlants, []string{"blueberry", "garlic", "lentil"})
	check("fermented", w.LineDays[LineFermented], 5)
	check("fibre", w.FiberG, 12.0)
	check("fluid", w.FluidML, 1240.0)
	check("protein", w.LineDays[LineProtein], 5)
	check("grains", w.Grains, []string{"oats"})
	check("fats", w.LineDays[LineFats], 1)
	check("berries on an unlogged day", w.LineDays[LinePolyphenols], 0)
	check("fast food", w.Days[2].Categories.Has(food.FastFood), true)
	check("fast-food days", w.Figures.Days[food.FastFood], 1)
	check("fermented foods", w.Foods[food.Fermented], []Tally{{"kefir", 5}})
	check("skin", w.Skin, 3.0)
	check("sleep", w.Lifestyle.SleepHours, Mean{7.5, 2})
	check("stress", w.Lifestyle.Stress, Mean{4, 1})
	check("disruptors", w.Trend(LineDisruptors), TrendLower)
	check("fewer is better", w.Better(LineDisruptors), true)
	check("fermented trend", w.Trend(LineFermented), TrendHigher)
	check("skin trend", w.Trend(LineSkin), TrendHigher)
	check("sleep trend", w.Trend(LineSleep), TrendUnknown)

	// 25·4.25/30 + 20 + 20·12/25 + 10·1240/2000 + 5·1/5 + 0 + 5·1/5 + 10·4/5
	check("score", w.Score.Total, 49)
	check("shown", w.Score.Shown, true)
	sum := 0
	for _, p := range w.Score.Parts {
		sum += p.Points
	}
	check("points add up", sum, w.Score.Total)

	well := w.WentWell()
	check("went well", well[0], Well{LineFermented, true})
	counted := w.Counted(LinePrebiotic)
	check("counted", counted, []Counted{{Source: "m:2026-03-17:19:dinner", Day: "2026-03-17", Foods: []string{"garlic"}}})
	check("counted kefir", len(w.Counted(LineFermented)), 5)
}

func TestRunningWeek(t *testing.T) {
	w := SummariseWeek(utcUser(), fullWeek()[:8], "2026-03-16", "2026-03-17")
	if !w.Running || w.Through != "2026-03-17" || w.LoggedDays != 2 || w.Score.Shown {
		t.Errorf("running %t through %s, %d days, score shown %t", w.Running, w.Through, w.LoggedDays, w.Score.Shown)
	}
	if now, before, ok := w.Compare(LinePlants); !ok || now != 2.25 || before != 1 {
		t.Errorf("plants %v against %v (%t)", now, before, ok)
	}
}

func TestEmptyWeek(t *testing.T) {
	w := SummariseWeek(utcUser(), nil, "2026-03-16", "2026-03-18")
	if !w.First || w.LoggedDays != 0 || w.Score.Shown || len(w.WentWell()) != 0 {
		t.Errorf("an empty week: %+v", w)
	}
	for _, l := range Lines() {
		if w.Trend(l) != TrendUnknown {
			t.Errorf("%s has a trend in an empty week", l)
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	entries := fullWeek()
	want := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-25")
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		got := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-25")
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Week{})); diff != "" {
			t.Fatalf("in another order (-want +got):\n%s", diff)
		}
	}
}
