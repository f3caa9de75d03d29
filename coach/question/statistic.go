package question

import "math"

// working is the autocorrelation from one day to the next that the statistic
// reckons with. It is fixed beforehand and only decides how well the test sees:
// the test is right whatever the skin's own is. Half way is near enough to
// 0.3–0.8 that little is lost (docs/question.md).
const working = 0.5

// whitening is the Prais–Winsten transformation for days that are some days
// apart: with it, neighbouring days of slow skin are compared with each other
// rather than with the whole (Cochrane and Orcutt 1949; Prais and Winsten
// 1954). An AR(1) series seen on some days only is still a Markov chain, so
// that nothing need be filled in for days between.
type whitening struct {
	carry []float64 // by gap in days: how much of a day is in the later one
	scale []float64 // by gap in days: makes the innovations equally large
}

func newWhitening(days int) whitening {
	w := whitening{make([]float64, days+1), make([]float64, days+1)}
	carry := 1.0
	for gap := 1; gap <= days; gap++ {
		carry *= working
		w.carry[gap], w.scale[gap] = carry, 1/math.Sqrt(1-carry*carry)
	}
	return w
}

// coefficient is the test statistic: the generalised least-squares coefficient
// of y on the exposure, with an intercept, divided by its standard deviation in
// units of the skin's. The exposures are moved on by shift days around the
// circle. Days without y (NaN) or with an unknown exposure are left out. It is
// NaN when the exposure doesn't vary over the rest.
func (w whitening) coefficient(y []float64, exposed []Exposure, shift int) float64 {
	var m moments
	last := -1
	var lastY, lastX float64
	for t, v := range y {
		from := t - shift
		if from < 0 {
			from += len(y)
		}
		if exposed[from] == Unknown || math.IsNaN(v) {
			continue
		}
		x := 0.0
		if exposed[from] == Present {
			x = 1
		}
		if last < 0 {
			m.add(1, x, v)
		} else {
			carry, scale := w.carry[t-last], w.scale[t-last]
			m.add(scale*(1-carry), scale*(x-carry*lastX), scale*(v-carry*lastY))
		}
		last, lastX, lastY = t, x, v
	}
	return m.coefficient()
}

// moments are the sums of products of the transformed intercept c, exposure x
// and rating y.
type moments struct{ cc, cx, cy, xx, xy float64 }

func (m *moments) add(c, x, y float64) {
	m.cc += c * c
	m.cx += c * x
	m.cy += c * y
	m.xx += x * x
	m.xy += x * y
}

func (m *moments) coefficient() float64 {
	const none = 1e-9
	if m.cc == 0 {
		return math.NaN()
	}
	xx := m.xx - m.cx*m.cx/m.cc
	if xx < none {
		return math.NaN()
	}
	return (m.xy - m.cx*m.cy/m.cc) / math.Sqrt(xx)
}

// effect is the series that an effect of one point would be: 1 on rated days
// after an exposure, 0 after none. Where that isn't known it is the share of
// those where it is, so that such days speak for neither side.
func effect(s Series, exposed []Exposure) []float64 {
	var with, known float64
	for t, d := range s {
		if d.Rating > 0 && exposed[t] != Unknown {
			known++
			if exposed[t] == Present {
				with++
			}
		}
	}
	x := make([]float64, len(s))
	for t, d := range s {
		switch {
		case d.Rating == 0:
			x[t] = math.NaN()
		case exposed[t] == Present:
			x[t] = 1
		case exposed[t] == Unknown:
			x[t] = with / known
		}
	}
	return x
}
