package coach

import "math"

// Trend is how a figure compares with the week before.
type Trend int

// The trends. It is unknown when either week has nothing to compare.
const (
	TrendUnknown Trend = iota
	TrendLower
	TrendSame
	TrendHigher
)

// LowerIsBetter tells whether a lower figure of the line is the better one.
func (l Line) LowerIsBetter() bool { return l == LineDisruptors || l == LineStress }

// Trend compares the line's figure with the week before. Differences that are
// too small to mean anything count as the same.
func (w Week) Trend(l Line) Trend {
	now, before, ok := w.Compare(l)
	switch {
	case !ok:
		return TrendUnknown
	case now-before >= l.noticeable(before):
		return TrendHigher
	case before-now >= l.noticeable(before):
		return TrendLower
	}
	return TrendSame
}

// Better tells whether the line's figure is better than the week before.
func (w Week) Better(l Line) bool {
	if l.LowerIsBetter() {
		return w.Trend(l) == TrendLower
	}
	return w.Trend(l) == TrendHigher
}

// Compare is the line's figure this week and the week before, per logged day;
// false when either is missing. Plants are compared up to the same weekday; days with a food as shares, 0 to 1; fibre in g, fluid in ml; skin,
// gut, sleep and stress as mean ratings; movement in minutes or as a mean rating.
func (w Week) Compare(l Line) (now, before float64, ok bool) {
	a, b := w.Figures, w.Before
	logged := a.LoggedDays > 0 && b.LoggedDays > 0
	switch l {
	case LineLogged:
		return float64(a.LoggedDays), float64(b.LoggedDays), !w.First && !w.Running
	case LinePlants:
		return a.Points, b.Points, logged
	case LineFiber:
		return a.FiberG, b.FiberG, logged
	case LineFluid:
		return a.FluidML, b.FluidML, logged
	case LineSkin:
		return a.Skin, b.Skin, a.SkinDays > 0 && b.SkinDays > 0
	case LineGut:
		return a.Gut, b.Gut, a.GutDays > 0 && b.GutDays > 0
	case LineSleep:
		return compareMeans(a.Lifestyle.Sleep, b.Lifestyle.Sleep, a.Lifestyle.SleepHours, b.Lifestyle.SleepHours)
	case LineStress:
		return compareMeans(a.Lifestyle.Stress, b.Lifestyle.Stress, Mean{}, Mean{})
	case LineMovement:
		return compareMeans(a.Lifestyle.Movement, b.Lifestyle.Movement, a.Lifestyle.MovementMin, b.Lifestyle.MovementMin)
	}
	return a.Share(l), b.Share(l), logged
}

// compareMeans compares the first pair of means that both weeks tell of.
func compareMeans(now, before, orNow, orBefore Mean) (a, b float64, ok bool) {
	if now.Days > 0 && before.Days > 0 {
		return now.Value, before.Value, true
	}
	return orNow.Value, orBefore.Value, orNow.Days > 0 && orBefore.Days > 0
}

// noticeable is the smallest difference of the line's figure that counts, in
// its own unit, from what it was before: the coach's own judgement.
func (l Line) noticeable(before float64) float64 {
	switch l {
	case LineLogged, LinePlants:
		return 1
	case LineFiber:
		return 2
	case LineFluid:
		return 100
	case LineSkin, LineGut, LineSleep, LineStress:
		return 0.3
	case LineMovement: // a rating, or minutes
		return max(0.3, before/10)
	}
	return 0.1
}

// Well is something that went well.
type Well struct {
	Line    Line
	Reached bool // the aim is reached; else it is better than the week before
}

// WentWell lists what went well, aims reached before mere progress.
func (w Week) WentWell() []Well {
	var reached, better []Well
	for _, l := range Lines() {
		switch {
		case w.Reached(l):
			reached = append(reached, Well{l, true})
		case l != LineLogged && w.Better(l):
			better = append(better, Well{l, false})
		}
	}
	return append(reached, better...)
}

// mostDays is the share of logged days from which on a line's food came "on
// most days".
const mostDays = 0.7

// OnMostDays tells whether the line's aim is only to come on most days, for
// want of a figure in the articles.
func (l Line) OnMostDays() bool {
	switch l {
	case LineProtein, LineWholeGrain, LineFats, LinePolyphenols, LinePrebiotic:
		return true
	}
	return false
}

// Reached tells whether the week reached the line's aim: the articles' figure
// where they give one, the person's own of fluid, else most logged days.
func (w Week) Reached(l Line) bool {
	if w.LoggedDays == 0 {
		return false
	}
	switch l {
	case LineLogged:
		return w.LoggedDays == len(w.Days)
	case LinePlants:
		return w.Points >= PlantsAim
	case LineFiber:
		return math.Round(w.FiberG) >= FiberAimG // as it is shown
	case LineFluid:
		return w.FluidML >= float64(w.AimML)
	case LineDisruptors:
		return w.Share(l) <= 1-mostDays
	case LineSkin, LineGut, LineSleep, LineStress, LineMovement:
		return false // the person's own; no one sets an aim for them
	case LineFermented:
		return w.Share(l) == 1 // article 2: daily
	}
	return w.Share(l) >= mostDays
}
