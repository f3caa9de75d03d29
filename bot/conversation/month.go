package conversation

import (
	"gutskin/coach"
	"gutskin/coach/food"
)

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
	First, Last dayView
	captionDays
}

// monthCommand shows the last 30 days as a calendar, and week by week.
func (t *turn) monthCommand() error {
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
func (t *turn) monthWeeks(days []coach.DayFigures) []monthWeek {
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
