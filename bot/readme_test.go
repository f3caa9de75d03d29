package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readmeTalk is the README's conversation: the command it is from, and what
// follows it indented.
var readmeTalk = regexp.MustCompile(`(?m)^<!-- from: bot (.*) -->\n((?:\n|    .*\n)+)`)

// TestReadmeConversation holds the README's conversation against the program:
// all that it shows is what the coach says today, lines broken elsewhere.
func TestReadmeConversation(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := readmeTalk.FindSubmatch(readme)
	if found == nil {
		t.Fatal("the README has no conversation")
	}
	shown := string(found[2])
	var lines, said strings.Builder
	for line := range strings.Lines(shown) {
		if _, text, ok := strings.Cut(line, ": "); ok && strings.HasPrefix(line, "    You #") {
			lines.WriteString(text)
		}
	}
	env := func(string) string { return "" }
	if err := run(t.Context(), strings.Fields(string(found[1])), env, strings.NewReader(lines.String()), &said, t.Output()); err != nil {
		t.Fatal(err)
	}
	_, talk, _ := strings.Cut(said.String(), "\n\n") // after where the diary is kept
	if diff := cmp.Diff(strings.Fields(talk), strings.Fields(shown)); diff != "" {
		t.Errorf("(-said +README):\n%s", diff)
	}
}
