package coach

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// ReportWeeks are the lengths of a report that can be asked for.
var ReportWeeks = []int{4, 8, 12}

// ReportLength is the shortest of ReportWeeks that holds so many weeks, or the
// longest.
func ReportLength(weeks int) int {
	for _, n := range ReportWeeks {
		if n >= weeks {
			return n
		}
	}
	return ReportWeeks[len(ReportWeeks)-1]
}

// Report is what a diary holds of some weeks up to today, for somebody who helps
// the person: a dermatologist, a doctor, a dietitian. Its weeks are seven days
// each and end with today, so that all of them can be compared.
type Report struct {
	First, Last day.Day
	AimML       int   // the person's aim of fluid a day
	Units       Units // the measures to show amounts in

	Figures                   // of all its days
	Days    []DayFigures      // each day, the earliest first
	Weeks   []Figures         // each week, the earliest first
	Groups  []GroupDays       // in the order of ReportGroups
	Stools  [MaxStool + 1]int // days with each type of stool, by its number
	Marks   []ReportMark      // in the order of their days
	Notes   []ReportNote      // the same
}

// FoodGroup is a group of foods that a report counts by: any of the categories
// will do.
type FoodGroup struct {
	Name string
	Of   food.Categories
}

// GroupDays is on how many logged days something of a group was had.
type GroupDays struct {
	FoodGroup
	Weeks []int // in each week
	Days  int   // in all
}

// ReportMark is a mark with what the person wrote of it.
type ReportMark struct {
	Day day.Day
	Mark
	Words string // "" where that says no more than the mark
}

// ReportNote is what the person wrote of their skin or gut.
type ReportNote struct {
	Day   day.Day
	Kind  Kind // KindSkin or KindGut
	Words string
}

// ReportGroups are the groups of a report: what the articles advise, protein,
// milk and coffee, and what they advise against.
func ReportGroups() []FoodGroup {
	return []FoodGroup{
		{"fermented", food.SetOf(food.Fermented)},
		{"vegetable", food.SetOf(food.Vegetable)},
		{"fruit", food.SetOf(food.Fruit)},
		{"legume", food.SetOf(food.Legume)},
		{"whole_grain", food.SetOf(food.WholeGrain)},
		{"nuts_seeds", food.SetOf(food.Nut, food.Seed)},
		{"omega3", food.SetOf(food.Omega3)},
		{"protein", food.SetOf(food.Protein)},
		{"dairy", food.SetOf(food.Dairy)},
		{"coffee", food.SetOf(food.Coffee)},
		{"high_sugar", food.SetOf(food.HighSugar)},
		{"ultra_processed", food.SetOf(food.UltraProcessed)},
		{"fast_food", food.SetOf(food.FastFood)},
		{"alcohol", food.SetOf(food.Alcohol)},
	}
}

// SummariseReport adds up so many weeks of the person's entries, up to their day
// today. Entries of other days are left aside.
func SummariseReport(u *User, entries []Entry, weeks int, today day.Day) Report {
	r := Report{First: today.Add(1 - 7*weeks), Last: today, AimML: u.aimML(), Units: u.Units}
	r.Days = SummariseDays(u, entries, r.First, r.Last)
	r.Figures = summarise(r.Days, entries)
	for week := range slices.Chunk(r.Days, 7) {
		r.Weeks = append(r.Weeks, summarise(week, entries))
	}
	for _, g := range ReportGroups() {
		r.Groups = append(r.Groups, r.daysOf(g))
	}
	for _, d := range r.Days {
		if d.Gut.Stool > 0 {
			r.Stools[d.Gut.Stool]++
		}
	}
	r.tell(entries)
	return r
}

func (r *Report) daysOf(g FoodGroup) GroupDays {
	had := GroupDays{FoodGroup: g}
	for week := range slices.Chunk(r.Days, 7) {
		n := 0
		for _, d := range week {
			if d.Logged && d.Categories.Any(g.Of) {
				n++
			}
		}
		had.Weeks, had.Days = append(had.Weeks, n), had.Days+n
	}
	return had
}

// Empty reports whether nothing was told in these weeks.
func (r Report) Empty() bool {
	return !slices.ContainsFunc(r.Days, func(d DayFigures) bool {
		return d.Meals > 0 || d.FluidML > 0 || d.Skin.Rating > 0 || len(d.Skin.Tags) > 0 || d.Gut.Told() || d.CheckIn != CheckIn{} || len(d.Marks) > 0
	})
}

// tell takes over what was marked, and what was written of skin and gut.
func (r *Report) tell(entries []Entry) {
	own := slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Day < r.First || e.Day > r.Last })
	slices.SortStableFunc(own, func(a, b Entry) int {
		if a.Day != b.Day {
			return a.Day.Sub(b.Day)
		}
		return byTelling(a, b)
	})
	for _, e := range own {
		words := quoted(e.Text)
		switch {
		case e.Mark != nil:
			one := ReportMark{e.Day, *e.Mark, words}
			if !slices.Contains(r.Marks, one) {
				r.Marks = append(r.Marks, one)
			}
		case (e.Skin != nil || e.Gut != nil) && words != "":
			r.Notes = append(r.Notes, ReportNote{e.Day, e.Kind, words})
		}
	}
}

// What of a person's own words a report holds: those of a note have this many
// words, or they say no more than its rating and tags ("skin 2, itchy"), and at
// most so many letters are shown. The coach's own judgement.
const (
	fewestNoted = 4
	mostNoted   = 160
)

// quoted is a note's words on one line; "" where they say no more than its rating.
func quoted(text string) string {
	words := strings.Fields(text)
	if len(words) < fewestNoted {
		return ""
	}
	line := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.Join(words, " "))
	if utf8.RuneCountInString(line) <= mostNoted {
		return line
	}
	cut := string([]rune(line)[:mostNoted])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:") + "…"
}
