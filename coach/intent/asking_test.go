package intent

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// How many lines of testdata/asks.txt and tells.txt may be read wrongly at most.
// They may only fall.
const (
	mostAsksMissed = 4
	mostTellsAsked = 19
)

// wordsSaid are the lines of a file of test data.
func wordsSaid(t testing.TB, file string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}

// tells reports whether the message tells something that is kept.
func tells(m *Message) bool {
	for _, a := range m.Acts {
		switch a.(type) {
		case Log, Rate, RateToo, Feel, Mark, CheckIn, Unsaid, Teach, More, Correct:
			return true
		}
	}
	return false
}

// TestAsksAndTells: of what asks nothing is kept, and what tells asks nothing.
func TestAsksAndTells(t *testing.T) {
	r := realReader(t)
	var missed, asked []string
	for _, text := range wordsSaid(t, "asks.txt") {
		m := r.Read(text, moment)
		if tells(&m) || !m.Is(Question) && !m.Is(Summary) {
			missed = append(missed, text)
		}
	}
	for _, text := range wordsSaid(t, "tells.txt") {
		m := r.Read(text, moment)
		if !tells(&m) || m.Is(Question) || m.Is(Summary) {
			asked = append(asked, text)
		}
	}
	if len(missed) > mostAsksMissed {
		t.Errorf("%d ask and aren't heard, at most %d:\n%s", len(missed), mostAsksMissed, strings.Join(missed, "\n"))
	}
	if len(asked) > mostTellsAsked {
		t.Errorf("%d tell and aren't kept, or ask, at most %d:\n%s", len(asked), mostTellsAsked, strings.Join(asked, "\n"))
	}
}

// TestAskedOfAnyFood: a question about a food logs it whatever food it is of, and
// wherever the words that ask stand.
func TestAskedOfAnyFood(t *testing.T) {
	r := realReader(t)
	rapid.Check(t, func(t *rapid.T) {
		food := rapid.SampledFrom([]string{"kefir", "walnuts", "lentil soup", "rye bread", "a banana", "dark chocolate", "brown rice"}).Draw(t, "food")
		ask := rapid.SampledFrom([]string{
			"% how much fibre", "how much fibre %", "% plant or not", "% = what group", "is % fermented or nah", "% ok or junk",
			"u count % as a plant", "% in your books a plant?", "% yes or no for protein", "why no tick for %", "where do u put %",
		}).Draw(t, "ask")
		m := r.Read(strings.ReplaceAll(ask, "%", food), moment)
		if tells(&m) {
			t.Fatalf("%q: something is kept: %v", strings.ReplaceAll(ask, "%", food), m.Acts)
		}
	})
}

// TestSignsFile: mistakes in the table of signs are told by file and line.
func TestSignsFile(t *testing.T) {
	const header = "sign\tplace\tpoints\tnote\n"
	for _, line := range []string{"open\tmiddle\t4", "open\tstart\tmany", "open\tstart"} {
		_, err := loadSigns(fstest.MapFS{"language/asking.tsv": {Data: []byte(header + line + "\n")}})
		if err == nil || !strings.Contains(err.Error(), "language/asking.tsv:2") {
			t.Errorf("%q: %v", line, err)
		}
	}
}
