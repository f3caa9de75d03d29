package intent

import (
	"os"
	"strings"
	"testing"
)

// TestCare counts over testdata/care.tsv: every crisis and emergency is told,
// at least 97 % of all alarms, and at most 2 % of the harmless look-alikes are
// taken for one.
func TestCare(t *testing.T) {
	r := testReader(t)
	data, err := os.ReadFile("testdata/care.tsv")
	if err != nil {
		t.Fatal(err)
	}
	alarms, caught, harmless, wrong := 0, 0, 0, 0
	for line := range strings.Lines(string(data)) {
		truth, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		m := r.Read(text, moment)
		flagged := m.Intent == RedFlag && m.Alarm != ""
		switch {
		case truth == "none":
			harmless++
			if flagged {
				wrong++
				t.Logf("false alarm %s: %q", m.Alarm, text)
			}
			continue
		case flagged:
			caught++
		case truth == string(Emergency), truth == string(Crisis):
			t.Errorf("%s missed: %q", truth, text)
		default:
			t.Logf("%s missed: %q", truth, text)
		}
		alarms++
	}
	t.Logf("alarms told %d of %d, false alarms %d of %d", caught, alarms, wrong, harmless)
	if caught*100 < 97*alarms || wrong*100 > 2*harmless {
		t.Error("too many alarms missed or false")
	}
}

// TestAlarmKeepsStatedMeals: a meal told beside an alarm is kept, a food that
// is blamed is not.
func TestAlarmKeepsStatedMeals(t *testing.T) {
	r := testReader(t)
	for text, kept := range map[string]int{
		"had porridge for breakfast. there's blood in my stool": 1,
		"my throat is closing up after the prawns":              0,
		"throwing up blood since the curry":                     0,
		"toast for lunch and now my lips are swelling":          1,
	} {
		m := r.Read(text, moment)
		if m.Intent != RedFlag || len(m.Food.Items) != kept {
			t.Errorf("%q: %s with %d foods kept, want %d", text, m.Intent, len(m.Food.Items), kept)
		}
	}
}
