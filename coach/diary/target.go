package diary

import (
	"slices"
	"strings"

	"gutskin/coach"
)

// recentDays is how many days back, today included, a food that is named is
// looked for.
const recentDays = 2

// maxCandidates is how many places are offered when it isn't clear which.
const maxCandidates = 6

// fit is how well a food answers to a name: the greater, the better.
type fit int

const (
	noFit    fit = iota
	plantFit     // a plant that is in it: carrot in a chicken soup
	partFit      // a word of its name: "rice" of "chicken curry with rice"
	kindFit      // the head of its name: "egg" for boiled egg
	ownFit       // the person's own words for it
	exactFit     // its very name
)

// fitOf tells how well f answers to n.
func fitOf(f coach.Food, n Named) fit {
	best := noFit
	for _, name := range n.Names {
		switch {
		case f.Name == name, f.Called == name:
			return exactFit
		case strings.HasSuffix(" "+f.Name, " "+name), strings.HasPrefix(f.Name, name+" with "), strings.HasPrefix(f.Name, name+" and "):
			best = max(best, kindFit)
		case holdsWords(f.Name, name), strings.HasSuffix(" "+name, " "+f.Name):
			best = max(best, partFit)
		case slices.Contains(f.Plants, name), slices.Contains(f.Herbs, name):
			best = max(best, plantFit)
		}
	}
	if n.Words != "" && holdsWords(fold(f.Said), fold(n.Words)) {
		best = max(best, ownFit)
	}
	return best
}

// holdsWords reports whether name holds words as whole words.
func holdsWords(name, words string) bool { return strings.Contains(" "+name+" ", " "+words+" ") }

// fold writes words in lower case with single spaces.
func fold(words string) string { return strings.Join(strings.Fields(strings.ToLower(words)), " ") }

// hit is a food that answers to a name.
type hit struct {
	place Place
	entry int // in the list searched
	fit   fit
}

// Holds reports whether the entries hold a food that answers to n.
func Holds(entries []coach.Entry, n Named) bool { return len(find(entries, n)) > 0 }

// find gives the foods of entries that answer best to n, the newest first.
func find(entries []coach.Entry, n Named) []hit {
	var hits []hit
	best := noFit
	for i := range slices.Backward(entries) {
		e := &entries[i]
		for k := range e.Foods {
			f := fitOf(e.Foods[k], n)
			if f == noFit || f < best {
				continue
			}
			if f > best {
				hits, best = hits[:0], f
			}
			hits = append(hits, hit{Place{e.Source, e.Part, k}, i, f})
		}
	}
	return hits
}

// scope are the entries that a correction can be about, oldest first.
func (ed *Editor) scope(entries []coach.Entry, c Correction) []coach.Entry {
	var list []coach.Entry
	for _, e := range entries {
		switch {
		case c.Source != "" && e.Source != c.Source,
			c.Source == "" && e.Day < ed.Today.Add(1-recentDays) && c.OnDay == "",
			c.OnDay != "" && e.Day != c.OnDay,
			c.AtMeal != "" && e.Meal != c.AtMeal:
			continue
		}
		list = append(list, e)
	}
	if source := pointedTo(list, c.Entry); source != "" {
		return ofSource(list, source)
	}
	return list
}

// pointedTo is the source of the entry that the words point to; "" where they
// point to none.
func pointedTo(list []coach.Entry, which EntryNamed) string {
	if len(list) == 0 || which == AnyEntry {
		return ""
	}
	last := list[len(list)-1]
	if which == BeforeEntry {
		return newest(list, func(e *coach.Entry) bool { return e.Source != last.Source })
	}
	return list[slices.IndexFunc(list, func(e coach.Entry) bool { return e.Day == last.Day })].Source
}

// sourceOf is the newest source among the hits, and whether the hits stand in
// one source only.
func sourceOf(hits []hit) (source string, alone bool) {
	for _, h := range hits {
		if source != "" && h.place.Source != source {
			return source, false
		}
		source = h.place.Source
	}
	return source, true
}

// places are the places of the hits, as candidates.
func places(hits []hit) []Place {
	var list []Place
	for _, h := range hits {
		if len(list) < maxCandidates {
			list = append(list, h.place)
		}
	}
	return list
}

// newest is the source of the newest entry that fits, or "".
func newest(entries []coach.Entry, fits func(*coach.Entry) bool) string {
	for i := range slices.Backward(entries) {
		if fits(&entries[i]) {
			return entries[i].Source
		}
	}
	return ""
}

// foodsOf are the places of all foods of the newest entries, as candidates for
// a name that nothing answers to.
func foodsOf(entries []coach.Entry) []Place {
	var list []Place
	for i := range slices.Backward(entries) {
		for k := range entries[i].Foods {
			if len(list) < maxCandidates {
				list = append(list, Place{entries[i].Source, entries[i].Part, k})
			}
		}
	}
	return list
}

func hasFoods(e *coach.Entry) bool { return len(e.Foods) > 0 }
