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
	Gut     Gut     // the same; the latest stool
	CheckIn CheckIn // the latest of each figure
	Marks   []Mark  // in the order in which they were told, each once
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

// told takes over what the entry says of skin, gut, sleep, stress and movement,
// and what it marks.
func (d *DayFigures) told(e Entry) {
	if e.Skin != nil {
		d.Skin.Rating = cmp.Or(e.Skin.Rating, d.Skin.Rating)
		d.Skin.Photo = cmp.Or(e.Skin.Photo, d.Skin.Photo)
		d.Skin.Tags = union(d.Skin.Tags, e.Skin.Tags)
	}
	if e.Gut != nil {
		d.Gut.Rating = cmp.Or(e.Gut.Rating, d.Gut.Rating)
		d.Gut.Stool = cmp.Or(e.Gut.Stool, d.Gut.Stool)
		d.Gut.Tags = union(d.Gut.Tags, e.Gut.Tags)
	}
	if e.Mark != nil && !slices.Contains(d.Marks, *e.Mark) {
		d.Marks = append(d.Marks, *e.Mark)
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

// union appends to list what it doesn't hold yet.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
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
