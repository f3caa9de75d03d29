package voice

import (
	"slices"
	"testing"
)

func TestSentences(t *testing.T) {
	got := Sentences("<b>Lunch</b>: soup, bread\nFermented ✓ kefir · fibre ≈ 4.5 g. Is it “so?” See beat.org.uk • and 12")
	want := []string{"Lunch: soup, bread", "Fermented ✓ kefir", "fibre ≈ 4.5 g", "Is it “so", "See there", "and 12"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "fibre": 2, "water": 2, "made": 1, "little": 2, "asked": 1, "wanted": 2, "plants": 1, "reminder": 3, "it's": 1, "because": 2,
	} {
		if got := Syllables(word); got != want {
			t.Errorf("%q has %d syllables, want %d", word, got, want)
		}
	}
}

func TestGrade(t *testing.T) {
	easy := Grade("I like it. You do too.", nil)
	hard := Grade("Administrative considerations necessitated reorganisation of organisational responsibilities notwithstanding.", nil)
	if easy > 2 || hard < 20 || Grade("", nil) != 0 {
		t.Errorf("easy %.1f, hard %.1f", easy, hard)
	}
	if with := Grade("Lactobacillus lives there.", map[string]bool{"lactobacillus": true}); with >= Grade("Lactobacillus lives there.", nil) {
		t.Errorf("a term counts as a hard word: %.1f", with)
	}
}
