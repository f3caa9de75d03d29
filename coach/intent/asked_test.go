package intent

import "testing"

// TestAnswers holds what answers a question of the coach's own, and what tells
// something else.
func TestAnswers(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		text    string
		rating  int
		when    string
		decline bool
	}{
		{"3", 3, "", false}, {"four", 4, "", false}, {"Two.", 2, "", false}, {"id say 3", 3, "", false}, {"two of five", 2, "", false},
		{"rate it 2", 2, "", false}, {"more like a 2", 2, "", false}, {"8/10", 4, "", false}, {"a 4 today I think", 4, "", false},
		{"3, a bit itchy", 3, "", false}, {"2 but better than last week", 2, "", false},
		{"yesterday it was more like a 2", 2, "yesterday", false}, {"a 3 yesterday", 3, "yesterday", false},
		{"no thanks just let me start", 0, "", true}, {"skip the setup", 0, "", true}, {"maybe later", 0, "", true},

		{"6", 0, "", false}, {"0", 0, "", false}, {"2.5", 0, "", false}, {"3pm", 0, "", false}, {"3 apples", 0, "", false},
		{"2 bowls of soup", 0, "", false}, {"2 and a half", 0, "", false}, {"had 3", 0, "", false},
		{"no thanks, had an apple", 0, "", false}, {"skip breakfast", 0, "", false},
	} {
		m := r.Read(c.text, moment)
		a, _ := m.Answer()
		if a.Rating != c.rating || a.When != c.when || a.Decline != c.decline {
			t.Errorf("%q: rating %d of %q, decline %v; want %d of %q, %v", c.text, a.Rating, a.When, a.Decline, c.rating, c.when, c.decline)
		}
	}
}

// TestTeaching holds which words are taught, and what only looks like teaching.
func TestTeaching(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct{ text, word, meaning string }{
		{"when i say gloop i mean oats with kefir", "gloop", "oats with kefir"},
		{"By gloop I mean an apple", "gloop", "an apple"},
		{"from now on gloop means apple, kefir and rice", "gloop", "apple, kefir and rice"},
		{"teach me: gran's pot is lentil soup", "gran's pot", "lentil soup"},
		{"remember that gloop is rice", "gloop", "rice"},
		{"blorgle is an apple", "blorgle", "an apple"},

		{"kefir is rice", "", ""}, {"dinner is rice", "", ""}, {"this means an apple", "", ""}, {"that means a lot", "", ""},
		{"by lunch i mean rice", "", ""}, {"my period means I had kefir", "", ""}, {"kefir means no apple", "", ""},
	} {
		m := r.Read(c.text, moment)
		if got, _ := m.Teach(); got.Word != c.word || got.Meaning != c.meaning {
			t.Errorf("%q teaches %q as %q, want %q as %q", c.text, got.Word, got.Meaning, c.word, c.meaning)
		}
	}
}

// TestUnsaid holds which messages name a meal and don't say what it was.
func TestUnsaid(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct{ text, meal, when string }{
		{"had lunch", "lunch", ""}, {"I've just had my breakfast", "breakfast", ""}, {"ok done with dinner", "dinner", ""},
		{"i want to log my lunch", "lunch", ""}, {"can you log my dinner please", "dinner", ""}, {"lunch was lovely", "lunch", ""},
		{"had a snack yesterday", "snack", "yesterday"},

		{"had rice for lunch", "", ""}, {"had no lunch", "", ""}, {"had lunch with kefir", "", ""}, {"delete my lunch", "", ""}, {"lunch", "", ""},
	} {
		m := r.Read(c.text, moment)
		if got, _ := m.Unsaid(); string(got.Meal) != c.meal || got.When != c.when {
			t.Errorf("%q: %q of %q, want %q of %q", c.text, got.Meal, got.When, c.meal, c.when)
		}
	}
}
