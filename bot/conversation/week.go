package conversation

import (
	"fmt"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// oldestWeek is how far back the buttons of the summary go.
const oldestWeek = -52 * 7

// weekCommand shows the week so far, the one before, or that of a day:
// "/week last", "/week 2026-03-02".
func (t *turn) weekCommand(which string) error {
	d := t.today()
	if t.says("words.week.last", which) {
		d = d.Add(-7)
	} else if named, ok := t.daySaid(which); ok && named < d && named >= d.Add(oldestWeek) {
		d = named
	}
	return t.newWeek(t.u.WeekOf(d))
}

// newWeek shows a week in a new message, after its picture.
func (t *turn) newWeek(start day.Day) error {
	if err := t.weekPicture(start); err != nil {
		return err
	}
	return t.showWeek(start, t.say)
}

// weekView is the weekly summary.
type weekView struct {
	coach.Week
	Start, End  dayView
	Running     bool
	SundayNote  bool // the last day still counts
	Numbers     bool
	Lines       []lineView
	Aims        []lineView   // reached
	Most        []coach.Line // on most logged days
	Better      []coach.Line // than the week before
	Step        *stepView
	Disruptors  []categoryDays
	LoggedOn    []captionDay
	RateSkin    bool // a week without a rating
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

// showWeek shows the summary of the week that starts on start.
func (t *turn) showWeek(start day.Day, show func(string, any, ...[]Button) error) error {
	entries, err := t.weekEntries(start)
	if err != nil {
		return err
	}
	w := coach.SummariseWeek(&t.u, entries, start, t.today())
	v := t.weekView(w)
	if step, ok := t.Guide.NextStep(t.advised(), w, entries); ok {
		v.Step = &stepView{step.Text, viewOf(step.Card)}
	}
	if w.Running {
		if v.Asked, err = t.questionLine(); err != nil {
			return err
		}
	}
	k := t.weekKeyboard(w, v.RateSkin)
	if t.e.Kind == KindButton && t.Pictures != nil && drawable(w) {
		k.row().add("button.week.picture", nil, "picture", string(start))
	}
	rows, err := k.done()
	if err != nil {
		return err
	}
	if t.asked() == "" {
		t.ask("week", string(start)) // so that "why?" is about it
	}
	return show("week", v, rows...)
}

func (t *turn) weekKeyboard(w coach.Week, rate bool) *keyboard {
	k := t.keyboard().add("button.week.before", nil, "week", string(w.Start.Add(-7)))
	if !w.Running && w.Start < t.today() {
		k.add("button.week.after", nil, "week", string(w.Start.Add(7)))
	}
	if w.LoggedDays > 0 && !t.u.HideNumbers {
		k.add("button.why", nil, "why", string(w.Start))
	}
	if rate {
		k.row().ratings("new")
	}
	return k
}

func (t *turn) weekView(w coach.Week) weekView {
	v := weekView{
		Week: w, Start: t.dayView(w.Start), End: t.dayView(w.End), Running: w.Running, Numbers: !t.u.HideNumbers,
		SundayNote: w.Running && t.today() == w.End, PlantsShown: int(w.Points),
		RateSkin: w.Running && w.SkinDays == 0 && !t.u.HideNumbers,
	}
	v.Marks = t.marksOf(w.Days)
	v.wentWell(w)
	for _, l := range coach.Lines() {
		v.Lines = append(v.Lines, lineView{l, arrow(w.Trend(l)), w.LineDays[l], w.LoggedDays})
	}
	for _, d := range w.Days {
		if d.Logged {
			v.LoggedOn = append(v.LoggedOn, captionDay{int(d.Day.Weekday()), d})
		}
	}
	for _, c := range []food.Category{food.UltraProcessed, food.HighSugar, food.FastFood, food.Alcohol} {
		v.Disruptors = append(v.Disruptors, categoryDays{c.String(), w.Figures.Days[c], before(w, c)})
	}
	return v
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
func (v weekView) Of(name string) lineView {
	for _, l := range v.Lines {
		if string(l.Line) == name {
			return l
		}
	}
	return lineView{}
}

// pressWeek turns to another week, in place and so without its picture, draws
// one, or explains it.
func (t *turn) pressWeek(verb string, args arguments) error {
	start, err := day.Parse(args.at(0))
	if err != nil || start > t.today() || start < t.today().Add(oldestWeek) {
		return t.say("button.old", nil)
	}
	start = t.u.WeekOf(start)
	switch verb {
	case "why":
		return t.why(start)
	case "picture":
		return t.weekPicture(start)
	}
	return t.showWeek(start, t.change)
}
