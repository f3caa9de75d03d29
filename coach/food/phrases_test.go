package food

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gutskin/content"
)

func loadContent(t testing.TB) *Lexicon {
	t.Helper()
	l, err := LoadLexicon(content.Files)
	if l == nil {
		t.Fatal(err)
	}
	return l
}

func TestPhrases(t *testing.T) {
	p, err := NewPhrases(loadContent(t), []string{"how did my week go", "undo", "remind me at #", "week", "no reminders"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		want []string
	}{
		{"UNDO, please", []string{"UNDO"}},
		{"so no remidners?", []string{"no remidners"}},
		{"How did my week go", []string{"How did my week go", "week"}},
		{"remnid me at 7:30 tomorrow", []string{"remnid me at 7:30"}},
		{"no\nreminders", nil},
		{"I undid it", nil},
	}
	for _, test := range tests {
		var got []string
		for _, m := range p.Find(nil, test.text) {
			got = append(got, test.text[m.Start:m.End])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func TestPhrasesRefuses(t *testing.T) {
	if _, err := NewPhrases(loadContent(t), []string{"week", "Wéek", "…"}); err == nil {
		t.Error("a phrase twice and one without a word were taken")
	}
}
