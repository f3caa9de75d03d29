package coach

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostShown is the longest that a person's own words for a food are shown, in
// letters; beyond it the lexicon's name says the same.
const mostShown = 60

// shouted is from how many letters on a word in capitals is one that was
// shouted, and no short name such as BLT.
const shouted = 4

// told are words of a sentence around a food, not of its name: a span that holds
// one took in more than was meant.
var told = map[string]bool{"was": true, "were": true, "is": true, "not": true, "had": true, "ate": true, "then": true, "but": true, "instead": true, "actually": true}

// Shown is the food as people are told of it: in the words and with the amount
// in which they told it, or by its Title where no readable words were kept.
func (f Food) Shown() string {
	said := strings.Trim(f.Said, " .,;:!?…*_~\"“”()[]•-–")
	if utf8.RuneCountInString(said) > mostShown || !strings.ContainsFunc(said, unicode.IsLetter) {
		return f.Title()
	}
	words := strings.Fields(said)
	for i, w := range words {
		if told[strings.ToLower(w)] {
			return f.Title()
		}
		if utf8.RuneCountInString(w) >= shouted && w == strings.ToUpper(w) {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// Bare is the food in its person's own words without the amount: "lager" of "2
// pints of lager".
func (f Food) Bare() string {
	shown := f.Shown()
	if name := f.Title(); strings.Contains(" "+shown+" ", " "+name+" ") {
		return name
	}
	if f.Count == 0 || shown == f.Title() {
		return withoutArticle(shown)
	}
	if _, rest, ok := strings.Cut(shown, " of "); ok {
		return withoutArticle(rest)
	}
	words := strings.Fields(shown)
	if len(words) > 1 {
		words = words[1:] // the number
	}
	for len(words) > 1 && (words[0] == "x" || unicode.IsDigit(rune(words[0][0]))) {
		words = words[1:] // 2 x 125 g
	}
	if len(words) > 1 && f.Unit != "" && strings.TrimSuffix(words[0], "s") == strings.TrimSuffix(f.Unit, "s") {
		words = words[1:]
	}
	return withoutArticle(strings.Join(words, " "))
}

func withoutArticle(words string) string {
	for _, article := range [...]string{"a ", "an ", "the ", "some "} {
		if rest, ok := strings.CutPrefix(words, article); ok {
			return rest
		}
	}
	return words
}
