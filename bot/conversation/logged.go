package conversation

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// logged is what the answer to a logged message says.
type logged struct {
	Meals []mealView
	Water bool // of nothing but water

	Fermented []string
	Drinks    bool // something that counts as fluid
	Day       dayView
	FluidML   float64 // of the message
	DayML     float64 // of its day so far
	AimML     int

	New      []string // plants that are new in the week
	Plants   int      // the week's plants so far
	ThisWeek bool     // that week is the present one

	Fiber    float64 // g, of the message
	DayFiber float64 // g, of its day so far

	Skins      []skinView
	Gut        *coach.Gut
	GutDay     dayView
	CheckIn    *coach.CheckIn
	CheckInDay dayView
	Marks      []markView

	Unknown []string
	Numbers bool // figures may be shown
	Units   coach.Units
	Offer   bool // offer to set up reminders
	Placed  bool // the person's zone is known
}

// mostNew is how many new plants an answer names.
const mostNew = 4

// NewNamed are the new plants that are named.
func (v logged) NewNamed() []string { return v.New[:min(len(v.New), mostNew)] }

// NewMore is how many new plants aren't.
func (v logged) NewMore() int { return len(v.New) - len(v.NewNamed()) }

// Fibred reports whether there is fibre to speak of.
func (v logged) Fibred() bool { return v.Fiber >= 0.5 }

// skinView is a note on the skin, and its day.
type skinView struct {
	Skin    *coach.Skin
	SkinDay dayView
}

// mealView is one meal of the answer.
type mealView struct {
	Day   dayView
	Meal  food.Meal
	Late  bool // told after midnight, for the day that hasn't ended
	Foods []string
}

// loggedView gathers what there is to say about the entries of one source.
func (t *turn) loggedView(entries []coach.Entry) (logged, error) {
	v := logged{Numbers: !t.u.HideNumbers, AimML: t.u.WaterAimML, Water: onlyWater(entries), Placed: t.u.Zone != "", Units: t.u.Units}
	for _, e := range entries {
		switch {
		case e.Kind == coach.KindMeal && len(e.Foods) == 0 && (e.Meal != "" || e.Day != t.today()):
			v.Meals = append(v.Meals, t.mealView(e))
		case len(e.Foods) > 0:
			v.Meals = append(v.Meals, t.mealView(e))
			for _, f := range e.Foods {
				v.FluidML += f.FluidML
				v.Fiber += f.FiberG
				if f.Categories.Has(food.Fermented) {
					v.Fermented = appendNew(v.Fermented, f.Bare())
				}
			}
		case e.Skin != nil:
			v.Skins = append(v.Skins, skinView{e.Skin, t.dayView(e.Day)})
		case e.Gut != nil:
			v.Gut, v.GutDay = e.Gut, t.dayView(e.Day)
		case e.Mark != nil:
			v.Marks = append(v.Marks, markView{t.dayView(e.Day), *e.Mark})
		case e.CheckIn != nil:
			v.CheckIn, v.CheckInDay = e.CheckIn, t.dayView(e.Day)
		}
	}
	v.Drinks = v.FluidML > 0
	v.Unknown = t.unknownWords(entries)
	if t.u.IsCalm(t.now) {
		return v.plain(), nil
	}
	return v, t.addContext(&v, entries)
}

// plain is the view with what was understood, and nothing counted or praised:
// what is said in the calm time after a message that called for care.
func (v logged) plain() logged {
	v.Fermented, v.Numbers = nil, false
	return v
}

func (t *turn) mealView(e coach.Entry) mealView {
	told := day.Of(e.At.In(t.u.Location()), 0)
	m := mealView{Day: t.dayView(e.Day), Meal: e.Meal, Late: e.Day == t.today() && told > e.Day, Foods: takenAs(t.Lexicon, e.Foods)}
	return m
}

// addContext adds the figures of the day and the week around the entries.
func (t *turn) addContext(v *logged, entries []coach.Entry) error {
	d := entries[0].Day
	start := d.WeekStart(t.u.WeekStart)
	week, err := t.tx.Entries(t.u.ID, start, start.Add(6))
	if err != nil {
		return err
	}
	v.Day = t.dayView(d)
	v.ThisWeek = start == t.today().WeekStart(t.u.WeekStart)
	before, all := plantSet{}, plantSet{}
	for _, e := range week {
		all.add(e)
		if e.Source != entries[0].Source {
			before.add(e)
		}
		if e.Day == d {
			for _, f := range e.Foods {
				v.DayML += f.FluidML
				v.DayFiber += f.FiberG
			}
		}
	}
	v.Plants = all.count()
	for _, plant := range plantsOf(entries) {
		if !before.plants[plant] {
			v.New = append(v.New, t.Guide.Plural(plant))
		}
	}
	return nil
}

// plantSet counts the different plants of some entries.
type plantSet struct{ plants, herbs map[string]bool }

func (s *plantSet) add(e coach.Entry) {
	if s.plants == nil {
		s.plants, s.herbs = map[string]bool{}, map[string]bool{}
	}
	for _, f := range e.Foods {
		for _, p := range f.Plants {
			s.plants[p] = true
		}
		for _, h := range f.Herbs {
			s.herbs[h] = true
		}
	}
}

// count is whole plants: herbs and spices are a quarter each, rounded down.
func (s *plantSet) count() int { return len(s.plants) + len(s.herbs)/4 }

// plantsOf are the different full plants of the entries, in their order.
func plantsOf(entries []coach.Entry) []string {
	var list []string
	for _, e := range entries {
		for _, f := range e.Foods {
			for _, p := range f.Plants {
				list = appendNew(list, p)
			}
		}
	}
	return list
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// unknownWords are the words of the message that look like foods and are
// known neither to the lexicon nor by the person's own teaching.
func (t *turn) unknownWords(entries []coach.Entry) []string {
	text := textOf(entries)
	if text == "" {
		return nil
	}
	var list []string
	m := t.heard.message
	if text != t.heard.text {
		m = t.Reader.Read(text, t.moment(entries[0].At))
	}
	for _, span := range m.Food.Unknown {
		list = appendNew(list, span.Text)
	}
	if dish := m.Dish(); len(list)+len(m.Food.Items) == 0 && dish != "" {
		list = append(list, dish)
	}
	return list
}

// dayView is a day as wording names it: "yesterday", "on Tuesday".
type dayView struct {
	Ago     int // days before the person's today; negative: ahead
	Weekday int // 0: Sunday
	Date    int
	Month   int
	Year    int // 0 when it is the present one
	Day     day.Day
}

func (t *turn) dayView(d day.Day) dayView {
	when, today := d.Time(), t.today()
	v := dayView{
		Ago: today.Sub(d), Weekday: int(d.Weekday()), Date: when.Day(), Month: int(when.Month()), Year: when.Year(), Day: d,
	}
	if v.Year == today.Time().Year() {
		v.Year = 0
	}
	return v
}
