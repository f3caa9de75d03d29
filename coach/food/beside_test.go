package food

import "testing"

// TestBesideNamesFoods checks that every food of language/beside.tsv and
// language/weighed.tsv is one.
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
	for _, w := range l.language.weighed {
		if l.foodCalled(w.name) < 0 || l.foodCalled(w.means) < 0 {
			t.Errorf("no food is called%s or%s", name(w.name), name(w.means))
		}
	}
}
