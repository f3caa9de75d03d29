package intent

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gutskin/coach/lang"
)

// wishLine writes a message's first wish for comparison.
func wishLine(m Message) string {
	if list := m.Wishes(); len(list) > 0 {
		return wishOf(list[0])
	}
	return ""
}

// wishOf writes a wish for comparison.
func wishOf(w Wish) string {
	parts := []string{w.Name}
	if w.Words != "" {
		parts = append(parts, w.Words)
	}
	if w.Vessel != "" {
		parts = append(parts, w.Vessel)
	}
	if w.Fluid.N != 0 {
		parts = append(parts, fmt.Sprint(w.Fluid.N, "×", w.Fluid.ML))
	}
	switch w.Name {
	case "dayend":
		parts = append(parts, w.Clock.String())
	case "weekstart":
		parts = append(parts, w.Weekday.String())
	}
	return strings.Join(parts, " ")
}

// TestWishes holds that a wish is found by its classes of words, with its values
// wherever they stand, and that what only sounds like one is none.
func TestWishes(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string]string{
		"I’m in Pune now!":                                                   "zone Pune",
		"currently staying in San Jose, Costa Rica":                          "zone San Jose, Costa Rica",
		"can you set me to Denver time":                                      "zone Denver",
		"Hey, could you please use ounces? Thanks":                           "units.us",
		"could we do ounces instead of ml":                                   "units.us",
		"back to ml, not ounces":                                             "units.metric",
		"my mug holds 400 ml.":                                               "cup mug 400×1",
		"my favourite bottle, a blue one, holds 1.5 l":                       "cup bottle 1.5×1000",
		"bump my water goal up to 1,800 ml please":                           "aim 1800×1",
		"I want to drink two and a half litres a day":                        "aim 2.5×1000",
		"my water aim should be 80 oz":                                       "aim 80×29.57",
		"my day ends at 4":                                                   "dayend 4h0m0s",
		"my day ends at 2:30":                                                "dayend 2h30m0s",
		"my day ends at 14:30":                                               "dayend 14h30m0s",
		"could my day roll over at half past two":                            "dayend 2h30m0s",
		"treat everything before 3am as the day before":                      "dayend 3h0m0s",
		"i'd rather my week began on saturdays":                              "weekstart Saturday",
		"numbers stress me out, can you leave them off":                      "numbers.hide",
		"could you be a bit less wordy":                                      "answers.short",
		"I don't eat nuts, eggs and dairy any more":                          "avoid nuts, eggs and dairy",
		"i'm a strict vegan":                                                 "diet vegan",
		"how would i go about getting a copy of everything":                  "export",
		"how do i close my account":                                          "erase",
		"who else can read this":                                             "privacy",
		"hello there, a friend told me about you. what is it you do exactly": "about",
		"what's this then? saw it on a poster":                               "about",
		"before anything else, does this cost anything?":                     "cost",

		"lentil soup": "",
		"what did you have in mind for the weekend?":  "",
		"my bottle of kefir, about 300 ml":            "",
		"drank my bottle, which holds 500 ml":         "",
		"I had two glasses of water":                  "",
		"8 oz of milk":                                "",
		"delete everything from today":                "",
		"my week on mondays at 9 please":              "",
		"long day, finished at 6":                     "",
		"is garlic safe for my skin":                  "",
		"what do you do with leftover rice\nand soup": "",
	} {
		if got := wishLine(r.Read(text, moment)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestWordsAlone holds that an amount of drink and a meal's name are told apart
// from what says more.
func TestWordsAlone(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string][2]string{
		"2 glasses please":               {"2 glasses", ""},
		"500ml":                          {"500ml", ""},
		"2 glasses of wine":              {"", ""},
		"had the gloop thing for dinner": {"", "gloop thing"},
		"lunch: my gloop":                {"", "gloop"},
		"is it gloop for dinner?":        {"", ""},
	} {
		m := r.Read(text, moment)
		if got := [2]string{m.Sip(), m.Dish()}; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestEveryWishHasAPhrase holds the names against the file of phrases.
func TestEveryWishHasAPhrase(t *testing.T) {
	r := testReader(t)
	for name := range wishes {
		if !slices.ContainsFunc(r.lex.Phrases, func(p lang.Phrase) bool { return p.Kind == wishKind && p.Detail == name }) {
			t.Errorf("no phrase is for the wish %q", name)
		}
	}
}

// TestFluid holds amounts of drink as people write them alone.
func TestFluid(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string]Fluid{
		"2500": {2500, 0}, "2,500": {2500, 0}, "2.5 l": {2.5, 1000}, "80 fl oz": {80, 29.57}, "8 glasses": {8, 240},
		"two and a half litres": {2.5, 1000}, "3": {3, 0}, "plenty": {},
	} {
		if got, _ := r.Fluid(text, moment); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
