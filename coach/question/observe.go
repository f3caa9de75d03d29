package question

// Observation is the answer from a diary as it was lived, without a plan.
type Observation struct {
	Counts  Counts
	Missing Missing // what is needed before an answer; the rest is zero then

	With, Without float64 // mean rating after an exposure, and after none
	Difference    float64 // estimated effect with weekdays, trend and slowness allowed for, in rating points
	Low, High     float64 // interval of differences that the test does not reject
	P             float64 // two-sided p value of the circular-shift test

	// Long is the plain difference for the window of LongLag days, described
	// but untested; NaN when it can't be formed.
	Long Means
}

// Means are the mean ratings after an exposure and after none, and the days
// that they rest on. A mean over no day is NaN.
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

// tolerance is the least share of the exposure's variation that weekdays and
// trend must leave (1 − R², the inverse of the variance inflation factor). With
// less, say milk on every weekday and never at weekends, the exposure can't be
// told from the week.
const tolerance = 0.2

// Observe compares ratings after exposures with the rest of the days.
//
// The statistic is the Prais–Winsten coefficient of the ratings, adjusted for
// weekdays and trend, on the exposure. Its null distribution is that of all
// circular shifts of the exposure series against the ratings, which keeps the
// autocorrelation of both (Chung and Fraser 1958 on groups of permutations;
// Harris 2020 on shifting time series). The interval inverts the test.
func Observe(s Series) Observation {
	o := Observation{Counts: s.Count()}
	o.Missing = o.Counts.Missing()
	if !o.Missing.None() {
		return o
	}
	exposed := s.Window(Lag)
	w, x := newWhitening(len(s)), effect(s, exposed)
	unit := w.shifted(adjusted(x), exposed)
	if o.Missing.Contrast = !(unit[0] >= tolerance*w.coefficient(x, exposed, 0)); o.Missing.Contrast {
		return o
	}
	all := w.shifted(adjusted(s.ratings()), exposed)
	o.P = pValue(all)
	o.Difference, o.Low, o.High = invert(all, unit)
	plain := s.means(exposed)
	o.With, o.Without = plain.With, plain.Without
	o.Long = s.means(s.Window(LongLag))
	return o
}

// shifted are the statistics of every circular shift, that of shift 0 first.
func (w whitening) shifted(y []float64, exposed []Exposure) []float64 {
	all := make([]float64, len(y))
	for shift := range all {
		all[shift] = w.coefficient(y, exposed, shift)
	}
	return all
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

// Means are the mean ratings of the days after an exposure in the lag days
// before, and of those after none.
func (s Series) Means(lag int) Means { return s.means(s.Window(lag)) }

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
