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
	effect  float64 // true effect of an exposure, in points
	acts    acts    // when it acts
	drift   float64 // points that the skin gains over the whole time, while the exposure fades

	avoids    float64 // chance that someone leaves out the exposure after a bad day
	recalls   bool    // a bad day is one of the last two
	cycle     float64 // points by which a cycle of 28 days moves the skin; it moves the exposure too
	marks     bool    // its periods are marked
	selective float64 // chance of rating days other than bad ones after an exposure; 0: rates alike
	lapses    float64 // share of a plan's days on which its opposite is eaten
}

// acts is when an effect acts.
type acts int

const (
	soon  acts = iota // on the two days after
	later             // on days three to five after
	fades             // builds up and fades with a half-life of three days
)

func (c scenario) String() string {
	text := fmt.Sprintf("ρ %.1f, exposed %2.0f %%, sticky %.1f, weekly %.1f, missing %2.0f %%, %3d days",
		c.rho, 100*c.rate, c.sticky, c.weekly, 100*c.missing, c.days)
	if c.drift != 0 {
		text += fmt.Sprintf(", drift %.0f", c.drift)
	}
	return text
}

// The simulated skin: its standard deviation in points, the rating from which
// down a day is bad, and how much likelier an exposure is at the worst of the
// cycle.
const (
	skinSpread = 0.8
	badDay     = 2
	craving    = 0.8
)

// person makes a person's days: an AR(1) skin around 3 with a weekly rhythm,
// rated on 1–5, and a two-state Markov chain of exposures; plan, where given,
// says what is eaten instead.
func (c scenario) person(r *rand.Rand, plan *Plan) Series {
	s := make(Series, c.days)
	truth := make([]bool, c.days)
	z, built := r.NormFloat64(), 0.0
	felt, before := 3, 3
	offset := r.IntN(usualCycle)
	for t := range s {
		phase := math.Cos(2 * math.Pi * float64(t+offset) / usualCycle)
		bad := felt <= badDay || c.recalls && before <= badDay
		truth[t] = c.eats(r, t, truth, phase, bad)
		if plan != nil {
			truth[t] = plan.WithOn(t) != (r.Float64() < c.lapses)
		}
		z = c.rho*z + math.Sqrt(1-c.rho*c.rho)*r.NormFloat64()
		skin := 3 + skinSpread*z + c.drift*(float64(t)/float64(c.days)-0.5) - c.cycle*phase
		if t%week >= 5 {
			skin -= c.weekly
		}
		after := func(first, last int) bool {
			for back := first; back <= last; back++ {
				if t >= back && truth[t-back] {
					return true
				}
			}
			return false
		}
		built *= math.Pow(0.5, 1.0/3)
		if after(1, 1) {
			built += 1 - math.Pow(0.5, 1.0/3)
		}
		switch {
		case c.acts == soon && after(1, 2), c.acts == later && after(3, 5):
			skin += c.effect
		case c.acts == fades:
			skin += c.effect * built
		}
		before, felt = felt, int(math.Max(1, math.Min(5, math.Round(skin))))
		if r.Float64() < c.rates(felt, after(1, 2), plan != nil) {
			s[t].Rating = felt
		}
		if r.Float64() >= c.missing {
			s[t].Exposure = Absent
			if truth[t] {
				s[t].Exposure = Present
			}
		}
		s[t].Period = c.marks && (t+offset)%usualCycle == 0
	}
	return s
}

// eats is whether the person has it on day t by habit, and by how they feel.
func (c scenario) eats(r *rand.Rand, t int, truth []bool, phase float64, bad bool) bool {
	p := c.rate
	if t%week >= 5 {
		p *= 1 + c.weekly
	}
	if c.drift != 0 {
		p *= 2 * (1 - float64(t)/float64(c.days))
	}
	if c.cycle != 0 {
		p *= 1 + craving*phase
	}
	had := r.Float64() < math.Min(0.95, p)
	if t > 0 && r.Float64() < c.sticky {
		had = truth[t-1]
	}
	return had && !(bad && r.Float64() < c.avoids)
}

// rates is the chance of rating a day. A selective person rates bad days after
// an exposure always; in an experiment the days after none too.
func (c scenario) rates(felt int, exposed, planned bool) float64 {
	switch {
	case c.selective == 0:
		return 1 - c.missing
	case planned && !exposed, exposed && felt <= badDay:
		return 0.95
	}
	return c.selective
}

// full tells whether to simulate at full scale (SOAK=1, as make simulate sets
// it) or a seeded tenth of it.
func full() bool { return os.Getenv("SOAK") != "" }

// scale is the number of simulated people a scenario.
func scale(all int) int {
	if full() {
		return all
	}
	return all / 10
}

// sampled is every nth scenario, or all of them at full scale.
func sampled(all []scenario, nth int) []scenario {
	if full() {
		return all
	}
	var some []scenario
	for i, c := range all {
		if (i+i/12)%nth == 0 { // every length, share of missing days and so on in turn
			some = append(some, c)
		}
	}
	return some
}

// third reports of every third call whether it is to be run; at full scale of
// each.
func third() func() bool {
	calls := 0
	return func() bool {
		calls++
		return full() || calls%3 == 1
	}
}

// outcome counts answers over simulated people.
type outcome struct {
	n, told int // people, and how many had enough days for an answer
	found   int // told of a difference
	noSign  int // told that there is no sign of one
	uneven  int // told "can't tell" for rating unevenly
	naked   int // would be told of a difference without that check
	held    int // intervals, of all that were made, that hold the truth
	made    int
	early   int // told of a difference before the end
	days    int // on which they were, together
	naive   int // told of a difference by the rule of diary apps
}

func share(n, of int) float64 { return float64(n) / float64(max(1, of)) }

// errorOf is the Monte-Carlo standard error of a share.
func errorOf(p float64, n int) float64 { return math.Sqrt(p * (1 - p) / float64(max(1, n))) }

// tolerated is the Monte-Carlo error that a share of n at Level may show: with
// some hundred scenarios, four standard errors are passed by chance in less
// than one run of a hundred.
func tolerated(n int) float64 { return 4 * errorOf(Level, n) }

func (o outcome) String() string {
	p := share(o.found, o.n)
	text := fmt.Sprintf("found %.3f ± %.3f (unchecked %.3f), no sign %.3f, uneven %.3f, enough %.2f",
		p, errorOf(p, o.n), share(o.naked, o.n), share(o.noSign, o.n), share(o.uneven, o.n), share(o.told, o.n))
	if o.early > 0 {
		text += fmt.Sprintf(", early %.3f on day %d", share(o.early, o.n), o.days/o.early)
	}
	return text
}

// naive is the rule of diary apps: three days with and three without, and a
// difference of half a point.
func naive(s Series) bool {
	m := s.Means(Quick)
	return m.DaysWith >= 3 && m.DaysWithout >= 3 && math.Abs(m.With-m.Without) >= 0.5
}

// watched has people answered from their diaries as they live.
func (c scenario) watched(people int, pace Pace, seed uint64) outcome {
	r := rand.New(rand.NewPCG(seed, 7))
	o := outcome{n: people}
	for range people {
		s := c.person(r, nil)
		if naive(s) {
			o.naive++
		}
		got := Observe(s, pace)
		if !got.Missing.None() {
			continue
		}
		o.told++
		o.add(got.Verdict(), got.P, got.Uneven, got.Low <= c.effect && c.effect <= got.High)
	}
	return o
}

func (o *outcome) add(v Verdict, p float64, uneven, held bool) {
	o.made++
	if p <= Level {
		o.naked++
	}
	if held {
		o.held++
	}
	if uneven {
		o.uneven++
	}
	switch v {
	case GoesLower, GoesHigher:
		o.found++
	case NoSign:
		o.noSign++
	case CannotTell:
	}
}

// tried has people follow a plan of their own, looked at as the coach does.
// Intervals take most of the time; without them nobody is told "no sign".
func (c scenario) tried(people int, f Form, seed uint64, intervals bool) outcome {
	r := rand.New(rand.NewPCG(seed, 9))
	o := outcome{n: people}
	for range people {
		plan, err := Draw(f, c.days/week, r)
		if err != nil {
			panic(err)
		}
		c := c
		c.days = plan.Days()
		s := c.person(r, &plan)
		got, test, day := looked(plan, s)
		if !got.Enough {
			continue
		}
		o.told++
		held := false
		if intervals && test != nil {
			got.Low, got.High = test.interval(got)
			held = got.Low <= c.effect && c.effect <= got.High
		}
		o.add(got.Verdict(), got.P, got.Uneven, held)
		if day < len(s) {
			o.early++
			o.days += day
		}
	}
	return o
}

// looked is the answer of an experiment and the number of days it took. Where
// the capital never gets there, no look has to be made.
func looked(p Plan, s Series) (TrialResult, *randomisationTest, int) {
	t := randomisationTest{plan: p, levels: p.levels(len(s)), rated: s.ratings()}
	t.add(p.With)
	if told, _ := t.early(0); told {
		for block := 1; block < len(p.With); block++ {
			days := block*p.BlockDays + 2
			if r, t := decide(p, s[:days]); r.Early {
				return r, t, days
			}
		}
	}
	r, last := decide(p, s)
	if r.P > 0 && r.P > Level {
		r.Low, r.High = -intervalEnd, intervalEnd // unknown
	}
	return r, last, len(s)
}
