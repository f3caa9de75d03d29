package conversation

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// Wishes are the phrases by which people ask for a setting or a screen in
// plain words: messages/wishes.tsv.
type Wishes struct {
	list   []wish
	fillAt [2]*regexp.Regexp // what says nothing at the start and at the end of a message
}

// wish is one phrase and what it asks for.
type wish struct {
	name    string
	pattern *regexp.Regexp // its groups are the person's own words
	needs   [][]string     // words, each after a space, of which every message that fits has one
}

// maxWish is the longest message that is taken for a wish, in bytes.
const maxWish = 100

// LoadWishes reads messages/wishes.tsv. Its error names every mistake with
// file and line; a wish that grant doesn't know is one.
func LoadWishes(fsys fs.FS) (*Wishes, error) {
	const file = "messages/wishes.tsv"
	lines, err := readTable(fsys, file, 2)
	w := &Wishes{}
	var fillers []string
	var mistakes []error
	for _, l := range lines {
		name, phrase := l.columns[0], l.columns[1]
		source := phrasePattern(phrase)
		pattern, err := regexp.Compile("^" + source + "$")
		if strings.Count(phrase, "(") != strings.Count(phrase, ")") || strings.Count(phrase, "[") != strings.Count(phrase, "]") {
			err = errors.New("a bracket is left open")
		}
		switch {
		case err != nil:
			mistakes = append(mistakes, fmt.Errorf("%s:%d: %q is no phrase: %w", file, l.number, phrase, err))
		case name == "filler":
			fillers = append(fillers, source)
		case !slices.Contains(wishNames, name):
			mistakes = append(mistakes, fmt.Errorf("%s:%d: there is no wish %q", file, l.number, name))
		case pattern.NumSubexp() < ownWords(name):
			mistakes = append(mistakes, fmt.Errorf("%s:%d: a phrase for %q needs the person's own words, \"…\", %d times", file, l.number, name, ownWords(name)))
		default:
			w.list = append(w.list, wish{name, pattern, neededWords(phrase)})
		}
	}
	if len(fillers) > 0 {
		any := "(?:" + strings.Join(fillers, "|") + ")"
		w.fillAt = [2]*regexp.Regexp{regexp.MustCompile("^" + any + ",?( |$)"), regexp.MustCompile(",?" + any + "$")}
	}
	return w, errors.Join(append(mistakes, err)...)
}

// phrasePattern writes a phrase as a pattern over words that each follow a
// space: "my week [starts] on …".
func phrasePattern(phrase string) string {
	var b strings.Builder
	for _, part := range phraseParts(phrase) {
		switch part[0] {
		case '[':
			fmt.Fprintf(&b, "(?:%s)?", alternatives(part))
		case '(':
			fmt.Fprintf(&b, "(?:%s)", alternatives(part))
		default:
			b.WriteString(words(part))
		}
	}
	return b.String()
}

// neededWords are the words of the phrase that stand outside square brackets; of
// alternatives one word each. Looking for them first spares most messages most of
// the patterns.
func neededWords(phrase string) [][]string {
	var needs [][]string
	for _, part := range phraseParts(phrase) {
		switch {
		case part == "…" || part[0] == '[':
		case part[0] == '(':
			if any := anyOf(part); any != nil {
				needs = append(needs, any)
			}
		default:
			needs = append(needs, []string{" " + part})
		}
	}
	return needs
}

// anyOf are words of which a message has one that fits "(a|b c)"; nil where an
// alternative needs none.
func anyOf(part string) []string {
	var any []string
	for _, phrase := range splitAlternatives(part) {
		needs := neededWords(phrase)
		if len(needs) == 0 {
			return nil
		}
		any = append(any, needs[0]...)
	}
	return any
}

// alternatives is "[a|b c]" as " a| b c".
func alternatives(part string) string {
	list := splitAlternatives(part)
	for i, phrase := range list {
		list[i] = phrasePattern(phrase)
	}
	return strings.Join(list, "|")
}

// splitAlternatives is "[a|b c]" as "a" and "b c".
func splitAlternatives(part string) []string {
	part = part[1 : len(part)-1]
	var list []string
	depth, from := 0, 0
	for i := 0; i <= len(part); i++ {
		switch {
		case i == len(part) || part[i] == '|' && depth == 0:
			list = append(list, part[from:i])
			from = i + 1
		case part[i] == '[' || part[i] == '(':
			depth++
		case part[i] == ']' || part[i] == ')':
			depth--
		}
	}
	return list
}

// words is one plain part of a phrase: a word, or "…" for the person's own.
func words(part string) string {
	if part == "…" {
		return " (.+?)"
	}
	return " " + regexp.QuoteMeta(part)
}

// phraseParts splits a phrase at the spaces outside brackets.
func phraseParts(phrase string) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range phrase + " " {
		switch {
		case r == '[' || r == '(':
			depth++
		case r == ']' || r == ')':
			depth--
		case r == ' ' && depth == 0:
			if part := strings.TrimSpace(phrase[from:min(i, len(phrase))]); part != "" {
				parts = append(parts, part)
			}
			from = i
		}
	}
	return parts
}

// bare is a message as wishes are compared with it: in small letters, without
// apostrophes and end marks, a space before each word.
func bare(text string) string {
	text = endMarks.Replace(strings.ToLower(text))
	text = clockColon.ReplaceAllString(text, "$1:$2")
	return " " + strings.TrimRight(strings.Join(strings.Fields(text), " "), ".,; ")
}

// plain is the same without what says nothing at its ends.
func (w *Wishes) plain(text string) string {
	text = bare(text)
	for w.fillAt[0] != nil {
		shorter := w.fillAt[1].ReplaceAllString(w.fillAt[0].ReplaceAllString(text, " "), "")
		if shorter = " " + strings.TrimSpace(shorter); shorter == text || shorter == " " {
			return text
		}
		text = shorter
	}
	return text
}

var endMarks = strings.NewReplacer("'", "", "’", "", "!", " ", "?", " ", ":", " : ")

// forms are a message as it stands, and without what says nothing at its ends.
func (w *Wishes) forms(text string) []string {
	return slices.Compact([]string{bare(text), w.plain(text)})
}

// clockColon is the colon of a time of day, which is no mark between words.
var clockColon = regexp.MustCompile(`(\d) : (\d)`)

// granted does what a short message wishes of the settings. done is false for
// a message that is none, or whose own words make no sense there.
func (t wishing) granted(text string) (done bool, err error) {
	if len(text) > maxWish || strings.ContainsAny(text, "\n=") {
		return false, nil
	}
	forms := t.wishes.forms(text)
	for _, w := range t.wishes.list {
		said := w.said(forms)
		if said == nil {
			continue
		}
		if done, err := t.grant(w.name, said); done || err != nil {
			return done, err
		}
	}
	return false, nil
}

// said are the person's own words in a message that is the wish, in one of its
// forms; nil when it isn't.
func (w *wish) said(forms []string) []string {
	for _, form := range forms {
		holds := func(word string) bool { return strings.Contains(form, word) }
		if slices.ContainsFunc(w.needs, func(any []string) bool { return !slices.ContainsFunc(any, holds) }) {
			continue
		}
		if said := w.pattern.FindStringSubmatch(form); said != nil {
			return said[1:]
		}
	}
	return nil
}

// unknownDish is what a message calls a meal in words that nobody knows; "" for
// any other message.
func (s *Service) unknownDish(text string) string {
	if len(text) > maxWish || strings.ContainsAny(text, "\n=?") {
		return ""
	}
	plain := s.wishes.plain(text)
	for _, w := range s.wishes.list {
		if w.name != "dish" {
			continue
		}
		said := w.pattern.FindStringSubmatch(plain)
		if said == nil {
			continue
		}
		if n := len(strings.Fields(said[1])); n <= maxDish {
			return s.wishes.original(text, said[1], n)
		}
	}
	return ""
}

// maxDish is the most words that a dish nobody knows is called by.
const maxDish = 4

// original is where the n plain words of a message stand in its own writing.
func (w *Wishes) original(text, plain string, n int) string {
	fields := strings.Fields(text)
	for i := range max(0, len(fields)-n+1) {
		if words := strings.Join(fields[i:i+n], " "); w.plain(words) == " "+plain {
			return strings.Trim(words, ".,;:!")
		}
	}
	return plain
}
