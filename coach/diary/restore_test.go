package diary

import (
	"cmp"
	"testing"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// TestRestored: what was taken out comes back as it was, to where it was, and
// nothing else comes with it.
func TestRestored(t *testing.T) {
	full := diaryOf(list("salmon", "rice", "egg"), list("banana"))
	log := func(seq int64, e coach.Entry) coach.Change {
		return coach.Change{Seq: seq, Kind: coach.ChangeLog, Source: e.Source, Entries: []coach.Entry{e}}
	}
	told := []coach.Change{log(1, full[0]), log(2, full[1])}
	less := diaryOf(list("salmon", "egg"), list("banana"))
	for _, c := range []struct {
		name   string
		stands map[string][]coach.Entry
		names  []Named
		since  day.Day
		result Result
		want   string
	}{
		{"in its place", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("rice"), "2026-03-17", Changed, "salmon, rice, egg"},
		{"of an entry that is gone", map[string][]coach.Entry{"m:1": full[:1]}, named("banana"), "2026-03-17", Changed, "banana"},
		{"one of several that are gone", map[string][]coach.Entry{"m:2": full[1:]}, named("egg"), "2026-03-17", Changed, "egg"},
		{"of the first day asked for", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("rice"), "2026-03-18", Changed, "salmon, rice, egg"},
		{"of days ago", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("rice"), "2026-03-19", NotFound, ""},
		{"what is there still", map[string][]coach.Entry{"m:1": full[:1], "m:2": full[1:]}, named("rice"), "2026-03-17", NotFound, ""},
		{"what never was", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("tofu"), "2026-03-17", NotFound, ""},
	} {
		out := Restored(told, c.names, c.since, func(source string) []coach.Entry { return c.stands[source] })
		if out.Result != c.result || show(out.After) != c.want {
			t.Errorf("%s: %v %q, want %v %q", c.name, out.Result, show(out.After), c.result, c.want)
		}
	}
}

// TestOfKind: the food named, or the only one that comes in it, is put into the
// kind that it was of; a kind that is no food changes nothing.
func TestOfKind(t *testing.T) {
	ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
	for _, c := range []struct {
		wrong  []Named
		kind   string
		result Result
		want   string
	}{
		{named("soup"), "lentil", Changed, "lentil soup, egg"},
		{nil, "chicken", Changed, "chicken soup, egg"},
		{named("egg"), "delicious", Unchanged, "soup, egg"},
		{nil, "delicious", Ambiguous, "soup, egg"},
	} {
		after, out := ed.Apply(diaryOf([]coach.Food{of("soup", 300), of("egg", 50)}), Correction{Op: Replace, Wrong: c.wrong, Kind: c.kind})
		if out.Result != c.result || show(after) != c.want {
			t.Errorf("%s: %v %q, want %v %q", c.kind, out.Result, show(after), c.result, c.want)
		}
	}
}

// TestKindGuessed: of which kind the food was is said by words for a food of other
// categories that make one of its kind with it; it keeps its own words and amount.
func TestKindGuessed(t *testing.T) {
	ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
	soup := of("soup", 300)
	soup.Said, soup.Categories = "a bowl of soup", food.SetOf(food.Vegetable)
	for _, c := range []struct {
		said string
		have food.Categories
		want string
	}{
		{"lentil", food.SetOf(food.Legume), "a bowl of lentil soup"},
		{"lentil", soup.Categories, "lentil"}, // as good as the soup itself
		{"a lentil", food.SetOf(food.Legume), "lentil"},
		{"lentil soup", food.SetOf(food.Legume), "lentil"},
		{"delicious", food.SetOf(food.Legume), "lentil"},
		{"", food.SetOf(food.Legume), "lentil"},
	} {
		is := of("lentil", 150)
		is.Said, is.Categories = c.said, c.have
		after, _ := ed.Apply(diaryOf([]coach.Food{soup}), Correction{Op: Replace, Guess: true, Foods: []coach.Food{is}})
		got := after[0].Foods[0]
		if shown := cmp.Or(got.Said, got.Name); shown != c.want && got.Name != c.want {
			t.Errorf("%q: %q, want %q", c.said, shown, c.want)
		}
	}
}

// TestAlike: a food that may as well be regretted takes the place only of one of its
// kind; several never take the place of one.
func TestAlike(t *testing.T) {
	ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
	made := func(name string, is ...food.Category) coach.Food {
		f := of(name, 100)
		f.Categories = food.SetOf(is...)
		return f
	}
	rice := made("rice", food.RefinedGrain)
	for _, c := range []struct {
		foods []coach.Food
		want  Result
	}{
		{[]coach.Food{made("pasta", food.RefinedGrain)}, Changed},
		{[]coach.Food{made("brown rice", food.WholeGrain, food.FiberRich)}, Changed},
		{[]coach.Food{made("noodles", food.RefinedGrain, food.UltraProcessed)}, Changed},
		{[]coach.Food{made("pizza", food.RefinedGrain, food.Dairy, food.UltraProcessed)}, Nothing},
		{[]coach.Food{made("beer", food.Alcohol)}, Nothing},
		{[]coach.Food{made("mystery")}, Nothing},
		{[]coach.Food{made("pasta", food.RefinedGrain), made("tea", food.Tea)}, Nothing},
	} {
		_, out := ed.Apply(diaryOf([]coach.Food{rice}), Correction{Op: Replace, Guess: true, Alike: true, Foods: c.foods})
		if out.Result != c.want {
			t.Errorf("%s: %v, want %v", c.foods[0].Name, out.Result, c.want)
		}
	}
}

// TestTakenOut: only a change that took foods out of an entry that is still there,
// and put none in, leaves a gap.
func TestTakenOut(t *testing.T) {
	change := func(seq int64, kind coach.ChangeKind, source string, names ...string) coach.Change {
		c := coach.Change{Seq: seq, Kind: kind, Source: source}
		if len(names) > 0 {
			c.Entries = []coach.Entry{{Source: source, Foods: list(names...)}}
		}
		return c
	}
	log := change(1, coach.ChangeLog, "m:1", "steak", "salad")
	for name, c := range map[string]struct {
		changes []coach.Change
		want    bool
	}{
		"one of two":     {[]coach.Change{log, change(2, coach.ChangeCorrect, "m:1", "steak")}, true},
		"one for two":    {[]coach.Change{log, change(2, coach.ChangeCorrect, "m:1", "tofu")}, false},
		"one added":      {[]coach.Change{log, change(2, coach.ChangeCorrect, "m:1", "steak", "salad", "egg")}, false},
		"all":            {[]coach.Change{log, change(2, coach.ChangeDelete, "m:1")}, false},
		"undone":         {[]coach.Change{log, change(2, coach.ChangeUndo, "m:1", "steak")}, false},
		"of another":     {[]coach.Change{log, change(2, coach.ChangeCorrect, "m:2", "steak")}, false},
		"something else": {[]coach.Change{log, change(2, coach.ChangeCorrect, "m:1", "steak"), change(3, coach.ChangeLog, "m:2", "egg")}, false},
		"none":           {nil, false},
	} {
		if source, ok := TakenOut(c.changes); ok != c.want || ok && source != "m:1" {
			t.Errorf("%s: %q %v", name, source, ok)
		}
	}
}
