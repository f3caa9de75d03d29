package diary

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/day"
)

// Restored finds foods that a person took out and had after all, in the newest
// source that held one of them since a day and doesn't now. The changes are the
// recent ones of all sources, in Seq order; standing gives what a source's entries
// are. Its entries with the foods back, as they were, are the Outcome's After.
func Restored(changes []coach.Change, names []Named, since day.Day, standing func(source string) []coach.Entry) Outcome {
	stands := map[string][]coach.Entry{}
	for _, c := range slices.Backward(changes) {
		were := slices.DeleteFunc(slices.Clone(c.Entries), func(e coach.Entry) bool { return e.Day < since })
		if len(were) == 0 {
			continue
		}
		before, known := stands[c.Source]
		if !known {
			before = standing(c.Source)
			stands[c.Source] = before
		}
		after := clone(before)
		for _, n := range names {
			after = putBack(after, were, n)
		}
		if !same(before, after) {
			return Outcome{Source: c.Source, Before: before, After: after}
		}
	}
	return Outcome{Result: NotFound, Missing: names}
}

// TakenOut is the source of which the last change took foods out and put none in, with
// the rest of it still there; ok is false where it did anything else. The changes
// are in Seq order.
func TakenOut(changes []coach.Change) (source string, ok bool) {
	if len(changes) == 0 {
		return "", false
	}
	last := changes[len(changes)-1]
	after := foodNames(last.Entries)
	for _, c := range slices.Backward(changes[:len(changes)-1]) {
		if c.Source != last.Source {
			continue
		}
		before := foodNames(c.Entries)
		fresh := slices.ContainsFunc(after, func(name string) bool { return !slices.Contains(before, name) })
		return last.Source, last.Kind == coach.ChangeCorrect && len(after) > 0 && len(after) < len(before) && !fresh
	}
	return "", false
}

func foodNames(entries []coach.Entry) []string {
	var names []string
	for _, e := range entries {
		for _, f := range e.Foods {
			names = append(names, f.Name)
		}
	}
	return names
}

// putBack are the entries with the food of that name from those that they were,
// where they don't hold it.
func putBack(list, were []coach.Entry, n Named) []coach.Entry {
	if hits := find(list, n); len(hits) > 0 && hits[0].fit >= kindFit {
		return list
	}
	hits := find(were, n)
	if len(hits) == 0 || hits[0].fit < kindFit {
		return list
	}
	old := entryAt(were, hits[0].place)
	e := entryAt(list, hits[0].place)
	if e == nil {
		fresh := *old
		fresh.Foods = nil
		list = append(list, fresh)
		slices.SortStableFunc(list, func(a, b coach.Entry) int { return a.Part - b.Part })
		e = entryAt(list, hits[0].place)
	}
	e.Foods = slices.Insert(slices.Clone(e.Foods), min(hits[0].place.Index, len(e.Foods)), old.Foods[hits[0].place.Index])
	return list
}
