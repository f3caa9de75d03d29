package food

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"gutskin/content"
)

// corpus is the messages of testdata/corpus.txt.
func corpus(t testing.TB) []string {
	t.Helper()
	f, err := os.Open("testdata/corpus.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var messages []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			messages = append(messages, line)
		}
	}
	return messages
}

// noon is a moment for tests that don't ask about time: Wednesday, 18 March
// 2026.
var noon = Moment{Sent: time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), DayEnd: 4 * time.Hour}

func BenchmarkRead(b *testing.B) {
	r := NewReader(loadContent(b))
	messages := corpus(b)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r.Read(messages[i%len(messages)], noon)
		i++
	}
}

func BenchmarkLoadLexicon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if l, err := LoadLexicon(content.Files); l == nil {
			b.Fatal(err)
		}
	}
}

func loadContent(t testing.TB) *Lexicon {
	t.Helper()
	l, err := LoadLexicon(content.Files)
	if l == nil {
		t.Fatal(err)
	}
	return l
}
