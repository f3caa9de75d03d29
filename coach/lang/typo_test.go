package lang

import (
	"fmt"
	"slices"
	"testing"
)

var dairy = []string{"", "butter", "better", "kefir", "yoghurt", "milk", "café au lait"}

func dairyIndex() *TypoIndex {
	return NewTypoIndex(dairy, func(id int32) bool { return dairy[id] != "yoghurt" }, func(a, b int32) bool { return a < b })
}

func TestFind(t *testing.T) {
	x := dairyIndex()
	for word, want := range map[string]string{
		"buter":         "butter", // a letter missing
		"buttter":       "butter", // one too many
		"kafir":         "kefir",  // another one
		"kefri":         "kefir",  // two swapped
		"batter":        "butter", // one edit from two words
		"butter":        "better", // the word itself isn't meant
		"uefir":         "",       // the first letter
		"kefriir":       "",       // two edits
		"yogurt":        "",       // a word that isn't usable
		"mlik":          "",       // too short
		"milkk":         "",       // too short a word
		"cafe au lait":  "",       // é is two bytes
		"café au lalit": "café au lait",
		"":              "",
	} {
		if got := dairy[x.Find([]byte(word))]; got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestNoWords(t *testing.T) {
	none := NewTypoIndex(nil, nil, nil)
	if id := none.Find([]byte("kefir")); id != 0 {
		t.Errorf("found word %d in no words", id)
	}
}

// The index finds what comparing with every word would.
func FuzzFind(f *testing.F) {
	words := []string{"", "spinach", "spinaches", "peach", "peaches", "beach", "pecan", "pecans", "crème", "\xff\xfe\xfd\xfc\xfb"}
	x := NewTypoIndex(words, func(int32) bool { return true }, func(a, b int32) bool { return a < b })
	for _, word := range words {
		f.Add([]byte(word + "s"))
		f.Add([]byte("p" + word))
	}
	f.Fuzz(func(t *testing.T, word []byte) {
		want := slices.IndexFunc(words, func(w string) bool {
			return len(w) >= MinTypo && len(word) >= MinTypo && oneEdit(word, w)
		})
		if got := int(x.Find(word)); got != max(want, 0) {
			t.Errorf("%q: found %q, want %q", word, words[got], words[max(want, 0)])
		}
	})
}

func BenchmarkFind(b *testing.B) {
	words := make([]string, 1, 15_000)
	for i := range cap(words) - 1 {
		words = append(words, fmt.Sprintf("word%05d", i*7919))
	}
	x := NewTypoIndex(words, func(int32) bool { return true }, func(a, b int32) bool { return a < b })
	for b.Loop() {
		x.Find([]byte("unknown"))
		x.Find([]byte("word0792"))
	}
}
