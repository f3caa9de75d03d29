package coach

import "slices"

// HeadlineKind is what a week's headline says.
type HeadlineKind string

// The headlines.
const (
	HeadlineEmpty   HeadlineKind = "empty"   // nothing was logged
	HeadlineStart   HeadlineKind = "start"   // a day or two, or none that counts yet
	HeadlineFull    HeadlineKind = "full"    // all that the articles give a figure for is reached
	HeadlinePlants  HeadlineKind = "plants"  // the week's aim of different plants is reached
	HeadlineReached HeadlineKind = "reached" // Line's aim is reached, and wasn't the week before
	HeadlineSkin    HeadlineKind = "skin"    // the skin's rating is clearly better than the week before
	HeadlineKept    HeadlineKind = "kept"    // Line's aim is reached, as the week before or in the first week
	HeadlineBetter  HeadlineKind = "better"  // Line is better than the week before
	HeadlineNew     HeadlineKind = "new"     // several plants are new
	HeadlineFirst   HeadlineKind = "first"   // the first week
	HeadlineSteady  HeadlineKind = "steady"  // none of these
)

// Headline is the most telling thing of a week.
type Headline struct {
	Kind HeadlineKind
	Line Line // what it is about, "" where the kind says it
}

// The rules' own lines.
const (
	headlineDays = 3   // logged days from which on a week has more to tell than that it has begun
	headlineNew  = 3   // new plants that make a headline
	headlineSkin = 0.5 // difference of the mean rating
	skinDays     = 3   // rated days in each week that it rests on
)

// headlineLines are the lines of which a reached aim is told, the rarest first.
var headlineLines = [...]Line{LineFiber, LineFermented, LineFluid}

// tells reports whether anything was eaten or drunk on the day, whether it counts
// as logged or not.
func (d DayFigures) tells() bool { return d.Meals > 0 || d.FluidML > 0 || len(d.Plants) > 0 }

// Headline chooses the most telling thing of the week: what is best comes first,
// then what has changed, then what is new.
func (w Week) Headline() Headline {
	switch {
	case w.SkinDays == 0 && !slices.ContainsFunc(w.Days, DayFigures.tells):
		return Headline{Kind: HeadlineEmpty}
	case w.LoggedDays < headlineDays:
		return Headline{Kind: HeadlineStart}
	case w.allReached():
		return Headline{Kind: HeadlineFull}
	case w.Reached(LinePlants):
		return Headline{HeadlinePlants, LinePlants}
	}
	for _, l := range headlineLines {
		if w.Reached(l) && w.Before.LoggedDays > 0 && w.Better(l) {
			return Headline{HeadlineReached, l}
		}
	}
	if w.skinBetter() {
		return Headline{HeadlineSkin, LineSkin}
	}
	for _, l := range headlineLines {
		if w.Reached(l) {
			return Headline{HeadlineKept, l}
		}
	}
	return w.changed()
}

// changed is the headline of a week that reached no aim.
func (w Week) changed() Headline {
	if !w.First && len(w.NewPlants) >= headlineNew {
		return Headline{HeadlineNew, LinePlants}
	}
	for _, l := range [...]Line{LinePlants, LineFermented, LineFiber, LineFluid, LineDisruptors, LineSleep, LineStress, LineMovement} {
		if w.Better(l) {
			return Headline{HeadlineBetter, l}
		}
	}
	if w.First {
		return Headline{Kind: HeadlineFirst}
	}
	return Headline{Kind: HeadlineSteady}
}

// allReached tells whether every aim that has a figure is reached.
func (w Week) allReached() bool {
	for _, l := range [...]Line{LinePlants, LineFermented, LineFiber, LineFluid} {
		if !w.Reached(l) {
			return false
		}
	}
	return true
}

func (w Week) skinBetter() bool {
	now, before, ok := w.Compare(LineSkin)
	return ok && w.SkinDays >= skinDays && w.Before.SkinDays >= skinDays && now-before >= headlineSkin
}
