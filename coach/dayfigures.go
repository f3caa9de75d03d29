package coach

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// DayFigures is what the entries of one day add up to. It doesn't depend on
// the order in which they were told.
type DayFigures struct {
	Day    day.Day
	Meals  int  // different meals and snacks
	Logged bool // enough of it was told: the day counts in means and shares

	Plants     []string // full plants, sorted
	Herbs      []string // herbs and spices that are no full plant of the day, sorted
	Categories food.Categories
	FiberG     float64
	WaterML    float64
	FluidML    float64

	Skin    Skin    // the day's latest rating, and all of its tags
	CheckIn CheckIn // the latest of each figure
}

// ReachedFibre reports whether the day's fibre, as it is shown, reaches the aim.
func (d DayFigures) ReachedFibre() bool { return math.Round(d.FiberG) >= FiberAimG }

// Points are the day's plants: one each, and a quarter for a herb or spice.
func (d DayFigures) Points() float64 { return points(d.Plants, d.Herbs) }

// points counts plants as the 30-a-week count does: shown rounded down.
func points(plants, herbs []string) float64 {
	return float64(len(plants)) + float64(len(herbs))/4
}

// SummariseDay adds up the entries of the person's day d; those of other days
// are left aside.
func SummariseDay(u *User, entries []Entry, d day.Day) DayFigures {
	var own []Entry
	for _, e := range entries {
		if e.Day == d {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, byTelling)
	figures := DayFigures{Day: d, Meals: countMeals(u, own), Logged: enoughTold(u, own)}
	plants, herbs := make(set), make(set)
	for _, e := range own {
		for _, f := range e.Foods {
			plants.add(f.Plants)
			herbs.add(f.Herbs)
			figures.Categories |= f.Categories
			figures.FiberG += f.FiberG
			figures.WaterML += f.WaterML
			figures.FluidML += f.FluidML
		}
		figures.told(e)
	}
	figures.Plants, figures.Herbs = plants.sorted(), herbs.minus(plants).sorted()
	return figures
}

// SummariseDays adds up each day from the first to the last, for instance for
// a month's calendar.
func SummariseDays(u *User, entries []Entry, first, last day.Day) []DayFigures {
	byDay := make(map[day.Day][]Entry)
	for _, e := range entries {
		byDay[e.Day] = append(byDay[e.Day], e)
	}
	var days []DayFigures
	for d := first; d <= last; d = d.Add(1) {
		days = append(days, SummariseDay(u, byDay[d], d))
	}
	return days
}

// told takes over what the entry says of skin, sleep, stress and movement.
func (d *DayFigures) told(e Entry) {
	if e.Skin != nil {
		d.Skin.Rating = cmp.Or(e.Skin.Rating, d.Skin.Rating)
		d.Skin.Photo = cmp.Or(e.Skin.Photo, d.Skin.Photo)
		for _, tag := range e.Skin.Tags {
			if !slices.Contains(d.Skin.Tags, tag) {
				d.Skin.Tags = append(d.Skin.Tags, tag)
			}
		}
	}
	if c := e.CheckIn; c != nil {
		d.CheckIn = CheckIn{
			SleepHours:  cmp.Or(c.SleepHours, d.CheckIn.SleepHours),
			Sleep:       cmp.Or(c.Sleep, d.CheckIn.Sleep),
			Stress:      cmp.Or(c.Stress, d.CheckIn.Stress),
			MovementMin: cmp.Or(c.MovementMin, d.CheckIn.MovementMin),
			Movement:    cmp.Or(c.Movement, d.CheckIn.Movement),
		}
	}
}

// byTelling orders entries by when they were told.
func byTelling(a, b Entry) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Part, b.Part))
}

// set is a set of names.
type set map[string]bool

func (s set) add(names []string) {
	for _, n := range names {
		s[n] = true
	}
}

func (s set) minus(o set) set {
	rest := make(set)
	for n := range s {
		if !o[n] {
			rest[n] = true
		}
	}
	return rest
}

func (s set) sorted() []string { return slices.Sorted(maps.Keys(s)) }
