package coach

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// longestPhrase is the number of words in the longest synonym.
const longestPhrase = 6

// words turn text into the terms that cards are found by: folded, synonyms
// read as one word, words that say nothing left out, endings cut off by the
// Snowball stemmer.
type words struct {
	common  map[string]bool   // stems of words that say nothing
	aliases map[string]string // stems of a word or phrase, joined by spaces → the term it is read as
	aspects map[string]bool   // terms that say what is asked of a subject, and are none
}

// outside is the term that stands for everything that the sources leave out,
// and foodMark the word that stands for a food ("{food}" in the files).
const (
	outside  = "-outside-"
	foodMark = "xfoodx"
)

func newWords() words {
	return words{common: make(map[string]bool), aliases: make(map[string]string), aspects: make(map[string]bool)}
}

func (w words) ignore(list []string) {
	for _, word := range list {
		w.common[stem(word)] = true
	}
}

// leaveOut makes the phrases mean something that the sources leave out.
func (w words) leaveOut(phrases []string) error {
	for i, p := range phrases {
		phrases[i] = strings.ReplaceAll(p, "{food}", foodMark)
	}
	return w.read(outside, phrases)
}

// alias makes the others mean the same as word, maybe an aspect.
func (w words) alias(word string, others []string, aspect bool) error {
	term := strings.Join(stems(word), "-")
	if aspect {
		w.aspects[term] = true
	}
	return w.read(term, append([]string{word}, others...))
}

// read makes the phrases be read as the term.
func (w words) read(term string, phrases []string) error {
	for _, other := range phrases {
		key := stems(other)
		if len(key) == 0 || len(key) > longestPhrase {
			return fmt.Errorf("%q has no word, or more than %d", other, longestPhrase)
		}
		phrase := strings.Join(key, " ")
		if was, taken := w.aliases[phrase]; taken && was != term {
			return fmt.Errorf("%q means %q already", strings.TrimSpace(other), was)
		}
		w.aliases[phrase] = term
	}
	return nil
}

// terms are the text's terms in order.
func (w words) terms(text string) []string {
	var terms []string
	plain := split(text)
	stemmed := make([]string, len(plain))
	for i, word := range plain {
		stemmed[i] = stem(word)
	}
	for i := 0; i < len(plain); {
		term, n := w.longest(stemmed[i:])
		switch {
		case n > 0:
			terms = append(terms, term)
		case !w.common[stemmed[i]] && (len(plain[i]) > 1 || unicode.IsDigit(rune(plain[i][0]))):
			terms = append(terms, stemmed[i])
		}
		i += max(n, 1)
	}
	return terms
}

// longest finds the longest synonym that the stems begin with.
func (w words) longest(stems []string) (term string, n int) {
	for n = min(longestPhrase, len(stems)); n > 0; n-- {
		if term, ok := w.aliases[strings.Join(stems[:n], " ")]; ok {
			return term, n
		}
	}
	return "", 0
}

// split folds case and accents and takes the words apart; apostrophes vanish.
func split(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

func stems(text string) []string {
	list := split(text)
	for i, word := range list {
		list[i] = stem(word)
	}
	return list
}

func stem(word string) string { return english.Stem(word, true) }
