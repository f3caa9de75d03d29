package question

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
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
	drift   float64 // points that the skin gains over the whole time, while the exposure fades
}

func (c scenario) String() string {
	text := fmt.Sprintf("ρ %.1f, exposed %2.0f %%, sticky %.1f, weekly %.1f, missing %2.0f %%, %3d days",
		c.rho, 100*c.rate, c.sticky, c.weekly, 100*c.missing, c.days)
	if c.drift != 0 {
		text += fmt.Sprintf(", drift %.0f", c.drift)
	}
	return text
}

// skinSpread is the standard deviation of the latent skin, in points.
const skinSpread = 0.8

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
		if c.drift != 0 {
			p *= 2 * (1 - float64(t)/float64(c.days))
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
		skin := 3 + skinSpread*z + c.drift*(float64(t)/float64(c.days)-0.5)
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

// full tells whether to simulate at full scale (SOAK=1, as make soak sets it)
// or a seeded part of it.
func full() bool { return os.Getenv("SOAK") != "" }

// scale is the number of simulated people a scenario.
func scale(all int) int {
	if full() {
		return all
	}
	return all / 20
}

// sampled is a third of the scenarios, or all of them at full scale.
func sampled(all []scenario) []scenario {
	if full() {
		return all
	}
	var some []scenario
	for i, c := range all {
		if (i+i/12)%3 == 0 { // every length, share of missing days and so on in turn
			some = append(some, c)
		}
	}
	return some
}

// outcome counts answers over simulated people: how many there were, how many
// had enough days for an answer, how many were told of a difference, and how
// many of the intervals held the truth.
type outcome struct{ n, told, found, held int }

// rate is the share of those told anything that were told of a difference.
func (o outcome) rate() float64 { return float64(o.found) / float64(max(1, o.told)) }

// power is the share of everybody who was told of a difference.
func (o outcome) power() float64 { return float64(o.found) / float64(max(1, o.n)) }

// coverage is the share of intervals that hold the truth.
func (o outcome) coverage() float64 { return float64(o.held) / float64(max(1, o.told)) }

// naive is the rule of diary apps: three days with and three without, and a
// difference of half a point.
func naive(s Series) bool {
	m := s.means(s.Window(Lag))
	return m.DaysWith >= 3 && m.DaysWithout >= 3 && math.Abs(m.With-m.Without) >= 0.5
}

// simulateObservation has people answered by Observe's test, and by the naive
// rule.
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
		if told, found := observed(s); told {
			test.told++
			if found {
				test.found++
			}
		}
	}
	return test, simple
}

// observed is Observe without estimate and interval, and done as soon as the
// test is sure not to reject: whether there is an answer, and whether it is one
// of a difference.
func observed(s Series) (told, found bool) {
	if !s.Count().Missing().None() {
		return false, false
	}
	exposed := s.Window(Lag)
	w, x := newWhitening(len(s)), effect(s, exposed)
	if !(w.coefficient(adjusted(x), exposed, 0) >= tolerance*w.coefficient(x, exposed, 0)) {
		return false, false
	}
	all := make([]float64, 0, len(s))
	y := adjusted(s.ratings())
	for shift := range s {
		all = append(all, w.coefficient(y, exposed, shift))
		if shift%16 == 0 && pValue(all)*float64(len(all)) > Level*float64(len(s)) {
			return true, false
		}
	}
	return true, pValue(all) <= Level
}

// simulateTrial has people follow a plan of their own.
func (c scenario) simulateTrial(people int, seed uint64) outcome {
	r := rand.New(rand.NewPCG(seed, 9))
	var o outcome
	for range people {
		plan, err := Draw(c.days/7, r)
		if err != nil {
			panic(err)
		}
		result := Analyse(plan, c.person(r, &plan))
		o.n++
		if !result.Enough {
			continue
		}
		o.told++
		if result.P <= Level {
			o.found++
		}
		if result.Low <= c.effect && c.effect <= result.High {
			o.held++
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

// tolerated is the Monte-Carlo error that a share of n at Level may show: with
// some hundred scenarios, four standard errors are passed by chance in less
// than one run of a hundred.
func tolerated(n int) float64 { return 4 * math.Sqrt(Level*(1-Level)/float64(n)) }
