package conversation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// repeats logs once more what was eaten before.
type repeats struct{ *turn }

func (t *turn) repeats() repeats { return repeats{t} }

// usualDays is how far back usual meals are looked for, usualMeals how many
// are offered.
const (
	usualDays  = 60
	usualMeals = 4
)

// sameAs logs again what a request means: the meal of a day named, of
// yesterday, or the most usual one.
// What else the message tells is logged with it. done is false when the
// message tells of a meal that isn't there, and of others that are to be logged.
func (t repeats) sameAs(text string, m intent.Message) (done bool, err error) {
	r := m.Request
	copies, err := t.repeated(r)
	switch {
	case err != nil:
		return false, err
	case len(copies) == 0 && r.Day == "" && r.Meal != "":
		return true, t.meals().askMeal(cmp.Or(r.As, r.Meal), "")
	case len(copies) == 0 && r.Day == "":
		return true, t.say("again.none", nil)
	}
	for i := range copies {
		copies[i].Meal = cmp.Or(r.As, copies[i].Meal)
	}
	if len(copies) == 0 {
		return true, t.say("again.nothing", againView{t.dayView(r.Day), r.Meal})
	}
	if copies = t.changed(copies, m); len(copies) == 0 && !loggable(m) {
		return true, t.meals().nothingEaten(text, m)
	}
	if loggable(m) {
		if err := t.meals().logAndShow(text, m, copies...); err != nil {
			return true, err
		}
		return true, t.router().also(text, m)
	}
	return true, t.logCopies(copies)
}

// changed is what is repeated with what the message changes of it: "same as
// yesterday without the banana", "same again but make it two eggs". What can't be
// changed stays as it was, and the answer shows it.
func (t repeats) changed(copies []coach.Entry, m intent.Message) []coach.Entry {
	var list []diary.Correction
	for _, c := range m.Corrections() {
		list = append(list, c.Correction)
	}
	if names := t.corrections().namesIn(m.Food.NotEaten); len(list) == 0 && len(names) > 0 {
		list = append(list, diary.Correction{Op: diary.Remove, Wrong: names})
	}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	copies = numbered(copies, "")
	for _, c := range list {
		if len(copies) == 0 {
			break
		}
		c.Source = copies[0].Source
		if left, out := ed.Apply(copies, c); out.Result == diary.Changed {
			copies = left
		}
	}
	return copies
}

// repeated are the meals that a request to repeat one means, as eaten today.
func (t repeats) repeated(r intent.Request) ([]coach.Entry, error) {
	switch {
	case r.Day != "":
		return t.copiesOf(r.Day, r.Meal)
	case !r.Usual:
		return t.latestCopies(r.Meal)
	}
	list, err := t.usuals(r.Meal)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return []coach.Entry{t.copied(list[0], cmp.Or(r.Meal, list[0].Meal))}, nil
}

// latestCopies are the latest meal once more: the latest that goes by that name,
// or "" for any.
func (t repeats) latestCopies(meal food.Meal) ([]coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-usualDays), t.today())
	if err != nil {
		return nil, err
	}
	var latest []coach.Entry
	for _, e := range entries {
		switch {
		case len(e.Foods) == 0 || onlyWater([]coach.Entry{e}) || meal != "" && t.mealOf(e) != meal:
		case len(latest) > 0 && latest[0].Source == e.Source && latest[0].Day == e.Day && latest[0].Meal == e.Meal:
			latest = append(latest, e)
		case len(latest) == 0 || e.Day > latest[0].Day || e.Day == latest[0].Day && !e.At.Before(latest[0].At):
			latest = []coach.Entry{e}
		}
	}
	for i, e := range latest {
		latest[i] = t.copied(e, cmp.Or(meal, e.Meal))
	}
	return latest, nil
}

// copiesOf are the meals of a day once more, as eaten today: those that go by
// that name, or "" for all. A meal that was named by none goes by its hour.
func (t repeats) copiesOf(d day.Day, meal food.Meal) ([]coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, d, d)
	if err != nil {
		return nil, err
	}
	var copies []coach.Entry
	for _, e := range entries {
		if len(e.Foods) > 0 && (meal == "" || t.mealOf(e) == meal) {
			copies = append(copies, t.copied(e, cmp.Or(meal, e.Meal)))
		}
	}
	return copies, nil
}

// mealOf is the meal of an entry: as it was said, or by its hour.
func (t repeats) mealOf(e coach.Entry) food.Meal {
	if e.Meal != "" {
		return e.Meal
	}
	clock := e.Clock
	if clock < 0 {
		clock = sinceMidnight(e.At.In(t.u.Location()))
	}
	return coach.UsualMeal(clock)
}

// againView is the meal that was asked for and isn't there.
type againView struct {
	Day  wording.Day
	Meal food.Meal
}

// copied is an entry as one of today.
func (t repeats) copied(e coach.Entry, meal food.Meal) coach.Entry {
	return coach.Entry{
		Source: t.source(), Kind: coach.KindMeal, Day: t.today(), At: t.now, Clock: -1, Meal: meal,
		Foods: slices.Clone(e.Foods), Lexicon: e.Lexicon,
	}
}

func (t repeats) logCopies(copies []coach.Entry) error {
	source := t.source()
	if _, err := t.append(coach.ChangeLog, source, 0, numbered(copies, "")); err != nil {
		return err
	}
	edit := 0
	if t.e.Kind == KindButton {
		edit = t.e.MessageID
	}
	return t.display().showSource(source, edit)
}

// againMenu offers the most usual meals at this hour as buttons.
func (t repeats) againMenu() error {
	list, err := t.usuals("")
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return t.say("again.none", nil)
	}
	k := t.keyboard()
	for _, e := range list {
		k.row().add("button.again", foodNames(e), "again", e.Source, place(e.Part, 0))
	}
	return t.sayWith("again", nil, k)
}

// pressAgain logs the meal of a button once more.
func (t repeats) pressAgain(args arguments) error {
	entries, err := t.tx.EntriesOf(t.u.ID, args.at(0))
	if err != nil {
		return err
	}
	part, _, ok := foodAt(entries, args.at(1))
	if !ok {
		return t.say("button.gone", nil)
	}
	return t.logCopies([]coach.Entry{t.copied(entries[part], entries[part].Meal)})
}

// usuals are the person's most usual meals, the most usual first: those eaten
// most often, and among these those eaten at this time of day.
func (t repeats) usuals(meal food.Meal) ([]coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-usualDays), t.today())
	if err != nil {
		return nil, err
	}
	latest, score := map[string]coach.Entry{}, map[string]float64{}
	for _, e := range entries {
		if len(e.Foods) == 0 || onlyWater([]coach.Entry{e}) || meal != "" && t.mealOf(e) != meal {
			continue
		}
		key := mealKey(e)
		latest[key] = e
		score[key] += 1 + t.nearness(e)
	}
	var keys []string
	for key := range latest {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	var list []coach.Entry
	for _, key := range keys[:min(len(keys), usualMeals)] {
		list = append(list, latest[key])
	}
	return list, nil
}

// mealKey is the same for meals of the same foods.
func mealKey(e coach.Entry) string {
	names := foodNames(e)
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "\n")
}

func foodNames(e coach.Entry) []string { return toldFoods(e.Foods) }

// nearness is 1 for a meal told at this time of day and falls to 0 for one
// told twelve hours apart.
func (t repeats) nearness(e coach.Entry) float64 {
	told := day.Of(e.At.In(t.u.Location()), 0).At(0, t.u.Location())
	now := day.Of(t.now, 0).At(0, t.u.Location())
	apart := (e.At.Sub(told) - t.now.Sub(now)).Abs()
	if apart > 12*time.Hour {
		apart = 24*time.Hour - apart
	}
	return 1 - apart.Hours()/12
}
