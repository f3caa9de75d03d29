package diary

import (
	"testing"

	"gutskin/coach"
	"gutskin/coach/day"
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
