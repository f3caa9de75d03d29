package food

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what is read into the case files")

// TestCases reads the messages of testdata/cases. A case is a file: comment
// lines (#), an optional line "sent 2026-03-18T12:00", the message with "> "
// before each of its lines, an empty line, and what is to be read from it. To
// add one, write the message, run the test with -update, and check what it
// wrote.
func TestCases(t *testing.T) {
	r := NewReader(loadContent(t))
	files, err := filepath.Glob("testdata/cases/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/cases/"), ".txt"), func(t *testing.T) {
			testCase(t, r, file)
		})
	}
}

func testCase(t *testing.T, r *Reader, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, want, _ := strings.Cut(string(data), "\n\n")
	text, moment := parseCase(t, head)
	reading := r.Read(text, moment)
	checkReading(t, text, reading)
	got := describe(reading)
	if *update {
		if err := os.WriteFile(file, []byte(strings.TrimSpace(head)+"\n\n"+got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q: %s", text, diff)
	}
}

func parseCase(t *testing.T, head string) (text string, m Moment) {
	t.Helper()
	m = noon
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(head), "\n") {
		switch {
		case strings.HasPrefix(line, ">"):
			lines = append(lines, strings.TrimPrefix(strings.TrimPrefix(line, ">"), " "))
		case strings.HasPrefix(line, "sent "):
			sent, err := time.Parse("2006-01-02T15:04", strings.TrimPrefix(line, "sent "))
			if err != nil {
				t.Fatal(err)
			}
			m.Sent = sent
		case !strings.HasPrefix(line, "#"):
			t.Fatalf("line %q is no message, no comment, no time", line)
		}
	}
	return strings.Join(lines, "\n"), m
}

// describe writes a reading for people. Amounts stand only where the message
// states one, so that a better figure in the lexicon changes no case.
func describe(r Reading) string {
	var b strings.Builder
	for _, item := range r.Items {
		fmt.Fprintf(&b, "%s %q", item.Food, item.Text)
		if item.Stated {
			fmt.Fprintf(&b, " %.0f g", item.Grams)
		}
		for _, part := range [][]string{item.Categories.Slugs(), item.Plants, item.Herbs} {
			fmt.Fprintf(&b, " | %s", strings.Join(part, ", "))
		}
		if item.FluidML > 0 {
			b.WriteString(" | fluid")
		}
		if item.WaterML > 0 {
			b.WriteString(" | water")
		}
		if item.EatenOn != "2026-03-18" || item.Meal != "" || item.Clock >= 0 {
			fmt.Fprintf(&b, " | %s %s", item.EatenOn, item.Meal)
		}
		if item.Clock >= 0 {
			fmt.Fprintf(&b, " %v", item.Clock)
		}
		b.WriteByte('\n')
	}
	for _, s := range r.NotEaten {
		fmt.Fprintf(&b, "not eaten %q\n", s.Text)
	}
	for _, s := range r.Unknown {
		fmt.Fprintf(&b, "unknown %q\n", s.Text)
	}
	if r.Foreign {
		b.WriteString("not English\n")
	}
	if b.Len() == 0 {
		b.WriteString("nothing\n")
	}
	return b.String()
}
