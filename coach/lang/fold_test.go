package lang

import "testing"

// TestSpelled: what is drawn out is drawn in, a dropped g comes back, and a word
// that is known stays.
func TestSpelled(t *testing.T) {
	known := map[string]bool{"pizza": true, "pudding": true, "xxxx": true, "muffin": true}
	for word, want := range map[string]string{
		"pizzzza": "pizza", "soooup": "soup", "puddin": "pudding", "xxxx": "xxxx", "muffin": "muffin",
		"berlin": "berlin", "soup": "soup", "1000": "1000", "": "",
	} {
		given := []byte(word)
		if got := string(Spelled(given, func(w []byte) bool { return known[string(w)] })); got != want {
			t.Errorf("Spelled(%q) = %q, want %q", word, got, want)
		}
		if string(given) != word {
			t.Errorf("Spelled changed %q to %q", word, given)
		}
	}
}
