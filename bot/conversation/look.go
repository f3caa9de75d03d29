package conversation

import (
	"cmp"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/ask"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// lookup answers questions about the person's own diary, and about foods.
type lookup struct{ *turn }

func (t *turn) lookup() lookup { return lookup{t} }

// look answers what the message asks about the person's own diary, about a food
// about the last entry, or what to eat. done is false where it asks nothing of these, or
// nothing that the diary and the lexicon hold.
func (t lookup) look(m *intent.Message) (done bool, err error) {
	if done, err = (suggestions{turn: t.turn}).answer(m); done || err != nil {
		return done, err
	}
	return t.lookAll(m.Looks())
}

// lookAll answers the questions, the last of which the next message may go on
// with.
func (t lookup) lookAll(looks []intent.Look) (done bool, err error) {
	looks = ofOnePlant(looks)
	if done, err = t.compareFoods(looks); done || err != nil {
		return done, err
	}
	for _, l := range looks {
		var did bool
		switch l.Of {
		case intent.LookFood:
			did, err = t.lookFood(l)
		case intent.LookLatest:
			did, err = t.lookLatest(l)
		default:
			did, err = t.lookDiary(l)
		}
		if err != nil {
			return done, err
		}
		done = done || did
	}
	if done && t.asked() == "" {
		last, err := json.Marshal(looks[len(looks)-1])
		if err != nil {
			return done, err
		}
		t.u.Dialog = coach.Dialog{Asked: askedLook, About: string(last), Until: t.now.Add(moreWithin)}
	}
	return done, nil
}

// compareFoods answers which of several foods has most fibre.
func (t lookup) compareFoods(looks []intent.Look) (bool, error) {
	if len(looks) < 2 {
		return false, nil
	}
	var foods []foodView
	for _, l := range looks {
		if l.Of != intent.LookFood || l.Aspect != string(ask.Fibre) || l.Food == "" {
			return false, nil
		}
		v, ok := t.foodAsked(l)
		if !ok {
			return false, nil
		}
		foods = append(foods, v)
	}
	slices.SortStableFunc(foods, func(a, b foodView) int { return cmp.Compare(b.FiberG, a.FiberG) })
	return true, t.say("look.foods", foods)
}

// ofOnePlant puts questions about foods and plants into one, for foods may be one plant:
// "wholemeal bread and bulgur, two plants?"
func ofOnePlant(looks []intent.Look) []intent.Look {
	if len(looks) < 2 || slices.ContainsFunc(looks, func(l intent.Look) bool {
		return l.Of != intent.LookFood || l.Aspect != string(ask.Plants) || l.Food == ""
	}) {
		return looks
	}
	one := looks[0]
	for _, l := range looks[1:] {
		one.Food += ", " + l.Food
	}
	return []intent.Look{one}
}

// askedLook waits for no answer: a message that only goes on with the question
// told in Dialog.About is read with it.
const askedLook = "look"

// goOn answers a message that goes on with the question before it: "and last
// week?", "what about cheese"; done is false for others.
func (t lookup) goOn(m *intent.Message) (done bool, err error) {
	var last intent.Look
	about := t.u.Dialog.About
	t.settle()
	readable := json.Unmarshal([]byte(about), &last) == nil // another version may have kept it
	if m.Follow == nil || !readable {
		return false, nil
	}
	if last.Of != intent.LookDiary && m.Follow.Food == "" {
		return false, nil
	}
	last = last.With(*m.Follow)
	if last.Of == intent.LookLatest {
		last.Of = intent.LookFood
	}
	return t.lookAll([]intent.Look{last})
}

// lookView is an answer about the diary.
type lookView struct {
	ask.Result
	Subject     string // of foods: what they are called
	First, Last wording.Day
	On          []wording.Day // Result.When
	Told        []ratedView
	Beside      *lookView // of the other period, where two are compared
	MoreNames   int
	MoreDays    int
	Numbers     bool
	Units       coach.Units
}

// ratedView is what was told of a day.
type ratedView struct {
	Day   wording.Day
	Value float64
	Unit  string // "h", "min", or "" for a rating
}

// How much of a list one sentence holds: names and their letters, days.
const (
	lookNames   = 10
	lookLetters = 140
	lookDays    = 4
)

func (t lookup) lookDiary(l intent.Look) (bool, error) {
	q := ask.Question{Measure: l.Measure, Period: l.Period, Versus: l.Versus, Meal: l.Meal, Tag: l.Tag, Mark: coach.MarkKind(l.Mark)}
	switch figure, ok := ask.FigureNamed(l.About); {
	case ok:
		q.Figure = figure
	case l.About != "":
		group, ok := t.groups.Named(l.About)
		if !ok {
			return false, nil
		}
		q.Foods = &group
	case l.Food != "":
		if q.Foods = t.foodsCalled(l.Food); q.Foods == nil {
			return false, nil
		}
	}
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-ask.EverDays), t.today())
	if err != nil {
		return false, err
	}
	r := ask.Answer(q, entries, &t.u, t.today())
	if l.Soft && (r.Form == ask.FormNone || r.Form == ask.FormEmpty) {
		return false, nil
	}
	return true, t.sayLook(r)
}

// foodsCalled are the foods of that name: the lexicon's, or nil where it knows
// none.
func (t lookup) foodsCalled(words string) *coach.Exposure {
	items := t.read(words).Food.Items
	if len(items) == 0 {
		return nil
	}
	for _, name := range []string{items[0].Food, items[0].Food + "s"} { // "vegtables" is a group, whatever the spelling
		if group, ok := t.groups.Named(name); ok {
			return &group
		}
	}
	x := coach.Exposure{Name: items[0].Food}
	for _, it := range items {
		x.Words = appendNew(x.Words, it.Food)
	}
	return &x
}

func (t lookup) sayLook(r ask.Result) error {
	v, err := t.lookView(r)
	if err != nil {
		return err
	}
	return t.sayWith("look", v, t.lookKeyboard(r))
}

func (t lookup) lookView(r ask.Result) (v lookView, err error) {
	v = lookView{Result: r, First: t.dayView(r.From), Last: t.dayView(r.To), Numbers: !t.u.HideNumbers, Units: t.u.Units}
	if r.Figure == ask.Plants {
		r.Names = t.Guide.Plurals(r.Names)
	}
	v.Names, v.MoreNames = fewNames(r.Names)
	if r.Foods != nil {
		v.Subject = r.Foods.Name
	} else if r.OfNotes() {
		if v.Subject, err = t.words.Label("look.noted", r); err != nil {
			return v, err
		}
	}
	if (r.Form == ask.FormLast || r.Form == ask.FormCount) && len(v.Names) == 1 && strings.EqualFold(v.Names[0], v.Subject) {
		v.Names = nil // it says so already
	}
	for _, d := range r.When {
		if len(v.On) == lookDays {
			v.MoreDays = len(r.When) - lookDays
			break
		}
		v.On = append(v.On, t.dayView(d))
	}
	for _, one := range r.Series[max(0, len(r.Series)-lookDays):] {
		v.Told = append(v.Told, ratedView{t.dayView(one.Day), one.Value, unitOf(r.Figure, one)})
	}
	if r.Other != nil {
		beside, err := t.lookView(*r.Other)
		if err != nil {
			return v, err
		}
		v.Beside = &beside
	}
	return v, nil
}

// unitOf is what the figure of a day is measured in, "" where it is a rating.
func unitOf(f ask.Figure, one ask.Rated) string {
	switch {
	case !one.Measured:
		return ""
	case f == ask.Sleep:
		return "h"
	}
	return "min"
}

// Unit is what all days of the series are measured in, "" where they are ratings
// or some are.
func (v lookView) Unit() string {
	for _, one := range v.Series {
		if !one.Measured {
			return ""
		}
	}
	return v.Told[0].Unit
}

// fewNames are as many names as a sentence holds, and how many are left out.
func fewNames(names []string) (few []string, more int) {
	letters := 0
	for i, name := range names {
		if letters += len(name); i == lookNames || letters > lookLetters && i > 0 {
			return names[:i], len(names) - i
		}
	}
	return names, 0
}

// lookKeyboard shows more: the day that the answer speaks of, or the week.
func (t lookup) lookKeyboard(r ask.Result) *keyboard {
	k := t.keyboard()
	d := r.To
	switch {
	case r.Form == ask.FormEmpty && r.Figure == ask.Skin:
		return k.ratings("new")
	case r.Form == ask.FormEmpty && r.Figure == ask.Gut:
		return t.gutNotes().ratings(k, "new")
	case (r.Form == ask.FormLast || r.Form == ask.FormPeak) && len(r.When) > 0:
		d = r.When[0]
	case r.From != r.To && r.Period.Kind != ask.Ever:
		return k.add("button.look.week", nil, "week", string(t.u.WeekOf(r.To)))
	case r.Form == ask.FormNone || r.From != r.To:
		return k
	}
	return k.add("button.search.day", t.dayView(d), "day", string(d))
}

// foodView is an answer about a food, or about the foods of the last entry.
type foodView struct {
	Latest  bool
	Aspect  string
	Names   []string // the foods
	More    int      // that aren't named
	With    []string // those that have the aspect
	FiberG  float64
	FluidML float64
	Grams   float64
	Usual   bool // of a usual serving
	Plants  []string
	Herbs   []string
	As      []string // slugs that they count as, but for what their name says
	Dark    bool     // there is dark chocolate
	Itself  bool     // the one plant is the one food, as it was called
	Again   bool     // whether it counts once more was asked
	Most    bool     // only the food with most of it is named

	Fermented []string
	Numbers   bool
	Units     coach.Units
}

// aspectFiled asks under which day and meal the last entry stands.
const aspectFiled = "filed"

// filedView is the day and the meal of an entry; the meal is "" where it wasn't told.
type filedView struct {
	Day  wording.Day
	Meal food.Meal
}

// weighed is an amount in a measure of weight.
var weighed = regexp.MustCompile(`\d ?(g|kg|grams?|oz|ounces?)\b`)

// lookFood answers about a food from the lexicon.
func (t lookup) lookFood(l intent.Look) (bool, error) {
	if l.Food == "" {
		return t.sayWhatCounts(l.Aspect)
	}
	v, ok := t.foodAsked(l)
	if !ok {
		return false, nil
	}
	return true, t.say("look.food", v)
}

// foodAsked is what the lexicon tells of the foods that are asked about; ok is false
// where it knows none.
func (t lookup) foodAsked(l intent.Look) (v foodView, ok bool) {
	var foods []coach.Food
	usual := true
	for _, it := range t.read(l.Food).Food.Items {
		foods = append(foods, coach.FoodOf(it))
		usual = usual && (!it.Stated || it.Unit == "" && it.Count == 1)
	}
	if len(foods) == 0 {
		return v, false
	}
	v = t.foodView(l.Aspect, foods)
	v.Usual, v.Again = usual, l.Again || len(v.Plants) > 0 && len(v.Names) > len(v.Plants)
	if weighed.MatchString(l.Food) {
		v.Grams = 0 // the person said it
	}
	return v, true
}

// sayWhatCounts tells what counts as the aspect, of those that have a wording.
func (t lookup) sayWhatCounts(aspect string) (bool, error) {
	text, err := t.words.HTML("look.what", aspect)
	if err != nil || text == "" {
		return false, err
	}
	return true, t.say("look.what", aspect)
}

// lookLatest answers about the foods told last, or of the latest meal of that
// name.
func (t lookup) lookLatest(l intent.Look) (bool, error) {
	entries, err := t.latestEaten(l.Meal)
	switch {
	case err != nil:
		return false, err
	case len(entries) == 0 && l.Meal != "":
		return true, t.say("look.nomeal", l.Meal)
	case len(entries) == 0:
		return false, nil
	}
	if l.Aspect == aspectFiled {
		e := entries[0]
		return true, t.say("look.filed", filedView{t.dayView(e.Day), e.Meal})
	}
	var foods []coach.Food
	for _, e := range entries {
		foods = append(foods, e.Foods...)
	}
	most := l.Measure == ask.Most && l.Aspect == string(ask.Fibre)
	if most {
		foods = []coach.Food{slices.MaxFunc(foods, func(a, b coach.Food) int { return cmp.Compare(a.FiberG, b.FiberG) })}
	}
	v := t.foodView(l.Aspect, foods)
	v.Latest, v.Most = true, most
	v.Names, v.More = fewNames(v.Names)
	d := entries[0].Day
	return true, t.sayWith("look.food", v, t.keyboard().add("button.search.day", t.dayView(d), "day", string(d)))
}

// latestEaten are the entries with foods of the message told last, or of the
// latest meal of that name since yesterday.
func (t lookup) latestEaten(meal food.Meal) ([]coach.Entry, error) {
	noFoods := func(e coach.Entry) bool { return len(e.Foods) == 0 }
	if meal != "" {
		entries, err := t.tx.Entries(t.u.ID, t.today().Add(-1), t.today())
		entries = slices.DeleteFunc(entries, func(e coach.Entry) bool { return noFoods(e) || ask.MealOf(e, &t.u) != meal })
		return slices.DeleteFunc(entries, func(e coach.Entry) bool { return e.Day != entries[len(entries)-1].Day }), err
	}
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	for _, c := range slices.Backward(recent) {
		var entries []coach.Entry
		if entries, err = t.tx.EntriesOf(t.u.ID, c.Source); err != nil {
			break
		}
		if entries = slices.DeleteFunc(entries, noFoods); len(entries) > 0 {
			return entries, nil
		}
	}
	return nil, err
}

// foodView sums up foods. Of categories only those are named that the articles
// speak of.
func (t lookup) foodView(aspect string, foods []coach.Food) foodView {
	v := foodView{Aspect: aspect, Numbers: !t.u.HideNumbers, Units: t.u.Units}
	category, known := food.CategoryOf(aspect)
	for _, f := range foods {
		v.Names = append(v.Names, f.Shown())
		v.FiberG += f.FiberG
		v.FluidML += f.FluidML
		v.Grams += f.Grams
		if f.Categories.Has(food.Fermented) {
			v.Fermented = appendNew(v.Fermented, f.Shown())
		}
		if known && f.Categories.Has(category) {
			v.With = appendNew(v.With, f.Shown())
		}
		for _, p := range f.Plants {
			v.Plants = appendNew(v.Plants, p)
		}
		for _, h := range f.Herbs {
			v.Herbs = appendNew(v.Herbs, h)
		}
		for _, slug := range f.Categories.Slugs() {
			v.As = appendNew(v.As, slug)
		}
	}
	v.Herbs = slices.DeleteFunc(v.Herbs, func(h string) bool { return slices.Contains(v.Plants, h) })
	v.Dark = slices.Contains(v.As, food.DarkChocolate.String())
	many, starchy := len(v.As) > tellingAs, slices.Contains(v.As, food.StarchyVegetable.String())
	v.As = slices.DeleteFunc(v.As, func(slug string) bool {
		switch slug {
		case food.DarkChocolate.String(), food.OliveOil.String():
			return len(v.Names) == 1 && strings.Contains(v.Names[0], strings.ReplaceAll(slug, "_", " "))
		case food.Vegetable.String():
			return starchy
		case food.HerbSpice.String():
			return many || len(v.Herbs) > 0
		case food.Polyphenol.String():
			return many
		}
		return false
	})
	if len(v.Names) == 1 && len(v.Plants) == 1 {
		name := v.Names[0]
		for _, article := range []string{"a ", "an "} {
			name = strings.TrimPrefix(name, article)
		}
		v.Itself = name == v.Plants[0] || name == t.Guide.Plural(v.Plants[0])
	}
	v.Plants, v.Herbs = t.Guide.Plurals(v.Plants), t.Guide.Plurals(v.Herbs)
	return v
}

// Counts reports whether a food counts as the category of that slug.
func (v foodView) Counts(slug string) bool { return slices.Contains(v.As, slug) }

// tellingAs is how many categories an answer tells at least before it leaves out
// those that say the least.
const tellingAs = 3

// Several reports whether more than one food is named.
func (v foodView) Several() bool { return len(v.Names) > 1 }

// Little reports whether there is next to no fibre.
func (v foodView) Little() bool { return v.FiberG < 0.25 }

// Whole is the value as people read it.
func (v lookView) Whole() int { return int(math.Round(v.Value)) }

// Reached reports whether the aim is.
func (v lookView) Reached() bool { return v.Aim > 0 && math.Round(v.Value) >= math.Round(v.Aim) }

// ToGo is what is missing to the aim.
func (v lookView) ToGo() float64 { return max(0, math.Round(v.Aim)-math.Round(v.Value)) }

// Today reports whether the answer is about today alone.
func (v lookView) Today() bool { return v.From == v.To && v.Last.Ago == 0 }

// Month is the number of the month that was asked about.
func (v lookView) Month() int { return int(v.Period.Month) }

// Alone reports whether only one day is told.
func (v lookView) Alone() bool { return len(v.When) == 1 }

// Dayed reports whether the days with it say more than the period does.
func (v lookView) Dayed() bool { return v.From != v.To && len(v.When) > 0 }
