package question

import "slices"

// Pace is how fast the effect is that a question looks for. It is chosen
// beforehand: trying both windows on the same days would be a second look.
type Pace string

// The paces.
const (
	Quick Pace = ""     // a day's rating is compared by the two days before it
	Slow  Pace = "slow" // by the share of the seven days before it
)

// Lag is the tested window, in days before the rating.
func (p Pace) Lag() int {
	if p == Slow {
		return 7
	}
	return 2
}

// Exposure tells whether something was eaten on a day, or in a window of days.
type Exposure int8

// A day that was not logged has an unknown exposure, not none.
const (
	Unknown Exposure = iota
	Absent
	Present
)

// Day is one day of a series.
type Day struct {
	Rating   int // of what the question compares, 1 (bad) to 5 (good); 0 when not rated
	Exposure Exposure
	Period   bool // the person marked a period on this day
}

// Series are consecutive days, first to last, none left out.
type Series []Day

// Window is, for each day, whether there was any exposure in the lag days
// before it: Present as soon as one day had it, Absent only when every day is
// known to have been without. Days before the series are unknown.
func (s Series) Window(lag int) []Exposure {
	window := make([]Exposure, len(s))
	for t := range s {
		window[t] = s.before(t, lag)
	}
	return window
}

func (s Series) before(t, lag int) Exposure {
	result := Absent
	for back := 1; back <= lag; back++ {
		e := Unknown
		if t >= back {
			e = s[t-back].Exposure
		}
		switch e {
		case Present:
			return Present
		case Unknown:
			result = Unknown
		case Absent:
		}
	}
	return result
}

// Groups are, for each day, which of two groups its rating is told in: at a
// quick pace those after an exposure (Present) and those known to be after none
// (Absent), at a slow one those after more exposure than on the middle day and
// the rest. Unknown: in neither.
func (s Series) Groups(pace Pace) []Exposure {
	if pace != Slow {
		return s.Window(pace.Lag())
	}
	doses := s.doses(pace)
	sorted := slices.Sorted(slices.Values(doses))
	groups := make([]Exposure, len(s))
	for t, dose := range doses {
		switch {
		case 2*s.known(t, pace.Lag()) <= pace.Lag():
		case dose > sorted[len(sorted)/2]:
			groups[t] = Present
		default:
			groups[t] = Absent
		}
	}
	return groups
}

// known is how many of the lag days before t have a known exposure.
func (s Series) known(t, lag int) int {
	n := 0
	for _, d := range s[max(0, t-lag):t] {
		if d.Exposure != Unknown {
			n++
		}
	}
	return n
}

// doses are, for each day, how much exposure the window before it holds, from
// 0 to 1: at a quick pace the probability that there was any, at a slow one the
// expected share of days with it. A day whose exposure is unknown counts by
// the probability of an exposure, the share of the known days that have one; so
// a window with gaps says less, and is not thrown away (single imputation of
// the conditional mean, as in regression calibration: Carroll et al. 2006).
func (s Series) doses(pace Pace) []float64 {
	var present, known float64
	for _, d := range s {
		if d.Exposure != Unknown {
			known++
		}
		if d.Exposure == Present {
			present++
		}
	}
	chance := make([]float64, len(s))
	for t, d := range s {
		switch d.Exposure {
		case Unknown:
			chance[t] = present / max(1, known)
		case Present:
			chance[t] = 1
		case Absent:
		}
	}
	doses := make([]float64, len(s))
	for t := range s {
		doses[t] = pace.dose(t, present/max(1, known), func(t int) float64 { return chance[t] })
	}
	return doses
}

// dose is the exposure in the window before day t, by the chance of an exposure
// on each day; before is that of the days before day 0.
func (p Pace) dose(t int, before float64, chance func(t int) float64) float64 {
	none, sum := 1.0, 0.0
	for back := 1; back <= p.Lag(); back++ {
		c := before
		if t >= back {
			c = chance(t - back)
		}
		none *= 1 - c
		sum += c
	}
	if p == Slow {
		return sum / float64(p.Lag())
	}
	return 1 - none
}
