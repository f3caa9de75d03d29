package food

import (
	"testing"

	"gutskin/content"
)

// TestContent loads the files that the program is built with.
func TestContent(t *testing.T) {
	l, err := LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	foods, names := l.Len()
	t.Logf("%d foods, %d names", foods, names)
}
