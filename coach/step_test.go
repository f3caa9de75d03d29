package coach

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// steps is the step after the week from Monday 16 March 2026.
func nextStep(g *Guide, u *User, entries []Entry) (Step, bool) {
	return g.NextStep(u, SummariseWeek(u, entries, "2026-03-16", "2026-03-23"), entries)
}

// daily is a week of those foods at breakfast and at lunch.
func daily(foods ...Food) []Entry {
	var list []Entry
	for i := range 7 {
		d := day.Day("2026-03-16").Add(i)
		list = append(list, ate(d, 8, food.Breakfast, foods...), ate(d, 13, food.Lunch, foods...))
	}
	return list
}

func TestNextStep(t *testing.T) {
	g := loadGuide(t)
	many := Food{Name: "stew", Plants: strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd"),
		FiberG: 15, Categories: food.SetOf(food.HealthyFat, food.Berry, food.Prebiotic)}
	drinks := Food{Name: "water", Categories: food.SetOf(food.Water), FluidML: 1000}
	avoiding := func(kinds ...string) *User {
		u := utcUser()
		u.Avoids = kinds
		return u
	}
	lastWeek := ate("2026-03-11", 8, "", kimchi)
	tests := []struct {
		name    string
		user    *User
		entries []Entry
		line    Line
		food    string
		known   bool
	}{
		{"an empty week", utcUser(), nil, LineLogged, "", false},
		{"nothing fermented", utcUser(), daily(many, drinks), LineFermented, "plain yogurt", false},
		{"what they know", utcUser(), append(daily(many, drinks), lastWeek), LineFermented, "kimchi", true},
		{"without dairy", avoiding("dairy"), daily(many, drinks), LineFermented, "sauerkraut", false},
		{"a food they avoid", avoiding("kimchi"), append(daily(many, drinks), lastWeek), LineFermented, "plain yogurt", false},
		{"little else than fluid missing", utcUser(), daily(many, kefir), LineFluid, "", false},
		{"disruptors", utcUser(), daily(many, kefir, drinks, burger), LineDisruptors, "burger", true},
		{"plants", utcUser(), append(daily(Food{Name: "soup", Plants: []string{"lentil"}, FiberG: 15, Categories: many.Categories}, kefir, drinks), lastWeek), LinePlants, "cabbage", true},
		{"plants that are new", utcUser(), daily(Food{Name: "soup", Plants: []string{"broccoli"}, FiberG: 15, Categories: many.Categories}, kefir, drinks), LinePlants, "leek", false},
	}
	for _, tt := range tests {
		step, ok := nextStep(g, tt.user, tt.entries)
		if !ok || step.Line != tt.line || step.Food != tt.food || step.Known != tt.known {
			t.Errorf("%s: step %s with %q (known %t, found %t), want %s with %q", tt.name, step.Line, step.Food, step.Known, ok, tt.line, tt.food)
		}
		if strings.Contains(step.Text, "{") || step.Text == "" {
			t.Errorf("%s: text %q", tt.name, step.Text)
		}
	}
}

func TestNextStepSkipsUnwanted(t *testing.T) {
	u := utcUser()
	u.Unwanted = []Line{LineDisruptors}
	if step, _ := nextStep(loadGuide(t), u, daily(kefir, burger)); step.Line == LineDisruptors {
		t.Error("a step about what they asked not to hear")
	}
}

func TestEveryLineHasAStepOrIsNoGap(t *testing.T) {
	g := loadGuide(t)
	for _, l := range []Line{
		LineLogged, LinePlants, LineFermented, LineFiber, LineFluid, LineFats, LinePolyphenols, LinePrebiotic,
		LineDisruptors, LineSkin, LineSleep, LineStress, LineMovement,
	} {
		if !slices.ContainsFunc(g.Cards(), func(c Card) bool { return c.Step != nil && c.Step.For == l }) {
			t.Errorf("no card has a step for %s", l)
		}
	}
}

// TestStepKeepsOffWhatIsAvoided draws weeks and people, and looks at every step.
func TestStepKeepsOffWhatIsAvoided(t *testing.T) {
	g := loadGuide(t)
	rapid.Check(t, func(t *rapid.T) {
		u := utcUser()
		u.Avoids = rapid.SliceOfN(rapid.SampledFrom([]string{"dairy", "nut", "seed", "fish", "kimchi", "food 3", "food 7", "legume", "protein"}), 0, 3).Draw(t, "avoids")
		u.Unwanted = rapid.SliceOfN(rapid.SampledFrom(Lines()), 0, 3).Draw(t, "unwanted")
		entries := drawWeek(t)
		step, ok := nextStep(g, u, entries)
		if !ok {
			return
		}
		if slices.Contains(u.Unwanted, step.Line) {
			t.Fatalf("a step for %s, which they asked not to hear", step.Line)
		}
		if step.Line != LineDisruptors && step.Food != "" && slices.Contains(u.Avoids, step.Food) {
			t.Fatalf("the step suggests %q", step.Food)
		}
	})
}

func TestStepsAreSaidAsPeopleSpeak(t *testing.T) {
	g := loadGuide(t)
	for name, want := range map[string]string{
		"almond": "almonds", "black bean": "black beans", "jerusalem artichoke": "jerusalem artichokes", "blueberry": "blueberries",
		"kefir": "kefir", "peanut butter": "peanut butter", "oat": "oats", "garlic": "garlic", "lentil soup": "lentil soup",
	} {
		if got := g.Plural(name); got != want {
			t.Errorf("%s is said %q, want %q", name, got, want)
		}
	}
	eaten := append(daily(oatmeal, kefir), ate("2026-03-12", 8, "", Food{Name: "almond", Categories: food.SetOf(food.Nut), Plants: []string{"almond"}}))
	u := utcUser()
	u.Unwanted = []Line{LinePlants, LineFiber, LineFluid, LineFats, LinePrebiotic}
	step, _ := nextStep(g, u, eaten)
	if want := "Have almonds more often."; step.Text != want {
		t.Errorf("%q, want %q", step.Text, want)
	}
}

// TestNobodyWhoHidNumbersIsAskedToEatLess: numbers are hidden for those whom
// food weighs on.
func TestNobodyWhoHidNumbersIsAskedToEatLess(t *testing.T) {
	g := loadGuide(t)
	rapid.Check(t, func(t *rapid.T) {
		u := utcUser()
		u.HideNumbers = true
		if step, ok := nextStep(g, u, drawWeek(t)); ok && step.Line == LineDisruptors {
			t.Fatalf("asked to eat less: %s", step.Text)
		}
	})
}
