package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// searchDays is how far back a search looks.
const searchDays = 400

// historyCommand shows a day: today, or one named as "yesterday" or
// "2026-03-18".
func (t *turn) historyCommand(words string) error {
	d, ok := t.daySaid(words)
	if !ok {
		d = t.today()
	}
	return t.showHistory(d, t.say)
}

// daySaid is the day that words name: "yesterday", "2026-03-18".
func (t *turn) daySaid(words string) (day.Day, bool) {
	if words == "" {
		return "", false
	}
	if d, err := day.Parse(words); err == nil {
		return d, true
	}
	return t.Reader.Day(words, t.moment(t.sent()))
}

// showHistory shows a day with a button for each entry, and the days around.
func (t *turn) showHistory(d day.Day, show shower) error {
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
func (t *turn) pressHistory(verb string, args arguments) error {
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
	return t.showSource(args.at(0), 0)
}

// searchView is when a food was eaten.
type searchView struct {
	Find  string
	Known bool // the lexicon knows it
	Last  dayView
	Meal  food.Meal
	Count int // entries that hold it
	Days  int // looked back
}

// search tells when a food was last eaten: "when did I last have kimchi?".
func (t *turn) search(words string) error {
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

func (t *turn) searchFor(v searchView, matches func(coach.Food) bool) error {
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
