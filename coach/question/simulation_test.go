package question

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSimulationFalsePositives has people whom nothing affects ask whether an
// exposure goes with their skin; -v prints the tables of docs/question.md.
func TestSimulationFalsePositives(t *testing.T) {
	t.Parallel()
	people := scale(4000)
	worst, naiveSum, answered := 0.0, 0.0, 0
	scenarios := nullScenarios()
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, days := range []int{56, 84, 168} {
			scenarios = append(scenarios, scenario{rho: rho, rate: 0.3, sticky: 0.5, weekly: 0.3, missing: 0.2, days: days, drift: 2})
		}
	}
	scenarios = sampled(scenarios)
	for i, c := range scenarios {
		test, simple := c.simulateObservation(people, uint64(i))
		naiveSum += simple.rate()
		if test.told < people/20 {
			t.Logf("%s: answered %3.0f %%  too few to count  naive %.3f", c, 100*float64(test.told)/float64(test.n), simple.rate())
			continue
		}
		answered++
		worst = math.Max(worst, test.rate())
		t.Logf("%s: answered %3.0f %%  false %.3f  naive %.3f", c, 100*float64(test.told)/float64(test.n), test.rate(), simple.rate())
		if test.rate() > Level+tolerated(test.told) {
			t.Errorf("%s: false positives %.3f of %d", c, test.rate(), test.told)
		}
	}
	t.Logf("worst %.3f of %d scenarios; the naive rule on average %.3f", worst, answered, naiveSum/float64(len(scenarios)))
}

// TestSimulationTrialFalsePositives does so for planned experiments.
func TestSimulationTrialFalsePositives(t *testing.T) {
	t.Parallel()
	people := scale(4000)
	for i, c := range sampled(trialScenarios()) {
		o := c.simulateTrial(people, uint64(i))
		t.Logf("ρ %.1f, weekly %.1f, missing %2.0f %%, %3d days: false %.3f", c.rho, c.weekly, 100*c.missing, c.days, o.rate())
		if o.rate() > Level+tolerated(o.told) {
			t.Errorf("%s: false positives %.3f of %d", c, o.rate(), o.told)
		}
		if o.coverage() < 1-Level-tolerated(o.told) {
			t.Errorf("%s: the interval held the truth in %.3f of %d", c, o.coverage(), o.told)
		}
	}
}

// trialScenarios are the scenarios that differ for a planned experiment.
func trialScenarios() []scenario {
	return slices.DeleteFunc(nullScenarios(), func(c scenario) bool {
		return c.days == 28 || c.rate != 0.25 || c.sticky != 0
	})
}

// TestSimulationPower prints how often a true effect of one point is found,
// and how often the interval holds it.
func TestSimulationPower(t *testing.T) {
	t.Parallel()
	people := scale(2000)
	if !full() {
		people = 40 // it asserts nothing
	}
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, missing := range []float64{0, 0.2, 0.4} {
			for _, days := range []int{28, 56, 84, 168} {
				c := scenario{rho: rho, rate: 0.25, sticky: 0.3, weekly: 0.3, missing: missing, days: days, effect: -1}
				t.Log(c.power(people))
			}
		}
	}
}

// power is a line of the table of power.
func (c scenario) power(people int) string {
	test, _ := c.simulateObservation(people, 1)
	line := fmt.Sprintf("ρ %.1f, missing %2.0f %%, %3d days: observation %.2f (answered %.2f)",
		c.rho, 100*c.missing, c.days, test.power(), float64(test.told)/float64(test.n))
	if c.days == 28 {
		return line
	}
	trial := c.simulateTrial(people, 2)
	return line + fmt.Sprintf("  experiment %.2f (answered %.2f, interval holds %.2f)  the higher %.2f",
		trial.power(), float64(trial.told)/float64(trial.n), trial.coverage(), max(test.power(), trial.power()))
}

// TestSimulationCoverage asks how often the observation's interval holds a
// true difference of no, half a and one point.
func TestSimulationCoverage(t *testing.T) {
	t.Parallel()
	people := scale(1000)
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, effect := range []float64{0, -0.5, -1} {
			for _, days := range []int{56, 168} {
				c := scenario{rho: rho, rate: 0.25, sticky: 0.3, weekly: 0.3, missing: 0.2, days: days, effect: effect}
				o := c.coverage(people)
				t.Logf("ρ %.1f, effect %4.1f, %3d days: interval holds it %.3f of %d", rho, effect, days, o.coverage(), o.told)
				if effect == 0 && o.coverage() < 1-Level-tolerated(o.told) {
					t.Errorf("%s: interval holds no effect in %.3f of %d", c, o.coverage(), o.told)
				}
			}
		}
	}
}

func (c scenario) coverage(people int) outcome {
	r := rand.New(rand.NewPCG(3, 11))
	var o outcome
	for range people {
		got := Observe(c.person(r, nil))
		if !got.Missing.None() {
			continue
		}
		o.told++
		if got.Low <= c.effect && c.effect <= got.High {
			o.held++
		}
	}
	return o
}

// TestSimulationPeeking shows why the answer is looked at once, at the end:
// looking each week from the 28th day on and stopping at the first difference
// tells far more people of one.
func TestSimulationPeeking(t *testing.T) {
	t.Parallel()
	people := scale(1000)
	for _, rho := range []float64{0.3, 0.8} {
		c := scenario{rho: rho, rate: 0.25, sticky: 0.3, weekly: 0.3, missing: 0.2, days: 84}
		r := rand.New(rand.NewPCG(5, 13))
		once, weekly := 0, 0
		for range people {
			s, seen := c.person(r, nil), false
			for days := MinDays; days <= c.days; days += 7 {
				_, found := observed(s[:days])
				seen = seen || found
				if days == c.days && found {
					once++
				}
			}
			if seen {
				weekly++
			}
		}
		t.Logf("ρ %.1f: a look at the end %.3f, a look each week %.3f", rho, float64(once)/float64(people), float64(weekly)/float64(people))
	}
}
