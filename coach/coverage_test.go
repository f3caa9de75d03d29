package coach

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

// coverage is content/guidance/COVERAGE.md as the cards have it.
func coverage(g *Guide) string {
	var b strings.Builder
	b.WriteString("# Which cards each paragraph led to\n\n")
	b.WriteString("Written by `go test ./coach -run Coverage -update`; the test fails when it is out of date.\n\n")
	b.WriteString("Article 1 is the general guide to the gut–skin axis, article 2 the one by Neve Eats.\n")
	for article := 1; article <= 2; article++ {
		fmt.Fprintf(&b, "\n## Article %d\n\n| place | where | about | cards |\n|---|---|---|---|\n", article)
		for _, p := range g.Places() {
			if p.Article != article {
				continue
			}
			var ids []string
			for _, c := range g.Cards() {
				for _, rests := range c.Places {
					if rests.Key == p.Key {
						ids = append(ids, "`"+c.ID+"`")
					}
				}
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", p.Key, p.Where, p.About, strings.Join(ids, " "))
		}
	}
	b.WriteString("\n## Beyond the articles\n\n| card | kind | source |\n|---|---|---|\n")
	for _, c := range g.Cards() {
		if c.Beyond != "" {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.ID, c.Beyond, c.Source)
		}
	}
	return b.String()
}

func TestCoverage(t *testing.T) {
	const name = "../content/guidance/COVERAGE.md"
	want := coverage(loadGuide(t))
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is out of date: run go test ./coach -run Coverage -update", name)
	}
}
