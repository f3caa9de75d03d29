package question

// Observation is the answer from a diary as it was lived, without a plan.
type Observation struct {
	Pace    Pace
	Counts  Counts
	Missing Missing // what is needed before an answer; the rest is zero then

	With, Without float64 // mean rating of each group (Series.Groups)
	Difference    float64 // estimated effect between the groups, with what is adjusted for allowed for, in rating points
	Low, High     float64 // interval of differences that the test does not reject
	P             float64 // two-sided p value of the circular-shift test

	// Uneven: the share of rated days after an exposure differs from that of the
	// other days by more than chance. Then somebody may rate by how they look,
	// and no analysis of the ratings can undo that (missing not at random).
	Uneven bool

	// bounded: the interval leaves no effect of a whole dose open that a person
	// would notice.
	bounded bool
}

// Means are the mean ratings of the two groups, and the days that they rest on. A mean over no day is NaN.
type Means struct {
	With, Without         float64
	DaysWith, DaysWithout int
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

func within(low, high float64) bool { return -narrow <= low && high <= narrow }

// tolerance is the least share of the exposure's variation that weekdays and
// trend must leave (1 − R², the inverse of the variance inflation factor). With
// less, say milk on every weekday and never at weekends, the exposure can't be
// told from the week.
const tolerance = 0.2

// Observe compares ratings after exposures with the rest of the days.
//
// The statistic is the generalised least-squares coefficient of the ratings,
// adjusted for the calendar and for earlier ratings (adjust.go), on the
// exposure. Its null distribution is that of all circular shifts of the
// exposure series and of its mirror image against the ratings, which keeps the
// autocorrelation of both (Chung and Fraser 1958 on groups of permutations;
// Harris 2020 on shifting time series). The interval inverts the test.
func Observe(s Series, pace Pace) Observation {
	o := Observation{Pace: pace, Counts: s.Count(pace)}
	o.Missing = o.Counts.Missing()
	if !o.Missing.None() {
		return o
	}
	t := s.shiftTest(pace)
	if o.Missing.Contrast = !t.contrast(); o.Missing.Contrast {
		return o
	}
	all := t.statistics()
	o.P = pValue(all)
	groups := s.Groups(pace)
	o.Difference, o.Low, o.High = invert(all, t.unit)
	o.bounded = within(o.Low, o.High)
	if pace == Slow {
		between := s.between(groups, t.doses)
		o.Difference, o.Low, o.High = between*o.Difference, between*o.Low, between*o.High
	}
	plain := s.means(groups)
	o.With, o.Without = plain.With, plain.Without
	if p := t.evenness(s); o.P <= Level {
		o.Uneven = p <= lenientLevel && !s.survives(pace, t.doses, o.Difference)
	} else {
		o.Uneven = p <= strictLevel
	}
	return o
}

// between is how much larger the dose of the exposed group is, on the mean of
// rated days: what an effect of a whole dose is worth between the groups.
func (s Series) between(groups []Exposure, doses []float64) float64 {
	var n, sum [3]float64
	for t, d := range s {
		if d.Rating > 0 {
			n[groups[t]]++
			sum[groups[t]] += doses[t]
		}
	}
	return sum[Present]/max(1, n[Present]) - sum[Absent]/max(1, n[Absent])
}

// survives reports whether the difference is still found without the surplus
// of ratings.
func (s Series) survives(pace Pace, doses []float64, difference float64) bool {
	t := s.trimmed(doses, difference < 0).shiftTest(pace)
	all := t.statistics()
	return pValue(all) <= surplusLevel && all[0]*difference > 0
}

// shiftTest is the circular-shift test of a series, as far as it goes without
// looking at how ratings and exposures go together.
type shiftTest struct {
	days  int
	rated rated
	basis covariates
	doses []float64
	unit  []float64 // the statistics that an effect of one point would make
}

func (s Series) shiftTest(pace Pace) shiftTest {
	t := shiftTest{days: len(s), rated: s.ratings(), doses: s.doses(pace)}
	t.basis = s.observed(t.rated, pace)
	unit := t.basis.adjust(t.rated.at(t.doses)).regression(t.days)
	t.unit = unit.shifted(t.doses)
	return t
}

// contrast reports whether the covariates leave enough of the exposure.
func (t *shiftTest) contrast() bool {
	whole := t.rated.at(t.doses).regression(t.days)
	return t.unit[0] >= tolerance*whole.coefficient(t.doses, 0)
}

// evenness is the p value of rating days after an exposure as often as others:
// of the same test, of whether a day is rated.
func (t *shiftTest) evenness(s Series) float64 {
	r := s.rates()
	g := r.calendar().adjust(r).regression(len(s))
	return pValue(g.shifted(t.doses))
}

// statistics are those of the ratings, that of the exposures as they were first.
func (t *shiftTest) statistics() []float64 {
	g := t.basis.adjust(t.rated).regression(t.days)
	return g.shifted(t.doses)
}

// Verdict is what may be said of the observation.
func (o Observation) Verdict() Verdict {
	switch {
	case !o.Missing.None() || o.Uneven:
		return CannotTell
	case o.P <= Level && o.Difference < 0:
		return GoesLower
	case o.P <= Level && o.Difference > 0:
		return GoesHigher
	case o.bounded:
		return NoSign
	default:
		return CannotTell
	}
}

// Means are the mean ratings of the two groups.
func (s Series) Means(pace Pace) Means { return s.means(s.Groups(pace)) }

// means are the mean ratings of the exposed days and of the others.
func (s Series) means(exposed []Exposure) Means {
	var n, sum [3]float64
	for t, d := range s {
		if d.Rating > 0 {
			sum[exposed[t]] += float64(d.Rating)
			n[exposed[t]]++
		}
	}
	return Means{
		With: sum[Present] / n[Present], Without: sum[Absent] / n[Absent],
		DaysWith: int(n[Present]), DaysWithout: int(n[Absent]),
	}
}
