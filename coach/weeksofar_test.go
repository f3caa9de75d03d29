package coach

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach/day"
)

// TestWeekSoFar: what a week holds is what all of its entries tell, whatever
// came before or after it.
func TestWeekSoFar(t *testing.T) {
	const start day.Day = "2026-03-16"
	rapid.Check(t, func(t *rapid.T) {
		w := WeekSoFar{Start: start}
		plants, herbs, fluid := map[string]bool{}, map[string]bool{}, map[day.Day]float64{}
		for range rapid.IntRange(0, 20).Draw(t, "entries") {
			d := start.Add(rapid.IntRange(-9, 15).Draw(t, "day"))
			f := Food{
				Plants: []string{fmt.Sprint("plant ", rapid.IntRange(0, 9).Draw(t, "plant"))}, Herbs: []string{fmt.Sprint("herb ", rapid.IntRange(0, 9).Draw(t, "herb"))},
				FluidML: float64(rapid.IntRange(0, 500).Draw(t, "ml")),
			}
			w.Add(Entry{Kind: KindMeal, Day: d, Foods: []Food{f, f}})
			if d >= start && d <= start.Add(6) {
				plants[f.Plants[0]], herbs[f.Herbs[0]] = true, true
				fluid[d] += 2 * f.FluidML
			}
		}
		if got, want := slices.Sorted(slices.Values(w.Plants)), slices.Sorted(maps.Keys(plants)); !slices.Equal(got, want) {
			t.Fatalf("plants %v, want %v", got, want)
		}
		if got, want := w.Count(), len(plants)+len(herbs)/4; got != want {
			t.Fatalf("%d plants, want %d", got, want)
		}
		for n := range 7 {
			if d := start.Add(n); w.Of(d).FluidML != fluid[d] {
				t.Fatalf("%v ml on %s, want %v", w.Of(d).FluidML, d, fluid[d])
			}
		}
	})
}

func TestWeekSoFarHolds(t *testing.T) {
	w := WeekSoFar{Start: "2026-03-16", Change: 4}
	for _, c := range []struct {
		start  day.Day
		change int64
		want   bool
	}{{"2026-03-16", 5, true}, {"2026-03-16", 6, false}, {"2026-03-16", 4, false}, {"2026-03-23", 5, false}} {
		if got := w.Holds(c.start, c.change); got != c.want {
			t.Errorf("holds for %s before change %d: %v", c.start, c.change, got)
		}
	}
}
