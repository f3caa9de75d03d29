package coach

import (
	"slices"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Counted is an entry that a line of the summary counted.
type Counted struct {
	Source string
	Part   int
	Day    day.Day
	Foods  []string // the foods that count there, by the lexicon's names; none for skin and check-ins
}

// Counted are the entries behind the line's figure, in the order of their
// days. Means and shares count entries of logged days only; plants and kinds
// of whole grain those of all days.
func (w Week) Counted(l Line) []Counted { return w.counted[l] }

// count finds for each line the entries of the days that it counts.
func count(days []DayFigures, entries []Entry) map[Line][]Counted {
	byDay := make(map[day.Day]DayFigures)
	for _, d := range days {
		byDay[d.Day] = d
	}
	var own []Entry
	for _, e := range entries {
		if _, ok := byDay[e.Day]; ok {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, func(a, b Entry) int {
		if a.Day != b.Day {
			return a.Day.Sub(b.Day)
		}
		return byTelling(a, b)
	})
	counted := make(map[Line][]Counted)
	for _, l := range Lines() {
		for _, e := range own {
			anyDay := l == LinePlants || l == LineWholeGrain || l.Own()
			if foods, ok := l.counts(e); ok && (anyDay || byDay[e.Day].Logged) {
				counted[l] = append(counted[l], Counted{e.Source, e.Part, e.Day, foods})
			}
		}
	}
	return counted
}

// Own tells whether the line is about something else than food: the person's
// own view of their skin, gut, sleep, stress and movement.
func (l Line) Own() bool {
	switch l {
	case LineSkin, LineGut, LineSleep, LineStress, LineMovement:
		return true
	}
	return false
}

// counts tells whether the line counts the entry, and which of its foods.
func (l Line) counts(e Entry) ([]string, bool) {
	c := e.CheckIn
	switch l {
	case LineSkin:
		return nil, e.Skin != nil && e.Skin.Rating > 0
	case LineGut:
		return nil, e.Gut != nil && e.Gut.Rating > 0
	case LineSleep:
		return nil, c != nil && (c.Sleep > 0 || c.SleepHours > 0)
	case LineStress:
		return nil, c != nil && c.Stress > 0
	case LineMovement:
		return nil, c != nil && (c.Movement > 0 || c.MovementMin > 0)
	}
	if l == LineLogged && !e.Eaten() {
		return nil, false
	}
	var names []string
	for _, f := range e.Foods {
		if l.countsFood(f) {
			names = append(names, f.Bare())
		}
	}
	return names, len(names) > 0
}

// Serves reports whether the food gives what the line looks for.
func (l Line) Serves(f Food) bool {
	switch l {
	case LinePlants:
		return len(f.Plants) > 0
	case LineFiber:
		return f.Categories.Has(food.FiberRich)
	}
	return f.Categories.Any(l.categories())
}

func (l Line) countsFood(f Food) bool {
	switch l {
	case LineLogged:
		return true
	case LinePlants:
		return len(f.Plants)+len(f.Herbs) > 0
	case LineFiber:
		return f.FiberG > 0
	case LineFluid:
		return f.FluidML > 0
	}
	return f.Categories.Any(l.categories())
}
