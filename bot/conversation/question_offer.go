package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/lang"
)

// ownAnswer offers to have the person's own diary answer, where a question is
// about their skin and something that can be asked about.
func (t *turn) ownAnswer(text string, foods []coach.Named) (*keyboard, error) {
	k := t.keyboard()
	skin, err := t.words.Label("words.question.skin", nil)
	words := strings.Fields(lang.Fold(text))
	about := func(word string) bool { return slices.Contains(strings.Fields(skin), word) }
	if err != nil || t.u.HideNumbers || !slices.ContainsFunc(words, about) {
		return k, err
	}
	x, ok := t.exposureIn(words)
	if !ok && len(foods) == 1 {
		if x, ok, err = t.exposure(foods[0].Text); err != nil {
			return k, err
		}
	}
	if running := t.u.Question; ok && (running == nil || running.About.Name != x.Name) {
		k.add("button.question.own", x.Name, "q", "own", x.Name)
	}
	return k, nil
}

// exposureIn is the exposure with a name of its own that words name, the
// longest name first.
func (t *turn) exposureIn(words []string) (coach.Exposure, bool) {
	for n := min(len(words), 4); n > 0; n-- {
		for i := range len(words) - n + 1 {
			if x, ok := t.exposures.Named(strings.Join(words[i:i+n], " ")); ok {
				return x, true
			}
		}
	}
	return coach.Exposure{}, false
}
