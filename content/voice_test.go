package content_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"gutskin/content"
	"gutskin/content/voice"
)

// The voice's limits: words of a sentence, and the reading grade.
const (
	mostWords    = 18
	mostGrade    = 6.0 // of what is said every day
	mostCardRead = 8.0 // of a card from the articles
	mostCard     = 450 // characters, with its source
)

var (
	comments = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	elses    = regexp.MustCompile(`\{\{-?\s*else[^}]*\}\}`)
	controls = regexp.MustCompile(`\{\{-?\s*(if|end|range|with|\$\w+\s*:?=)[^}]*\}\}`)
	values   = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// said is what the templates of content/messages say, by the wording's name;
// what they fill in stands as X.
func said(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(content.Files, "messages/*.tmpl")
	if err != nil || len(names) == 0 {
		t.Fatal("no wording", err)
	}
	all := map[string]string{}
	for _, name := range names {
		text := comments.ReplaceAllString(textOf(t, name), "")
		for _, part := range strings.Split(text, "{{define ")[1:] {
			wordingName, body, ok := strings.Cut(part, "}}")
			if !ok {
				t.Fatalf("%s: a wording without an end", name)
			}
			body = elses.ReplaceAllString(body, ". ")
			body = values.ReplaceAllString(controls.ReplaceAllString(body, ""), "X")
			all[strings.Trim(wordingName, `" -`)] = body
		}
	}
	return all
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(content.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// cards are what the cards of content/guidance say, by their ids.
func cards(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(content.Files, "guidance/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no cards", err)
	}
	all := map[string]string{}
	id := ""
	for _, name := range names {
		for line := range strings.Lines(textOf(t, name)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "id":
				id = value
			case "says":
				all[id] = value
			case "step", "first":
				all[id+"."+key] = value
			}
		}
	}
	return all
}

// spoken tells whether a wording is said, and not read: words.* are what people
// write, read.* what the coach reads, others only parts.
func spoken(name string) bool {
	for _, part := range []string{"words.", "read.", "plural.", "number.", "list.", "starters", "plants.ideas", "amount.", "month.name", "deleted.what"} {
		if strings.HasPrefix(name, part) {
			return false
		}
	}
	return true
}

// long are wordings that are read once and at leisure.
var long = map[string]bool{"privacy": true, "question.care": true, "care.emergency": true, "care.number": true, "care.medical": true, "care.eating": true, "care.crisis": true}

func TestSentencesAreShort(t *testing.T) {
	check := func(name, text string) {
		for _, s := range voice.Sentences(text) {
			if n := len(voice.Words(s)); n > mostWords && !strings.Contains(s, "X, X") {
				t.Errorf("%s: a sentence of %d words: %s", name, n, s)
			}
		}
	}
	for name, text := range said(t) {
		if spoken(name) && !long[name] {
			check(name, text)
		}
	}
	for id, text := range cards(t) {
		check(id, text)
	}
}

func TestReadsEasily(t *testing.T) {
	terms := map[string]bool{}
	for line := range strings.Lines(textOf(t, "messages/terms.txt")) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				terms[w] = true
			}
		}
	}
	var all strings.Builder
	for name, text := range said(t) {
		if !spoken(name) {
			continue
		}
		all.WriteString(text + "\n")
		if n := len(voice.Words(text)); n < 12 || long[name] {
			continue // too short to tell
		}
		if g := voice.Grade(text, terms); g > mostGrade {
			t.Errorf("%s has grade %.1f, more than %.1f: %s", name, g, mostGrade, text)
		}
	}
	grades, n := 0.0, 0.0
	for id, text := range cards(t) {
		if strings.Contains(id, ".") {
			continue
		}
		g := voice.Grade(text, terms)
		grades, n = grades+g, n+1
		if g > mostCardRead {
			t.Errorf("card %s has grade %.1f, more than %.1f: %s", id, g, mostCardRead, text)
		}
		if c := len([]rune(text)); c > mostCard-40 {
			t.Errorf("card %s has %d characters", id, c)
		}
	}
	t.Logf("grade of all wording %.1f; of a card in the mean %.1f", voice.Grade(all.String(), terms), grades/n)
}

func TestNothingForbiddenIsSaid(t *testing.T) {
	texts := said(t)
	for id, text := range cards(t) {
		texts["card "+id] = text
	}
	for line := range strings.Lines(textOf(t, "messages/avoid.tsv")) {
		phrase, instead, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || line == "\n" {
			continue
		}
		if !ok {
			t.Fatalf("messages/avoid.tsv: %q has no tab", line)
		}
		pattern := regexp.MustCompile(`(?i)` + begin(phrase) + regexp.QuoteMeta(phrase) + `\b`)
		for name, text := range texts {
			if spoken(name) && pattern.MatchString(text) {
				t.Errorf("%s says %q; rather: %s", name, phrase, instead)
			}
		}
	}
}

// begin is what a phrase has to begin at: a word, where it begins with one.
func begin(phrase string) string {
	if unicode.IsLetter([]rune(phrase)[0]) {
		return `\b`
	}
	return ""
}

// TestPunctuationIsPlain: no semicolons in a chat, no rows of exclamation marks,
// no emoji but ✓, 🌱 and the reaction 👌.
func TestPunctuationIsPlain(t *testing.T) {
	texts := said(t)
	for id, text := range cards(t) {
		texts["card "+id] = text
	}
	for name, text := range texts {
		if !spoken(name) {
			continue
		}
		if strings.Contains(regexp.MustCompile(`&\w+;`).ReplaceAllString(text, ""), ";") && !long[name] {
			t.Errorf("%s has a semicolon: %s", name, text)
		}
		if strings.Contains(text, "!") && !long[name] {
			t.Errorf("%s exclaims: %s", name, text)
		}
		for _, r := range text {
			if r > 0x2600 && r != '✓' && r != '🌱' && r != '✗' && r != '👌' {
				t.Errorf("%s is decorated with %q", name, r)
			}
		}
	}
}
