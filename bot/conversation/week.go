package conversation

import (
	"fmt"
	"math"
	"slices"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// oldestWeek is how far back the buttons of the summary go.
const oldestWeek = -52 * 7

// earlyDays is for how many days of a week /week means the week before, which
// has more to tell (product rule).
const earlyDays = 2

// weekCommand shows the week so far, the one before, or that of a day:
// "/week last", "/week 2026-03-02".
func (t sheets) weekCommand(which string) error {
	d := t.today()
	if t.says("words.week.last", which) {
		return t.newWeek(t.u.WeekOf(d.Add(-7)))
	}
	if named, ok := t.daySaid(which); ok && named < d && named >= d.Add(oldestWeek) {
		return t.newWeek(t.u.WeekOf(named))
	}
	return t.weekAsked()
}

// weekAsked shows the week that is meant where none is named: early in a week
// the one before, once that has anything.
func (t sheets) weekAsked() error {
	start := t.u.WeekOf(t.today())
	if t.today().Sub(start) < earlyDays {
		before, err := t.weekFigures(start.Add(-7))
		if err != nil {
			return err
		}
		if drawable(before) {
			start = start.Add(-7)
		}
	}
	return t.newWeek(start)
}

// newWeek shows a week in a new message.
func (t sheets) newWeek(start day.Day) error {
	if t.asked() == "" {
		t.ask("week", string(start)) // so that "why?" is about it
	}
	return weekCard{t: t.turn, start: start}.show()
}

// weekView is the weekly summary.
type weekView struct {
	coach.Week
	captionDays
	Headline    coach.Headline
	Start, End  wording.Day
	Running     bool
	SundayNote  bool // the last day still counts
	Numbers     bool
	GoalDays    int // logged days that reached the aim of fibre
	Lines       []lineView
	Aims        []lineView   // reached
	Most        []coach.Line // on most logged days
	Better      []coach.Line // than the week before
	Step        *stepView
	Disrupted   []categoryDays
	LoggedOn    []captionDay
	RateSkin    bool // a week without a rating that runs or has just ended
	PlantsShown int
	Marks       []markView
	Asked       *progressView // the question that runs, for the running week
}

// lineView is a line of the summary with its trend.
type lineView struct {
	Line       coach.Line
	Arrow      string // "up", "down", "same" or "" when there is nothing to compare
	Days       int    // logged days with it
	LoggedDays int    // of so many
}

// categoryDays is on how many logged days a category occurred.
type categoryDays struct {
	Category string
	Days     int
	Before   int // the week before; -1 when nothing was logged then
}

// stepView is the one small step for the next week.
type stepView struct {
	Text string
	Card cardView
}

func (t sheets) weekView(w coach.Week) weekView {
	v := weekView{
		Week: w, Headline: w.Headline(), Start: t.dayView(w.Start), End: t.dayView(w.End), Running: w.Running, Numbers: !t.u.HideNumbers,
		SundayNote: w.Running && t.today() == w.End, PlantsShown: int(w.Points),
		RateSkin: t.today().Sub(w.End) <= earlyDays && w.Start <= t.today() && w.SkinDays == 0 && !t.u.HideNumbers,
	}
	v.Marks = t.marksOf(w.Days)
	v.Plants, v.NewPlants = t.Guide.Plurals(w.Plants), t.Guide.Plurals(w.NewPlants)
	v.Grains = t.Guide.Plurals(w.Grains)
	v.wentWell(w)
	for _, l := range coach.Lines() {
		v.Lines = append(v.Lines, lineView{l, arrow(w.Trend(l)), w.LineDays[l], w.LoggedDays})
	}
	for _, d := range w.Days {
		v.add(d)
		if d.Logged {
			v.LoggedOn = append(v.LoggedOn, captionDay{int(d.Day.Weekday()), d})
		}
		if d.Logged && d.ReachedFibre() {
			v.GoalDays++
		}
	}
	for _, c := range []food.Category{food.UltraProcessed, food.HighSugar, food.FastFood, food.Alcohol} {
		if w.Figures.Days[c] > 0 {
			v.Disrupted = append(v.Disrupted, categoryDays{c.String(), w.Figures.Days[c], before(w, c)})
		}
	}
	return v
}

// Fibred reports whether there is fibre to speak of.
func (v weekView) Fibred() bool { return v.LoggedDays > 0 && v.FiberG >= 0.5 }

// BelowFibre reports whether the fibre is below the aim, as it is shown.
func (v weekView) BelowFibre() bool { return math.Round(v.FiberG) < coach.FiberAimG }

// TellsPlants reports whether the plants are still to be told after the headline.
func (v weekView) TellsPlants() bool {
	switch v.Headline.Kind {
	case coach.HeadlineStart, coach.HeadlineFull, coach.HeadlinePlants, coach.HeadlineFirst, coach.HeadlineSteady:
		return false
	}
	return v.Headline != coach.Headline{Kind: coach.HeadlineBetter, Line: coach.LinePlants}
}

// headlineNames is how many new plants a headline names.
const headlineNames = 3

// NewNamed are the new plants that a headline names, and how many there are
// besides.
func (v weekView) NewNamed() []string {
	if len(v.NewPlants) <= headlineNames+1 {
		return v.NewPlants
	}
	return append(slices.Clone(v.NewPlants[:headlineNames]), fmt.Sprint(len(v.NewPlants)-headlineNames, " more"))
}

// mostBetter is how much of what got better is named.
const mostBetter = 2

// wentWell sorts what went well by how it is said.
func (v *weekView) wentWell(w coach.Week) {
	for _, well := range w.WentWell() {
		switch {
		case !well.Reached && len(v.Better) < mostBetter:
			v.Better = append(v.Better, well.Line)
		case !well.Reached:
		case well.Line.OnMostDays():
			v.Most = append(v.Most, well.Line)
		default:
			v.Aims = append(v.Aims, lineView{Line: well.Line, LoggedDays: w.LoggedDays})
		}
	}
}

// Had are the foods of the categories that the logged days had, those of most
// days first, and few enough to be read.
func (v weekView) Had(slugs ...string) ([]string, error) {
	var names []string
	for _, slug := range slugs {
		c, ok := food.CategoryOf(slug)
		if !ok {
			return nil, fmt.Errorf("week: unknown category %q", slug)
		}
		for _, t := range v.Foods[c] {
			if len(names) < mostHad {
				names = appendNew(names, t.Name)
			}
		}
	}
	return names, nil
}

// mostHad is how many foods of a kind are named.
const mostHad = 6

func before(w coach.Week, c food.Category) int {
	if w.Before.LoggedDays == 0 {
		return -1
	}
	return w.Before.Days[c]
}

func arrow(trend coach.Trend) string {
	switch trend {
	case coach.TrendHigher:
		return "up"
	case coach.TrendLower:
		return "down"
	case coach.TrendSame:
		return "same"
	}
	return ""
}

// Of is the line's figures.
func (v weekView) Of(name coach.Line) lineView {
	for _, l := range v.Lines {
		if l.Line == name {
			return l
		}
	}
	return lineView{}
}

// pressWeek turns to another week, shows all of its figures, or explains it.
func (t sheets) pressWeek(verb string, args arguments) error {
	start, err := day.Parse(args.at(0))
	if err != nil || start > t.today() || start < t.today().Add(oldestWeek) {
		return t.say("button.old", nil)
	}
	card := weekCard{t: t.turn, start: t.u.WeekOf(start), hasPicture: args.at(1) == withPicture}
	switch verb {
	case "why":
		return t.articles().why(card.start)
	case "figures":
		return card.figures()
	}
	return card.turnTo()
}

// weekCard is a week in one message: its picture with a caption of few lines, or
// the caption alone where there is nothing to draw.
type weekCard struct {
	t          *turn
	start      day.Day
	hasPicture bool // the message whose button was pressed has a picture
}

// withPicture marks the buttons of a message with a picture. One with and one
// without can't become each other.
const withPicture = "p"

// show sends the week.
func (c weekCard) show() error {
	m, err := c.message()
	if err == nil {
		c.t.reply(m, "")
	}
	return err
}

// turnTo shows the week in place of the one whose button was pressed, where both
// have a picture, and else in a new message.
func (c weekCard) turnTo() error {
	m, err := c.message()
	if err != nil {
		return err
	}
	if m.Photo != nil && c.hasPicture {
		m.Edit = c.t.e.MessageID
	}
	if asked := c.t.asked(); asked == "" || asked == "week" {
		c.t.ask("week", string(c.start)) // so that "why?" is about it
	}
	c.t.reply(m, "")
	return nil
}

// figures says everything that the week's figures tell.
func (c weekCard) figures() error {
	_, v, err := c.view()
	if err != nil {
		return err
	}
	return c.t.say("week.all", v)
}

// view is the week as the wording is given it.
func (c weekCard) view() (coach.Week, weekView, error) {
	t := c.t
	entries, err := t.sheets().weekEntries(c.start)
	if err != nil {
		return coach.Week{}, weekView{}, err
	}
	w := coach.SummariseWeek(&t.u, entries, c.start, t.today())
	v := t.sheets().weekView(w)
	if step, ok := t.Guide.NextStep(t.experiment().advised(), w, entries); ok {
		v.Step = &stepView{step.Text, viewOf(step.Card)}
	}
	if w.Running {
		v.Asked, err = t.experiment().questionLine()
	}
	return w, v, err
}

// message is the week with its picture and buttons.
func (c weekCard) message() (Message, error) {
	w, v, err := c.view()
	if err != nil {
		return Message{}, err
	}
	var m Message
	if drawable(w) {
		step := ""
		if v.Step != nil {
			step = v.Step.Text
		}
		w.Plants = v.Plants // as they are said
		m.Photo, err = c.t.drawn("week", []any{w, step, v.Numbers}, func(p Pictures) ([]byte, error) { return p.Week(w, step, v.Numbers) })
		if err != nil {
			return Message{}, err
		}
	}
	if m.Buttons, err = c.buttons(w, v, m.Photo != nil); err != nil {
		return Message{}, err
	}
	m.Text, err = c.t.words.HTML("week", v)
	return m, err
}

// buttons leads to all figures, what they rest on, and the weeks around.
func (c weekCard) buttons(w coach.Week, v weekView, hasPicture bool) ([][]Button, error) {
	k := c.t.keyboard()
	to := func(start day.Day) []string {
		if hasPicture {
			return []string{string(start), withPicture}
		}
		return []string{string(start)}
	}
	if drawable(w) {
		k.add("button.week.figures", nil, "figures", string(w.Start))
	}
	if w.LoggedDays > 0 && v.Numbers {
		k.add("button.why", nil, "why", string(w.Start))
	}
	k.row().add("button.week.before", nil, "week", to(w.Start.Add(-7))...)
	switch this := c.t.u.WeekOf(c.t.today()); {
	case w.Start.Add(7) == this:
		k.add("button.week.now", nil, "week", to(this)...)
	case w.Start < this:
		k.add("button.week.after", nil, "week", to(w.Start.Add(7))...)
	}
	if v.RateSkin {
		k.row().ratings("new")
	}
	return k.done()
}
