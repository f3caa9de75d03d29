package ask

import (
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Measure is what of a subject is asked for.
type Measure string

// The measures. Where several are named, the first of this list is meant.
const (
	Without  Measure = "without"  // the days with food and none of it
	Last     Measure = "last"     // when it last was
	Low      Measure = "low"      // what there is least of, against its aim
	Longest  Measure = "longest"  // the most days in a row
	Streak   Measure = "streak"   // days in a row
	Top      Measure = "top"      // the food with most of it, or had most often
	New      Measure = "new"      // which of it weren't had before
	Most     Measure = "most"     // the day with most of it
	Least    Measure = "least"    // the logged day with least of it
	Trend    Measure = "trend"    // how it changes
	Left     Measure = "left"     // how much is missing to the aim
	Enough   Measure = "enough"   // whether the aim is reached
	Share    Measure = "share"    // on how many of the days with food
	Mean     Measure = "mean"     // a logged day
	Days     Measure = "days"     // on how many days
	Count    Measure = "count"    // how many
	Ate      Measure = "ate"      // all that was had
	Amount   Measure = "amount"   // how much
	Which    Measure = "which"    // by name
	Any      Measure = "any"      // whether
	Overview Measure = "overview" // the main figures of a period
)

// Measures lists the measures in that order.
func Measures() []Measure {
	return []Measure{Without, Last, Low, Longest, Streak, Top, New, Most, Least, Trend, Left, Enough, Share, Mean, Days, Count, Ate, Amount, Which, Any, Overview}
}

// Figure is a figure of a diary that a question may be about, "" for foods.
type Figure string

// The figures.
const (
	Fibre    Figure = "fibre"
	Fluid    Figure = "fluid"
	Water    Figure = "water"
	Plants   Figure = "plants"
	Skin     Figure = "skin"
	Gut      Figure = "gut"
	Sleep    Figure = "sleep"
	Stress   Figure = "stress"
	Movement Figure = "movement"
)

// FigureNamed is the figure of that name; ok is false for none.
func FigureNamed(name string) (f Figure, ok bool) {
	switch f = Figure(name); f {
	case Fibre, Fluid, Water, Plants, Skin, Gut, Sleep, Stress, Movement:
		return f, true
	}
	return "", false
}

// rated reports whether the figure is told by the person day by day.
func (f Figure) rated() bool {
	switch f {
	case Skin, Gut, Sleep, Stress, Movement:
		return true
	}
	return false
}

// PeriodKind is how a period is told.
type PeriodKind string

// The kinds of period.
const (
	NoPeriod   PeriodKind = ""
	OneDay     PeriodKind = "day" // Period.Day
	Week       PeriodKind = "week"
	LastWeek   PeriodKind = "last_week"
	Month      PeriodKind = "month" // the calendar's
	LastMonth  PeriodKind = "last_month"
	NamedMonth PeriodKind = "named_month" // Period.Month, the latest
	LastDays   PeriodKind = "days"        // Period.N, today included
	Since      PeriodKind = "since"       // Period.Day
	Between    PeriodKind = "between"     // Period.Day and the N days from it on
	Ever       PeriodKind = "ever"
)

// Period is the days that a question is about.
type Period struct {
	Kind  PeriodKind
	Day   day.Day
	N     int
	Month time.Month
}

// EverDays is how far back "ever" and "last" look.
const EverDays = 400

// Range is the first and the last of the period's days; none lies ahead.
func (p Period) Range(u *coach.User, today day.Day) (from, to day.Day) {
	week := u.WeekOf(today)
	first := day.Date(today.Time().Year(), today.Time().Month(), 1)
	switch p.Kind {
	case OneDay:
		return p.Day, p.Day
	case LastWeek:
		return week.Add(-7), week.Add(-1)
	case Month:
		return first, today
	case LastMonth:
		last := first.Add(-1)
		return day.Date(last.Time().Year(), last.Time().Month(), 1), last
	case NamedMonth:
		year := today.Time().Year()
		if p.Month > today.Time().Month() {
			year--
		}
		return day.Date(year, p.Month, 1), min(today, day.Date(year, p.Month+1, 1).Add(-1))
	case LastDays:
		return today.Add(1 - max(1, p.N)), today
	case Since:
		return p.Day, today
	case Between:
		return p.Day, min(today, p.Day.Add(p.N-1))
	case Ever:
		return today.Add(-EverDays), today
	}
	return week, today
}

// Question is a question about a diary, its subject found.
type Question struct {
	Measure Measure
	Figure  Figure          // of one of these, or
	Foods   *coach.Exposure // of foods; neither: of the whole diary
	Period  Period
	Meal    food.Meal // only of that meal
	Tag     string    // only of notes of Figure with it
	Mark    coach.MarkKind
	Versus  Period // set against this one; NoPeriod for none
}

// OfNotes reports whether the question is about days by what was noted of them, and
// not about a figure's value.
func (q Question) OfNotes() bool {
	return q.Tag != "" || q.Mark != "" || q.Figure.rated() && (q.Measure == Days || q.Measure == Count)
}

// settled is the question with the measure and the period that are meant where
// none is told.
func (q Question) settled(today day.Day) Question {
	if q.Measure == "" {
		q.Measure = Amount
	}
	if q.Figure == Water && (q.Measure == Enough || q.Measure == Left) {
		q.Figure = Fluid // the aim counts all that one drinks
	}
	if q.Figure.rated() && !q.OfNotes() && q.Measure != Last && q.Measure != Most && q.Measure != Least {
		q.Measure = Trend
	}
	if q.Period.Kind == NoPeriod {
		q.Period = q.usual(today)
	}
	return q
}

// usual is the period of a question that tells none.
func (q Question) usual(today day.Day) Period {
	switch {
	case q.Measure == Last || q.Measure == Streak || q.Measure == Longest:
		return Period{Kind: Ever}
	case q.OfNotes():
		return Period{Kind: LastDays, N: notedDays}
	case q.Figure.rated():
		return Period{Kind: LastDays, N: 14}
	case q.Measure == Ate, q.Measure == Enough || q.Measure == Left || q.Measure == Amount,
		q.Measure == Count && q.Figure != Plants:
		if q.Figure != Plants && (q.Figure != "" || q.Foods == nil) {
			return Period{Kind: OneDay, Day: today}
		}
	}
	return Period{Kind: Week}
}

// notedDays is over how many days notes are counted where none are told.
const notedDays = 30
