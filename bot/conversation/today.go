package conversation

import (
	"slices"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
)

// sheets show a day, a week, a month, and what was found by a search.
type sheets struct{ *turn }

func (t *turn) sheets() sheets { return sheets{t} }

// summary shows the view that a message in plain words asks for.
func (t sheets) summary(r intent.Request) error {
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
		return t.skinNotes().skinHistory()
	case intent.WhichSearch:
		return t.search(r.Find)
	case intent.WhichReport:
		return t.reports().summary(r)
	}
	return t.weekAsked()
}

// daySheet is a day of the diary.
type daySheet struct {
	Day       wording.Day
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
func (t sheets) showDay(d day.Day) error {
	sheet, _, err := t.daySheet(d)
	if err != nil {
		return err
	}
	return t.say("day", sheet)
}

// daySheet gathers a day. The entries are those of the lines, by their number.
func (t sheets) daySheet(d day.Day) (daySheet, []coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, d, d)
	if err != nil {
		return daySheet{}, nil, err
	}
	figures := coach.SummariseDay(&t.u, entries, d)
	sheet := daySheet{
		Day: t.dayView(d), Plants: t.Guide.Plurals(figures.Plants), FiberG: figures.FiberG, FluidML: figures.FluidML,
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
func (t sheets) mealsInOrder(entries []coach.Entry) []coach.Entry {
	meals := slices.Clone(entries)
	meals = slices.DeleteFunc(meals, func(e coach.Entry) bool { return e.Kind != coach.KindMeal })
	slices.SortStableFunc(meals, func(a, b coach.Entry) int { return t.eaten(a).Compare(t.eaten(b)) })
	return meals
}

func (t sheets) eaten(e coach.Entry) time.Time {
	if e.Clock < 0 {
		return e.At
	}
	date := e.Day
	if e.Clock < t.u.DayEnd { // past midnight
		date = date.Add(1)
	}
	return date.At(e.Clock, t.u.Location())
}

func (t sheets) dayLine(number int, e coach.Entry) dayLine {
	line := dayLine{Number: number, Meal: e.Meal, Foods: foodNames(e), Unknown: len(e.Foods) == 0}
	told := e.At.In(t.u.Location())
	switch {
	case e.Clock >= 0:
		line.Clock = wording.Clock(e.Clock)
	case e.Meal == "" && t.u.Today(told) == e.Day:
		line.Clock = told.Format("15:04")
	}
	return line
}

// plantsView is the week's plants.
type plantsView struct {
	Start, End wording.Day
	Plants     []string
	New        []string
	Herbs      []string
	Ideas      []string // that would be new
	Count      int
	Aim        int
	Numbers    bool
}

// plants shows the different plants of the week that holds d.
func (t sheets) plants(d day.Day) error {
	entries, err := t.weekEntries(t.u.WeekOf(d))
	if err != nil {
		return err
	}
	w := coach.SummariseWeek(&t.u, entries, t.u.WeekOf(d), t.today())
	ideas, err := t.plantIdeas(w, entries)
	if err != nil {
		return err
	}
	w.Plants, w.NewPlants = t.Guide.Plurals(w.Plants), t.Guide.Plurals(w.NewPlants) // in words and in the picture
	v := plantsView{
		Start: t.dayView(w.Start), End: t.dayView(w.End), Plants: w.Plants, New: w.NewPlants, Herbs: w.Herbs, Ideas: ideas,
		Count: int(w.Points), Aim: int(coach.PlantsAim), Numbers: !t.u.HideNumbers,
	}
	return t.illustrated("plants", v, func(p Pictures) ([]byte, error) { return p.Plants(w, ideas, v.Numbers) })
}

// weekEntries are what the summary of the week that starts on start rests on.
func (t sheets) weekEntries(start day.Day) ([]coach.Entry, error) {
	return t.tx.Entries(t.u.ID, start.Add(-coach.HistoryDays), start.Add(6))
}

// weekFigures adds up the week that starts on start.
func (t sheets) weekFigures(start day.Day) (coach.Week, error) {
	entries, err := t.weekEntries(start)
	return coach.SummariseWeek(&t.u, entries, start, t.today()), err
}

// searchDays is how far back a search looks.
const searchDays = 400

// historyCommand shows a day: today, or one named as "yesterday" or
// "2026-03-18".
func (t sheets) historyCommand(words string) error {
	d, ok := t.daySaid(words)
	if !ok {
		d = t.today()
	}
	return t.showHistory(d, t.say)
}

// daySaid is the day that words name: "yesterday", "2026-03-18".
func (t sheets) daySaid(words string) (day.Day, bool) {
	if words == "" {
		return "", false
	}
	if d, err := day.Parse(words); err == nil {
		return d, true
	}
	return t.Reader.Day(words, t.moment(t.sent()))
}

// showHistory shows a day with a button for each entry, and the days around.
func (t sheets) showHistory(d day.Day, show shower) error {
	sheet, entries, err := t.daySheet(d)
	if err != nil {
		return err
	}
	k := t.keyboard()
	for i, e := range entries {
		k.flow(4, "button.entry", i+1, "entry", e.Source)
	}
	k.row().add("button.day.before", nil, "day", string(d.Add(-1)))
	if d < t.today() {
		k.add("button.day.after", nil, "day", string(d.Add(1)))
	}
	return show.with("history", sheet, k)
}

// pressHistory turns to another day, or opens an entry to change it.
func (t sheets) pressHistory(verb string, args arguments) error {
	if verb == "day" {
		d, err := day.Parse(args.at(0))
		if err != nil || d > t.today() {
			return t.say("button.old", nil)
		}
		return t.showHistory(d, t.change)
	}
	changes, _, err := t.standing(args.at(0))
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.say("button.gone", nil)
	}
	return t.display().showSource(args.at(0), 0)
}

// searchView is when a food was eaten.
type searchView struct {
	Find  string
	Known bool // the lexicon knows it
	Last  wording.Day
	Meal  food.Meal
	Count int // entries that hold it
	Days  int // looked back
}

// search tells when a food was last eaten: "when did I last have kimchi?".
func (t sheets) search(words string) error {
	items := t.read(words).Food.Items
	v := searchView{Find: strings.TrimSpace(words), Known: len(items) > 0, Days: searchDays}
	if v.Find == "" {
		return t.showHistory(t.today(), t.say)
	}
	var names []string
	for _, item := range items {
		names = append(names, item.Food)
	}
	if category, ok := categoryIn(words); ok && !v.Known {
		return t.searchFor(v, func(f coach.Food) bool { return f.Categories.Has(category) })
	}
	return t.searchFor(v, func(f coach.Food) bool { return slices.Contains(names, f.Name) })
}

// categoryIn is the category that words name: "something fermented", "a whole
// grain".
func categoryIn(words string) (food.Category, bool) {
	fields := strings.Fields(lang.Fold(words))
	for from := range fields {
		for to := len(fields); to > from; to-- {
			if c, ok := food.CategoryOf(strings.Join(fields[from:to], "_")); ok {
				return c, true
			}
		}
	}
	return 0, false
}

func (t sheets) searchFor(v searchView, matches func(coach.Food) bool) error {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-searchDays), t.today())
	if err != nil {
		return err
	}
	var last coach.Entry
	for _, e := range entries {
		if slices.ContainsFunc(e.Foods, matches) {
			v.Count++
			last = e
		}
	}
	if v.Count == 0 {
		return t.say("search.none", v)
	}
	v.Last, v.Meal = t.dayView(last.Day), last.Meal
	k := t.keyboard().add("button.search.day", v.Last, "day", string(last.Day))
	return t.sayWith("search", v, k)
}

// monthDays is how many days the month shows.
const monthDays = 30

// monthView is the last days, week by week.
type monthView struct {
	Days      []coach.DayFigures
	Weeks     []monthWeek
	Logged    int     // logged days
	Single    int     // days with one meal or snack, which aren't logged ones
	Fermented int     // logged days with something fermented
	FiberG    float64 // mean of the logged days
	Skin      float64 // mean of the rated days
	Rated     int
	Gut       float64 // mean of the days with a rating of the gut
	GutRated  int
	GutTags   []coach.Tally
	Marks     []markView
	Plants    int // different ones, herbs and spices as quarters
	Numbers   bool
}

// monthWeek is a week of the month's calendar: what there is of it.
type monthWeek struct {
	First, Last wording.Day
	captionDays
}

// monthCommand shows the last 30 days as a calendar, and week by week.
func (t sheets) monthCommand() error {
	from := t.today().Add(1 - monthDays)
	entries, err := t.tx.Entries(t.u.ID, from, t.today())
	if err != nil {
		return err
	}
	v := monthView{Days: coach.SummariseDays(&t.u, entries, from, t.today()), Numbers: !t.u.HideNumbers}
	v.Weeks = t.monthWeeks(v.Days)
	v.addUp()
	v.Marks = t.marksOf(v.Days)
	all := plantSet{}
	for _, e := range entries {
		all.add(e)
	}
	v.Plants = all.count()
	if v.Logged+v.Rated == 0 { // nothing to draw
		return t.say("month", v)
	}
	return t.illustrated("month", v, func(p Pictures) ([]byte, error) { return p.Month(v.Days, t.u.WeekStart, v.Numbers) })
}

// addUp fills in the month's own figures.
func (v *monthView) addUp() {
	for _, d := range v.Days {
		switch {
		case d.Logged:
			v.Logged++
			v.FiberG += d.FiberG
			if d.Categories.Has(food.Fermented) {
				v.Fermented++
			}
		case d.Meals > 0:
			v.Single++
		}
		if d.Skin.Rating > 0 {
			v.Rated++
			v.Skin += float64(d.Skin.Rating)
		}
		if d.Gut.Rating > 0 {
			v.GutRated++
			v.Gut += float64(d.Gut.Rating)
		}
	}
	v.GutTags = coach.GutTallies(v.Days)
	v.Gut /= max(1, float64(v.GutRated))
	v.FiberG /= max(1, float64(v.Logged))
	v.Skin /= max(1, float64(v.Rated))
}

// monthWeeks splits days into the person's weeks.
func (t sheets) monthWeeks(days []coach.DayFigures) []monthWeek {
	var weeks []monthWeek
	for i, figures := range days {
		if i == 0 || figures.Day.Weekday() == t.u.WeekStart {
			weeks = append(weeks, monthWeek{First: t.dayView(figures.Day)})
		}
		w := &weeks[len(weeks)-1]
		w.Last = t.dayView(figures.Day)
		w.add(figures)
	}
	return weeks
}
