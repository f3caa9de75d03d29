package coach

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gutskin/coach/food"
)

// TestCheck: a change that the coach makes is sound, and each of its fields has
// bounds of its own.
func TestCheck(t *testing.T) {
	now := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	sound := func() Change {
		return Change{Seq: 3, At: now, Kind: ChangeLog, Source: "m:-42:7", Entries: []Entry{
			{Kind: KindMeal, Day: "2026-03-17", At: now, Clock: 12 * time.Hour, Meal: food.Lunch, Text: "kefir and nan's pot", Lexicon: "0123456789ab",
				Foods: []Food{{Name: "kefir", Grams: 240, FiberG: 1, WaterML: 10, FluidML: 240, Plants: []string{"oat"}, Herbs: []string{"mint"}}}},
			{Part: 1, Kind: KindSkin, Day: "2026-03-18", At: now, Clock: -1, Skin: &Skin{Rating: 3, Tags: SkinTags(), Photo: "AgAC-_x"}},
			{Part: 2, Kind: KindCheckIn, Day: "2026-03-18", At: now, Clock: -1, CheckIn: &CheckIn{SleepHours: 24, Sleep: 5, Stress: 1, MovementMin: MaxMovementMin, Movement: 5}},
			{Part: 3, Kind: KindGut, Day: "2026-03-18", At: now, Clock: -1, Gut: &Gut{Rating: 5, Tags: GutTags(), Stool: MaxStool}},
			{Part: 4, Kind: KindMark, Day: "2026-03-18", At: now, Clock: -1, Mark: &Mark{Kind: MarkPeriod, Ends: true}},
		}}
	}
	for name, change := range map[string]func(*Change){
		"":                 func(*Change) {},
		"in the afternoon": func(c *Change) { c.Entries[0].Clock = 24*time.Hour - 1 },
		"a year ago":       func(c *Change) { c.Entries[0].Day = "2025-03-17" },
		"moved later": func(c *Change) {
			c.Kind = ChangeCorrect
			c.Entries[0].At = now.AddDate(0, -1, 0)
		},
		"from a button": func(c *Change) { c.Source = "c:tg:771234567" },
		"an undo":       func(c *Change) { c.Kind, c.Base, c.Entries = ChangeUndo, 2, nil },
		"a reread":      func(c *Change) { c.Kind, c.Base = ChangeReread, 2 },
		"a delete":      func(c *Change) { c.Kind, c.Entries = ChangeDelete, nil },
		"!number":       func(c *Change) { c.Seq = 0 },
		"!kind":         func(c *Change) { c.Kind = "drop" },
		"!source":       func(c *Change) { c.Source = "my secret" },
		"!long source": func(c *Change) {
			c.Source = "m:1:" + strings.Repeat("1", 20) + ":" + strings.Repeat("1", 20) + ":" + strings.Repeat("1", 20)
		},
		"!base of a log":     func(c *Change) { c.Base = 1 },
		"!undo of nothing":   func(c *Change) { c.Kind, c.Entries = ChangeUndo, nil },
		"!undo of a later":   func(c *Change) { c.Kind, c.Base, c.Entries = ChangeUndo, 3, nil },
		"!entries of undo":   func(c *Change) { c.Kind, c.Base = ChangeUndo, 2 },
		"!made in year 1":    func(c *Change) { c.At = time.Time{} },
		"!made in 2999":      func(c *Change) { c.At = now.AddDate(900, 0, 0) },
		"!told in year 1":    func(c *Change) { c.Entries[0].At = time.Time{} },
		"!part":              func(c *Change) { c.Entries[1].Part = 2 },
		"!day":               func(c *Change) { c.Entries[0].Day = "0001-01-01" },
		"!day ahead":         func(c *Change) { c.Entries[0].Day = "2026-03-21" },
		"!day's form":        func(c *Change) { c.Entries[0].Day = "2026-3-18" },
		"!clock":             func(c *Change) { c.Entries[0].Clock = 24 * time.Hour },
		"!meal":              func(c *Change) { c.Entries[0].Meal = "feast" },
		"!words":             func(c *Change) { c.Entries[0].Text = strings.Repeat("a", MaxText+1) },
		"!broken words":      func(c *Change) { c.Entries[0].Text = "\xff" },
		"!lexicon":           func(c *Change) { c.Entries[0].Lexicon = "secret" },
		"!two kinds":         func(c *Change) { c.Entries[0].Skin = &Skin{Rating: 1} },
		"!no skin":           func(c *Change) { c.Entries[1].Skin = nil },
		"!rating":            func(c *Change) { c.Entries[1].Skin.Rating = 1e9 },
		"!tag":               func(c *Change) { c.Entries[1].Skin.Tags = []string{"x"} },
		"!photo":             func(c *Change) { c.Entries[1].Skin.Photo = strings.Repeat("a", MaxName+1) },
		"!no gut":            func(c *Change) { c.Entries[3].Gut = nil },
		"!gut rating":        func(c *Change) { c.Entries[3].Gut.Rating = 6 },
		"!gut tag":           func(c *Change) { c.Entries[3].Gut.Tags = []string{"breakout"} },
		"!stool":             func(c *Change) { c.Entries[3].Gut.Stool = 8 },
		"!no mark":           func(c *Change) { c.Entries[4].Mark = nil },
		"!mark":              func(c *Change) { c.Entries[4].Mark.Kind = "secret" },
		"!sleep":             func(c *Change) { c.Entries[2].CheckIn.SleepHours = 1e300 },
		"!stress":            func(c *Change) { c.Entries[2].CheckIn.Stress = -1 },
		"!movement":          func(c *Change) { c.Entries[2].CheckIn.MovementMin = MaxMovementMin + 1 },
		"!name":              func(c *Change) { c.Entries[0].Foods[0].Name = "a\nb" },
		"!long name":         func(c *Change) { c.Entries[0].Foods[0].Name = strings.Repeat("a", MaxName+1) },
		"!grams":             func(c *Change) { c.Entries[0].Foods[0].Grams = 1e6 },
		"!negative":          func(c *Change) { c.Entries[0].Foods[0].Grams = -1 },
		"!fibre":             func(c *Change) { c.Entries[0].Foods[0].FiberG = 241 },
		"!water":             func(c *Change) { c.Entries[0].Foods[0].WaterML = 241 },
		"!fluid":             func(c *Change) { c.Entries[0].Foods[0].FluidML = MaxML + 1 },
		"!plants":            func(c *Change) { c.Entries[0].Foods[0].Plants = strings.Split(strings.Repeat("a ", MaxPlants), " ") },
		"!foods":             func(c *Change) { c.Entries[0].Foods = make([]Food, MaxFoods+1) },
		"!entries of change": func(c *Change) { c.Entries = make([]Entry, MaxEntries+1) },
	} {
		c := sound()
		change(&c)
		err := c.Check(now)
		if forged := strings.HasPrefix(name, "!"); forged != errors.Is(err, ErrBounds) || !forged && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
