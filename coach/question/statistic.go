package question

import (
	"math"
	"slices"
)

// working is the autocorrelation from one day to the next that the statistics
// reckon with. It is fixed beforehand and only decides how well a test sees:
// the test is right whatever the skin's own is. Half way is near enough to
// 0.3–0.8 that little is lost (docs/question.md).
const working = 0.5

// whitening is the Prais–Winsten transformation from one rated day to the next,
// some days later: with it, neighbouring days of slow skin are compared with
// each other rather than with the whole (Cochrane and Orcutt 1949; Prais and
// Winsten 1954). An AR(1) series seen on some days only is still a Markov
// chain, so that nothing need be filled in for days between.
type whitening struct{ carry, scale float64 }

// whiten is the transformation across a gap of some days.
func whiten(gap int, autocorrelation float64) whitening {
	carry := math.Pow(autocorrelation, float64(gap))
	return whitening{carry, 1 / math.Sqrt(1-carry*carry)}
}

func (w whitening) of(earlier, later float64) float64 { return w.scale * (later - w.carry*earlier) }

// regression is the generalised least-squares regression of rated days on an
// exposure, with an intercept; only the exposure is still to come.
type regression struct {
	days     []int
	gaps     []whitening // from the rated day before; the first: none
	c, y     []float64   // transformed intercept and values
	cc, cy   float64     // sums of products
	distance int         // of the series, for shifts around the circle
}

func (r rated) regression(days int) regression {
	n := len(r.days)
	g := regression{days: r.days, gaps: make([]whitening, n), c: make([]float64, n), y: make([]float64, n), distance: days}
	for i, t := range r.days {
		g.gaps[i] = whitening{0, 1}
		earlier := 0.0
		if i > 0 {
			g.gaps[i] = whiten(t-r.days[i-1], working)
			earlier = r.values[i-1]
		}
		g.c[i] = g.gaps[i].of(1, 1)
		if i == 0 {
			g.c[i] = 1
		}
		g.y[i] = g.gaps[i].of(earlier, r.values[i])
		g.cc += g.c[i] * g.c[i]
		g.cy += g.c[i] * g.y[i]
	}
	return g
}

// coefficient is the test statistic: the coefficient of the exposure x, divided
// by its standard deviation in units of the values'. The exposures are moved on
// by shift days around the circle. It is NaN when the exposure doesn't vary over
// the rated days.
func (g *regression) coefficient(x []float64, shift int) float64 {
	const none = 1e-9
	var cx, xx, xy, earlier float64
	for i, t := range g.days {
		if t -= shift; t < 0 {
			t += g.distance
		}
		v := g.gaps[i].of(earlier, x[t])
		earlier = x[t]
		cx += g.c[i] * v
		xx += v * v
		xy += g.y[i] * v
	}
	if g.cc == 0 {
		return math.NaN()
	}
	if xx -= cx * cx / g.cc; xx < none {
		return math.NaN()
	}
	return (xy - cx*g.cy/g.cc) / math.Sqrt(xx)
}

// shifted are the statistics of every circular shift of the exposures and of
// their mirror image, that of the exposures as they were first.
func (g *regression) shifted(x []float64) []float64 {
	mirrored := slices.Clone(x)
	slices.Reverse(mirrored)
	all := make([]float64, 0, 2*g.distance)
	for shift := range g.distance {
		all = append(all, g.coefficient(x, shift))
	}
	for shift := range g.distance {
		all = append(all, g.coefficient(mirrored, shift))
	}
	return all
}
