package sweep

import (
	"gutskin/coach/lang"
	"slices"
	"strings"
)

// words are the words of a name, folded and in the singular.
func words(name string) []string {
	list := strings.Fields(lang.Fold(strings.ReplaceAll(name, "&", " and ")))
	for i, w := range list {
		list[i] = singular(w)
	}
	return list
}

// singular folds the plural of a word, near enough to compare names.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "oes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// has reports whether the words hold the phrase.
func has(words, phrase []string) bool {
	for i := range len(words) - len(phrase) + 1 {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

func hasAny(words []string, phrases [][]string) bool {
	return slices.ContainsFunc(phrases, func(p []string) bool { return has(words, p) })
}
