package question

import "math"

// week is the period whose rhythm is taken out of the ratings.
const week = 7

// adjusted are the ratings less their weekday's mean, for the rated days;
// ok[t] tells which. Skin and meals both follow the week; without this a
// weekend habit would pass for an effect (confounding by a shared period).
func adjusted(s Series) (y []float64, ok []bool) {
	y, ok = make([]float64, len(s)), make([]bool, len(s))
	var sum, n [week]float64
	for t, d := range s {
		if d.Rating > 0 {
			sum[t%week] += float64(d.Rating)
			n[t%week]++
		}
	}
	for t, d := range s {
		if d.Rating > 0 {
			y[t] = float64(d.Rating) - sum[t%week]/n[t%week]
			ok[t] = true
		}
	}
	return y, ok
}

// difference is the mean of y over days after an exposure less the mean over
// days after none, the exposures moved on by shift days around the circle.
// It is NaN when either group is empty.
func difference(y []float64, ok []bool, window []Exposure, shift int) float64 {
	var with, without, nWith, nWithout float64
	n := len(y)
	for t := range y {
		if !ok[t] {
			continue
		}
		from := t - shift
		if from < 0 {
			from += n
		}
		switch window[from] {
		case Present:
			with += y[t]
			nWith++
		case Absent:
			without += y[t]
			nWithout++
		case Unknown:
		}
	}
	if nWith == 0 || nWithout == 0 {
		return math.NaN()
	}
	return with/nWith - without/nWithout
}

// differences are those of every circular shift, that of shift 0 first.
func differences(y []float64, ok []bool, window []Exposure) []float64 {
	all := make([]float64, len(y))
	for shift := range all {
		all[shift] = difference(y, ok, window, shift)
	}
	return all
}

// pValue is the two-sided p value of the first difference among all of them:
// the share of shifts, the identity included, whose difference is at least as
// far from 0. All shifts are enumerated, so no random draw is involved. A
// shift without a difference counts against the finding.
func pValue(all []float64) float64 {
	const rounding = 1e-9
	observed := math.Abs(all[0])
	extreme := 0
	for _, d := range all {
		if math.IsNaN(d) || math.Abs(d) >= observed-rounding {
			extreme++
		}
	}
	return float64(extreme) / float64(len(all))
}
