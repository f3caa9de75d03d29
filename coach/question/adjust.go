package question

import "math"

// week is the period whose rhythm is taken out of the ratings.
const week = 7

// ratings are the ratings as numbers; NaN for days without one.
func (s Series) ratings() []float64 {
	y := make([]float64, len(s))
	for t, d := range s {
		y[t] = math.NaN()
		if d.Rating > 0 {
			y[t] = float64(d.Rating)
		}
	}
	return y
}

// adjusted are the residuals of y's least-squares regression on seven weekday
// means and a straight line in time (Frisch and Waugh 1933; Lovell 1963: the
// line is fitted within weekdays). NaN stays NaN.
//
// Skin and meals both follow the week, and both may drift over months; without
// this a weekend habit or a season would pass for an effect (confounding by a
// shared period or trend).
func adjusted(y []float64) []float64 {
	var n, sumY, sumT [week]float64
	for t, v := range y {
		if !math.IsNaN(v) {
			n[t%week]++
			sumY[t%week] += v
			sumT[t%week] += float64(t)
		}
	}
	var tt, ty float64
	left, time := make([]float64, len(y)), make([]float64, len(y))
	for t, v := range y {
		left[t] = v - sumY[t%week]/n[t%week]
		time[t] = float64(t) - sumT[t%week]/n[t%week]
		if !math.IsNaN(v) {
			tt += time[t] * time[t]
			ty += time[t] * left[t]
		}
	}
	if tt == 0 {
		return left
	}
	for t := range left {
		left[t] -= ty / tt * time[t]
	}
	return left
}
