package terminal

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  string
	}{
		{"a short line", 40, "a short line"},
		{"one two three four five six", 20, "one two three four\nfive six"},
		{"first\n\nsecond line that is longer than that", 24, "first\n\nsecond line that is\nlonger than that"},
		{bold + "Breakfast" + normal + ": porridge with kefir", 21, bold + "Breakfast" + normal + ": porridge\nwith kefir"},
		{"🌱🌱🌱🌱🌱 🌱🌱🌱🌱🌱 new", 20, "🌱🌱🌱🌱🌱\n🌱🌱🌱🌱🌱 new"},
		{"averyveryverylongwordthatfitsnowhere and more", 20, "averyveryverylongwordthatfitsnowhere\nand more"},
		{"  #2.1 Fix   #2.2 Undo", 0, "  #2.1 Fix   #2.2 Undo"},
	}
	for _, tt := range tests {
		if got := wrap(tt.text, tt.width); got != tt.want {
			t.Errorf("%q in %d: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two  three\nfour", 21)
	f.Fuzz(func(t *testing.T, text string, width int) {
		got := wrap(text, width)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(text), " ") {
			t.Errorf("%q lost something: %q", text, got)
		}
		for line := range strings.SplitSeq(got, "\n") {
			if width >= leastWidth && uniseg.StringWidth(unseen.ReplaceAllString(line, "")) > width && strings.Contains(strings.Trim(line, " "), " ") && !strings.ContainsAny(text, "\x1b\r\t") {
				first, _, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
				if uniseg.StringWidth(first) <= width/2 && len(text) == len([]rune(text)) {
					t.Errorf("a line is wider than %d: %q", width, line)
				}
			}
		}
	})
}
