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
		pace := rapid.SampledFrom([]Pace{Quick, Slow}).Draw(t, "pace")
		o := Observe(days(t, 120), pace)
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
		plan := anyPlan(t)
		s := days(t, 100)
		r := Analyse(plan, s)
		if r.P == 0 {
			if r.Verdict() != CannotTell || r.Early {
				t.Fatalf("%+v", r)
			}
			return
		}
		if !r.Early && len(s) < plan.Days() {
			if v := r.Verdict(); v == GoesLower || v == GoesHigher {
				t.Fatalf("%s before the end", v)
			}
		}
		sound(t, r.Difference, r.Low, r.High, r.P, r.Verdict())
	})
}

// anyPlan draws a plan of any form, or one of those that were once drawn.
func anyPlan(t *rapid.T) Plan {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	form := rapid.SampledFrom([]Form{InPairs, Early, Weekly, ""}).Draw(t, "form")
	if form == "" {
		plan := Plan{BlockDays: 7, With: make([]bool, 8)}
		plan.redraw(plan.With, r)
		return plan
	}
	plan, err := Draw(form, 12, r)
	if err != nil || !plan.Sound() {
		t.Fatal(plan, err)
	}
	return plan
}

// Whatever the ratings, and for whoever misses what, the fair bets win nothing
// on the mean: over all coins that might have been tossed, the capital is 1.
func TestBetsAreFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const blocks = 7
		plan := Plan{BlockDays: shortBlock, With: make([]bool, blocks), Drawn: Coins}
		s := days(t, plan.Days())
		o := plan.odds(plan.levels(len(s)), s.ratings())
		mean, orders, crossed := 0.0, 0.0, 0.0
		for m := range uint(1) << blocks {
			with := unmask(m, blocks)
			order, chance := Plan{shortBlock, with, Coins}, 1.0
			for i := range with {
				switch {
				case !order.forced(with, i):
					chance /= 2
				case with[i] == with[i-1]:
					chance = 0
				}
			}
			moves := order.moves(with)
			mean += chance * o.final(moves)
			orders += chance
			if most, _ := o.capital(moves); most >= enough {
				crossed += chance
			}
		}
		if math.Abs(orders-1) > 1e-9 || math.Abs(mean-1) > 1e-9 || crossed > Level {
			t.Fatalf("over %v orders a capital of %v, there in %v", orders, mean, crossed)
		}
	})
}

// final is the capital after the last bet.
func (o odds) final(moves []int8) float64 {
	sum := 0.0
	for i := range stakes {
		part := 1.0 / float64(len(stakes))
		for block, bets := range o {
			if moves[block] != noCoin {
				part *= bets[moves[block]][i]
			}
		}
		sum += part
	}
	return sum
}

// Days that nobody rated or logged at either end change no count.
func TestMissingDaysAreNotInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := days(t, 60)
		blank := rapid.IntRange(1, 20).Draw(t, "blank days")
		before, after := s.Count(Quick), append(append(Series{}, s...), make(Series, blank)...).Count(Quick)
		before.Days += blank
		if before != after {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Shifting all ratings alike moves no difference, and a known effect moves the
// estimate of a plan by just that.
func TestEstimateMovesWithTheEffect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		s := days(t, plan.Days())
		levels := plan.levels(len(s))
		doses := plan.doses(levels, plan.With)
		y := s.ratings()
		moved := rated{y.days, make([]float64, len(y.values))}
		for i, day := range y.days {
			moved.values[i] = y.values[i] + 10 - doses[day]
		}
		of := func(r rated) float64 {
			g := r.calendar().adjust(r).regression(len(s))
			return g.coefficient(doses, 0)
		}
		unit := of(y.at(doses))
		if unit > 0.1 && math.Abs((of(y)-of(moved))/unit-1) > 1e-6 {
			t.Fatalf("from %.3f to %.3f", of(y)/unit, of(moved)/unit)
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
	if o := Observe(s, Quick); !o.Missing.Contrast || o.Verdict() != CannotTell {
		t.Errorf("%+v", o)
	}
	for d := range s { // and every other day, which a shift by two can't tell
		s[d].Exposure = Exposure(1 + d/3%2)
	}
	if o := Observe(s, Quick); o.Verdict() == GoesLower || o.Verdict() == GoesHigher {
		t.Errorf("%+v", o)
	}
}
