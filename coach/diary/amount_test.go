package diary

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach"
)

// TestScaled: all figures grow with the amount, which stays within belief.
func TestScaled(t *testing.T) {
	f := coach.Food{Name: "kefir", Grams: 200, FiberG: 1, WaterML: 10, FluidML: 200, Count: 2}
	for _, c := range []struct {
		food, want coach.Food
		times      float64
	}{
		{f, coach.Food{Name: "kefir", Grams: 400, FiberG: 2, WaterML: 20, FluidML: 400, Count: 4}, 2},
		{f, coach.Food{Name: "kefir", Grams: coach.MaxGrams, FiberG: 25, WaterML: 250, FluidML: coach.MaxGrams, Count: 50}, 60},
		{coach.Food{Count: 2}, coach.Food{Count: 6}, 3},
	} {
		if diff := cmp.Diff(c.want, Scaled(c.food, c.times)); diff != "" {
			t.Errorf("%v × %g: %s", c.food, c.times, diff)
		}
	}
}

// TestWithAmount: a food of the person's own keeps its own share of fibre.
func TestWithAmount(t *testing.T) {
	amount := coach.Food{Name: "soup", Grams: 100, FiberG: 9, Count: 100, Unit: "g"}
	for _, c := range []struct {
		name  string
		grams float64
		fiber float64
	}{
		{"soup", 200, 9}, {"gran's pot", 200, 2}, {"gran's pot", 0, 9}, {"gran's pot", 100, 4},
	} {
		got := withAmount(coach.Food{Name: c.name, Grams: c.grams, FiberG: 4}, amount)
		want := coach.Food{Name: c.name, Grams: 100, FiberG: c.fiber, Count: 100, Unit: "g"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s of %g g: %s", c.name, c.grams, diff)
		}
	}
}

// TestResaid: the food's own words in the amount of the correction.
func TestResaid(t *testing.T) {
	for _, c := range []struct {
		said  string
		count float64
		unit  string
		a     Amount
		now   string // the unit that it is in then
		want  string
	}{
		{"", 2, "", Amount{Bare: 3}, "", ""},
		{"2 pints of lager", 2, "pint", Amount{Bare: 3}, "pint", "3 pints of lager"},
		{"2 pints of lager", 2, "pint", Amount{Times: 0.5}, "pint", "lager"},
		{"2 lagers", 2, "", Amount{Bare: 1}, "", "1 lager"},
		{"a pint of lager", 1, "pint", Amount{Bare: 1}, "pint", "1 lager"},
		{"my lager", 0, "", Amount{Bare: 2.5}, "", "2.5 lagers"},
		{"lager", 0, "", Amount{Words: "two"}, "", "two lager"},
		{"lager", 0, "", Amount{Words: "2 cups"}, "cup", "2 cups of lager"},
	} {
		f := coach.Food{Name: "lager", Said: c.said, Count: c.count, Unit: c.unit}
		if got := resaid(f, coach.Food{Unit: c.now}, c.a, kitchen{}.Plural); got != c.want {
			t.Errorf("%q, %+v: %q, want %q", c.said, c.a, got, c.want)
		}
	}
}

// TestSame: whatever an entry tells makes it another.
func TestSame(t *testing.T) {
	whole := func() coach.Entry {
		return coach.Entry{Day: "2026-03-18", Skin: &coach.Skin{Rating: 3, Tags: []string{"itch"}}, Gut: &coach.Gut{Rating: 2, Stool: 4, Tags: []string{"gas"}}}
	}
	for name, change := range map[string]func(*coach.Entry){
		"nothing":       func(*coach.Entry) {},
		"day":           func(e *coach.Entry) { e.Day = "2026-03-17" },
		"rating":        func(e *coach.Entry) { e.Skin.Rating++ },
		"sign":          func(e *coach.Entry) { e.Skin.Tags = nil },
		"no skin":       func(e *coach.Entry) { e.Skin = nil },
		"gut":           func(e *coach.Entry) { e.Gut.Rating++ },
		"stool":         func(e *coach.Entry) { e.Gut.Stool++ },
		"complaint":     func(e *coach.Entry) { e.Gut.Tags = nil },
		"no gut":        func(e *coach.Entry) { e.Gut = nil },
		"another foods": func(e *coach.Entry) { e.Foods = list("egg") },
	} {
		a, b := whole(), whole()
		change(&b)
		for _, pair := range [][2]coach.Entry{{a, b}, {b, a}} {
			if got := same(pair[:1], pair[1:]); got != (name == "nothing") {
				t.Errorf("with another %s they are the same: %v", name, got)
			}
		}
	}
}

// TestLacking: the foods that nobody told of.
func TestLacking(t *testing.T) {
	got := Lacking(diaryOf(list("chicken curry with rice")), list("rice", "toast"))
	if len(got) != 1 || got[0].Name != "toast" {
		t.Errorf("lacking are %v", got)
	}
}

// TestDiffers: so much less or more than was told, in the measure that it was told in;
// nothing left, or another measure, changes nothing. A bare number that can't be of
// grams asks.
func TestDiffers(t *testing.T) {
	ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
	soup := of("soup", 300)
	soup.Count, soup.Unit, soup.Said = 300, "g", "300 g soup"
	for _, c := range []struct {
		amount Amount
		want   Result
		grams  float64
	}{
		{Amount{Words: "100 g", Differs: -1}, Changed, 200},
		{Amount{Words: "50 g", Differs: 1}, Changed, 350},
		{Amount{Words: "300 g", Differs: -1}, Ambiguous, 300},
		{Amount{Words: "1 bowl", Differs: -1}, Ambiguous, 300},
		{Amount{Words: "2", Bare: 2}, Ambiguous, 300},
		{Amount{Words: "250", Bare: 250}, Changed, 250},
	} {
		after, out := ed.Apply(diaryOf([]coach.Food{soup}), Correction{Op: Measure, Amount: c.amount})
		if got := after[0].Foods[0].Grams; out.Result != c.want || got != c.grams {
			t.Errorf("%+v: %v %v g, want %v %v g", c.amount, out.Result, got, c.want, c.grams)
		}
	}
}
