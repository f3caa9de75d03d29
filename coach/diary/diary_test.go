package diary

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gutskin/coach"
	"gutskin/coach/food"
)

// kitchen is a small lexicon: what a piece, a glass and a slice of its foods
// weighs, and which dishes have parts.
type kitchen struct{}

var pieces = map[string]float64{
	"egg": 50, "toast": 25, "banana": 118, "pear": 178, "almond": 1.2, "water": 240, "kefir": 240, "rice": 158, "naan": 90,
	"salmon": 150, "trout": 150, "chicken curry": 240, "chicken curry with rice": 400, "chicken sandwich": 160, "turkey sandwich": 160,
	"turkey": 85, "chicken soup": 300, "lentil soup": 300, "soup": 300, "yogurt": 170, "tofu": 85, "pizza": 120, "bagel": 105,
	"boiled egg": 50, "toast with boiled egg": 75, "omelette": 120, "ham omelette": 150, "cheese omelette": 150, "cheese toast": 60, "egg on toast": 75, "toast with butter": 30,
}

func (kitchen) Named(name string) (coach.Food, bool) {
	g, ok := pieces[name]
	return of(name, g), ok
}

func (k kitchen) OfKind(f coach.Food, kind string) (coach.Food, bool) {
	return k.Named(kind + " " + f.Name)
}

func (kitchen) Plural(name string) string { return name + "s" }

func (k kitchen) Measured(name, amount string) (coach.Food, bool) {
	number, unit, _ := strings.Cut(amount, " ")
	n, err := strconv.ParseFloat(number, 64)
	each, known := pieces[name]
	if err != nil || !known {
		return coach.Food{}, false
	}
	f := of(name, n*each)
	switch unit {
	case "":
		if name == "water" {
			unit = "glass"
		}
	case "g":
		f.Grams = n
	case "glasses", "glass":
		unit = "glass"
	case "slices", "slice":
		unit = "slice"
	}
	f.Count, f.Unit = n, unit
	return f, true
}

func (k kitchen) Parts(f coach.Food) []coach.Food {
	left, right, ok := strings.Cut(strings.Replace(f.Name, " on ", " with ", 1), " with ")
	if !ok {
		return nil
	}
	a, ok1 := k.Named(left)
	b, ok2 := k.Named(right)
	if !ok1 || !ok2 {
		return nil
	}
	return []coach.Food{a, b}
}

func of(name string, grams float64) coach.Food {
	return coach.Food{Name: name, Grams: grams, Categories: food.SetOf(food.Protein)}
}

// told is a food with the amount that it was told in: "3 egg", "2 glass water".
func told(count float64, unit, name string) coach.Food {
	words := strconv.FormatFloat(count, 'f', -1, 64)
	if unit != "" {
		words += " " + unit
	}
	f, _ := kitchen{}.Measured(name, words)
	return f
}

// diaryOf is a diary of messages told an hour apart, each a list of foods.
func diaryOf(messages ...[]coach.Food) []coach.Entry {
	var list []coach.Entry
	at := time.Date(2026, 3, 18, 8, 0, 0, 0, time.UTC)
	for i, foods := range messages {
		list = append(list, coach.Entry{
			Source: "m:" + strconv.Itoa(i+1), Kind: coach.KindMeal, Day: "2026-03-18", At: at.Add(time.Duration(i) * time.Hour), Clock: -1, Foods: foods,
		})
	}
	return list
}

func skin(rating int) coach.Entry {
	return coach.Entry{Source: "m:9", Kind: coach.KindSkin, Day: "2026-03-18", Clock: -1, Skin: &coach.Skin{Rating: rating, Tags: []string{"itch"}}}
}

func gut(rating int) coach.Entry {
	return coach.Entry{Source: "m:8", Kind: coach.KindGut, Day: "2026-03-18", Clock: -1, Gut: &coach.Gut{Rating: rating}}
}

// together are entries that one message told.
func together(entries ...coach.Entry) []coach.Entry {
	for i := range entries {
		entries[i].Source, entries[i].Part = "m:1", i
	}
	return entries
}

// meal is an entry of foods at a meal and, unless it is -1, an hour.
func meal(m food.Meal, clock time.Duration, foods ...string) coach.Entry {
	e := diaryOf(list(foods...))[0]
	e.Meal, e.Clock = m, clock
	return e
}

// show is a diary in a line: its sources with what they tell.
func show(entries []coach.Entry) string {
	var parts []string
	for _, e := range entries {
		var foods []string
		for _, f := range e.Foods {
			text := f.Name
			if f.Count > 0 {
				text = strings.TrimSpace(fmt.Sprintf("%g %s", f.Count, f.Unit)) + " " + f.Name
			}
			if len(f.Plants) > 0 {
				text += fmt.Sprint(f.Plants)
			}
			foods = append(foods, text)
		}
		if e.Skin != nil {
			foods = append(foods, "skin "+strconv.Itoa(e.Skin.Rating))
		}
		if e.Gut != nil {
			foods = append(foods, "gut "+strconv.Itoa(e.Gut.Rating))
		}
		where := ""
		if e.Day != "2026-03-18" {
			where = string(e.Day) + " "
		}
		if e.Meal != "" {
			where += string(e.Meal) + " "
		}
		if e.Clock >= 0 {
			where += e.Clock.String() + " "
		}
		parts = append(parts, where+strings.Join(foods, ", "))
	}
	return strings.Join(parts, " | ")
}

func named(names ...string) []Named {
	var list []Named
	for _, n := range names {
		list = append(list, Named{Words: n, Names: []string{n}})
	}
	return list
}

func list(foods ...string) []coach.Food {
	var all []coach.Food
	for _, f := range foods {
		all = append(all, of(f, pieces[f]))
	}
	return all
}

// TestApply holds the seven rules of what a correction changes.
func TestApply(t *testing.T) {
	soupWithCarrot := of("chicken soup", 300)
	soupWithCarrot.Plants = []string{"carrot", "leek"}
	earlier := diaryOf(list("rice"))
	earlier[0].Day = "2026-03-10"
	own := of("oatmeal", 250)
	own.Said = "Mum's porridge"
	herbed := of("chicken soup", 300)
	herbed.Herbs = []string{"thyme"}
	eggs := make([][]coach.Food, maxCandidates+1)
	for i := range eggs {
		eggs[i] = list("egg")
	}
	ate := 8 * time.Hour
	for _, c := range []struct {
		name    string
		entries []coach.Entry
		do      Correction
		result  Result
		want    string
	}{
		{"the entry that holds the wrong food", diaryOf(list("banana", "yogurt"), list("lentil soup")), Correction{Op: Replace, Wrong: named("banana"), Foods: list("pear")}, Changed, "pear, yogurt | lentil soup"},
		{"not the newest entry", diaryOf(list("salmon", "rice"), list("banana")), Correction{Op: Replace, Wrong: named("salmon"), Foods: list("trout")}, Changed, "trout, rice | banana"},
		{"a food that is nowhere", diaryOf(list("lentil soup", "toast")), Correction{Op: Replace, Wrong: named("chicken curry"), Foods: list("tofu")}, NotFound, "lentil soup, toast"},
		{"a food of last week", earlier, Correction{Op: Remove, Wrong: named("rice")}, Nothing, "2026-03-10 rice"},
		{"two entries that hold it", diaryOf(list("egg"), list("egg")), Correction{Op: Remove, Wrong: named("egg")}, Ambiguous, "egg | egg"},
		{"the one replied to of two", diaryOf(list("egg"), list("egg", "toast")), Correction{Op: Remove, Source: "m:2", Wrong: named("egg")}, Changed, "egg | toast"},
		{"one of two", diaryOf([]coach.Food{told(2, "", "egg"), of("toast", 25)}), Correction{Op: Remove, Wrong: named("egg"), Less: 1}, Changed, "1 egg, toast"},
		{"as many as there are", diaryOf([]coach.Food{told(2, "", "egg"), of("toast", 25)}), Correction{Op: Remove, Wrong: named("egg"), Less: 2}, Changed, "toast"},
		{"of a meal only what is named", diaryOf(list("salmon", "rice", "egg"), list("rice")), Correction{Op: Keep, Wrong: named("salmon", "egg")}, Changed, "salmon, egg | rice"},
		{"only what is nowhere", diaryOf(list("salmon", "rice")), Correction{Op: Keep, Wrong: named("tofu")}, NotFound, "salmon, rice"},
		{"a part of a meal", diaryOf(list("salmon", "rice")), Correction{Op: Remove, Wrong: named("rice")}, Changed, "salmon"},
		{"a part of a dish", diaryOf(list("chicken curry with rice")), Correction{Op: Remove, Wrong: named("rice")}, Changed, "chicken curry"},
		{"another part in a dish", diaryOf(list("chicken curry with rice")), Correction{Op: Replace, Wrong: named("rice"), Foods: list("naan")}, Changed, "chicken curry, naan"},
		{"what a dish is named after", diaryOf(list("chicken sandwich")), Correction{Op: Replace, Wrong: named("chicken"), Foods: list("turkey")}, Changed, "turkey sandwich"},
		{"a plant in a dish", diaryOf([]coach.Food{soupWithCarrot}), Correction{Op: Remove, Wrong: named("carrot")}, Changed, "chicken soup[leek]"},
		{"the last food of an entry", diaryOf(list("banana"), list("pizza")), Correction{Op: Remove, Wrong: named("pizza")}, Changed, "banana"},
		{"an amount stays with the new food", diaryOf([]coach.Food{told(2, "", "banana")}), Correction{Op: Replace, Wrong: named("banana"), Foods: list("pear")}, Changed, "2 pear"},
		{"a number takes the unit before", diaryOf([]coach.Food{told(200, "g", "yogurt")}), Correction{Op: Measure, Amount: Amount{Words: "150", Bare: 150}}, Changed, "150 g yogurt"},
		{"a number of pieces", diaryOf([]coach.Food{told(3, "", "egg")}), Correction{Op: Measure, Amount: Amount{Words: "two", Bare: 2}}, Changed, "2 egg"},
		{"glasses go to what was told in glasses", diaryOf([]coach.Food{told(3, "glass", "water")}, list("pizza")), Correction{Op: Measure, Amount: Amount{Words: "2 glasses"}}, Changed, "2 glass water | pizza"},
		{"double one of two", diaryOf([]coach.Food{told(150, "g", "tofu"), of("rice", 158)}), Correction{Op: Measure, Wrong: named("tofu"), Amount: Amount{Words: "double", Times: 2}}, Changed, "300 g tofu, rice"},
		{"an unclear amount", diaryOf(list("salmon", "rice")), Correction{Op: Measure, Amount: Amount{Words: "150 g"}}, Ambiguous, "salmon, rice"},
		{"one food to another day", diaryOf(list("bagel"), list("pizza")), Correction{Op: Move, Wrong: named("bagel"), Day: "2026-03-17"}, Changed, "2026-03-17 bagel | pizza"},
		{"a food out of its meal", diaryOf(list("bagel", "egg")), Correction{Op: Move, Wrong: named("bagel"), Meal: food.Lunch}, Changed, "egg | lunch bagel"},
		{"a day moves the newest entry, whatever it is", append(diaryOf(list("bagel")), skin(3)), Correction{Op: Move, Day: "2026-03-17"}, Changed, "bagel | 2026-03-17 skin 3"},
		{"a meal moves the newest meal", append(diaryOf(list("bagel")), skin(3)), Correction{Op: Move, Meal: food.Dinner}, Changed, "dinner bagel | skin 3"},
		{"moved where it is", diaryOf(list("bagel")), Correction{Op: Move, Day: "2026-03-18"}, Unchanged, "bagel"},
		{"a rating", append(diaryOf(list("bagel")), skin(2)), Correction{Op: Rate, Rating: 3}, Changed, "bagel | skin 3"},
		{"a guess by the name's words", diaryOf(list("chicken curry", "banana")), Correction{Op: Replace, Foods: list("chicken curry with rice")}, Changed, "chicken curry with rice, banana"},
		{"a guess that could be any", diaryOf(list("salmon", "egg")), Correction{Op: Replace, Foods: list("tofu")}, Ambiguous, "salmon, egg"},
		{"a guess for the only food", diaryOf(list("egg"), list("salmon")), Correction{Op: Replace, Foods: list("tofu")}, Changed, "egg | tofu"},
		{"added to the food named", diaryOf(list("yogurt"), list("pizza")), Correction{Op: Add, Wrong: named("yogurt"), Foods: list("almond")}, Changed, "yogurt, almond | pizza"},
		{"added to the newest", diaryOf(list("yogurt"), list("pizza")), Correction{Op: Add, Foods: list("egg")}, Changed, "yogurt | pizza, egg"},
		{"added again", diaryOf(list("yogurt")), Correction{Op: Add, Foods: list("yogurt")}, Unchanged, "yogurt"},
		{"an entry", diaryOf(list("yogurt"), list("pizza")), Correction{Op: Delete}, Changed, "yogurt"},
		{"to the newest that has foods", append(diaryOf(list("yogurt")), skin(3)), Correction{Op: Add, Foods: list("egg")}, Changed, "yogurt, egg | skin 3"},
		{"to the foods of a message that tells more", together(meal("", -1, "yogurt"), skin(3)), Correction{Op: Add, Foods: list("egg")}, Changed, "yogurt, egg | skin 3"},
		{"to the part that holds the food named", together(meal("", -1, "yogurt"), meal("", -1, "pizza")), Correction{Op: Add, Wrong: named("yogurt"), Foods: list("almond")}, Changed, "yogurt, almond | pizza"},

		{"half of a meal", diaryOf([]coach.Food{told(2, "", "egg"), told(4, "", "banana")}), Correction{Op: Measure, Amount: Amount{Words: "half of it", Times: 0.5}}, Changed, "1 egg, 2 banana"},
		{"a number that two foods were told in", diaryOf([]coach.Food{told(2, "", "egg"), told(4, "", "banana")}), Correction{Op: Measure, Amount: Amount{Words: "3", Bare: 3}}, Ambiguous, "2 egg, 4 banana"},
		{"a number that one food was told in", diaryOf([]coach.Food{told(150, "g", "tofu"), of("rice", 158)}), Correction{Op: Measure, Amount: Amount{Words: "200", Bare: 200}}, Changed, "200 g tofu, rice"},
		{"a number that an earlier food was told in", diaryOf([]coach.Food{told(2, "", "egg"), of("toast", 25)}, list("salmon", "rice")), Correction{Op: Measure, Amount: Amount{Words: "3", Bare: 3}}, Changed, "3 egg, toast | salmon, rice"},
		{"two earlier foods were told in numbers", diaryOf([]coach.Food{told(2, "", "egg")}, []coach.Food{told(2, "", "banana"), told(2, "", "pear")}, list("salmon", "rice")), Correction{Op: Measure, Amount: Amount{Words: "3", Bare: 3}}, Ambiguous, "2 egg | 2 banana, 2 pear | salmon, rice"},
		{"a number for the only food", append(diaryOf(list("banana")), skin(3)), Correction{Op: Measure, Amount: Amount{Words: "two", Bare: 2}}, Changed, "2 banana | skin 3"},
		{"a fraction for the only food", diaryOf(list("banana")), Correction{Op: Measure, Amount: Amount{Words: "0.25", Bare: 0.25}}, Changed, "0.25 banana"},
		{"an amount for the only food", diaryOf(list("banana")), Correction{Op: Measure, Amount: Amount{Words: "90 g"}}, Changed, "90 g banana"},
		{"what states no amount", diaryOf(list("banana")), Correction{Op: Measure, Amount: Amount{Words: "loads"}}, Ambiguous, "banana"},
		{"millilitres for what was weighed", diaryOf([]coach.Food{told(150, "g", "tofu"), told(2, "", "egg")}), Correction{Op: Measure, Amount: Amount{Words: "100 ml"}}, Changed, "100 ml tofu, 2 egg"},
		{"cups for what was told in glasses", diaryOf([]coach.Food{told(2, "glass", "kefir"), told(150, "g", "tofu")}), Correction{Op: Measure, Amount: Amount{Words: "3 cups"}}, Changed, "3 cups kefir, 150 g tofu"},
		{"of the food that is there twice the first", diaryOf(list("egg", "toast", "egg")), Correction{Op: Measure, Wrong: named("egg"), Amount: Amount{Words: "2", Bare: 2}}, Changed, "2 egg, toast, egg"},
		{"nothing to measure", []coach.Entry{skin(3)}, Correction{Op: Measure, Amount: Amount{Words: "2", Bare: 2}}, Nothing, "skin 3"},

		{"an amount to the fraction", diaryOf([]coach.Food{told(1.25, "", "banana")}), Correction{Op: Replace, Wrong: named("banana"), Foods: list("pear")}, Changed, "1.25 pear"},
		{"the unit stays too", diaryOf([]coach.Food{told(200, "g", "yogurt")}), Correction{Op: Replace, Wrong: named("yogurt"), Foods: list("tofu")}, Changed, "200 g tofu"},
		{"a food that isn't measured so", diaryOf([]coach.Food{told(2, "", "banana")}), Correction{Op: Replace, Wrong: named("banana"), Foods: list("stew")}, Changed, "stew"},
		{"pieces are no glasses", diaryOf([]coach.Food{told(2, "", "egg")}), Correction{Op: Replace, Wrong: named("egg"), Foods: list("water")}, Changed, "water"},
		{"the new food's own amount", diaryOf([]coach.Food{told(2, "", "egg")}), Correction{Op: Replace, Wrong: named("egg"), Foods: []coach.Food{told(3, "", "pear")}}, Changed, "3 pear"},
		{"one food for two", diaryOf(list("banana", "toast", "yogurt")), Correction{Op: Replace, Wrong: named("banana", "yogurt"), Foods: list("pear")}, Changed, "toast, pear"},
		{"of two alike the first", diaryOf(list("egg", "toast", "egg")), Correction{Op: Replace, Wrong: named("egg"), Foods: list("pear")}, Changed, "pear, toast, egg"},
		{"a part of a dish without with", diaryOf(list("egg on toast")), Correction{Op: Replace, Wrong: named("toast"), Foods: list("naan")}, Changed, "egg, naan"},
		{"what a food comes with", diaryOf(list("toast with jam")), Correction{Op: Replace, Wrong: named("jam"), Foods: list("butter")}, Changed, "toast with butter"},
		{"two foods for a whole dish", diaryOf(list("chicken curry with rice")), Correction{Op: Replace, Wrong: named("chicken curry with rice"), Foods: list("tofu", "naan")}, Changed, "tofu, naan"},
		{"a longer name than the food's", diaryOf(list("egg", "toast")), Correction{Op: Replace, Wrong: named("boiled egg"), Foods: list("pear")}, Changed, "pear, toast"},
		{"a part by its kind", diaryOf(list("toast with boiled egg")), Correction{Op: Replace, Wrong: named("egg"), Foods: list("banana")}, Changed, "toast, banana"},
		{"a dish of the same kind", diaryOf(list("ham omelette")), Correction{Op: Replace, Wrong: named("ham"), Foods: list("cheese omelette")}, Changed, "cheese omelette"},
		{"two foods for what a dish is named after", diaryOf(list("cheese toast")), Correction{Op: Replace, Wrong: named("cheese"), Foods: list("banana", "pear")}, Changed, "toast, banana, pear"},
		{"nothing in a dish's place", diaryOf(list("chicken sandwich", "egg")), Correction{Op: Replace, Wrong: named("chicken")}, Changed, "egg"},
		{"no meal to guess in", []coach.Entry{skin(3)}, Correction{Op: Replace, Foods: list("tofu")}, Nothing, "skin 3"},

		{"all of what was told in a number", diaryOf([]coach.Food{told(2, "", "egg"), of("toast", 25)}), Correction{Op: Remove, Wrong: named("egg")}, Changed, "toast"},
		{"all that are alike", diaryOf(list("egg", "toast", "egg")), Correction{Op: Remove, Wrong: named("egg")}, Changed, "toast"},
		{"what a soup is named after", diaryOf(list("lentil soup")), Correction{Op: Remove, Wrong: named("lentil")}, Changed, "soup"},
		{"what no rest is left of", diaryOf(list("chicken sandwich", "egg")), Correction{Op: Remove, Wrong: named("chicken")}, Changed, "egg"},
		{"a part that is named by its kind", diaryOf(list("toast with boiled egg")), Correction{Op: Remove, Wrong: named("egg")}, Changed, "toast"},
		{"a herb in a dish", diaryOf([]coach.Food{herbed}), Correction{Op: Remove, Wrong: named("thyme")}, Changed, "chicken soup"},
		{"by the person's own words", diaryOf([]coach.Food{own, of("egg", 50)}, list("toast")), Correction{Op: Remove, Wrong: []Named{{Words: "porridge"}}}, Changed, "egg | toast"},
		{"the very food before one like it", diaryOf(list("egg", "toast"), list("boiled egg")), Correction{Op: Remove, Wrong: named("egg")}, Changed, "toast | boiled egg"},
		{"more than can be offered", diaryOf(eggs...), Correction{Op: Remove, Wrong: named("egg")}, Ambiguous, strings.TrimSuffix(strings.Repeat("egg | ", len(eggs)), " | ")},
		{"nowhere among many", diaryOf(list("egg", "toast", "pear", "rice", "naan", "tofu", "kefir")), Correction{Op: Remove, Wrong: named("pizza")}, NotFound, "egg, toast, pear, rice, naan, tofu, kefir"},
		{"the rest of another meal stays", diaryOf(list("salmon", "rice"), list("rice", "egg")), Correction{Op: Keep, Wrong: named("rice")}, Changed, "salmon, rice | rice"},
		{"the rest of another part stays", together(meal("", -1, "salmon", "rice"), meal("", -1, "egg", "toast")), Correction{Op: Keep, Wrong: named("rice")}, Changed, "rice | egg, toast"},

		{"at that meal", []coach.Entry{meal(food.Breakfast, -1, "egg"), meal(food.Lunch, -1, "egg")}, Correction{Op: Remove, Wrong: named("egg"), AtMeal: food.Breakfast}, Changed, "lunch egg"},
		{"of that day, however long ago", earlier, Correction{Op: Remove, Wrong: named("rice"), OnDay: "2026-03-10"}, Changed, ""},
		{"of another day", diaryOf(list("rice")), Correction{Op: Remove, Wrong: named("rice"), OnDay: "2026-03-17"}, Nothing, "rice"},
		{"the first of the day", diaryOf(list("egg"), list("pear"), list("rice")), Correction{Op: Delete, Entry: FirstEntry}, Changed, "pear | rice"},
		{"the one before", diaryOf(list("egg"), list("pear"), list("rice")), Correction{Op: Delete, Entry: BeforeEntry}, Changed, "egg | rice"},

		{"a food of each of two parts", together(meal("", -1, "bagel", "egg"), meal("", -1, "banana", "pear")), Correction{Op: Move, Wrong: named("bagel", "banana"), Day: "2026-03-17"}, Changed, "egg | pear | 2026-03-17 banana | 2026-03-17 bagel"},
		{"all foods of a part", together(meal("", -1, "bagel", "egg"), meal("", -1, "banana", "pear")), Correction{Op: Move, Wrong: named("bagel", "egg"), Day: "2026-03-17"}, Changed, "2026-03-17 bagel, egg | banana, pear"},
		{"another meal is at another hour", []coach.Entry{meal(food.Breakfast, ate, "egg")}, Correction{Op: Move, Meal: food.Lunch}, Changed, "lunch egg"},
		{"another hour of the same meal", append([]coach.Entry{meal(food.Breakfast, -1, "egg")}, skin(3)), Correction{Op: Move, Clock: &ate}, Changed, "breakfast 8h0m0s egg | skin 3"},
		{"what was had at that meal", append([]coach.Entry{meal(food.Breakfast, -1, "egg")}, skin(3)), Correction{Op: Move, AtMeal: food.Breakfast, Day: "2026-03-17"}, Changed, "2026-03-17 breakfast egg | skin 3"},
		{"a rating of the gut", append(diaryOf(list("bagel")), gut(2)), Correction{Op: Rate, Rating: 4}, Changed, "bagel | gut 4"},
		{"the skin's rating of the two", together(gut(2), skin(2)), Correction{Op: Rate, Rating: 4}, Changed, "gut 2 | skin 4"},
		{"no rating", diaryOf(list("bagel")), Correction{Op: Rate, Rating: 4}, Nothing, "bagel"},
		{"an empty diary", nil, Correction{Op: Remove, Wrong: named("egg")}, Nothing, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
			before := clone(c.entries)
			got, out := ed.Apply(c.entries, c.do)
			if out.Result != c.result || show(got) != c.want {
				t.Errorf("%d %q, want %d %q", out.Result, show(got), c.result, c.want)
			}
			if diff := cmp.Diff(before, c.entries); diff != "" {
				t.Errorf("the diary given was changed:\n%s", diff)
			}
			if (out.Result == Ambiguous || out.Result == NotFound && len(c.entries) > 0) && len(out.Candidates) == 0 {
				t.Error("nothing to choose from")
			}
			if len(out.Candidates) > maxCandidates {
				t.Errorf("%d to choose from", len(out.Candidates))
			}
		})
	}
}

// TestOthersStay: whatever the diary and whatever the correction, only entries
// of the target's source differ, and what isn't changed is given back as it was.
func TestOthersStay(t *testing.T) {
	names := make([]string, 0, len(pieces))
	for n := range pieces {
		names = append(names, n)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		var entries []coach.Entry
		for i := range rapid.IntRange(0, 6).Draw(t, "entries") {
			e := diaryOf(nil)[0]
			e.Source = "m:" + strconv.Itoa(1+i/rapid.IntRange(1, 2).Draw(t, "parts"))
			e.Part = i
			e.Day = e.Day.Add(-rapid.IntRange(0, 3).Draw(t, "back"))
			if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
				e.Kind, e.Skin = coach.KindSkin, &coach.Skin{Rating: rapid.IntRange(1, 5).Draw(t, "rating")}
			} else {
				for _, n := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "foods") {
					e.Foods = append(e.Foods, told(float64(rapid.IntRange(1, 4).Draw(t, "count")), "", n))
				}
			}
			entries = append(entries, e)
		}
		c := Correction{
			Op:     Op(rapid.IntRange(0, int(Delete)).Draw(t, "op")),
			Wrong:  named(rapid.SliceOfN(rapid.SampledFrom(names), 0, 2).Draw(t, "wrong")...),
			Foods:  list(rapid.SliceOfN(rapid.SampledFrom(names), 0, 2).Draw(t, "right")...),
			Amount: Amount{Words: "2", Bare: float64(rapid.IntRange(0, 3).Draw(t, "bare"))},
			Rating: rapid.IntRange(1, 5).Draw(t, "new rating"),
		}
		if rapid.Bool().Draw(t, "day") {
			c.Day = "2026-03-17"
		}
		if rapid.Bool().Draw(t, "reply") {
			c.Source = "m:1"
		}
		ed := Editor{Lexicon: kitchen{}, Today: "2026-03-18"}
		before := clone(entries)
		got, out := ed.Apply(entries, c)
		if diff := cmp.Diff(before, entries); diff != "" {
			t.Fatalf("the diary given was changed:\n%s", diff)
		}
		if out.Result != Changed {
			if diff := cmp.Diff(before, got); diff != "" {
				t.Fatalf("nothing was to be changed (%d):\n%s", out.Result, diff)
			}
			return
		}
		others := func(list []coach.Entry) []coach.Entry {
			return slices.DeleteFunc(slices.Clone(list), func(e coach.Entry) bool { return e.Source == out.Source })
		}
		if diff := cmp.Diff(others(before), others(got)); diff != "" {
			t.Fatalf("entries of others changed:\n%s", diff)
		}
		if c.Source != "" && out.Source != c.Source {
			t.Fatalf("changed %s, not the one replied to", out.Source)
		}
		if diff := cmp.Diff(ofSource(before, out.Source), out.Before); diff != "" {
			t.Fatalf("before isn't what was:\n%s", diff)
		}
	})
}
