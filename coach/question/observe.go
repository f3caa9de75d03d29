package question

import "math"

// Level is the error rate of the test and of the interval: at most this share
// of people with no effect are told of one.
const Level = 0.05

// Observation is the answer from a diary as it was lived, without a plan.
type Observation struct {
	Counts  Counts
	Missing Missing // what is needed before an answer; the rest is zero then

	With, Without float64 // mean rating after an exposure, and after none
	Difference    float64 // estimated effect with what weekdays explain taken out, in rating points
	Low, High     float64 // interval of differences that the test does not reject
	P             float64 // two-sided p value of the circular-shift test
	Long          float64 // plain difference for the 7-day window, untested; NaN when it can't be formed
}

// Verdict is what an answer may say. None of them says that anything causes
// anything.
type Verdict string

// The verdicts.
const (
	CannotTell Verdict = "cannot_tell" // too few days, or days too alike: the normal answer at first
	NoSign     Verdict = "no_sign"     // enough days, and no difference beyond chance
	GoesLower  Verdict = "goes_lower"  // lower ratings after it than chance explains
	GoesHigher Verdict = "goes_higher" // higher ratings after it than chance explains
)

// narrow is the widest interval, in rating points to either side, with which
// "no sign of a difference" may be said; wider ones leave a difference open
// that a person would notice.
const narrow = 1.0

// Observe compares ratings after exposures with the rest of the days.
//
// The statistic is the difference of the mean weekday-adjusted ratings; its
// null distribution is that of all circular shifts of the exposure series
// against the ratings, which keeps the autocorrelation of both (Chung and
// Fraser 1958 on the permutation group; Harris 2020 on time series). The
// interval inverts the test (Garthwaite 1996).
func Observe(s Series) Observation {
	o := Observation{Counts: s.Count()}
	o.Missing = o.Counts.Missing()
	if !o.Missing.None() {
		return o
	}
	window := s.Window(Lag)
	y, ok := adjusted(s)
	all := differences(y, ok, window)
	o.With, o.Without = means(s, window)
	o.P = pValue(all)
	o.Difference, o.Low, o.High = invert(all, differences(exposureAsRating(s, window)))
	with, without := means(s, s.Window(LongLag))
	o.Long = with - without
	return o
}

// Verdict is what may be said of the observation.
func (o Observation) Verdict() Verdict {
	switch {
	case !o.Missing.None():
		return CannotTell
	case o.P <= Level && o.Difference < 0:
		return GoesLower
	case o.P <= Level && o.Difference > 0:
		return GoesHigher
	case -narrow <= o.Low && o.High <= narrow:
		return NoSign
	default:
		return CannotTell
	}
}

// means are the mean ratings after an exposure and after none; NaN for none.
func means(s Series, window []Exposure) (with, without float64) {
	var n [3]float64
	var sum [3]float64
	for t, d := range s {
		if d.Rating > 0 {
			sum[window[t]] += float64(d.Rating)
			n[window[t]]++
		}
	}
	return sum[Present] / n[Present], sum[Absent] / n[Absent]
}

// The interval is searched in steps of this many rating points, out to the
// largest difference that ratings from 1 to 5 can have.
const (
	intervalStep = 0.05
	intervalEnd  = 4.0
)

// invert turns the test into an estimate with an interval. all are the
// differences under every shift or order, unit those that an effect of one
// point would make, both with the observed one first. Taking an effect e off
// the exposed days leaves all − e·unit: the estimate is the e that leaves no
// difference, the interval all those that the test does not reject.
func invert(all, unit []float64) (estimate, low, high float64) {
	left := make([]float64, len(all))
	accepted := func(e float64) bool {
		for k := range all {
			left[k] = all[k] - e*unit[k]
		}
		return pValue(left) > Level
	}
	estimate = all[0] / unit[0]
	return estimate, edge(estimate, -intervalStep, accepted), edge(estimate, intervalStep, accepted)
}

// edge walks from the estimate outwards to the last accepted effect. The
// estimate itself is always accepted: its difference from itself is 0.
func edge(from, step float64, accepted func(float64) bool) float64 {
	last := from
	for e := from + step; math.Abs(e) <= intervalEnd; e += step {
		if accepted(e) {
			last = e
		}
	}
	return last
}

// exposureAsRating is a series whose adjusted rating is 1 after an exposure
// and 0 otherwise, with the weekdays taken out as in the real one.
func exposureAsRating(s Series, window []Exposure) (y []float64, ok []bool, w []Exposure) {
	indicator := make(Series, len(s))
	for t, d := range s {
		if d.Rating == 0 {
			continue
		}
		indicator[t].Rating = 1
		if window[t] == Present {
			indicator[t].Rating = 2
		}
	}
	y, ok = adjusted(indicator)
	return y, ok, window
}
