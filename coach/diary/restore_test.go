package diary

import (
	"testing"

	"gutskin/coach"
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
		result Result
		want   string
	}{
		{"in its place", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("rice"), Changed, "salmon, rice, egg"},
		{"of an entry that is gone", map[string][]coach.Entry{"m:1": full[:1]}, named("banana"), Changed, "banana"},
		{"one of several that are gone", map[string][]coach.Entry{"m:2": full[1:]}, named("egg"), Changed, "egg"},
		{"what is there still", map[string][]coach.Entry{"m:1": full[:1], "m:2": full[1:]}, named("rice"), NotFound, ""},
		{"what never was", map[string][]coach.Entry{"m:1": less[:1], "m:2": full[1:]}, named("tofu"), NotFound, ""},
	} {
		out := Restored(told, c.names, func(source string) []coach.Entry { return c.stands[source] })
		if out.Result != c.result || show(out.After) != c.want {
			t.Errorf("%s: %v %q, want %v %q", c.name, out.Result, show(out.After), c.result, c.want)
		}
	}
}

// TestOfKind: the food named is put into the kind that it was of; a kind that is no
// food of its own is only how it is called.
func TestOfKind(t *testing.T) {
	ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
	for _, c := range []struct {
		name, wrong, kind, want, called string
	}{
		{"a food of its own", "soup", "lentil", "lentil soup, egg", ""},
		{"another name", "egg", "brown", "soup, egg", "brown egg"},
	} {
		entries := diaryOf([]coach.Food{of("soup", 300), of("egg", 50)})
		after, out := ed.Apply(entries, Correction{Op: Replace, Wrong: named(c.wrong), Kind: c.kind})
		if out.Result != Changed || show(after) != c.want {
			t.Errorf("%s: %v %q, want %q", c.name, out.Result, show(after), c.want)
		}
		if got := after[0].Foods[1].Called; got != c.called {
			t.Errorf("%s: it is called %q, want %q", c.name, got, c.called)
		}
	}
	after, out := ed.Apply(diaryOf([]coach.Food{of("egg", 50), of("soup", 300)}), Correction{Op: Replace, Kind: "chicken"})
	if out.Result != Changed || show(after) != "egg, chicken soup" {
		t.Errorf("the only one that has the kind: %v %q", out.Result, show(after))
	}
}
