package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// display shows what stands in the diary under a message, and the buttons to change
// it.
type display struct{ *turn }

func (t *turn) display() display { return display{t} }

// logged is what the answer to a logged message says.
type logged struct {
	Meals []mealView
	Water bool // of nothing but water

	Fermented []string
	Drinks    bool // something that counts as fluid
	Day       wording.Day
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
	GutDay     wording.Day
	CheckIn    *coach.CheckIn
	CheckInDay wording.Day
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
	SkinDay wording.Day
}

// mealView is one meal of the answer.
type mealView struct {
	Day   wording.Day
	Meal  food.Meal
	Late  bool // told after midnight, for the day that hasn't ended
	Foods []string
}

// loggedView gathers what there is to say about the entries of one source, and
// its changes.
func (t display) loggedView(changes []coach.Change, entries []coach.Entry) (logged, error) {
	v := logged{Numbers: !t.u.HideNumbers, AimML: t.u.WaterAimML, Water: onlyWater(entries), Placed: t.u.Zone != "", Units: t.u.Units}
	for _, e := range entries {
		if len(e.Foods) > 0 || e.Kind == coach.KindMeal && (e.Meal != "" || e.Day != t.today()) {
			meal, err := t.mealView(e)
			if err != nil {
				return v, err
			}
			v.Meals = append(v.Meals, meal)
		}
		switch {
		case len(e.Foods) > 0:
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
	return v, t.addContext(&v, changes, entries)
}

// plain is the view with what was understood, and nothing counted or praised:
// what is said in the calm time after a message that called for care.
func (v logged) plain() logged {
	v.Fermented, v.Numbers = nil, false
	return v
}

func (t display) mealView(e coach.Entry) (mealView, error) {
	told := day.Of(e.At.In(t.u.Location()), 0)
	as, err := t.words.Label("food.counted", nil)
	return mealView{Day: t.dayView(e.Day), Meal: e.Meal, Late: e.Day == t.today() && told > e.Day, Foods: takenAs(t.Lexicon, as, e.Foods)}, err
}

// addContext adds the figures of the day and the week around the entries.
func (t display) addContext(v *logged, changes []coach.Change, entries []coach.Entry) error {
	d := entries[0].Day
	week, err := t.weekBefore(d.WeekStart(t.u.WeekStart), changes, entries[0].Source)
	if err != nil {
		return err
	}
	for _, plant := range plantsOf(entries) {
		if !slices.Contains(week.Plants, plant) {
			v.New = append(v.New, t.Guide.Plural(plant))
		}
	}
	for _, e := range entries {
		week.Add(e)
	}
	v.Day, v.ThisWeek = t.dayView(d), week.Start == t.today().WeekStart(t.u.WeekStart)
	v.DayML, v.DayFiber = week.Of(d).FluidML, week.Of(d).FiberG
	v.Plants = week.Count()
	if t.onlyNow(changes) {
		week.Change = t.newest
		t.u.Week = week
	}
	return nil
}

// weekBefore is the week that starts on start, without what the source tells.
func (t display) weekBefore(start day.Day, changes []coach.Change, source string) (coach.WeekSoFar, error) {
	if t.onlyNow(changes) && t.u.Week.Holds(start, t.newest) {
		return t.u.Week, nil
	}
	week := coach.WeekSoFar{Start: start}
	told, err := t.tx.Entries(t.u.ID, start, start.Add(6))
	for _, e := range told {
		if e.Source != source {
			week.Add(e)
		}
	}
	return week, err
}

// onlyNow reports whether a source with these changes has none but the last one
// that this event made.
func (t display) onlyNow(changes []coach.Change) bool {
	return len(changes) == 1 && changes[0].Seq == t.newest
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
func (t display) unknownWords(entries []coach.Entry) []string {
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

// showSource says what stands in the diary under a source, with the buttons to
// change it: in place of message edit, or as a new one when that is 0.
func (t display) showSource(source string, edit int) error {
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return t.showGone(source, changes, edit)
	}
	view, err := t.loggedView(changes, entries)
	if err != nil {
		return err
	}
	k := t.keyboard()
	for i, word := range view.Unknown {
		if i < 3 {
			k.row().add("button.teach", word, "teach", source, strconv.Itoa(i))
		}
	}
	t.sourceButtons(k.row(), source, changes, entries)
	if t.unsure && edit == 0 {
		if err := t.corrections().offerReplace(k, source); err != nil {
			return err
		}
	}
	if view.Offer = t.u.Started.IsZero() && !t.u.IsCalm(t.now) && edit == 0 && t.reminders().remindersView().AnyOn && t.once("offer"); view.Offer {
		k.row().add("button.setup", view.Placed, "start", "2")
	}
	b := brief{t.turn}
	if edit == 0 && b.reaction(view) {
		b.react()
		return nil
	}
	return t.sayOf(source, edit, b.wording(), view, k)
}

// sourceButtons adds what can be done with a source's entries.
func (t display) sourceButtons(k *keyboard, source string, changes []coach.Change, entries []coach.Entry) {
	if onlyWater(entries) {
		k.sips()
	}
	if hasFoods(entries) && !onlyWater(entries) {
		k.add("button.fix", nil, "fix", source)
	}
	if c, ok := coach.Undoable(changes); ok {
		k.add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	}
	if c, ok := coach.Redoable(changes); ok {
		k.add("button.redo", nil, "redo", source, strconv.FormatInt(c.Seq, 10))
	}
}

// showGone says that nothing is left of a source.
func (t display) showGone(source string, changes []coach.Change, edit int) error {
	k := t.keyboard()
	if c, ok := coach.Redoable(changes); ok {
		k.add("button.redo", nil, "redo", source, strconv.FormatInt(c.Seq, 10))
	} else if c, ok := coach.Undoable(changes); ok {
		k.add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	}
	return t.sayOf(source, edit, "logged.gone", entriesNames(entriesBefore(changes)), k)
}

// sayOf says something about a source, so that a reply to it is understood.
func (t display) sayOf(source string, edit int, name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	text, err := t.words.HTML(name, data)
	if err != nil {
		return err
	}
	t.reply(Message{Text: text, Buttons: rows, Edit: edit}, source)
	return nil
}

// refresh shows a source's state in the coach's first message about it. shown
// tells whether there is such a message.
func (t display) refresh(source string) (shown bool, err error) {
	ids, err := t.tx.RepliesOf(t.u.ID, source)
	if err != nil || len(ids) == 0 {
		return false, err
	}
	return true, t.showSource(source, ids[0])
}

// entriesBefore are those that a source had last, before none were left.
func entriesBefore(changes []coach.Change) []coach.Entry {
	for n := len(changes); n > 0; n-- {
		if entries := coach.Standing(changes[:n]); len(entries) > 0 {
			return entries
		}
	}
	return nil
}

// entriesNames are what entries tell, by name: foods, and "skin", "check_in" and the like.
func entriesNames(entries []coach.Entry) []string {
	var names []string
	for _, e := range entries {
		names = append(names, toldFoods(e.Foods)...)
		if e.Kind != coach.KindMeal {
			names = append(names, string(e.Kind))
		}
	}
	return names
}

func hasFoods(entries []coach.Entry) bool {
	for _, e := range entries {
		if len(e.Foods) > 0 {
			return true
		}
	}
	return false
}

// onlyWater tells whether the entries tell of water and nothing else.
func onlyWater(entries []coach.Entry) bool {
	for _, e := range entries {
		if e.Kind != coach.KindMeal {
			return false
		}
		for _, f := range e.Foods {
			if f.Categories != food.SetOf(food.Water) {
				return false
			}
		}
	}
	return hasFoods(entries)
}

// toldFoods are foods in their person's own words, each once.
func toldFoods(foods []coach.Food) []string {
	var names []string
	for _, f := range foods {
		names = appendNew(names, f.Shown())
	}
	return names
}

// takenAs is toldFoods with the lexicon's name beside words that it doesn't know,
// after the words as, so that it is seen what they were taken for: "pottage
// (counted as vegetable soup)". A
// word that stands for several foods is told with all of them.
func takenAs(lexicon *food.Lexicon, as string, foods []coach.Food) []string {
	var list []string
	for _, said := range toldFoods(foods) {
		var names []string
		known := false
		for _, f := range foods {
			if f.Shown() == said {
				names = appendNew(names, f.Name)
				known = known || lexicon.Has(f.Bare()) || shareWord(said, f.Name)
			}
		}
		if len(names) > 1 || !known && !slices.Contains(names, said) {
			said += " (" + as + " " + strings.Join(names, ", ") + ")"
		}
		list = append(list, said)
	}
	return list
}

// shareWord reports whether two names have a word in common, or the beginning of
// one.
func shareWord(a, b string) bool {
	for _, x := range strings.Fields(lang.Fold(a)) {
		for _, y := range strings.Fields(lang.Fold(b)) {
			n := min(len(x), len(y))
			if n > 5 {
				n-- // strawberries, a strawberry
			}
			if n >= 3 && x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
}

// gotIt is the reaction of somebody who has read a message and has nothing to say
// to it; one of those that Telegram allows.
const gotIt = "👌"

// brief answers what was logged as shortly as the person wants it.
type brief struct{ t *turn }

// wording is the wording of the answer.
func (b brief) wording() string {
	if b.t.u.Answers == coach.AnswersFull {
		return "logged"
	}
	return "logged.short"
}

// reaction reports whether a reaction says it all: a new message that was
// understood as it was written, for now, with nothing to ask.
func (b brief) reaction(v logged) bool {
	if b.t.u.Answers != coach.AnswersReaction || b.t.e.Kind != KindMessage || b.t.e.MessageID <= 0 || v.Offer || len(v.Unknown) > 0 {
		return false
	}
	elsewhere := slices.ContainsFunc(v.Meals, func(m mealView) bool {
		return m.Day.Ago != 0 || m.Late || len(m.Foods) == 0 || slices.ContainsFunc(m.Foods, func(f string) bool { return strings.Contains(f, "(as ") })
	})
	return !elsewhere && !slices.ContainsFunc(v.Skins, func(s skinView) bool { return s.SkinDay.Ago != 0 }) && (v.CheckIn == nil || v.CheckInDay.Ago == 0)
}

// react reacts to the person's message.
func (b brief) react() { b.t.reply(Message{React: gotIt, ReactTo: b.t.e.MessageID}, "") }

// next is the length that a tap turns to.
func (b brief) next() coach.AnswerLength {
	all := coach.AnswerLengths()
	return all[(slices.Index(all, b.t.u.Answers)+1)%len(all)]
}

// answersNamed is the length that a wish asks for.
func answersNamed(wish string) coach.AnswerLength {
	switch wish {
	case "answers.short":
		return coach.AnswersShort
	case "answers.reaction":
		return coach.AnswersReaction
	}
	return coach.AnswersFull
}
