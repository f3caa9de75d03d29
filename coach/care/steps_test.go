package care

import (
	"strings"
	"testing"
)

// TestLinear: twice the text takes about twice the steps.
func TestLinear(t *testing.T) {
	h := newHearer(t)
	for _, unit := range []string{
		"i want to eat less and sleep more because my skin is bad today. ",
		"blood in the loo and my throat is tight, no rash ", "not the a my so please just ", "my my my lump lump sore sore deep ",
	} {
		steps := func(n int) int {
			v := h.look(h.words(strings.Repeat(unit, n)))
			v.hear()
			r := read(v.findings, noRule)
			v.weigh(&r)
			return v.steps
		}
		once, twice := steps(40), steps(80)
		t.Logf("%q: %d steps a word", unit, twice/(80*len(strings.Fields(unit))))
		if twice > 2*once+once/4 {
			t.Errorf("%q: %d steps, %d for twice the text", unit, once, twice)
		}
	}
}
