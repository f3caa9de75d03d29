package ask

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Form is the sentence that tells a result.
type Form string

// The forms.
const (
	FormDay      Form = "day"      // Value of Figure on the one day, with Aim
	FormMean     Form = "mean"     // Value of Figure a day, over Days days
	FormPlants   Form = "plants"   // Value plants, Names
	FormWhich    Form = "which"    // Names, on When
	FormCount    Form = "count"    // Value times, Names, on When
	FormDays     Form = "days"     // on Days days: When
	FormEach     Form = "each"     // Value a day, over the Days days with it
	FormLast     Form = "last"     // Names on When[0]
	FormNone     Form = "none"     // nothing of it
	FormAte      Form = "ate"      // Names
	FormPeak     Form = "peak"     // Value on When[0], most or least
	FormSeries   Form = "series"   // Series, Value their mean
	FormTrend    Form = "trend"    // Value a day, Before it the week before
	FormLow      Form = "low"      // Value of Of against Aim
	FormStreak   Form = "streak"   // Value days in a row
	FormTop      Form = "top"      // Names: their Value of Figure, or the Days with it
	FormShare    Form = "share"    // on Days of the Fed days that tell of food: When
	FormWithout  Form = "without"  // the same of the days with none of it
	FormVersus   Form = "versus"   // the answer, and Other's beside it
	FormOverview Form = "overview" // Value plants, Fibre, Fermented, over Days
	FormEmpty    Form = "empty"    // nothing was told of those days
)

// Rated is what was told of a day.
type Rated struct {
	Day      day.Day
	Value    float64
	Measured bool // in hours or minutes, and not from 1 to 5
}

// Result is what a question is answered with.
type Result struct {
	Question
	Form       Form
	Of         Figure // for FormLow: of what there is least; "" for fermented food
	From, To   day.Day
	Value      float64
	Aim        float64
	Days       int  // that the value rests on
	Logged     bool // those are logged days
	Names      []string
	When       []day.Day // with it, the latest first
	Series     []Rated
	Before     float64 // 0 for unknown
	DaysBefore int     // that Before rests on; of foods, the days with them in the period before
	Unlogged   bool    // for FormTrend: the period before tells of no food at all
	Fed        int     // on how many days of the period food was told: for FormNone, FormShare, FormWithout
	Other      *Result // for FormVersus: the other period's

	Fibre     float64 // for FormOverview: grams a day
	Fermented int     // and days with something fermented
}

// answering is a question on its way.
type answering struct {
	Question
	user     *coach.User
	today    day.Day
	from, to day.Day
	entries  []coach.Entry // of the period, by day
	all      []coach.Entry
}

// Answer answers the question from the diary as seen on the person's day today.
// The entries are those of its period and the weeks before; others are left
// aside.
func Answer(q Question, entries []coach.Entry, u *coach.User, today day.Day) Result {
	q = q.settled(today)
	a := answering{Question: q, user: u, today: today, all: entries}
	a.from, a.to = q.Period.Range(u, today)
	for _, e := range entries {
		if a.from <= e.Day && e.Day <= a.to && (q.Meal == "" || MealOf(e, u) == q.Meal) {
			a.entries = append(a.entries, e)
		}
	}
	slices.SortStableFunc(a.entries, func(x, y coach.Entry) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), x.At.Compare(y.At), cmp.Compare(x.Part, y.Part))
	})
	r := a.answer()
	r.Question, r.From, r.To = q, a.from, a.to
	if q.Versus.Kind != NoPeriod {
		r.versus(q, entries, u, today)
	}
	return r
}

// versus sets the same of the other period beside the answer.
func (r *Result) versus(q Question, entries []coach.Entry, u *coach.User, today day.Day) {
	q.Period, q.Versus = q.Versus, Period{}
	other := Answer(q, entries, u, today)
	r.Form, r.Other = FormVersus, &other
}

// MealOf is the meal of an entry: as it was said, or by its hour. Drinks alone
// are no meal, but for the coffee or tea that somebody has for breakfast.
func MealOf(e coach.Entry, u *coach.User) food.Meal {
	if e.Meal != "" || len(e.Foods) == 0 {
		return e.Meal
	}
	meal := u.MealOf(e)
	eaten := func(f coach.Food) bool {
		return !drunk(f) || meal == food.Breakfast && (f.Categories.Has(food.Coffee) || f.Categories.Has(food.Tea))
	}
	if !slices.ContainsFunc(e.Foods, eaten) {
		return ""
	}
	return meal
}

// drunk reports whether the food is a drink.
func drunk(f coach.Food) bool {
	return f.FluidML > 0 || slices.ContainsFunc([]food.Category{food.Water, food.Tea, food.Coffee, food.Alcohol}, f.Categories.Has)
}

func (a *answering) answer() Result {
	switch {
	case a.Measure == Low:
		return a.low()
	case a.Measure == Streak || a.Measure == Longest:
		return a.streak()
	case a.Measure == Top && !a.Figure.rated():
		return a.top()
	case a.Measure == Overview && a.Foods == nil && a.Figure == "":
		return a.overview()
	case a.OfNotes():
		return a.notes()
	case a.Figure.rated():
		return a.ratings()
	case a.Figure == Plants:
		return a.plants()
	case a.Figure != "":
		return a.figure()
	case a.Foods != nil:
		return a.foods()
	}
	return a.ate()
}

// ate lists what was had.
func (a *answering) ate() Result {
	r := Result{Form: FormAte}
	for _, e := range a.entries {
		for _, f := range e.Foods {
			r.Names = appendNew(r.Names, said(f))
		}
	}
	if len(r.Names) == 0 {
		r.Form = FormEmpty
	}
	return r
}

// said is the food in the person's words.
func said(f coach.Food) string {
	if f.Said != "" && len(f.Said) <= longestSaid {
		return f.Said
	}
	return f.Title()
}

// longestSaid is the longest wording, in bytes, that is repeated.
const longestSaid = 48

// daysOf adds up the days of the period.
func (a *answering) daysOf(from, to day.Day) []coach.DayFigures {
	return coach.SummariseDays(a.user, a.all, from, to)
}

// resting are the days that a mean of the figure rests on: the logged ones, or
// those with food where none is logged; of drinks those that tell of any, for
// many log none.
func (f Figure) resting(days []coach.DayFigures) (list []coach.DayFigures, logged bool) {
	if f == Fluid || f == Water {
		return slices.DeleteFunc(slices.Clone(days), func(d coach.DayFigures) bool { return d.FluidML == 0 }), false
	}
	for _, d := range days {
		if d.Logged {
			list = append(list, d)
		}
	}
	if len(list) > 0 {
		return list, true
	}
	for _, d := range days {
		if d.Meals > 0 {
			list = append(list, d)
		}
	}
	return list, false
}

// of is the figure of a day.
func (f Figure) of(d coach.DayFigures) float64 {
	switch f {
	case Fibre:
		return d.FiberG
	case Fluid:
		return d.FluidML
	case Water:
		return d.WaterML
	case Plants:
		return math.Floor(d.Points())
	case Skin:
		return float64(d.Skin.Rating)
	case Gut:
		return float64(d.Gut.Rating)
	case Sleep:
		return cmp.Or(d.CheckIn.SleepHours, float64(d.CheckIn.Sleep))
	case Stress:
		return float64(d.CheckIn.Stress)
	case Movement:
		return cmp.Or(float64(d.CheckIn.MovementMin), float64(d.CheckIn.Movement))
	}
	return 0
}

// measured reports whether the figure was told in hours or minutes.
func (f Figure) measured(d coach.DayFigures) bool {
	return f == Sleep && d.CheckIn.SleepHours > 0 || f == Movement && d.CheckIn.MovementMin > 0
}

// aim is the person's aim of the figure a day, 0 for none.
func (a *answering) aim() float64 {
	switch a.Figure {
	case Fibre:
		return coach.FiberAimG
	case Fluid:
		return cmp.Or(float64(a.user.WaterAimML), coach.DefaultWaterAimML)
	case Plants:
		return coach.PlantsAim
	}
	return 0
}

// figure tells fibre, fluid or water: of a day, or a day of several.
func (a *answering) figure() Result {
	days := a.daysOf(a.from, a.to)
	rest, logged := a.Figure.resting(days)
	r := Result{Form: FormMean, Aim: a.aim(), Days: len(rest), Logged: logged}
	switch {
	case len(rest) == 0:
		r.Form = FormEmpty
		return r
	case a.Measure == Most || a.Measure == Least:
		return a.peak(rest)
	case a.Measure == Last:
		return a.lastDay(days)
	case a.Measure == Trend:
		return a.trend(rest, logged)
	}
	r.Value = a.mean(rest)
	switch {
	case math.Round(r.Value) == 0:
		r.Form = FormEmpty
	case a.from == a.to:
		r.Form = FormDay
	}
	return r
}

// peak is the day with most or least of the figure. Today isn't over, and has
// least only where no other day is told.
func (a *answering) peak(days []coach.DayFigures) Result {
	if a.Measure == Least {
		over := slices.DeleteFunc(slices.Clone(days), func(d coach.DayFigures) bool { return d.Day == a.today })
		if len(over) > 0 {
			days = over
		}
	}
	order := func(x, y coach.DayFigures) int { return cmp.Compare(a.Figure.of(x), a.Figure.of(y)) }
	d := slices.MaxFunc(days, order)
	if a.Measure == Least {
		d = slices.MinFunc(days, order)
	}
	return Result{Form: FormPeak, Value: a.Figure.of(d), When: []day.Day{d.Day}, Days: len(days)}
}

func (a *answering) lastDay(days []coach.DayFigures) Result {
	for i := len(days) - 1; i >= 0; i-- {
		if v := a.Figure.of(days[i]); v > 0 {
			return Result{Form: FormPeak, Value: v, When: []day.Day{days[i].Day}}
		}
	}
	return Result{Form: FormEmpty}
}

// trend compares the period with the one before it.
func (a *answering) trend(rest []coach.DayFigures, logged bool) Result {
	r := Result{Form: FormTrend, Days: len(rest), Logged: logged, Aim: a.aim(), Value: a.mean(rest)}
	before, _ := a.Figure.resting(a.daysOf(a.before()))
	r.Before, r.DaysBefore = a.mean(before), len(before)
	return r
}

// before is the period before: the week before a week that has begun, else as
// many days.
func (a *answering) before() (from, to day.Day) {
	length := a.to.Sub(a.from) + 1
	if a.Period.Kind == Week {
		length = 7
	}
	return a.from.Add(-length), a.from.Add(-1)
}

func (a *answering) mean(days []coach.DayFigures) float64 {
	sum := 0.0
	for _, d := range days {
		sum += a.Figure.of(d)
	}
	return sum / float64(max(1, len(days)))
}

// ratings tells what the person told of skin, gut, sleep, stress or movement.
func (a *answering) ratings() Result {
	var list []Rated
	for _, d := range a.daysOf(a.from, a.to) {
		if v := a.Figure.of(d); v > 0 {
			list = append(list, Rated{d.Day, v, a.Figure.measured(d)})
		}
	}
	r := Result{Form: FormSeries, Series: list, Days: len(list)}
	if len(list) == 0 {
		r.Form = FormEmpty
		return r
	}
	switch a.Measure {
	case Last:
		return Result{Form: FormSeries, Series: list[len(list)-1:], Days: 1}
	case Most, Least:
		by := func(x, y Rated) int { return cmp.Compare(x.Value, y.Value) }
		one := slices.MaxFunc(list, by)
		if a.Measure == Least {
			one = slices.MinFunc(list, by)
		}
		return Result{Form: FormSeries, Series: []Rated{one}, Days: 1}
	}
	for _, one := range list {
		r.Value += one.Value / float64(len(list))
	}
	n := 0.0
	for _, d := range a.daysOf(a.before()) {
		if v := a.Figure.of(d); v > 0 {
			n++
			r.Before += (v - r.Before) / n
		}
	}
	return r
}

// notes tells on which days something was noted.
func (a *answering) notes() Result {
	var r Result
	for _, d := range slices.Backward(a.daysOf(a.from, a.to)) {
		if a.notedOn(d) {
			r.When = append(r.When, d.Day)
		}
	}
	r.Days = len(r.When)
	switch {
	case r.Days == 0:
		r.Form = FormNone
	case a.Measure == Last:
		r.Form = FormLast
	default:
		r.Form = FormDays
	}
	return r
}

// mostTroubled is the highest rating of a day on which skin or gut gave trouble.
const mostTroubled = 2

// notedOn reports whether the day tells of what is asked about: a mark, a tag,
// trouble of gut or skin, or sleep, stress or movement at all.
func (a *answering) notedOn(d coach.DayFigures) bool {
	troubled := func(rating int, tags []string) bool {
		return rating > 0 && rating <= mostTroubled || slices.ContainsFunc(tags, func(t string) bool { return t != "calm" })
	}
	switch {
	case a.Mark != "":
		return slices.ContainsFunc(d.Marks, func(m coach.Mark) bool { return m.Kind == a.Mark && !m.Ends })
	case a.Tag != "" && a.Figure == Gut:
		return slices.Contains(d.Gut.Tags, a.Tag)
	case a.Tag != "":
		return slices.Contains(d.Skin.Tags, a.Tag)
	case a.Figure == Gut:
		return troubled(d.Gut.Rating, d.Gut.Tags)
	case a.Figure == Skin:
		return troubled(d.Skin.Rating, d.Skin.Tags)
	}
	return a.Figure.of(d) > 0
}

// plants tells the different plants of the period.
func (a *answering) plants() Result {
	days := a.daysOf(a.from, a.to)
	switch a.Measure {
	case Most, Least:
		if rest, _ := a.Figure.resting(days); len(rest) > 0 {
			return a.peak(rest)
		}
	}
	r := Result{Form: FormPlants}
	r.Value, r.Names = plantsIn(a.entries)
	if a.Measure == New {
		_, known := plantsIn(slices.DeleteFunc(slices.Clone(a.all), func(e coach.Entry) bool { return e.Day >= a.from }))
		r.Names = slices.DeleteFunc(r.Names, func(name string) bool { return slices.Contains(known, name) })
		r.Value = float64(len(r.Names))
		return r
	}
	if a.to.Sub(a.from) <= 7 && a.from != a.to {
		r.Aim = coach.PlantsAim
	}
	if a.Measure == Trend {
		from, to := a.before()
		r.Before, _ = plantsIn(slices.DeleteFunc(slices.Clone(a.all), func(e coach.Entry) bool { return e.Day < from || e.Day > to }))
	}
	return r
}

// plantsIn are the different plants of the entries, a herb or spice counting a
// quarter.
func plantsIn(entries []coach.Entry) (points float64, names []string) {
	herbs := map[string]bool{}
	for _, e := range entries {
		for _, f := range e.Foods {
			for _, p := range f.Plants {
				names = appendNew(names, p)
			}
			for _, h := range f.Herbs {
				herbs[h] = true
			}
		}
	}
	for _, p := range names {
		delete(herbs, p)
	}
	return math.Floor(float64(len(names)) + float64(len(herbs))/4), names
}

// had is a food of the subject, and its day.
type had struct {
	day  day.Day
	food coach.Food
}

// matches are the foods of the subject in the period, in order.
func (a *answering) matches() []had {
	var list []had
	for _, e := range a.entries {
		for _, f := range e.Foods {
			if Counts(a.Foods, f) {
				list = append(list, had{e.Day, f})
			}
		}
	}
	return list
}

// Counts reports whether the food is one of the exposure's, by its name or, where
// it has no categories to tell by, by what it is made of.
func Counts(x *coach.Exposure, f coach.Food) bool {
	if x.Counts(f) {
		return true
	}
	if x.Categories != 0 || len(x.Words) == 0 {
		return false
	}
	without := coach.Exposure{Words: x.Except}
	if len(x.Except) > 0 && without.Counts(f) {
		return false
	}
	return slices.ContainsFunc(x.Words, func(w string) bool {
		return slices.Contains(f.Plants, w) || strings.Contains(" "+f.Name+" ", " "+w+"s ")
	})
}

// foods tells of foods: when, which, how many, on how many days.
func (a *answering) foods() Result {
	list := a.matches()
	if a.Measure == Without || a.Measure == Share {
		return a.share(list)
	}
	if len(list) == 0 && (a.Measure != Trend || a.daysBefore() == 0) {
		fed := len(a.eating())
		if fed == 0 && a.to < a.today {
			return Result{Form: FormEmpty} // nothing was told of days that are over
		}
		return Result{Form: FormNone, Fed: fed}
	}
	r := Result{Form: FormWhich}
	for i := len(list) - 1; i >= 0; i-- {
		h := list[i]
		if !slices.Contains(r.When, h.day) {
			r.When = append(r.When, h.day)
		}
		r.Names = appendNew(r.Names, said(h.food))
		r.Value += pieces(h.food)
	}
	r.Days = len(r.When)
	switch a.Measure {
	case Last:
		r.Form, r.Names = FormLast, nil
		for _, h := range list {
			if h.day == r.When[0] {
				r.Names = appendNew(r.Names, said(h.food))
			}
		}
	case Count:
		r.Form = FormCount
	case Amount:
		if !slices.ContainsFunc(list, func(h had) bool { return !inPieces(h.food) }) {
			r.Form = FormCount
		}
	case Mean:
		r.Form = FormEach
		r.Value /= float64(r.Days)
	case Days, Most, Least:
		r.Form = FormDays
		if a.from == a.to { // how often on one day is how many times
			r.Form, r.Value = FormCount, float64(len(list))
		}
	case Trend:
		from, to := a.before()
		r.Form, r.DaysBefore = FormTrend, a.daysBefore()
		r.Unlogged = !slices.ContainsFunc(a.daysOf(from, to), func(d coach.DayFigures) bool { return d.Meals > 0 })
	}
	return r
}

// share tells on which of the days with food some of the subject was had, or none.
func (a *answering) share(list []had) Result {
	fed := a.eating()
	if len(fed) == 0 {
		return Result{Form: FormEmpty}
	}
	r := Result{Form: FormShare, Fed: len(fed)}
	if a.Measure == Without {
		r.Form = FormWithout
	}
	for _, d := range slices.Backward(fed) {
		if with := slices.ContainsFunc(list, func(h had) bool { return h.day == d.Day }); with == (a.Measure == Share) {
			r.When = append(r.When, d.Day)
		}
	}
	r.Days = len(r.When)
	return r
}

// daysBefore is on how many days of the period before the foods were had.
func (a *answering) daysBefore() int {
	from, to := a.before()
	days := map[day.Day]bool{}
	for _, e := range a.all {
		if from <= e.Day && e.Day <= to && slices.ContainsFunc(e.Foods, func(f coach.Food) bool { return Counts(a.Foods, f) }) {
			days[e.Day] = true
		}
	}
	return len(days)
}

// pintML is a pint, of which a volume in ml may be a whole number.
const pintML = 568

// pieces is how many glasses, pints, slices or pieces were had: 1 where it isn't
// told.
func pieces(f coach.Food) float64 {
	switch f.Unit {
	case "ml":
		if pints := f.Count / pintML; pints >= 1 && pints == math.Trunc(pints) {
			return pints
		}
		return 1
	case "g", "kg", "l", "oz", "fl oz", "tbsp", "tsp":
		return 1
	}
	if f.Count <= 0 {
		return 1
	}
	return f.Count
}

// inPieces reports whether it was told how many were had: "2 eggs", "a coffee".
func inPieces(f coach.Food) bool {
	switch f.Unit {
	case "g", "kg", "l", "oz", "fl oz", "tbsp", "tsp":
		return false
	case "ml":
		return pieces(f) > 1
	}
	return f.Count > 0
}

// streak is how many days in a row, up to today or yesterday, tell of the
// subject, or of any food.
func (a *answering) streak() Result {
	told := map[day.Day]bool{}
	for _, e := range a.entries {
		for _, f := range e.Foods {
			if a.Foods == nil || Counts(a.Foods, f) {
				told[e.Day] = true
			}
		}
	}
	d := a.today
	if !told[d] {
		d = d.Add(-1)
	}
	r := Result{Form: FormStreak}
	if a.Measure == Longest {
		run := 0.0
		for d = a.from; d <= a.to; d = d.Add(1) {
			if run++; !told[d] {
				run = 0
			}
			r.Value = max(r.Value, run)
		}
		return r
	}
	for ; told[d]; d = d.Add(-1) {
		r.Value++
	}
	return r
}

// top is the food of the period with most fibre or drink, or that was had on most
// days: of the subject's foods, or of all.
func (a *answering) top() Result {
	amount, days, names := map[string]float64{}, map[string]map[day.Day]bool{}, []string{}
	for _, e := range a.entries {
		for _, f := range e.Foods {
			if a.Foods != nil && !Counts(a.Foods, f) || a.Foods == nil && a.Figure == "" && drunk(f) {
				continue
			}
			called := []string{f.Name}
			if a.Figure == Plants {
				called = f.Plants
			}
			for _, name := range called {
				if names = appendNew(names, name); days[name] == nil {
					days[name] = map[day.Day]bool{}
				}
				days[name][e.Day] = true
				switch a.Figure {
				case Fibre:
					amount[name] += f.FiberG
				case Fluid, Water:
					amount[name] += f.FluidML
				default:
					amount[name] = float64(len(days[name]))
				}
			}
		}
	}
	if len(names) == 0 {
		return Result{Form: FormEmpty}
	}
	first := slices.MaxFunc(names, func(x, y string) int { return cmp.Compare(amount[x], amount[y]) })
	best := amount[first]
	return Result{
		Form: FormTop, Value: best, Days: len(days[first]),
		Names: slices.DeleteFunc(names, func(name string) bool { return amount[name] < best }),
	}
}

// overview is a period in a few figures.
func (a *answering) overview() Result {
	plants := a.plants()
	rest, logged := Fibre.resting(a.daysOf(a.from, a.to))
	if len(rest) == 0 {
		return Result{Form: FormEmpty}
	}
	r := Result{Form: FormOverview, Value: plants.Value, Days: len(rest), Logged: logged}
	for _, d := range rest {
		r.Fibre += d.FiberG / float64(len(rest))
	}
	r.Fermented = int(a.lowFermented().Value)
	return r
}

// low is what there is least of against its aim.
func (a *answering) low() Result {
	if len(a.eating()) == 0 {
		return Result{Form: FormEmpty}
	}
	list := []Result{a.lowOf(Fibre), a.lowPlants(), a.lowFermented()}
	if fluid := a.lowOf(Fluid); fluid.Days > 0 {
		list = append(list, fluid)
	}
	least := slices.MinFunc(list, func(x, y Result) int { return cmp.Compare(x.Value/x.Aim, y.Value/y.Aim) })
	least.Form = FormLow
	return least
}

// lowOf is the mean of a figure against its aim.
func (a *answering) lowOf(f Figure) Result {
	one := *a
	one.Figure = f
	rest, logged := f.resting(a.daysOf(a.from, a.to))
	return Result{Of: f, Value: one.mean(rest), Aim: one.aim(), Days: len(rest), Logged: logged}
}

// lowPlants are the period's plants against what so many days can hold.
func (a *answering) lowPlants() Result {
	days := a.eating()
	aim := math.Max(1, math.Round(coach.PlantsAim*math.Min(1, float64(len(days))/7)))
	return Result{Of: Plants, Value: a.plants().Value, Aim: aim, Days: len(days)}
}

// lowFermented is on how many of the days with food something was fermented.
func (a *answering) lowFermented() Result {
	days := a.eating()
	r := Result{Days: len(days), Aim: math.Max(1, float64(len(days)))}
	for _, d := range days {
		if d.Categories.Has(food.Fermented) {
			r.Value++
		}
	}
	return r
}

// eating are the period's days that tell of food.
func (a *answering) eating() []coach.DayFigures {
	return slices.DeleteFunc(a.daysOf(a.from, a.to), func(d coach.DayFigures) bool { return d.Meals == 0 })
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
