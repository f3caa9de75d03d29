package intent

import (
	"cmp"
	"strings"
)

// newWords is the new wording: what follows the correction's phrase, or words
// that the phrase holds itself ("half of that", "150g not 250g", "forgot the
// cheese on it").
func (v *view) newWords(action Action, c cue) string {
	rest := v.rest(c.end)
	switch {
	case action == ActAmount:
		return cmp.Or(v.amountWords(c.start, len(v.toks)), rest)
	case action == ActAdd && rest == "" && len(v.food.Items) == 0:
		return v.foodWords(c.start, c.end)
	case action == ActReplace && len(v.food.Items) > 0 && !v.foodIn(c.end, len(v.toks)):
		return "" // the food stands in the phrase: "the kefir was more like 2 glasses"
	}
	return rest
}

// rest is the message's wording from token i on, up to a "not …" that names
// what is replaced.
func (v *view) rest(i int) string {
	if i >= len(v.toks) {
		return ""
	}
	end := len(v.text)
	for k := i + 1; k < len(v.toks); k++ {
		if v.lex.Is(v.toks[k].ID, v.class.not) {
			end = v.toks[k].Start
			break
		}
	}
	return strings.TrimRight(v.text[v.toks[i].Start:end], " \t\n,.;:!-–—(")
}

// amountWords are the words of the amount that a correction states: "two
// slices" of "it was two slices not one"; "" when it states none.
func (v *view) amountWords(from, to int) string {
	at := -1
	for i := from; i < to && !v.lex.Is(v.toks[i].ID, v.class.not); i++ {
		if v.numberAt(i) > 0 && !v.isArticle(i) {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	end := at + 1
	if end+1 < to && v.isArticle(end) { // "half a portion"
		end++
	}
	if end < to && !v.toks[end].Clause && !v.lex.Is(v.toks[end].ID, v.class.loose) {
		end++
	}
	return v.text[v.toks[at].Start:v.toks[end-1].End]
}

// isArticle tells whether token i is "a" or "an", which counts as one where
// nothing else does.
func (v *view) isArticle(i int) bool { return v.toks[i].Text == "a" || v.toks[i].Text == "an" }

// foodWords are the words from the first food of the stretch to its last one.
func (v *view) foodWords(from, to int) string {
	start, end := -1, 0
	for i := from; i < to; i++ {
		if v.toks[i].Food == 0 {
			continue
		}
		if start < 0 {
			start = i
		}
		end = v.toks[i].Food
	}
	if start < 0 {
		return ""
	}
	return v.text[v.toks[start].Start:v.toks[end-1].End]
}
