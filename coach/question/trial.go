package question

import "math"

// TrialResult is the answer of a planned experiment, or how it stands.
type TrialResult struct {
	RatedWith, RatedWithout int     // rated days that count
	With, Without           float64 // their mean ratings
	Difference              float64 // estimated effect with weekdays, trend and slowness allowed for, in rating points
	Low, High               float64 // interval of differences that the test does not reject
	P                       float64 // two-sided p value of the randomisation test; told early, 1 over the capital
	Kept, Broken            int     // logged days that kept to the plan, and that did not
	BlocksWith              int     // blocks of each kind that have a rated day
	BlocksWithout           int
	Enough                  bool // enough rated days in enough blocks for an answer
	Early                   bool // the looks have found a difference: it may be told at once
	Uneven                  bool // rated days are too different in number for the ratings to be trusted
}

// MinBlocks is how many blocks of each kind need a rated day.
const MinBlocks = 3

// Analyse compares the days by the plan as it was drawn, whatever was eaten
// (intention to treat). s holds the plan's days from its first; days that are
// still to come are missing.
//
// An experiment that may be looked at is told early when the capital of its
// bets (bet.go) is there. Else, at its end, the randomisation test over the
// orders that might have been drawn decides (Fisher 1935; Edgington and Onghena
// 2007). It is exact for whatever course the skin takes by itself: the
// statistic allows for weekdays, trend and slowness so as to see better, and
// needs none of them to be right (Rosenbaum 2002 on covariance adjustment in
// randomised experiments). Looks and end are one test: an order that would have
// been told early counts as further from nothing than any that wouldn't, so
// that the end spends what the looks have left of the error rate.
func Analyse(p Plan, s Series) TrialResult {
	r, t := decide(p, s)
	if r.P > 0 {
		r.Low, r.High = t.interval(r)
	}
	return r
}

// decide is the answer without its interval; a P of 0 when there is none yet.
func decide(p Plan, s Series) (TrialResult, *randomisationTest) {
	s = s[:min(len(s), p.Days())]
	means := s.means(p.Groups(len(s)))
	r := TrialResult{RatedWith: means.DaysWith, RatedWithout: means.DaysWithout, With: means.With, Without: means.Without}
	r.Kept, r.Broken = adherence(p, s)
	r.BlocksWith, r.BlocksWithout = ratedBlocks(p, s)
	r.Enough = r.BlocksWith >= MinBlocks && r.BlocksWithout >= MinBlocks &&
		means.DaysWith+means.DaysWithout >= MinRated && s.Count(Quick).Varied >= MinVaried
	over := len(s) >= p.Days()
	if !r.Enough || !over && !p.Looks() {
		return r, nil
	}
	t := &randomisationTest{plan: p, levels: p.levels(len(s)), rated: s.ratings()}
	t.add(p.With)
	early, lower := t.early(0)
	if !early && !over {
		return r, nil
	}
	t.drawAgain()
	all, unit := t.statistics(t.rated), t.statistics(t.rated.at(t.doses[0]))
	if r.Enough = unit[0] > 0; !r.Enough {
		return r, nil
	}
	r.Difference = estimated(all, unit)
	early = early && lower == (r.Difference < 0)
	r.P = Level
	if !early {
		r.P = t.pValue(all, 0)
	}
	r.Uneven = t.uneven(s, r)
	r.Early = early && !r.Uneven
	t.all, t.unit = all, unit
	return r, t
}

// interval is the interval of effects that the test doesn't reject; of an
// experiment that the looks have answered, a confidence sequence: of those that
// they don't (Howard et al. 2021).
func (t *randomisationTest) interval(r TrialResult) (low, high float64) {
	accepted := func(e float64) bool {
		told, _ := t.early(e)
		return !told && (r.Early || t.pValue(less(t.all, t.unit, e), e) > Level)
	}
	return farEdge(r.Difference, -intervalStep, accepted), farEdge(r.Difference, intervalStep, accepted)
}

// randomisationTest is the test of an experiment on its days so far.
type randomisationTest struct {
	plan   Plan
	levels [][4]float64
	rated  rated

	// By order that might have been drawn, the one that was first.
	doses [][]float64
	moves [][]int8

	all, unit []float64 // the statistics of the ratings, and those that an effect of one point would make
}

// add adds an order.
func (t *randomisationTest) add(order []bool) {
	t.doses = append(t.doses, t.plan.doses(t.levels, order))
	t.moves = append(t.moves, t.plan.moves(order))
}

// drawAgain adds the orders that the drawn one is compared with.
func (t *randomisationTest) drawAgain() {
	for _, order := range t.plan.orders()[1:] {
		t.add(order)
	}
}

// statistics are those of the values under every order.
func (t *randomisationTest) statistics(values rated) []float64 {
	g := values.calendar().adjust(values).regression(len(t.levels))
	all := make([]float64, len(t.doses))
	for i := range t.doses {
		all[i] = g.coefficient(t.doses[i], 0)
	}
	return all
}

// odds are those of the bets when an effect of e points is taken off.
func (t *randomisationTest) odds(e float64) odds {
	values := make([]float64, len(t.rated.values))
	for i, day := range t.rated.days {
		values[i] = t.rated.values[i] - e*t.doses[0][day]
	}
	return t.plan.odds(t.levels, rated{t.rated.days, values})
}

// early reports whether the looks have found another effect than e, and whether
// it is lower.
func (t *randomisationTest) early(e float64) (found, lower bool) {
	if !t.plan.Looks() {
		return false, false
	}
	most, lower := t.odds(e).capital(t.moves[0])
	return most >= enough, lower
}

// pValue is that of the whole test, looks and end, for an effect of e points,
// which the statistics are already without. The order that was drawn wasn't
// told early.
func (t *randomisationTest) pValue(all []float64, e float64) float64 {
	if t.plan.Looks() {
		all = append([]float64(nil), all...)
		odds := t.odds(e)
		for i := range all[1:] {
			if most, _ := odds.capital(t.moves[i+1]); most >= enough {
				all[i+1] = math.Inf(1)
			}
		}
	}
	return pValue(all)
}

// uneven reports whether days of the two arms are so differently often rated
// that an answer can't be trusted, by the same checks as in an observation.
func (t *randomisationTest) uneven(s Series, r TrialResult) bool {
	p := pValue(t.statistics(s.rates()))
	if r.P > Level {
		return p <= strictLevel
	}
	if p > armsLevel {
		return false
	}
	rest := *t
	rest.rated = s.trimmed(t.doses[0], r.Difference < 0).ratings()
	all := rest.statistics(rest.rated)
	if math.IsNaN(all[0]) || all[0]*r.Difference <= 0 {
		return true
	}
	return pValue(all) > surplusLevel
}

// Verdict is what may be said of the experiment.
func (r TrialResult) Verdict() Verdict {
	if !r.Enough || r.Uneven || r.P == 0 {
		return CannotTell
	}
	return Observation{Difference: r.Difference, P: r.P, bounded: within(r.Low, r.High)}.Verdict()
}

func adherence(p Plan, s Series) (kept, broken int) {
	for t, d := range s {
		switch {
		case d.Exposure == Unknown:
		case (d.Exposure == Present) == p.WithOn(t):
			kept++
		default:
			broken++
		}
	}
	return kept, broken
}

// ratedBlocks counts the blocks of each kind that have a rated day.
func ratedBlocks(p Plan, s Series) (with, without int) {
	rated := make([]bool, len(p.With))
	for t, d := range s {
		rated[t/p.BlockDays] = rated[t/p.BlockDays] || d.Rating > 0
	}
	for i, ok := range rated {
		switch {
		case !ok:
		case p.With[i]:
			with++
		default:
			without++
		}
	}
	return with, without
}
