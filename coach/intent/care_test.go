package intent

import "testing"

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
