package coach

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// articles is where the two articles lie beside the project; they aren't part
// of it.
const articles = "../../shared/articles"

// copied is how many words in a row make a copy.
const copied = 6

// TestOwnWords holds the cards against the articles: no card has as many words
// in a row from them as would be a copy.
func TestOwnWords(t *testing.T) {
	files, err := filepath.Glob(articles + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Skipf("no articles in %s to compare the cards with", articles)
	}
	theirs := make(map[string]bool)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows(string(text)) {
			theirs[row] = true
		}
	}
	for _, c := range loadGuide(t).Cards() {
		texts := []string{c.Says}
		if c.Step != nil {
			texts = append(texts, c.Step.Known, c.Step.New)
		}
		for _, text := range texts {
			for _, row := range rows(text) {
				if theirs[row] {
					t.Errorf("%s: %q is in an article word for word", c.ID, row)
				}
			}
		}
	}
}

// rows are every so many words in a row of the text.
func rows(text string) []string {
	words := split(text)
	var list []string
	for i := 0; i+copied <= len(words); i++ {
		list = append(list, strings.Join(words[i:i+copied], " "))
	}
	return list
}
