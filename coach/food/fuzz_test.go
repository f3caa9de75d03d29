package food

import (
	"gutskin/coach/lang"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// hard are texts that have little to do with sentences.
var hard = []string{
	"", " ", "\n\n", "\x00\x01\x02", "\xff\xfe\xc3", strings.Repeat("\xe2\x82", 50),
	"½¼⅞ 3½ 1⁄2", "２個のりんご", "٣ تفاح", "שתי תפוחים", "\u202e2 eggs\u202c", "e\u0301\u0301\u0301gg",
	"🥑🥑🥑🏽👩‍🍳☕️", "👨‍👩‍👧‍👦", "Z̷͎͓a̴̛l̶g̵o̸ k̶e̷f̶i̵r̸", "a\u200bv\u00adocado", "ﬁsh", "ＫＥＦＩＲ",
	"1/0 kefir", "9999999999999999999999 kg of kefir", "-1 kefir", "0 kefir", "1:99 pm kefir", "25:61",
	"kefir x", "x2", "2 x", "half", "half a", "a", "%", "85 %", "1-", "1-2-3-4", "...???!!!", "((((", "kefir (((",
	"no", "without", "no no no no", "instead of", "?", "w/", "w/o", "n", "&&&", "m&m&m&m",
	"http://", "https://x", "www.", "a.b.c/d", "@", "kefir@kefir.example", `{"a":`, "<a>", "[[[[",
	"İstanbul ı ß ẞ œuf", "𝟘𝟙𝟚 kefir", "Ⅻ eggs", "①②③",
}

// checkReading finds what no reading may be.
func checkReading(t *testing.T, text string, r Reading) {
	t.Helper()
	spans := append(append([]Span{}, r.Unknown...), r.NotEaten...)
	for _, item := range r.Items {
		spans = append(spans, item.Span)
		if !(item.Grams >= 0 && item.Grams <= maxGrams) || !(item.FiberG >= 0 && item.FiberG <= maxGrams) || !(item.FluidML >= item.WaterML && item.WaterML >= 0) {
			t.Errorf("%q: %s has %v g, %v g of fibre, %v ml of which %v ml water", text, item.Food, item.Grams, item.FiberG, item.FluidML, item.WaterML)
		}
		if item.Clock != -1 && (item.Clock < 0 || item.Clock > 25*time.Hour) {
			t.Errorf("%q: %s at %v", text, item.Food, item.Clock)
		}
		if len(item.EatenOn) != 10 {
			t.Errorf("%q: %s on %q", text, item.Food, item.EatenOn)
		}
	}
	for _, s := range spans {
		if s.Start < 0 || s.Start >= s.End || s.End > len(text) || text[s.Start:s.End] != s.Text {
			t.Errorf("%q: span %+v", text, s)
		}
	}
	at := 0
	for _, c := range r.Clauses {
		if c.Start < at || c.End < c.Start || c.End > len(text) {
			t.Errorf("%q: clause %+v after %d", text, c, at)
		}
		at = c.End
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range append(corpus(f), hard...) {
		f.Add(text)
	}
	r := NewReader(loadContent(f))
	f.Fuzz(func(t *testing.T, text string) {
		first := r.Read(text, noon)
		checkReading(t, text, first)
		if again := r.Read(text, noon); !reflect.DeepEqual(first, again) {
			t.Errorf("%q is read differently a second time", text)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, text := range append(corpus(f), hard...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := lang.Fold(text)
		if !utf8.ValidString(folded) {
			t.Errorf("lang.Fold(%q) = %q is no valid UTF-8", text, folded)
		}
		if again := lang.Fold(folded); again != folded {
			t.Errorf("lang.Fold(%q) = %q, folded again %q", text, folded, again)
		}
	})
}

func FuzzRow(f *testing.F) {
	f.Add("kefir\tmilk kefir\tfermented dairy\t\t\t0\t240\tcup=240\tfluid\test:x\tnote")
	f.Add("rye bread\t\twhole_grain\trye\t\t5.8\t32\tslice=32\t\tfndds:1\t")
	f.Add(strings.Repeat("\t", 10))
	f.Fuzz(func(t *testing.T, line string) {
		row, err := parseRow(line)
		if err != nil {
			return
		}
		again, err := parseRow(row.String())
		if err != nil || !reflect.DeepEqual(row, again) {
			t.Errorf("%q is written as %q: %v", line, row, err)
		}
	})
}

// TestLongMessages reads as much as Telegram lets a person send, and more.
func TestLongMessages(t *testing.T) {
	r := NewReader(loadContent(t))
	for _, text := range append(corpus(t), hard...) {
		for text != "" && len(text) < 1<<14 {
			text += " " + text
		}
		checkReading(t, text, r.Read(text, noon))
	}
}

// TestLinear doubles messages and sees that the work doubles too, by counting
// steps.
func TestLinear(t *testing.T) {
	l := loadContent(t)
	r := NewReader(l)
	steps := func(text string) int {
		s := r.states.Get().(*state)
		s.reset(l, text, noon)
		s.readAll(s.scan.Tokens(s.text, nil))
		return s.scan.Steps + s.steps // runes scanned and words followed
	}
	for _, unit := range append(corpus(t), "a-", "x/", "kefir ", "the egg ", "today ", "no ", "1/2 ", "a.b", "🥑", "oats today, ", "in the ") {
		once := strings.Repeat(unit+" ", 2000/(len(unit)+1))
		one, two := steps(once), steps(once+once)
		if two > 2*one+100 {
			t.Errorf("%q: %d steps, twice as long %d", unit, one, two)
		}
	}
}
