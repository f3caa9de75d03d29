package conversation

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gutskin/content/voice"
)

// The most characters that an answer may have, by its kind (the voice's rules).
const (
	mostWont    = 160 // what it can't do or doesn't log
	mostArticle = 450 // from the articles, with the source
	mostWeek    = 700 // the week's caption
	mostLogged  = 220 // a meal, beside the person's own words
)

// answer is a message of the coach in a recorded conversation.
type answer struct {
	file, to string // the conversation, and what the person had done
	text     string // without markup and buttons
	buttons  string
}

// answers are those of all recorded conversations.
func answers(t *testing.T) []answer {
	t.Helper()
	files, err := filepath.Glob("testdata/conversations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	var list []answer
	begins := regexp.MustCompile(`^(?:\[[0-9: -]+\] )?#\d+(?: changed)?: ?`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		to := ""
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			said, isDone := strings.CutPrefix(line, "> ")
			mark := begins.FindString(line)
			switch {
			case isDone:
				to = said
			case mark != "":
				list = append(list, answer{file: filepath.Base(file), to: to, text: plainLine(line[len(mark):])})
			case len(list) > 0 && strings.HasPrefix(line, "    ["):
				list[len(list)-1].buttons = line
			case len(list) > 0 && strings.HasPrefix(line, "    "):
				list[len(list)-1].text += "\n" + plainLine(line[4:])
			}
		}
	}
	return list
}

func plainLine(line string) string {
	return html.UnescapeString(tagsOut.ReplaceAllString(line, ""))
}

// wont are the beginnings of what the coach can't do or doesn't log.
var wont = []string{"I can't", "Not logged", "I only", "Sorry", "I don't know", "That one was", "I couldn't", "I don't see", "There's no ", "Nothing to "}

func TestAnswersAreShort(t *testing.T) {
	for _, a := range answers(t) {
		most, kind := 0, ""
		if _, answer, ok := strings.Cut(a.text, "”\n\n"); ok && strings.HasPrefix(a.text, "I heard: “") {
			a.text = answer // the words before it are the person's
		}
		switch {
		case strings.Contains(a.buttons, "All figures"):
			most, kind = mostWeek, "a week's caption"
		case strings.HasPrefix(a.text, "Why, and what I counted") || a.file == "long_words.txt":
			continue
		case strings.Contains(a.text, "(Article"):
			if strings.HasPrefix(a.text, "This week so far") || strings.HasPrefix(a.text, "Your week, ") {
				continue // all figures, asked for
			}
			most, kind = mostArticle, "an answer from the articles"
		case slices.ContainsFunc(wont, func(w string) bool { return strings.HasPrefix(a.text, w) }):
			most, kind = mostWont+len(a.to)/2, "what it can't or doesn't do"
		case strings.HasPrefix(a.file, "ask_diary"):
			most, kind = mostLook, "an answer about the diary"
		case strings.Contains(a.buttons, "Fix]"):
			most, kind = mostLogged+len(a.to), "a meal"
		default:
			continue
		}
		if n := utf8.RuneCountInString(a.text); n > most {
			t.Errorf("%s, to %q: %s has %d characters, at most %d: %s", a.file, a.to, kind, n, most, a.text)
		}
	}
}

// none is a figure of nothing: "0 of 2,000 ml", "Prebiotic: 0". Times of day and
// receipts have their noughts.
var none = regexp.MustCompile(`(?:^|[ (])0 (?:of|g|ml|fl|plants|days)\b`)

func TestNoAnswerListsZeros(t *testing.T) {
	for _, a := range answers(t) {
		if none.MatchString(a.text) && !strings.Contains(a.text, "of 56") && !strings.Contains(a.text, "Rated:") && !strings.HasPrefix(a.file, "question") {
			t.Errorf("%s, to %q: %s", a.file, a.to, a.text)
		}
	}
}

func TestNoAnswerSaysAThingTwice(t *testing.T) {
	for _, a := range answers(t) {
		if strings.HasPrefix(a.text, "Why, and what I counted") {
			continue // the same meal counts for several lines
		}
		said := map[string]bool{}
		for _, s := range voice.Sentences(a.text) {
			if len(voice.Words(s)) >= 4 && said[s] {
				t.Errorf("%s, to %q: twice: %s", a.file, a.to, s)
			}
			said[s] = true
		}
	}
}

// TestAMealTakesFewLines: besides its meals an answer has a line of what counts,
// one of new plants, and what else the message told.
func TestAMealTakesFewLines(t *testing.T) {
	for _, a := range answers(t) {
		if !strings.Contains(a.buttons, "Fix]") {
			continue
		}
		lines := 0
		for line := range strings.Lines(a.text) {
			if strings.HasPrefix(line, "Fermented ✓") || strings.HasPrefix(line, "Fibre ≈") || strings.HasPrefix(line, "Drinks ") || strings.HasPrefix(line, "🌱") {
				lines++
			}
		}
		if lines > 2 {
			t.Errorf("%s, to %q: %d lines of what counts: %s", a.file, a.to, lines, a.text)
		}
	}
}
