package ideas

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/content"
)

const today day.Day = "2026-03-18"

// world is the program's own dishes, and the reader that knows their foods.
func world(t testing.TB) (*Dishes, func(string) []food.Item) {
	t.Helper()
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	reader := food.NewReader(lexicon)
	read := func(text string) []food.Item { return reader.Read(text, food.Moment{}).Items }
	dishes, err := Load(content.Files, read)
	if err != nil {
		t.Fatal(err)
	}
	return dishes, read
}

// diaryOf is a diary whose days each tell of the foods, the latest today.
func diaryOf(u *coach.User, read func(string) []food.Item, days ...string) Diary {
	var entries []coach.Entry
	for i, text := range days {
		at := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC).AddDate(0, 0, -i)
		e := coach.Entry{Source: "m:" + text, Kind: coach.KindMeal, Day: today.Add(-i), At: at, Clock: -1, Meal: food.Lunch}
		for _, it := range read(text) {
			e.Foods = append(e.Foods, coach.FoodOf(it))
		}
		entries = append(entries, e)
	}
	return Diary{User: u, Week: coach.SummariseWeek(u, entries, today.Add(-2), today), Entries: entries}
}

func user() *coach.User { return &coach.User{DayEnd: 4 * time.Hour, WeekStart: time.Monday} }

// TestEveryMealHasIdeas: for every meal, and for people who leave out a large
// part of what there is, there is something.
func TestEveryMealHasIdeas(t *testing.T) {
	dishes, read := world(t)
	for _, meal := range []food.Meal{"", food.Breakfast, food.Lunch, food.Dinner, food.Snack} {
		for _, avoids := range [][]string{nil, {"dairy"}, {"nut"}, {"wheat", "rye", "barley"}, {"legume"}, {"dairy", "egg", "salmon", "chicken", "fish", "beef", "turkey", "pork", "lamb"}} {
			u := user()
			u.Avoids = avoids
			if list := dishes.For(Wish{Meal: meal}, diaryOf(u, read)); len(list) < Offered {
				t.Errorf("%d ideas for %q without %v", len(list), meal, avoids)
			}
		}
	}
}

// TestIdeasKeepOffWhatIsAvoided draws what people avoid and have, and looks at
// every idea and its reason.
func TestIdeasKeepOffWhatIsAvoided(t *testing.T) {
	dishes, read := world(t)
	byName := map[string]*Dish{}
	for i := range dishes.list {
		byName[dishes.list[i].Name] = &dishes.list[i]
	}
	rapid.Check(t, func(t *rapid.T) {
		u := user()
		u.Avoids = rapid.SliceOfN(rapid.SampledFrom([]string{"dairy", "nut", "fish", "kimchi", "egg", "legume", "chicken", "rye", "wheat", "kefir", "onion"}), 0, 4).Draw(t, "avoids")
		wish := Wish{
			Meal: rapid.SampledFrom([]food.Meal{"", food.Breakfast, food.Lunch, food.Dinner, food.Snack}).Draw(t, "meal"),
			Have: rapid.SliceOfN(rapid.SampledFrom([]string{"chicken", "bell pepper", "egg", "lentil", "kimchi"}), 0, 2).Draw(t, "have"),
		}
		days := rapid.SliceOfN(rapid.SampledFrom([]string{"kefir and oats", "salmon with rice", "kimchi and egg", "lentil soup", "burger and beer"}), 0, 5).Draw(t, "days")
		for _, one := range dishes.For(wish, diaryOf(u, read, days...)) {
			d, ours := byName[one.Name]
			if ours == one.Own {
				t.Fatalf("%q is ours and isn't", one.Name)
			}
			if !ours {
				continue
			}
			for _, f := range d.Foods {
				if u.AvoidsFood(f) {
					t.Fatalf("%q holds %s, which they avoid", one.Name, f.Name)
				}
			}
			if !d.For(wish.Meal) || len(wish.Have) > 1 && one.Why != WhyHave {
				t.Fatalf("%q for %q with %v: %s", one.Name, wish.Meal, wish.Have, one.Why)
			}
		}
	})
}

// TestReasons: what is at hand comes first, then what the week lacks; what the
// person eats comes as an idea of its own; the first ideas differ.
func TestReasons(t *testing.T) {
	dishes, read := world(t)
	u := user()
	list := dishes.For(Wish{Have: []string{"chicken", "bell pepper"}}, diaryOf(u, read))
	if list[0].Name != "chicken and pepper stir-fry with brown rice" || !slices.Equal(list[0].Names, []string{"chicken", "bell pepper"}) {
		t.Errorf("with chicken and peppers: %+v", list[0])
	}
	list = dishes.For(Wish{Meal: food.Dinner}, diaryOf(u, read))
	if list[0].Why != WhyLine || list[0].Line != coach.LineFermented || list[0].Rare {
		t.Errorf("on a day without anything fermented: %+v", list[0])
	}
	if list[0].Line == list[1].Line {
		t.Errorf("the same reason twice: %+v", list[:2])
	}
	diary := diaryOf(u, read, "lentil soup and kefir", "lentil soup, apple", "lentil soup")
	diary.Fermented = true
	i := slices.IndexFunc(dishes.For(Wish{Meal: food.Lunch}, diary), func(i Idea) bool { return i.Own })
	if own := dishes.For(Wish{Meal: food.Lunch}, diary); i < 0 || own[i].Name != "lentil soup" {
		t.Errorf("their own lentil soup isn't among the ideas")
	}
	for _, one := range dishes.For(Wish{Meal: food.Lunch}, diary) {
		if one.Line == coach.LineFermented {
			t.Errorf("%q for something fermented, which they had", one.Name)
		}
	}
}

func TestLoadTellsFileAndLine(t *testing.T) {
	_, read := world(t)
	for line, want := range map[string]string{
		"soup\tdinner":                    "has 2 columns, not 3",
		"soup\ttea\tlentil":               `unknown meal "tea"`,
		"soup\tdinner\tzorblax":           `"zorblax" is no food`,
		"soup\t\tlentil":                  "no meal",
		"a\tsnack\tapple\na\tsnack\tpear": `"a" is there already`,
	} {
		_, err := Load(fstest.MapFS{file: {Data: []byte(header + "\n" + line)}}, read)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), file+":") {
			t.Errorf("%q: %v", line, err)
		}
	}
}
