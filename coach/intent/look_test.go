package intent

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestLooks reads testdata/look.txt: what is asked of what over which days, a
// tab, and the message. With -update it writes what is read now.
func TestLooks(t *testing.T) {
	r := testReader(t)
	data, err := os.ReadFile("testdata/look.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			out.WriteString(line)
			continue
		}
		m := r.Read(text, moment)
		have := describeLooks(&m)
		if have != want && !*update {
			t.Errorf("%q\n have %s\n want %s", text, have, want)
		}
		if have != "none" && len(m.Food.Items) > 0 {
			t.Errorf("%q: logs %v", text, m.Food.Items)
		}
		fmt.Fprintf(&out, "%s\t%s\n", have, text)
	}
	if *update {
		if err := os.WriteFile("testdata/look.txt", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func describeLooks(m *Message) string {
	var list []string
	for _, l := range m.Looks() {
		words := []string{string(l.Of)}
		for _, w := range []any{l.Measure, l.Aspect, l.About, l.Food, l.Meal, l.Period.Kind, l.Period.Day, l.Versus.Kind, l.Versus.Day} {
			if s := fmt.Sprint(w); s != "" {
				words = append(words, s)
			}
		}
		if l.Period.N > 0 {
			words = append(words, fmt.Sprint(l.Period.N))
		}
		if l.Period.Month > 0 {
			words = append(words, l.Period.Month.String())
		}
		list = append(list, strings.Join(words, " "))
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, "; ")
}
