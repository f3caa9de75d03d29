package food

import (
	"slices"
	"testing"

	"gutskin/content"
)

// TestAskingForANameTeachesNothing: what is looked up stays as unknown as it was.
func TestAskingForANameTeachesNothing(t *testing.T) {
	l, err := LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	before := len(l.words.words)
	for _, name := range []string{"zorblax", "soup with zorblax", "", "zorblax and gloop on flibbert"} {
		if l.Has(name) || l.Parts(name) != nil {
			t.Errorf("%q is a food", name)
		}
	}
	for _, name := range []string{"porridge", "Blueberries", "pb & j", "Crème fraîche", "black-eyed peas"} {
		if !l.Has(name) {
			t.Errorf("%q is no food", name)
		}
	}
	for i := range l.foods {
		name := l.foods[i].name
		found := l.words.find(name, true)
		if added := l.words.phrase(name, true); !slices.Equal(found, added) {
			t.Errorf("%q is looked up as %v, and was read in as %v", name, found, added)
		}
	}
	if after := len(l.words.words); after != before {
		t.Errorf("%d words of a loaded lexicon have become %d", before, after)
	}
}
