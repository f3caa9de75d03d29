package diary

import (
	"slices"

	"gutskin/coach"
)

// Lacking are the foods that none of the entries holds, under its own name or
// one that is nearly it: whoever is bloated "after the beans" may have told of a
// chilli with beans.
func Lacking(entries []coach.Entry, foods []coach.Food) []coach.Food {
	return slices.DeleteFunc(slices.Clone(foods), func(f coach.Food) bool {
		return len(find(entries, Named{Names: []string{f.Name}, Words: f.Said})) > 0
	})
}
