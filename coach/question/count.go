package question

// Counts are what an answer rests on: rated days by the exposure of their
// window.
type Counts struct {
	Days      int // of the series
	Rated     int // of those with a rating
	Exposed   int // rated, after an exposure (Series.Groups)
	Unexposed int // rated, known to be after none
	Varied    int // rated other than the commonest rating
}

// Count counts the days for the tested window.
func (s Series) Count(pace Pace) Counts {
	c := Counts{Days: len(s)}
	times := map[int]int{}
	commonest := 0
	for t, e := range s.Groups(pace) {
		if s[t].Rating == 0 {
			continue
		}
		c.Rated++
		times[s[t].Rating]++
		commonest = max(commonest, times[s[t].Rating])
		switch e {
		case Present:
			c.Exposed++
		case Absent:
			c.Unexposed++
		case Unknown:
		}
	}
	c.Varied = c.Rated - commonest
	return c
}

// Enough for an answer from observation: with fewer days the test could not
// reject at 5 % or would rest on a handful of days. None of this looks at how
// ratings and exposures go together, so asking for it spoils no test.
const (
	MinDays   = 28 // length of the series, and so of the set of shifts
	MinRated  = 20 // rated days
	MinGroup  = 4  // of those, days known to be after an exposure, and days known to be after none
	MinVaried = 3  // days rated other than the commonest rating: where all are alike there is nothing to explain
)

// Missing is what a person still needs for an answer; zero: nothing.
type Missing struct {
	Days, Rated, Exposed, Unexposed, Varied int

	// Contrast: the exposure follows the calendar or earlier ratings so closely that
	// it can't be told from them.
	Contrast bool
}

// Missing tells how many more days of each kind are needed.
func (c Counts) Missing() Missing {
	return Missing{
		Days:      max(0, MinDays-c.Days),
		Rated:     max(0, MinRated-c.Rated),
		Exposed:   max(0, MinGroup-c.Exposed),
		Unexposed: max(0, MinGroup-c.Unexposed),
		Varied:    max(0, MinVaried-c.Varied),
	}
}

// None tells whether nothing is missing.
func (m Missing) None() bool { return m == Missing{} }
