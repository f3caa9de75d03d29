package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// toldFoods are foods in their person's own words, each once.
func toldFoods(foods []coach.Food) []string {
	var names []string
	for _, f := range foods {
		names = appendNew(names, f.Shown())
	}
	return names
}

// takenAs is toldFoods with the lexicon's name beside words that it doesn't know,
// so that it is seen what they were taken for: "pottage (as vegetable soup)". A
// word that stands for several foods is told with all of them.
func takenAs(lexicon *food.Lexicon, foods []coach.Food) []string {
	var list []string
	for _, said := range toldFoods(foods) {
		var names []string
		known := false
		for _, f := range foods {
			if f.Shown() == said {
				names = appendNew(names, f.Name)
				known = known || lexicon.Has(f.Bare()) || shareWord(f.Bare(), f.Name)
			}
		}
		if len(names) > 1 || !known && !slices.Contains(names, said) {
			said += " (as " + strings.Join(names, ", ") + ")"
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
			if n := min(len(x), len(y)); n >= 3 && x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
}
