package coach

import (
	"slices"
	"strings"

	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/lang"
	"gutskin/coach/question"
)

// Exposure is what a question is about, written out so that it stays the same
// while the question runs: foods by their categories and by words in their
// names, or words of the person's own in their messages.
type Exposure struct {
	Name string `json:"name"` // as the person is told: "dairy"

	// A food counts when it has one of Categories, one of Words in its name
	// and none of Except; empty ones ask nothing.
	Categories food.Categories `json:"categories,omitzero"`
	Words      []string        `json:"words,omitempty"`
	Except     []string        `json:"except,omitempty"`

	Own string `json:"own,omitempty"` // a phrase of the person's messages, folded; then foods don't matter

	WatchOnly bool `json:"watch_only,omitempty"` // no experiment is planned with it
	Group     bool `json:"group,omitempty"`      // a whole food group, which is not left out lightly
}

// OfFood is the exposure to foods that have the lexicon's name in theirs.
func OfFood(name string) Exposure { return Exposure{Name: name, Words: []string{name}} }

// OfWords is the exposure to what the person calls by a phrase of their own.
func OfWords(phrase string) Exposure {
	return Exposure{Name: phrase, Own: lang.Fold(phrase)}
}

// Counts tells whether the food is one that the exposure is about.
func (x *Exposure) Counts(f Food) bool {
	if x.Own != "" || x.Categories != 0 && !f.Categories.Any(x.Categories) {
		return false
	}
	in := func(word string) bool { return names(f.Name, word) }
	return (len(x.Words) == 0 || slices.ContainsFunc(x.Words, in)) && !slices.ContainsFunc(x.Except, in)
}

// Told tells whether an entry's message, in which the folded phrase stands,
// tells of it as eaten or drunk: not "no zorblax today".
type Told func(e Entry, phrase string) bool

// In tells whether the entry tells of the exposure.
func (x *Exposure) In(e Entry, told Told) bool {
	if x.Own != "" {
		return e.Kind == KindMeal && names(lang.Fold(e.Text), x.Own) && told(e, x.Own)
	}
	return slices.ContainsFunc(e.Foods, x.Counts)
}

// names tells whether the whole words of phrase stand in text.
func names(text, phrase string) bool {
	return phrase != "" && strings.Contains(" "+text+" ", " "+phrase+" ")
}

// on is the day d of the exposure's series, from the day's entries.
func (x *Exposure) on(u *User, entries []Entry, d day.Day, told Told, outcome Outcome) question.Day {
	figures := SummariseDay(u, entries, d)
	one := question.Day{Rating: outcome.of(figures)}
	switch {
	case slices.ContainsFunc(entries, func(e Entry) bool { return x.In(e, told) }):
		one.Exposure = question.Present
	case figures.Logged:
		one.Exposure = question.Absent
	}
	return one
}
