package question

import "math"

// Level is the error rate of the test and of the interval: at most this share
// of people with no effect are told of one.
const Level = 0.05

// pValue is the two-sided p value of the first statistic among all of them:
// the share, the first included, that is at least as far from 0. All shifts or
// orders are enumerated, so no random draw is involved. One without a
// statistic (NaN) counts against the finding, and so do ties.
func pValue(all []float64) float64 {
	const rounding = 1e-9
	observed := math.Abs(all[0])
	extreme := 0
	for _, d := range all {
		if !(math.Abs(d) < observed-rounding) {
			extreme++
		}
	}
	return float64(extreme) / float64(len(all))
}

// The interval is searched in steps of this many rating points, out to the
// largest difference that ratings from 1 to 5 can have.
const (
	intervalStep = 0.05
	intervalEnd  = 4.0
)

// invert turns the test into an estimate with an interval (Garthwaite 1996).
// all are the statistics under every shift or order, unit those that an effect
// of one point would make, both with the observed one first. Taking an effect
// e off the exposed days leaves all − e·unit: the estimate is the e that leaves
// nothing (Hodges and Lehmann 1963), the interval all those that the test does
// not reject.
func invert(all, unit []float64) (estimate, low, high float64) {
	accepted := func(e float64) bool { return pValue(less(all, unit, e)) > Level }
	estimate = estimated(all, unit)
	return estimate, edge(estimate, -intervalStep, accepted), edge(estimate, intervalStep, accepted)
}

// estimated is the effect that leaves a statistic of nothing.
func estimated(all, unit []float64) float64 {
	return min(max(all[0]/unit[0], -intervalEnd), intervalEnd)
}

// less are the statistics that are left without an effect of e points.
func less(all, unit []float64, e float64) []float64 {
	left := make([]float64, len(all))
	for k := range all {
		left[k] = all[k] - e*unit[k]
	}
	return left
}

// edge walks from the estimate outwards and gives the step after the last
// accepted effect, so that the interval is never too narrow by the step.
func edge(from, step float64, accepted func(float64) bool) float64 {
	last := from
	for e := from; math.Abs(e) <= intervalEnd; e += step {
		if accepted(e) {
			last = e
		}
	}
	return min(max(last+step, -intervalEnd), intervalEnd)
}

// farEdge is edge for a test that takes long: it walks in strides to the first
// that is rejected, and only from the last accepted one on in steps.
func farEdge(from, step float64, accepted func(float64) bool) float64 {
	const stride = 8
	last := from
	for e := from + stride*step; math.Abs(e) <= intervalEnd && accepted(e); e += stride * step {
		last = e
	}
	for range stride {
		last += step
		if math.Abs(last) > intervalEnd || !accepted(last) {
			break
		}
	}
	return min(max(last, -intervalEnd), intervalEnd)
}
