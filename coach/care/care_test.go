package care

import (
	"os"
	"strings"
	"testing"
	"time"

	"gutskin/coach/food"
	"gutskin/coach/lang"
	"gutskin/content"
)

// hearer reads texts with the program's own rules and foods.
type hearer struct {
	*Reader
	foods *food.Reader
}

func newHearer(t testing.TB) hearer {
	t.Helper()
	r, err := NewReader(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	lex, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return hearer{r, food.NewReader(lex)}
}

func (h hearer) hear(text string) Reading { return h.Read(h.words(text)) }

// words are the words of a text, with those marked that are foods.
func (h hearer) words(text string) []lang.Word {
	words := lang.Words(text)
	foods := h.foods.Read(text, food.Moment{Sent: time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)})
	mark := func(s food.Span) {
		for i := range words {
			if words[i].Start >= s.Start && words[i].End <= s.End {
				words[i].Food = i + 1
			}
		}
	}
	for _, it := range foods.Items {
		mark(it.Span)
	}
	for _, s := range foods.NotEaten {
		mark(s)
	}
	return words
}

// TestRules: each rule hears its example, and without it the example is heard
// less or not at all, so that no rule is there for nothing.
func TestRules(t *testing.T) {
	h := newHearer(t)
	for i, rule := range h.Rules() {
		have := h.hear(rule.Example)
		if have.Level != rule.Level || have.Kind != rule.Kind {
			t.Errorf("%s %s <%s>: %q is heard as %s %s", rule.Level, rule.Kind, rule.Words, rule.Example, have.Level, have.Kind)
			continue
		}
		if less := have.Without(i); less.Level == have.Level && less.Kind == have.Kind {
			t.Errorf("%s %s <%s>: %q is heard without it, too, by <%s>", rule.Level, rule.Kind, rule.Words, rule.Example, h.Rules()[less.Findings[0].Rule].Words)
		}
	}
}

func TestOld(t *testing.T) {
	h := newHearer(t)
	data, _ := os.ReadFile(os.Getenv("CARE_SET"))
	n := map[string]int{}
	for line := range strings.Lines(string(data)) {
		truth, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		r := h.hear(text)
		n[truth+">"+string(r.Level)]++
		if truth == "none" && r.Level != "" || truth != "none" && r.Level != Alarm || truth != "none" && Kind(truth) != r.Kind {
			by := ""
			if r.Level != "" {
				for _, f := range r.Findings {
					if f.Level == r.Level && f.Kind == r.Kind {
						by = h.Rules()[f.Rule].Words
					}
				}
			}
			t.Logf("%s > %s %s: %q  %.60s", truth, r.Level, r.Kind, text, by)
		}
	}
	t.Log(n)
}

// TestCases holds every line of testdata/cases.tsv.
func TestCases(t *testing.T) {
	h := newHearer(t)
	data, err := os.ReadFile("testdata/cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 {
			continue
		}
		level, kind, text := cells[0], Kind(cells[1]), cells[2]
		have := h.hear(text)
		if level == "none" {
			level = ""
		}
		if string(have.Level) != level || have.Kind != kind {
			by := ""
			if len(have.Findings) > 0 {
				by = h.Rules()[have.Findings[0].Rule].Words
			}
			t.Errorf("%q is heard as %q %q, not %q %q; %s", text, have.Level, have.Kind, level, kind, by)
		}
	}
}
