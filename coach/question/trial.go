package question

// TrialResult is the answer of a planned experiment.
type TrialResult struct {
	RatedWith, RatedWithout int     // rated days that count
	With, Without           float64 // their mean ratings
	Difference              float64 // estimated effect with weekdays, trend and slowness allowed for, in rating points
	Low, High               float64 // interval of differences that the test does not reject
	P                       float64 // two-sided p value of the randomisation test
	Kept, Broken            int     // logged days that kept to the plan, and that did not
	BlocksWith              int     // blocks of each kind that have a rated day
	BlocksWithout           int
	Enough                  bool // enough rated days in enough blocks for an answer
}

// MinBlocks is how many blocks of each kind need a rated day.
const MinBlocks = 3

// Analyse compares the days by the plan as it was drawn, whatever was eaten
// (intention to treat), by the randomisation test over all balanced orders
// (Fisher 1935; Edgington and Onghena 2007). It is exact for whatever course
// the skin takes by itself: the statistic allows for weekdays, trend and
// slowness so as to see better, and needs none of them to be right (Rosenbaum
// 2002 on covariance adjustment in randomised experiments).
//
// A day belongs to "with" as in an observation, when the plan has the exposure
// in the Lag days before it. s holds the plan's days from its first; days
// that are still to come are missing.
func Analyse(p Plan, s Series) TrialResult {
	s = s[:min(len(s), p.Days())]
	exposed := p.Window(len(s))
	means := s.means(exposed)
	r := TrialResult{RatedWith: means.DaysWith, RatedWithout: means.DaysWithout, With: means.With, Without: means.Without}
	r.Kept, r.Broken = adherence(p, s)
	r.BlocksWith, r.BlocksWithout = ratedBlocks(p, s)
	r.Enough = r.BlocksWith >= MinBlocks && r.BlocksWithout >= MinBlocks &&
		means.DaysWith+means.DaysWithout >= MinRated && s.Count().Varied >= MinVaried
	if !r.Enough {
		return r
	}
	orders := p.orders(len(s))
	all := randomised(orders, adjusted(s.ratings()))
	r.P = pValue(all)
	r.Difference, r.Low, r.High = invert(all, randomised(orders, adjusted(effect(s, exposed))))
	return r
}

// Verdict is what may be said of the experiment.
func (r TrialResult) Verdict() Verdict {
	if !r.Enough {
		return CannotTell
	}
	return Observation{Difference: r.Difference, Low: r.Low, High: r.High, P: r.P}.Verdict()
}

// randomised are the statistics under the drawn order first and then under
// every other.
func randomised(orders [][]Exposure, y []float64) []float64 {
	w := newWhitening(len(y))
	all := make([]float64, len(orders))
	for i, exposed := range orders {
		all[i] = w.coefficient(y, exposed, 0)
	}
	return all
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
