package question

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// days draws a series of any kind: gaps, ties, no contrast, nothing at all.
func days(t *rapid.T, most int) Series {
	n := rapid.IntRange(0, most).Draw(t, "days")
	s := make(Series, n)
	top := rapid.IntRange(1, 5).Draw(t, "highest rating")
	kinds := rapid.IntRange(1, 3).Draw(t, "kinds of day")
	for i := range s {
		s[i].Rating = rapid.IntRange(0, top).Draw(t, "rating")
		s[i].Exposure = Exposure(rapid.IntRange(0, kinds-1).Draw(t, "exposure"))
	}
	return s
}

// whatever the days, the answer holds together: finite figures, an estimate
// within its interval, a verdict that follows from both.
func sound(t *rapid.T, difference, low, high, p float64, v Verdict) {
	for _, x := range []float64{difference, low, high, p} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Fatalf("%v is no figure", []float64{difference, low, high, p})
		}
	}
	if low > difference || difference > high || low < -intervalEnd || high > intervalEnd {
		t.Fatalf("%.2f lies outside %.2f to %.2f", difference, low, high)
	}
	if p <= 0 || p > 1 {
		t.Fatalf("p value %v", p)
	}
	if told := v == GoesLower || v == GoesHigher; told && p > Level {
		t.Fatalf("%s at p %.3f", v, p)
	}
}

func TestObserveAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Observe(days(t, 120))
		if !o.Missing.None() {
			if o.Verdict() != CannotTell || o.P != 0 || o.Difference != 0 {
				t.Fatalf("missing %+v, and yet %+v", o.Missing, o)
			}
			return
		}
		sound(t, o.Difference, o.Low, o.High, o.P, o.Verdict())
	})
}

func TestAnalyseAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, err := Draw(8, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)))
		if err != nil || !plan.Sound() {
			t.Fatal(plan, err)
		}
		r := Analyse(plan, days(t, 70))
		if !r.Enough {
			if r.Verdict() != CannotTell {
				t.Fatalf("%+v", r)
			}
			return
		}
		sound(t, r.Difference, r.Low, r.High, r.P, r.Verdict())
	})
}

// Days that nobody rated or logged at either end change no count.
func TestMissingDaysAreNotInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := days(t, 60)
		blank := rapid.IntRange(1, 20).Draw(t, "blank days")
		before, after := s.Count(), append(append(Series{}, s...), make(Series, blank)...).Count()
		before.Days += blank
		if before != after {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Shifting all ratings alike moves no difference, and a known effect moves the
// estimate by just that.
func TestEstimateMovesWithTheEffect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		c := scenario{rho: 0.5, rate: 0.3, sticky: 0.2, days: rapid.IntRange(40, 120).Draw(t, "days")}
		s := c.person(r, nil)
		s[0].Rating, s[1].Rating = 0, 0 // what was eaten before isn't known
		exposed := s.Window(Lag)
		w, x := newWhitening(len(s)), adjusted(effect(s, exposed))
		y, moved := s.ratings(), s.ratings()
		for i := range moved {
			moved[i] += 10
			if exposed[i] == Present {
				moved[i]--
			}
		}
		unit := w.coefficient(x, exposed, 0)
		a, b := w.coefficient(adjusted(y), exposed, 0)/unit, w.coefficient(adjusted(moved), exposed, 0)/unit
		if unit > 0.1 && math.Abs(a-b-1) > 1e-6 {
			t.Fatalf("from %.3f to %.3f", a, b)
		}
	})
}

// Where the exposure follows the week, the test says so instead of guessing.
func TestExposureOfTheWeek(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	s := make(Series, 84)
	for d := range s {
		s[d] = Day{Rating: 2 + r.IntN(3), Exposure: Absent}
		if d%7 >= 5 {
			s[d].Exposure = Present
		}
	}
	if o := Observe(s); !o.Missing.Contrast || o.Verdict() != CannotTell {
		t.Errorf("%+v", o)
	}
	for d := range s { // and every other day, which a shift by two can't tell
		s[d].Exposure = Exposure(1 + d/3%2)
	}
	if o := Observe(s); o.Verdict() == GoesLower || o.Verdict() == GoesHigher {
		t.Errorf("%+v", o)
	}
}

// The simulation's short cut answers as Observe does.
func TestShortCutOfTheSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		c := scenario{rho: 0.6, rate: 0.3, sticky: 0.3, missing: 0.2, days: 70, effect: -0.5}
		s := c.person(r, nil)
		o := Observe(s)
		told, found := observed(s)
		if told != o.Missing.None() || found != (told && o.P <= Level) {
			t.Fatalf("%v %v: %+v", told, found, o)
		}
	}
}
