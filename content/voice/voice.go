// Package voice measures how a text reads: how long its sentences are, and for
// what school grade it is written. Tests hold what the coach says to it; what the
// voice is, content/README.md tells.
package voice

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	links  = regexp.MustCompile(`https?://\S+|\b[a-z0-9.-]+\.(?:org|com|co\.uk|uk|au)\b`)
	breaks = regexp.MustCompile(`[.!?…]+["”)]*(?:\s+|$)|\n+|\s[·•]\s`)
)

// Sentences are the sentences of a text; lines and the parts of a list count as
// sentences of their own. Markup and addresses are left out.
func Sentences(text string) []string {
	text = links.ReplaceAllString(tags.ReplaceAllString(text, ""), "there")
	var list []string
	for _, s := range breaks.Split(text, -1) {
		if s = strings.Trim(s, " \t•·–-"); len(Words(s)) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// Words are the words of a text: what holds a letter. Numbers aren't words.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
}

// Grade is the Flesch–Kincaid grade of a text: 0.39 words a sentence + 11.8
// syllables a word − 15.59. Terms that have no plainer name count as two
// syllables (J. P. Kincaid and others, "Derivation of New Readability Formulas",
// 1975). An empty text has grade 0.
func Grade(text string, terms map[string]bool) float64 {
	sentences := Sentences(text)
	words, syllables := 0, 0
	for _, s := range sentences {
		for _, w := range Words(s) {
			words++
			if w = strings.ToLower(w); terms[w] || terms[strings.TrimSuffix(w, "s")] {
				syllables += 2
			} else {
				syllables += Syllables(w)
			}
		}
	}
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(len(sentences)) + 11.8*float64(syllables)/float64(words) - 15.59
}

// Syllables is about how many syllables an English word has: its groups of
// vowels, without a silent e at the end.
func Syllables(word string) int {
	word = strings.ToLower(strings.Trim(word, "'’"))
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouyáéíóúäëïöü", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && !strings.HasSuffix(word, "bre") && !strings.HasSuffix(word, "tre") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded") ||
		strings.HasSuffix(word, "es") && !strings.HasSuffix(word, "ses") && !strings.HasSuffix(word, "ches") && !strings.HasSuffix(word, "shes") && !strings.HasSuffix(word, "ces") && !strings.HasSuffix(word, "ges") && !strings.HasSuffix(word, "les")
	if silent && n > 1 {
		n--
	}
	return max(n, 1)
}
