package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach/food"
	"gutskin/content"
)

// TestIdeasArePlants: what is suggested as a new plant counts as just that
// plant once it is eaten.
func TestIdeasArePlants(t *testing.T) {
	words, err := wording.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	list, err := words.Label("plants.ideas", nil)
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	reader := food.NewReader(lexicon)
	for name := range strings.SplitSeq(list, "\n") {
		read := reader.Read(name, food.Moment{Sent: time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), DayEnd: 4 * time.Hour})
		if len(read.Items) != 1 || !slices.Equal(read.Items[0].Plants, []string{name}) {
			t.Errorf("%q is read as %+v", name, read.Items)
		}
	}
}
