package conversation

import (
	"encoding/json"
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/ask"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/lang"
	"gutskin/content"
)

// TestLookSubjectsAreKnown holds that every subject and aspect of a question is
// a figure, a group of foods, or a category.
func TestLookSubjectsAreKnown(t *testing.T) {
	groups, err := coach.LoadGroups(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	table := lang.Table{Path: "language/classes_look.tsv", Header: "class\tvalue\twords\tnote", Short: true}
	err = table.Each(content.Files, func(cells []string) error {
		value := cells[1]
		switch cells[0] {
		case "look_subject":
			n++
			_, isGroup := groups.Named(value)
			if _, isFigure := ask.FigureNamed(value); !isGroup && !isFigure {
				t.Errorf("no figure and no group of guidance/groups.tsv is called %q", value)
			}
		case "look_aspect":
			if _, ok := food.CategoryOf(value); !ok && !slices.Contains([]string{"fibre", "plants", "fluid", "counts"}, value) {
				t.Errorf("a food has no %q", value)
			}
		case "look_measure":
			if !slices.Contains(ask.Measures(), ask.Measure(value)) {
				t.Errorf("there is no measure %q", value)
			}
		}
		return nil
	})
	if err != nil || n < 20 {
		t.Fatalf("%d subjects: %v", n, err)
	}
}

// mostLook is the longest answer to a question about the diary, in characters
// as they are shown.
const mostLook = 300

var tagsOut = regexp.MustCompile(`<[^>]*>`)

// TestLooksAreOneSentence holds that what questions of every measure are
// answered with is short, whatever the diary holds.
func TestLooksAreOneSentence(t *testing.T) {
	words, err := wording.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	u := coach.NewUser(42, time.Date(2026, 3, 18, 20, 0, 0, 0, time.UTC))
	guide, err := coach.LoadGuide(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	turn := &turn{Service: &Service{words: words, Config: Config{Guide: guide}}, u: u, now: time.Date(2026, 3, 18, 20, 0, 0, 0, time.UTC)}
	group := coach.Exposure{Name: "white bread and pasta", Categories: food.SetOf(food.Protein)}
	for _, hide := range []bool{false, true} {
		turn.u.HideNumbers = hide
		for _, m := range append(ask.Measures(), "") {
			for _, f := range []ask.Figure{"", ask.Fibre, ask.Fluid, ask.Water, ask.Plants, ask.Skin, ask.Sleep, ask.Stress, ask.Movement} {
				for _, p := range []ask.PeriodKind{ask.NoPeriod, ask.OneDay, ask.LastWeek, ask.NamedMonth, ask.LastDays, ask.Since, ask.Between, ask.Ever} {
					q := ask.Question{Measure: m, Figure: f, Period: ask.Period{Kind: p, Day: "2026-03-17", N: 9, Month: time.February}}
					if f == "" && p != ask.NoPeriod {
						q.Foods = &group
					}
					turn.replies = nil
					if err := turn.lookup().sayLook(ask.Answer(q, longDiary(), &turn.u, turn.today())); err != nil {
						t.Fatal(err)
					}
					text := html.UnescapeString(tagsOut.ReplaceAllString(turn.replies[0].Text, ""))
					if n := utf8.RuneCountInString(text); n > mostLook || n < 8 || strings.Contains(text, "  ") || strings.Contains(text, " .") {
						t.Errorf("%s of %q over %s, %d characters: %s", m, f, p, n, text)
					}
				}
			}
		}
	}
}

// longDiary is three weeks of long meals, in many words.
func longDiary() []coach.Entry {
	var list []coach.Entry
	for back := range 21 {
		d := day.Day("2026-03-18").Add(-back)
		e := coach.Entry{Source: "m:1:" + string(d), Kind: coach.KindMeal, Day: d, At: d.At(12*time.Hour, time.UTC), Clock: -1, Meal: food.Lunch}
		for _, name := range []string{"stew with sweet potatoes and squash", "black bean and quinoa salad bowl", "slow-cooked Moroccan chickpeas", "wholemeal sourdough with seeds"} {
			name = strings.Repeat("a", back) + name
			e.Foods = append(e.Foods, coach.Food{
				Name: name, Said: name, Categories: food.SetOf(food.Protein, food.Fermented), Plants: []string{name + " plant"}, FiberG: 12, Grams: 300, FluidML: 800, WaterML: 400,
			})
		}
		second := e
		second.Part, second.Meal = 1, food.Dinner
		list = append(list, e, second,
			coach.Entry{Source: "s" + string(d), Kind: coach.KindSkin, Day: d, At: e.At, Skin: &coach.Skin{Rating: 1 + back%5}},
			coach.Entry{Source: "c" + string(d), Kind: coach.KindCheckIn, Day: d, At: e.At, CheckIn: &coach.CheckIn{SleepHours: 7.25, Stress: 2, MovementMin: 45}})
	}
	return list
}

// diaryText is the whole diary as JSON.
func diaryText(t *testing.T, w *world) string {
	t.Helper()
	text, err := json.Marshal(w.entries())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestLooksChangeNothing asks what the conversations ask, and holds the diary
// to be as it was.
func TestLooksChangeNothing(t *testing.T) {
	script, err := os.ReadFile("testdata/conversations/ask_diary.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, time.Date(2026, 3, 18, 20, 0, 0, 0, time.UTC), "Europe/London")
	asked := 0
	before := ""
	for line := range strings.Lines(string(script)) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "> ")
		switch {
		case !ok || strings.HasPrefix(text, "wait"):
			continue
		case text == "how many beers did I drink this week?":
			before = diaryText(t, w)
		}
		w.do(text)
		if before == "" {
			continue
		}
		if asked++; diaryText(t, w) != before {
			t.Fatalf("%q changed the diary", text)
		}
	}
	if asked < 20 {
		t.Errorf("asked %d questions", asked)
	}
}
