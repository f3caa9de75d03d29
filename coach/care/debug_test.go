package care

import (
	"fmt"
	"gutskin/coach/lang"
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	h := newHearer(t)
	for text := range strings.SplitSeq(os.Getenv("SAY"), "|") {
		w := h.words(text)
		v := h.look(w)
		v.hear()
		fmt.Println("==", text, read(v.findings).Level, read(v.findings).Kind)
		for i, w := range v.words {
			fmt.Print(w.Text, ":", w.ID, " ", v.void[i], w.Typo, w.Food, "; ")
		}
		fmt.Println()
		for _, p := range v.parts {
			fmt.Print("  part ", p.Start, "-", p.End, " ", p.deniedBy, " joined:")
			for _, tg := range h.lex.Joined[p.Phrase] {
				r := h.rules[h.ruled[tg.Phrase]]
				fmt.Print(" ", r.Words[:min(40, len(r.Words))], ";")
			}
			fmt.Println()
		}
		found, _ := v.lex.Match(v.input())
		for _, f := range found {
			p := h.lex.Phrases[f.Phrase]
			if p.Kind != lang.PartKind {
				n := h.ruled[f.Phrase]
				s := "excuse"
				if n >= 0 {
					s = h.rules[n].Words
				}
				fmt.Println("  match", p.Kind, f.Start, f.End, s[:min(60, len(s))])
			}
		}
		for _, f := range v.findings {
			fmt.Printf("  find %+v %.90s\n", f, h.rules[f.Rule].Words)
		}
	}
}

func TestMore(t *testing.T) {
	h := newHearer(t)
	data, _ := os.ReadFile(os.Getenv("CARE_SET"))
	for line := range strings.Lines(string(data)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		r := h.hear(text)
		if want == "none" {
			want = ""
		}
		if want == string(r.Level) {
			continue
		}
		by := ""
		for _, f := range r.Findings {
			if f.Level == r.Level && f.Kind == r.Kind {
				by = h.rules[f.Rule].Words
			}
		}
		fmt.Printf("%s > %s %s: %s   %.80s\n", want, r.Level, r.Kind, text, by)
	}
}
