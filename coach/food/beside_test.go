package food

import "testing"

// TestBesideNamesFoods checks that every food of language/beside.tsv is one.
func TestBesideNamesFoods(t *testing.T) {
	l := loadContent(t)
	name := func(phrase []wordID) (text string) {
		for _, w := range phrase {
			text += " " + l.words.words[w]
		}
		return text
	}
	for _, b := range l.language.besides {
		for _, phrase := range append(b.near, b.means) {
			if l.foodCalled(phrase) < 0 {
				t.Errorf("no food is called%s", name(phrase))
			}
		}
	}
}
