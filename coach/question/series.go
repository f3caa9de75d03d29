package question

// Lag is the tested window: a day's rating is compared by the exposures of
// the Lag days before it. It sees quick effects only.
const Lag = 2

// LongLag is the window that is described beside the tested one, untested.
const LongLag = 7

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
	Rating   int // of the skin, 1 (bad) to 5 (good); 0 when not rated
	Exposure Exposure
}

// Series are consecutive days, first to last, none left out.
type Series []Day

// Window is, for each day, whether there was any exposure in the lag days
// before it: Present as soon as one day had it, Absent only when every day is
// known to have been without.
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
		if t-back < 0 {
			return unlessPresent(result)
		}
		switch s[t-back].Exposure {
		case Present:
			return Present
		case Unknown:
			result = Unknown
		case Absent:
		}
	}
	return result
}

// unlessPresent is Unknown for a window that reaches back before the series.
func unlessPresent(e Exposure) Exposure {
	if e == Present {
		return Present
	}
	return Unknown
}
