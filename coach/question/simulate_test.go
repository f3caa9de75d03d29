package question

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// scenario is one kind of person in the simulation.
type scenario struct {
	rho     float64 // lag-1 autocorrelation of the skin
	rate    float64 // share of days with the exposure
	sticky  float64 // lag-1 autocorrelation of the exposure
	weekly  float64 // weekend effect on the skin, and habit of the exposure
	missing float64 // share of days not rated, and of days not logged
	days    int
	effect  float64 // true effect of an exposure in the two days before, in points
}

func (c scenario) String() string {
	return fmt.Sprintf("ρ %.1f, exposed %2.0f %%, sticky %.1f, weekly %.1f, missing %2.0f %%, %3d days",
		c.rho, 100*c.rate, c.sticky, c.weekly, 100*c.missing, c.days)
}

// spread is the standard deviation of the latent skin, in points.
const spread = 0.8

// person makes a person's days: an AR(1) skin around 3 with a weekly rhythm,
// rated on 1–5, and a two-state Markov chain of exposures; plan, where given,
// says what is eaten instead.
func (c scenario) person(r *rand.Rand, plan *Plan) Series {
	truth := make([]bool, c.days)
	for t := range truth {
		p := c.rate
		if t%7 >= 5 {
			p = math.Min(0.95, p*(1+c.weekly))
		}
		if t > 0 && r.Float64() < c.sticky {
			truth[t] = truth[t-1]
		} else {
			truth[t] = r.Float64() < p
		}
		if plan != nil {
			truth[t] = plan.WithOn(t)
		}
	}
	return c.observe(r, truth)
}

func (c scenario) observe(r *rand.Rand, truth []bool) Series {
	s := make(Series, c.days)
	z := r.NormFloat64()
	for t := range s {
		z = c.rho*z + math.Sqrt(1-c.rho*c.rho)*r.NormFloat64()
		skin := 3 + spread*z
		if t%7 >= 5 {
			skin -= c.weekly
		}
		if t >= 1 && truth[t-1] || t >= 2 && truth[t-2] {
			skin += c.effect
		}
		if r.Float64() >= c.missing {
			s[t].Rating = int(math.Max(1, math.Min(5, math.Round(skin))))
		}
		if r.Float64() >= c.missing {
			s[t].Exposure = Absent
			if truth[t] {
				s[t].Exposure = Present
			}
		}
	}
	return s
}

// scale is the number of simulated people a scenario: a tenth unless SOAK is
// set.
func scale(full int) int {
	if os.Getenv("SOAK") != "" {
		return full
	}
	return full / 10
}

// outcome counts answers over simulated people.
type outcome struct{ n, told, found int }

func (o outcome) rate() float64 { return float64(o.found) / float64(max(1, o.told)) }

// naive is the rule of diary apps: three days with and three without, and a
// difference of half a point.
func naive(s Series) bool {
	window := s.Window(Lag)
	if c := s.Count(); c.Exposed < 3 || c.Unexposed < 3 {
		return false
	}
	with, without := means(s, window)
	return math.Abs(with-without) >= 0.5
}

func (c scenario) simulateObservation(people int, seed uint64) (test, simple outcome) {
	r := rand.New(rand.NewPCG(seed, 7))
	for range people {
		s := c.person(r, nil)
		simple.n++
		simple.told++
		if naive(s) {
			simple.found++
		}
		test.n++
		if !s.Count().Missing().None() {
			continue
		}
		y, ok := adjusted(s)
		test.told++
		if pValue(differences(y, ok, s.Window(Lag))) <= Level {
			test.found++
		}
	}
	return test, simple
}

func (c scenario) simulateTrial(people int, seed uint64) outcome {
	r := rand.New(rand.NewPCG(seed, 9))
	var o outcome
	for range people {
		plan, err := Draw(c.days/7, r)
		if err != nil {
			panic(err)
		}
		s := c.person(r, &plan)
		o.n++
		blocks := sumBlocks(plan, s)
		if !enoughBlocks(plan, blocks) {
			continue
		}
		o.told++
		if all, _ := orders(plan, blocks); pValue(all) <= Level {
			o.found++
		}
	}
	return o
}

func nullScenarios() []scenario {
	var all []scenario
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, rate := range []float64{0.08, 0.25, 0.6} {
			for _, sticky := range []float64{0, 0.5, 0.8} {
				for _, weekly := range []float64{0, 0.5} {
					for _, missing := range []float64{0, 0.2, 0.4} {
						for _, days := range []int{28, 56, 84, 168} {
							all = append(all, scenario{rho: rho, rate: rate, sticky: sticky, weekly: weekly, missing: missing, days: days})
						}
					}
				}
			}
		}
	}
	return all
}

// tolerance is the Monte-Carlo error that a share of n at Level may show: with
// some hundred scenarios, four standard errors are passed by chance in less
// than one run of a hundred.
func tolerance(n int) float64 { return 4 * math.Sqrt(Level*(1-Level)/float64(n)) }

// TestSimulationFalsePositives has people whom nothing affects ask whether an
// exposure goes with their skin; -v prints the table of docs/question.md.
func TestSimulationFalsePositives(t *testing.T) {
	people := scale(4000)
	var worst, naiveSum float64
	scenarios := nullScenarios()
	for i, c := range scenarios {
		test, simple := c.simulateObservation(people, uint64(i))
		naiveSum += simple.rate()
		if test.told < people/20 {
			continue
		}
		worst = math.Max(worst, test.rate())
		t.Logf("%s: answered %3.0f %%  false %.3f  naive %.3f", c, 100*float64(test.told)/float64(test.n), test.rate(), simple.rate())
		if test.rate() > Level+tolerance(test.told) {
			t.Errorf("%s: false positives %.3f of %d", c, test.rate(), test.told)
		}
	}
	t.Logf("worst %.3f; the naive rule on average %.3f", worst, naiveSum/float64(len(scenarios)))
}

func TestSimulationTrialFalsePositives(t *testing.T) {
	people := scale(4000)
	for i, c := range nullScenarios() {
		if c.days == 28 || c.rate != 0.25 {
			continue
		}
		o := c.simulateTrial(people, uint64(i))
		t.Logf("%s: false %.3f", c, o.rate())
		if o.rate() > Level+tolerance(o.told) {
			t.Errorf("%s: false positives %.3f of %d", c, o.rate(), o.told)
		}
	}
}

// TestSimulationPower prints how often a true effect of one point is found.
func TestSimulationPower(t *testing.T) {
	people := scale(4000)
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, missing := range []float64{0, 0.2, 0.4} {
			for _, days := range []int{28, 56, 84, 168} {
				c := scenario{rho: rho, rate: 0.25, sticky: 0.3, weekly: 0.3, missing: missing, days: days, effect: -1}
				test, _ := c.simulateObservation(people, 1)
				trial := outcome{}
				if days > 28 {
					trial = c.simulateTrial(people, 2)
				}
				t.Logf("%s: observation %.2f (told %.2f)  trial %.2f (told %.2f)", c,
					float64(test.found)/float64(test.n), float64(test.told)/float64(test.n),
					float64(trial.found)/float64(max(1, trial.n)), float64(trial.told)/float64(max(1, trial.n)))
			}
		}
	}
}
