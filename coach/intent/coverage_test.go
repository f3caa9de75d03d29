package intent

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach/assert"
)

// TestNotTaken: what others had, and what is wished for, planned or bought, is
// named beside what was logged; what was denied or asked about isn't.
func TestNotTaken(t *testing.T) {
	r := realReader(t)
	tests := []struct{ text, want string }{
		{"I had soup and my wife had a burger", "burger"},
		{"had a salad, tomorrow it's pizza", "pizza"},
		{"porridge this morning. bought a melon and some kefir", "melon kefir"},
		{"lentil soup, but I'm craving chocolate", "chocolate"},
		{"porridge with no sugar", ""},
		{"an apple. is kefir good for acne?", ""},
		{"no rice, it was noodles", ""},
		{"my wife had a burger", "burger"},
		{"tea and toast", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range r.Read(tt.text, moment).NotTaken {
			got = append(got, s.Text)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: %q isn't taken, want %q", tt.text, got, tt.want)
		}
	}
}

// TestCoverage: whatever is put together, each food that the reader saw is
// eaten and in the Log, or among those not eaten; and each of these that
// somebody might have eaten belongs to an act or is named as not taken.
func TestCoverage(t *testing.T) {
	r := realReader(t)
	foods := []string{"kefir", "lentil soup", "2 eggs", "a glass of milk", "rye bread", "pizza"}
	around := []string{
		"had %", "% for lunch", "my wife had %", "no %", "craving %", "bought %", "will have % tomorrow", "is % good for skin?", "actually it was %",
		"swap the rice for %", "when did I last have %", "skin 3, %", "slept 7 hours and had %", "remind me at 8, had %", "% (not mine)", "%",
		"the % was yesterday", "gloop is %", "for the kids: %", "made % for charity",
	}
	joints := []string{", ", ". ", " and ", "; ", " but ", " then ", "\n"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for i := range rapid.IntRange(1, 4).Draw(t, "clauses") {
			if i > 0 {
				b.WriteString(rapid.SampledFrom(joints).Draw(t, "joint"))
			}
			b.WriteString(strings.ReplaceAll(rapid.SampledFrom(around).Draw(t, "around"), "%", rapid.SampledFrom(foods).Draw(t, "food")))
		}
		text := b.String()
		m := r.Read(text, moment)
		for _, it := range m.Food.Items {
			if !slices.ContainsFunc(m.Acts, func(a Act) bool { start, end := a.Span(); return start <= it.Start && it.End <= end }) {
				t.Fatalf("%q: %q was eaten and belongs to no act", text, it.Text)
			}
		}
		for _, s := range m.Food.NotEaten {
			switch s.As {
			case assert.Others, assert.Wished, assert.Planned, assert.Shopped:
			default:
				continue
			}
			named := slices.Contains(m.NotTaken, s)
			if !named && !slices.ContainsFunc(m.Acts, func(a Act) bool { return isAbout(a, s) }) {
				t.Fatalf("%q: %q is in neither list", text, s.Text)
			}
		}
	})
}
