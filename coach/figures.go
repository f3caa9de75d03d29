package coach

import (
	"cmp"
	"slices"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// The articles' aims (article 2, "Practical Steps"), and the amount of fibre
// from which on the score's part is full.
const (
	PlantsAim   = 30.0 // different plants a week
	FiberAimG   = 25.0 // grams a day, at least
	FiberAimToG = 35.0 // grams a day, the aim's upper end
)

// The categories that a line of the summary looks for; any of them will do.
var (
	fats        = food.SetOf(food.Omega3, food.HealthyFat, food.OliveOil)
	polyphenols = food.SetOf(food.Berry, food.Nut, food.DarkChocolate)
	disruptors  = food.SetOf(food.UltraProcessed, food.HighSugar, food.FastFood, food.Alcohol)
)

// categories are those that the line looks for; none when it is about
// something else.
func (l Line) categories() food.Categories {
	switch l {
	case LineFermented:
		return food.SetOf(food.Fermented)
	case LineProtein:
		return food.SetOf(food.Protein)
	case LineWholeGrain:
		return food.SetOf(food.WholeGrain)
	case LineFats:
		return fats
	case LinePolyphenols:
		return polyphenols
	case LinePrebiotic:
		return food.SetOf(food.Prebiotic)
	case LineDisruptors:
		return disruptors
	}
	return 0
}

// Figures are what the days of a span add up to. Means and shares are over
// logged days alone: a day that was not logged counts nowhere as zero.
type Figures struct {
	LoggedDays int

	Plants []string // different full plants of all days, sorted
	Herbs  []string // different herbs and spices besides, sorted
	Points float64  // plants, and a quarter for each herb or spice; shown rounded down

	FiberG  float64  // a logged day, mean
	FluidML float64  // a logged day, mean
	Grains  []string // kinds of whole grain of all days, sorted

	// Days is how many logged days had a food of the category.
	Days map[food.Category]int
	// LineDays is how many logged days had a food that the line looks for.
	LineDays map[Line]int
	// Foods are the foods of those days that each category's days rest on,
	// the ones eaten on most days first.
	Foods map[food.Category][]Tally

	SkinDays  int     // days with a rating
	Skin      float64 // mean rating, 1–5
	SkinTags  []Tally // days with each tag
	GutDays   int     // days with a rating of the gut
	Gut       float64 // mean rating, 1–5
	GutTags   []Tally // days with each tag
	Lifestyle Lifestyle
}

// Tally is on how many days something occurred.
type Tally struct {
	Name string
	Days int
}

// Lifestyle is how sleep, stress and movement were over the days that told.
type Lifestyle struct {
	SleepHours  Mean
	Sleep       Mean // 1 (bad) to 5 (good)
	Stress      Mean // 1 (calm) to 5 (very stressed)
	MovementMin Mean // minutes a day
	Movement    Mean // 1 (none) to 5 (a lot)
}

// Mean is the mean of what was told on so many days; zero days, no mean.
type Mean struct {
	Value float64
	Days  int
}

func (m *Mean) add(value float64) {
	if value != 0 {
		m.Value += (value - m.Value) / float64(m.Days+1)
		m.Days++
	}
}

// summarise adds up the days, whose entries are given too.
func summarise(days []DayFigures, entries []Entry) Figures {
	f := Figures{Days: make(map[food.Category]int), LineDays: make(map[Line]int)}
	plants, herbs := make(set), make(set)
	var fiber, fluid, skin, gut Mean
	for _, d := range days {
		plants.add(d.Plants)
		herbs.add(d.Herbs)
		skin.add(float64(d.Skin.Rating))
		gut.add(float64(d.Gut.Rating))
		f.Lifestyle.add(d.CheckIn)
		if !d.Logged {
			continue
		}
		f.LoggedDays++
		fiber.addAny(d.FiberG)
		fluid.addAny(d.FluidML)
		f.count(d.Categories)
	}
	f.Plants, f.Herbs = plants.sorted(), herbs.minus(plants).sorted()
	f.Points = points(f.Plants, f.Herbs)
	f.FiberG, f.FluidML = fiber.Value, fluid.Value
	f.Skin, f.SkinDays = skin.Value, skin.Days
	f.SkinTags = tagged(days, func(d DayFigures) []string { return d.Skin.Tags })
	f.Gut, f.GutDays = gut.Value, gut.Days
	f.GutTags = GutTallies(days)
	f.tally(days, entries)
	return f
}

// addAny counts zero as a value too.
func (m *Mean) addAny(value float64) {
	m.Value += (value - m.Value) / float64(m.Days+1)
	m.Days++
}

func (l *Lifestyle) add(c CheckIn) {
	l.SleepHours.add(c.SleepHours)
	l.Sleep.add(float64(c.Sleep))
	l.Stress.add(float64(c.Stress))
	l.MovementMin.add(float64(c.MovementMin))
	l.Movement.add(float64(c.Movement))
}

// count counts a logged day under its categories and the lines that they fill.
func (f *Figures) count(day food.Categories) {
	for _, c := range food.AllCategories() {
		if day.Has(c) {
			f.Days[c]++
		}
	}
	for _, l := range Lines() {
		if day.Any(l.categories()) {
			f.LineDays[l]++
		}
	}
}

// tally names the foods behind each category, and the kinds of whole grain.
func (f *Figures) tally(days []DayFigures, entries []Entry) {
	logged := make(map[day.Day]bool)
	within := make(map[day.Day]bool)
	for _, d := range days {
		logged[d.Day], within[d.Day] = d.Logged, true
	}
	grains := make(set)
	seen := make(map[food.Category]map[string]map[day.Day]bool)
	for _, e := range entries {
		if !within[e.Day] {
			continue
		}
		for _, one := range e.Foods {
			if one.Categories.Has(food.WholeGrain) {
				grains[one.grain()] = true
			}
			if logged[e.Day] {
				note(seen, one, e.Day)
			}
		}
	}
	f.Grains = grains.sorted()
	f.Foods = make(map[food.Category][]Tally, len(seen))
	for c, names := range seen {
		f.Foods[c] = tallies(names)
	}
}

// grain is the kind of whole grain that the food is: its first plant.
func (f Food) grain() string {
	if len(f.Plants) > 0 {
		return f.Plants[0]
	}
	return f.Name
}

func note(seen map[food.Category]map[string]map[day.Day]bool, f Food, d day.Day) {
	for _, c := range food.AllCategories() {
		if !f.Categories.Has(c) {
			continue
		}
		if seen[c] == nil {
			seen[c] = make(map[string]map[day.Day]bool)
		}
		if seen[c][f.Name] == nil {
			seen[c][f.Name] = make(map[day.Day]bool)
		}
		seen[c][f.Name][d] = true
	}
}

// tallies lists names by the number of their days, then by name.
func tallies(names map[string]map[day.Day]bool) []Tally {
	var list []Tally
	for name, days := range names {
		list = append(list, Tally{name, len(days)})
	}
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// tagged is on how many days each tag was told.
func tagged(days []DayFigures, tagsOf func(DayFigures) []string) []Tally {
	tags := make(map[string]map[day.Day]bool)
	for _, d := range days {
		for _, tag := range tagsOf(d) {
			if tags[tag] == nil {
				tags[tag] = make(map[day.Day]bool)
			}
			tags[tag][d.Day] = true
		}
	}
	return tallies(tags)
}

// GutTallies is on how many days each tag of the gut was told.
func GutTallies(days []DayFigures) []Tally {
	return tagged(days, func(d DayFigures) []string { return d.Gut.Tags })
}

// Share is the share of logged days that had what the line looks for; 0 when
// no day was logged.
func (f Figures) Share(l Line) float64 {
	if f.LoggedDays == 0 {
		return 0
	}
	return float64(f.LineDays[l]) / float64(f.LoggedDays)
}
