package food

import "strings"

// Parts are the names of the foods that a dish's name joins by "and", "with" or
// "on": chicken curry with rice is a chicken curry and rice. None where the
// name joins nothing, or what it joins are no foods by themselves.
func (l *Lexicon) Parts(name string) []string {
	words := strings.Fields(name)
	phrase := l.words.find(name, false)
	if len(words) != len(phrase) {
		return nil
	}
	for i := 1; i+1 < len(words); i++ {
		if w := phrase[i]; w != l.words.and && w != l.words.with && w != l.words.on {
			continue
		}
		left, right := strings.Join(words[:i], " "), strings.Join(words[i+1:], " ")
		if l.foodCalled(l.words.find(left, true)) < 0 || l.foodCalled(l.words.find(right, true)) < 0 {
			continue
		}
		return append(l.partsOr(left), l.partsOr(right)...)
	}
	return nil
}

// partsOr are the parts of a name, or the name itself.
func (l *Lexicon) partsOr(name string) []string {
	if parts := l.Parts(name); parts != nil {
		return parts
	}
	return []string{name}
}

// Has reports whether the words are the name of a food.
func (l *Lexicon) Has(name string) bool {
	return l.foodCalled(l.words.find(name, true)) >= 0
}
