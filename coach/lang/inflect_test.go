package lang

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInflect(t *testing.T) {
	for word, want := range map[string][]string{
		"sick":        {"sick"},
		"~purge":      {"purge", "purges", "purged", "purging"},
		"~cry over":   {"cry over", "cries over", "cried over", "crying over"},
		"to ~retch":   {"to retch", "to retches", "to retched", "to retching"},
		"~vomit":      {"vomit", "vomits", "vomited", "vomiting", "vomitted", "vomitting"},
		"~faint away": {"faint away", "faints away", "fainted away", "fainting away"},
	} {
		if diff := cmp.Diff(want, slices.Collect(inflect(word))); diff != "" {
			t.Errorf("%s: %s", word, diff)
		}
	}
}
