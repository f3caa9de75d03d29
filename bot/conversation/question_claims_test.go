package conversation

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"gutskin/coach"
	"gutskin/coach/question"
	"gutskin/content"
)

// claim is a line of content/messages/claims.tsv.
type claim struct{ kind, verdict, form, text string }

func claims(t *testing.T) []claim {
	t.Helper()
	text, err := fs.ReadFile(content.Files, "messages/claims.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []claim
	for _, line := range strings.Split(string(text), "\n") {
		columns := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || line == "" || columns[0] == "kind" {
			continue
		}
		if len(columns) != 4 {
			t.Fatalf("claims.tsv: %q", line)
		}
		list = append(list, claim{columns[0], columns[1], columns[2], columns[3]})
	}
	return list
}

func TestVerdictsSayWhatIsAllowed(t *testing.T) {
	w, allowed := loadedWords(t), map[string]string{}
	for _, c := range claims(t) {
		if c.kind == "allow" {
			allowed[c.verdict+" "+c.form] = c.text
		}
	}
	for _, verdict := range []question.Verdict{question.CannotTell, question.NoSign, question.GoesLower, question.GoesHigher} {
		for _, planned := range []bool{false, true} {
			for n := range 4 {
				slow, outcome, named := n%2 == 1, coach.SkinOutcome, "skin"
				if n > 1 {
					outcome, named = coach.GutOutcome, "gut"
				}
				v := verdictView{Question: coach.Question{About: coach.Exposure{Name: "oat milk"}, Outcome: outcome, Planned: planned}, Slow: slow, Verdict: verdict}
				form := "watch"
				if planned {
					form = "experiment"
				}
				if slow {
					form += " slow"
				}
				got, err := w.Label("question.verdict", v)
				if want := strings.NewReplacer("*", "oat milk", "^", named).Replace(allowed[string(verdict)+" "+form]); err != nil || got != want || want == "" {
					t.Errorf("%s, %s: %q is said, %q allowed (%v)", verdict, form, got, want, err)
				}
			}
		}
	}
}

var comments = regexp.MustCompile(`(?s)\{\{/\*.*?\*/\}\}`)

func TestNoWordingOfQuestionsClaimsMore(t *testing.T) {
	text, err := fs.ReadFile(content.Files, "messages/question.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	pictures, err := fs.ReadFile(content.Files, "messages/picture.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	said := comments.ReplaceAllString(string(text), "")
	for line := range strings.Lines(string(pictures)) {
		if strings.Contains(line, "picture.question") {
			said += line
		}
	}
	said = strings.ToLower(said)
	for _, c := range claims(t) {
		if c.kind == "unless" {
			said = strings.ReplaceAll(said, c.text, "")
		}
	}
	for _, c := range claims(t) {
		if c.kind != "never" {
			continue
		}
		if i := strings.Index(said, c.text); i >= 0 {
			t.Errorf("%q is claimed: …%s…", c.text, said[max(0, i-40):min(len(said), i+60)])
		}
	}
}
