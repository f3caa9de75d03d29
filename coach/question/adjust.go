package question

import "math"

// week is the period whose rhythm is taken out of the ratings.
const week = 7

// rated are the days that have a value, and the values.
type rated struct {
	days   []int
	values []float64
}

// ratings are the rated days with their ratings.
func (s Series) ratings() rated {
	var r rated
	for t, d := range s {
		if d.Rating > 0 {
			r.days = append(r.days, t)
			r.values = append(r.values, float64(d.Rating))
		}
	}
	return r
}

// at are the values of x on the same days.
func (r rated) at(x []float64) rated {
	values := make([]float64, len(r.days))
	for i, t := range r.days {
		values[i] = x[t]
	}
	return rated{r.days, values}
}

// covariates span what an outcome is adjusted for: an orthonormal basis on the
// rated days (modified Gram–Schmidt).
type covariates [][]float64

// calendar are seven weekday means and a straight line in time. Skin and meals
// both follow the week, and both may drift over months; without this a weekend
// habit or a season would pass for an effect (confounding by a shared period or
// trend).
func (r rated) calendar() covariates {
	var basis covariates
	for weekday := range week {
		basis.add(r.column(func(t int) float64 {
			if t%week == weekday {
				return 1
			}
			return 0
		}))
	}
	basis.add(r.column(func(t int) float64 { return float64(t) }))
	return basis
}

func (r rated) column(f func(t int) float64) []float64 {
	column := make([]float64, len(r.days))
	for i, t := range r.days {
		column[i] = f(t)
	}
	return column
}

// add extends the basis by what of a column it doesn't span yet.
func (c *covariates) add(column []float64) {
	const rank = 1e-8 // of a column's length, the rest of which is rounding
	whole := math.Sqrt(dot(column, column))
	for range 2 { // twice is enough (Giraud et al. 2005)
		c.residual(column)
	}
	length := math.Sqrt(dot(column, column))
	if length <= rank*whole {
		return
	}
	for i := range column {
		column[i] /= length
	}
	*c = append(*c, column)
}

// residual leaves of a column what the covariates don't explain by least
// squares (Frisch and Waugh 1933; Lovell 1963).
func (c covariates) residual(column []float64) {
	for _, b := range c {
		along := dot(b, column)
		for i := range column {
			column[i] -= along * b[i]
		}
	}
}

// adjust are the values less what the covariates explain of them.
func (c covariates) adjust(r rated) rated {
	values := append([]float64(nil), r.values...)
	c.residual(values)
	return rated{r.days, values}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// reach is how many days back the earlier ratings end that allow for reactive
// behaviour: an exposure of the window may be a reaction to them, and hasn't
// touched them, or hardly.
func (p Pace) reach() int {
	if p == Slow {
		return p.Lag() + 1
	}
	return p.Lag()
}

// memory is by how much the weight of an earlier rating falls with each day
// further back.
const memory = 0.6

// observed are the covariates of a diary as it was lived: the calendar, the
// earlier ratings that the exposures of the window may have been a reaction to
// (someone avoids cheese after a bad day, and the next days are better by
// themselves), and the phase of a marked menstrual cycle, which skin and
// appetite may both follow.
//
// Yesterday's rating is no covariate: it may lie between exposure and rating,
// and would take the effect away with it (Daza 2018).
func (s Series) observed(r rated, pace Pace) covariates {
	basis := r.calendar()
	earlier := s.earlier(r, pace.reach())
	basis.add(r.column(func(t int) float64 { return earlier[t] }))
	if phase, ok := s.cycle(); ok {
		basis.add(r.column(func(t int) float64 { return math.Cos(2 * math.Pi * phase[t]) }))
		basis.add(r.column(func(t int) float64 { return math.Sin(2 * math.Pi * phase[t]) }))
	}
	return basis
}

// earlier is, for each day, the level of the ratings up to reach days before it, by exponential smoothing (Brown 1959), as a difference from their mean; a
// lagged dependent variable that doesn't break off where a rating is missing.
func (s Series) earlier(r rated, reach int) []float64 {
	mean := 0.0
	for _, v := range r.values {
		mean += v / float64(len(r.values))
	}
	level := make([]float64, len(s))
	sum, weight := 0.0, 0.0
	for t := reach; t < len(s); t++ {
		sum, weight = memory*sum, memory*weight
		if rating := s[t-reach].Rating; rating > 0 {
			sum += float64(rating) - mean
			weight++
		}
		level[t] = sum / max(1, weight)
	}
	return level
}
