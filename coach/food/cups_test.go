package food

import "testing"

// TestOwnCups measures fluid by the person's own vessels, and nothing else.
func TestOwnCups(t *testing.T) {
	r := NewReader(loadContent(t))
	m := noon
	m.Cups = Cups{"glass": 300, "mug": 400}
	for text, want := range map[string]float64{
		"2 glasses of water": 600, "a mug of tea": 400, "a cup of tea": 240, "500 ml water": 500,
	} {
		if items := r.Read(text, m).Items; len(items) != 1 || items[0].FluidML != want {
			t.Errorf("%q: %+v, want %g ml", text, items, want)
		}
	}
	with, without := r.Read("a glass of red wine", m).Items, r.Read("a glass of red wine", noon).Items
	if len(with) != 1 || with[0].Grams != without[0].Grams {
		t.Errorf("wine: %+v, without own cups %+v", with, without)
	}
}
