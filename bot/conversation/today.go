package conversation

import (
	"slices"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// summary shows the view that a message in plain words asks for.
func (t *turn) summary(r intent.Request) error {
	switch r.Which {
	case intent.WhichToday:
		return t.showDay(t.today())
	case intent.WhichDay:
		return t.showDay(orDay(r.Day, t.today()))
	case intent.WhichLastWeek:
		return t.newWeek(t.u.WeekOf(t.today()).Add(-7))
	case intent.WhichMonth:
		return t.monthCommand()
	case intent.WhichPlants:
		return t.plants(t.today())
	case intent.WhichHistory:
		return t.showHistory(t.today(), t.say)
	case intent.WhichSkin:
		return t.skinHistory()
	case intent.WhichSearch:
		return t.search(r.Find)
	}
	return t.weekAsked()
}

// daySheet is a day of the diary.
type daySheet struct {
	Day       dayView
	Lines     []dayLine
	Fermented []string
	Plants    []string
	FiberG    float64
	FluidML   float64
	AimML     int
	Skin      coach.Skin
	Gut       coach.Gut
	CheckIn   coach.CheckIn
	Marks     []coach.Mark
	Numbers   bool
	Units     coach.Units
}

// Fibred reports whether there is fibre to speak of.
func (d daySheet) Fibred() bool { return d.FiberG >= 0.5 }

// dayLine is one entry of a day.
type dayLine struct {
	Number  int
	Meal    food.Meal
	Clock   string // when it was eaten or told, "" when that says nothing
	Foods   []string
	Unknown bool // told in words that aren't known yet
}

// Empty tells whether nothing was told of the day.
func (d daySheet) Empty() bool {
	return len(d.Lines) == 0 && d.Skin.Rating == 0 && len(d.Skin.Tags) == 0 && !d.Gut.Told() && d.CheckIn == (coach.CheckIn{}) && len(d.Marks) == 0
}

// showDay shows one day.
func (t *turn) showDay(d day.Day) error {
	sheet, _, err := t.daySheet(d)
	if err != nil {
		return err
	}
	return t.say("day", sheet)
}

// daySheet gathers a day. The entries are those of the lines, by their number.
func (t *turn) daySheet(d day.Day) (daySheet, []coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, d, d)
	if err != nil {
		return daySheet{}, nil, err
	}
	figures := coach.SummariseDay(&t.u, entries, d)
	sheet := daySheet{
		Day: t.dayView(d), Plants: figures.Plants, FiberG: figures.FiberG, FluidML: figures.FluidML,
		AimML: t.u.WaterAimML, Skin: figures.Skin, Gut: figures.Gut, CheckIn: figures.CheckIn, Marks: figures.Marks, Numbers: !t.u.HideNumbers,
		Units: t.u.Units,
	}
	listed := t.mealsInOrder(entries)
	for i, e := range listed {
		sheet.Lines = append(sheet.Lines, t.dayLine(i+1, e))
		for _, f := range e.Foods {
			if f.Categories.Has(food.Fermented) {
				sheet.Fermented = appendNew(sheet.Fermented, f.Bare())
			}
		}
	}
	return sheet, listed, nil
}

// mealsInOrder are the meals as they were eaten, as far as that is known: at the
// time of day that was told, or else when they were told.
func (t *turn) mealsInOrder(entries []coach.Entry) []coach.Entry {
	meals := slices.Clone(entries)
	meals = slices.DeleteFunc(meals, func(e coach.Entry) bool { return e.Kind != coach.KindMeal })
	slices.SortStableFunc(meals, func(a, b coach.Entry) int { return t.eaten(a).Compare(t.eaten(b)) })
	return meals
}

func (t *turn) eaten(e coach.Entry) time.Time {
	if e.Clock < 0 {
		return e.At
	}
	date := e.Day
	if e.Clock < t.u.DayEnd { // past midnight
		date = date.Add(1)
	}
	return date.At(e.Clock, t.u.Location())
}

func (t *turn) dayLine(number int, e coach.Entry) dayLine {
	line := dayLine{Number: number, Meal: e.Meal, Foods: foodNames(e), Unknown: len(e.Foods) == 0}
	told := e.At.In(t.u.Location())
	switch {
	case e.Clock >= 0:
		line.Clock = clockText(e.Clock)
	case e.Meal == "" && t.u.Today(told) == e.Day:
		line.Clock = told.Format("15:04")
	}
	return line
}

// plantsView is the week's plants.
type plantsView struct {
	Start, End dayView
	Plants     []string
	New        []string
	Herbs      []string
	Ideas      []string // that would be new
	Count      int
	Aim        int
	Numbers    bool
}

// plants shows the different plants of the week that holds d.
func (t *turn) plants(d day.Day) error {
	entries, err := t.weekEntries(t.u.WeekOf(d))
	if err != nil {
		return err
	}
	w := coach.SummariseWeek(&t.u, entries, t.u.WeekOf(d), t.today())
	ideas, err := t.plantIdeas(w, entries)
	if err != nil {
		return err
	}
	v := plantsView{
		Start: t.dayView(w.Start), End: t.dayView(w.End), Plants: t.Guide.Plurals(w.Plants), New: t.Guide.Plurals(w.NewPlants), Herbs: w.Herbs, Ideas: ideas,
		Count: int(w.Points), Aim: int(coach.PlantsAim), Numbers: !t.u.HideNumbers,
	}
	return t.illustrated("plants", v, func(p Pictures) ([]byte, error) { return p.Plants(w, ideas, v.Numbers) })
}

// weekEntries are what the summary of the week that starts on start rests on.
func (t *turn) weekEntries(start day.Day) ([]coach.Entry, error) {
	return t.tx.Entries(t.u.ID, start.Add(-coach.HistoryDays), start.Add(6))
}

// weekFigures adds up the week that starts on start.
func (t *turn) weekFigures(start day.Day) (coach.Week, error) {
	entries, err := t.weekEntries(start)
	return coach.SummariseWeek(&t.u, entries, start, t.today()), err
}
