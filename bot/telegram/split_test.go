package telegram

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int
		want  []string
	}{
		{"short", "porridge", 20, []string{"porridge"}},
		{"nothing", " \n ", 20, nil},
		{"paragraphs", "one two\n\nthree four\n\nfive", 14, []string{"one two", "three four", "five"}},
		{"as many as fit", "one two\n\nthree four\n\nfive", 22, []string{"one two\n\nthree four", "five"}},
		{"lines", "one two\nthree four", 14, []string{"one two", "three four"}},
		{"words", "one two three", 9, []string{"one two", "three"}},
		{"no place", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"open element", "<b>one two</b> <i>three four</i>", 13, []string{"<b>one two</b>", "<i>three four</i>"}},
		{"closed and opened again", "<b>one two three</b>", 9, []string{"<b>one two </b>", "<b>three</b>"}},
		{"attributes", `<a href="x">one two three</a>`, 9, []string{`<a href="x">one two </a>`, `<a href="x">three</a>`}},
		{"markup doesn't count", "<b>abc</b>&amp;<i>de</i>", 6, []string{"<b>abc</b>&amp;<i>de</i>"}},
		{"an entity stays whole", "abc&amp;de", 4, []string{"abc&amp;", "de"}},
		{"two units", "😀😀😀", 4, []string{"😀😀", "😀"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := split(test.text, test.limit)
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("split(%q, %d)\n got %q\nwant %q", test.text, test.limit, got, test.want)
			}
		})
	}
}

// Whatever the text, no part is too long, markup stays balanced, and no word
// is lost.
func TestSplitKeepsAll(t *testing.T) {
	pieces := []string{"kimchi", " ", "\n", "\n\n", "<b>", "</b>", "&lt;", "é", "😀", "long-long-long-word"}
	rapid.Check(t, func(t *rapid.T) {
		text := balanced(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"))
		limit := rapid.IntRange(3, 40).Draw(t, "limit")
		var joined strings.Builder
		for _, part := range split(text, limit) {
			if n := visible(part); n > limit {
				t.Errorf("%q shows %d units, more than %d", part, n, limit)
			}
			if strings.Count(part, "<b>") != strings.Count(part, "</b>") {
				t.Errorf("%q isn't balanced", part)
			}
			joined.WriteString(plainText(part))
		}
		if got, want := squeeze(joined.String()), squeeze(plainText(text)); got != want {
			t.Errorf("the parts say %q, the text %q", got, want)
		}
	})
}

// balanced joins pieces to valid HTML: no element within itself, none left
// open.
func balanced(pieces []string) string {
	var b strings.Builder
	open := false
	for _, p := range pieces {
		if (p == "<b>") == open && (p == "<b>" || p == "</b>") || p == "</b>" && !open {
			continue
		}
		if p == "<b>" || p == "</b>" {
			open = p == "<b>"
		}
		b.WriteString(p)
	}
	if open {
		b.WriteString("</b>")
	}
	return b.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
