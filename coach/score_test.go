package coach

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// drawFood draws any food; a good one is in no disruptor category.
func drawFood(t *rapid.T, good bool) Food {
	n := rapid.IntRange(0, 40).Draw(t, "food")
	f := Food{
		Name:       fmt.Sprint("food ", n),
		Categories: food.Categories(rapid.Uint32Range(0, 1<<27-1).Draw(t, "categories")),
		FiberG:     rapid.Float64Range(0, 20).Draw(t, "fibre"),
		FluidML:    rapid.Float64Range(0, 500).Draw(t, "fluid"),
	}
	if good {
		f.Categories &^= disruptors
	}
	if rapid.Bool().Draw(t, "plant") {
		f.Plants = []string{fmt.Sprint("plant ", n)}
	} else if rapid.Bool().Draw(t, "herb") {
		f.Herbs = []string{fmt.Sprint("plant ", n)}
	}
	return f
}

// drawWeek draws the entries of a week from Monday 16 March 2026 on.
func drawWeek(t *rapid.T) []Entry {
	var entries []Entry
	meals := []food.Meal{food.Breakfast, food.Lunch, food.Dinner, food.Snack, ""}
	for n := range rapid.IntRange(0, 25).Draw(t, "entries") {
		d := day.Day("2026-03-16").Add(rapid.IntRange(0, 6).Draw(t, "day"))
		e := ate(d, rapid.IntRange(5, 23).Draw(t, "hour"), rapid.SampledFrom(meals).Draw(t, "meal"))
		e.Source = fmt.Sprint("m:", n)
		for range rapid.IntRange(1, 4).Draw(t, "foods") {
			e.Foods = append(e.Foods, drawFood(t, false))
		}
		entries = append(entries, e)
	}
	return entries
}

func TestGoodFoodNeverLowersTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := drawWeek(t)
		before := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-23")
		var logged []int
		for i, e := range entries {
			if SummariseDay(utcUser(), entries, e.Day).Logged {
				logged = append(logged, i)
			}
		}
		if len(logged) == 0 {
			return
		}
		i := rapid.SampledFrom(logged).Draw(t, "to")
		entries[i].Foods = append(slices.Clone(entries[i].Foods), drawFood(t, true))
		after := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-23")
		if after.LoggedDays == before.LoggedDays && after.Score.Total < before.Score.Total {
			t.Fatalf("score fell from %d to %d", before.Score.Total, after.Score.Total)
		}
		for j, p := range after.Score.Parts {
			if after.LoggedDays == before.LoggedDays && p.Share < before.Score.Parts[j].Share-1e-9 {
				t.Fatalf("%s fell from %f to %f", p.Line, before.Score.Parts[j].Share, p.Share)
			}
		}
	})
}

func TestScoreStaysInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := SummariseWeek(utcUser(), drawWeek(t), "2026-03-16", "2026-03-23").Score
		sum := 0
		for _, p := range s.Parts {
			if p.Points < 0 || p.Points > p.Max || p.Share < 0 || p.Share > 1 {
				t.Fatalf("part out of bounds: %+v", p)
			}
			sum += p.Points
		}
		if s.Total < 0 || s.Total > 100 || sum != s.Total {
			t.Fatalf("total %d of parts that sum to %d", s.Total, sum)
		}
	})
}

// TestUnloggedDaysNeverCountAsZero takes the entries of unlogged days away:
// nothing changes but the plants.
func TestUnloggedDaysNeverCountAsZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := drawWeek(t)
		whole := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-23")
		var kept []Entry
		for _, e := range entries {
			if SummariseDay(utcUser(), entries, e.Day).Logged {
				kept = append(kept, e)
			}
		}
		part := SummariseWeek(utcUser(), kept, "2026-03-16", "2026-03-23")
		if part.LoggedDays != whole.LoggedDays || part.FiberG != whole.FiberG || part.FluidML != whole.FluidML {
			t.Fatal("an unlogged day counts in a mean")
		}
		for _, l := range []Line{LineFermented, LineProtein, LineFats, LinePolyphenols, LinePrebiotic, LineDisruptors} {
			if part.Share(l) != whole.Share(l) {
				t.Fatalf("an unlogged day counts in the share of %s", l)
			}
		}
	})
}

func TestFullScore(t *testing.T) {
	var entries []Entry
	plants := make([]string, 30)
	for i := range plants {
		plants[i] = fmt.Sprint("plant ", i)
	}
	all := Food{Name: "feast", Plants: plants, FiberG: 40, FluidML: 0, Categories: food.SetOf(food.Fermented, food.Omega3, food.Berry, food.Prebiotic)}
	for i := range 7 {
		d := day.Day("2026-03-16").Add(i)
		entries = append(entries, ate(d, 8, food.Breakfast, all), ate(d, 13, food.Lunch, all, water, water, water, water))
	}
	if s := SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-23").Score; s.Total != 100 {
		t.Errorf("a full week scores %d: %+v", s.Total, s.Parts)
	}
}
