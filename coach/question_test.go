package coach

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/question"
	"gutskin/content"
)

func drawn(t testing.TB, form question.Form, weeks int) *question.Plan {
	t.Helper()
	plan, err := question.Draw(form, weeks, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	return &plan
}

// halves is a plan of eight weeks, half of them with, as they were once drawn
// and kept.
func halves() *question.Plan {
	return &question.Plan{BlockDays: 7, With: []bool{true, false, false, true, false, true, true, false}}
}

func TestBeginQuestion(t *testing.T) {
	tests := []struct {
		name string
		q    Question
		plan *question.Plan
		ok   bool
	}{
		{"watched", Question{Weeks: 12}, nil, true},
		{"slow", Question{Weeks: 12, Pace: question.Slow}, nil, true},
		{"slow and short", Question{Weeks: 8, Pace: question.Slow}, nil, false},
		{"at no known pace", Question{Weeks: 12, Pace: "soon"}, nil, false},
		{"of no known outcome", Question{Weeks: 12, Outcome: "luck"}, nil, false},
		{"in pairs", Question{Weeks: 8, Planned: true, Form: question.InPairs}, drawn(t, question.InPairs, 8), true},
		{"early", Question{Weeks: 12, Planned: true, Form: question.Early}, drawn(t, question.Early, 12), true},
		{"weekly", Question{Weeks: 24, Planned: true, Form: question.Weekly}, drawn(t, question.Weekly, 24), true},
		{"from before there were forms", Question{Weeks: 8, Planned: true}, halves(), true},
		{"no such length", Question{Weeks: 9}, nil, false},
		{"planned without a plan", Question{Weeks: 8, Planned: true}, nil, false},
		{"watched with a plan", Question{Weeks: 8}, drawn(t, question.Early, 8), false},
		{"another length's plan", Question{Weeks: 8, Planned: true}, drawn(t, question.Early, 12), false},
		{"a plan nobody draws", Question{Weeks: 8, Planned: true}, &question.Plan{BlockDays: 7, With: make([]bool, 8)}, false},
	}
	for _, tt := range tests {
		u := NewUser(1, time.Unix(0, 0))
		err := u.BeginQuestion(tt.q, "2026-03-18", tt.plan)
		if tt.ok != (err == nil) || tt.ok != (u.Question != nil) || err != nil && !errors.Is(err, ErrQuestion) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.ok && u.BeginQuestion(Question{Weeks: 8}, "2026-03-18", nil) == nil {
			t.Errorf("%s: a second one began", tt.name)
		}
	}
}

// An experiment that was drawn and kept before there were forms runs on as it
// was planned: a word each week, one look, at its end.
func TestStoredExperimentRunsOn(t *testing.T) {
	const stored = `{"about":{"name":"dairy"},"weeks":8,"planned":true,"asked":"2026-03-17T12:00:00Z","start":"2026-03-18",
		"plan":{"block_days":7,"with":[true,false,false,true,false,true,true,false]}}`
	var q Question
	if err := json.Unmarshal([]byte(stored), &q); err != nil {
		t.Fatal(err)
	}
	if !q.Sound() || q.Days() != 56 || q.Plan.Looks() || q.Speed() != question.Quick || q.Last() != "2026-05-12" {
		t.Errorf("%+v", q)
	}
	for n := range 70 {
		if d := q.Start.Add(n); q.prompts(d) != (n%7 == 0 && n < 63 || n >= 56 && n < 63) || q.Looked(d) {
			t.Errorf("day %d: prompts %v", n, q.prompts(d))
		}
	}
	var s question.Series
	for n := range q.Days() {
		d := question.Day{Rating: 3 + n%2, Exposure: question.Absent}
		if q.Plan.WithOn(n) {
			d = question.Day{Rating: 1 + n%2, Exposure: question.Present}
		}
		s = append(s, d)
	}
	if r := question.Analyse(*q.Plan, s[:40]); r.Early || r.P != 0 {
		t.Errorf("before its end: %+v", r)
	}
	if r := question.Analyse(*q.Plan, s); r.Verdict() != question.GoesLower {
		t.Errorf("at its end: %+v", r)
	}
	waiting := Question{Weeks: 8, Planned: true}
	if !waiting.Waits() {
		t.Error("an experiment that waited its turn is dropped")
	}
}

func TestQuestionsWaitAndEnd(t *testing.T) {
	u := NewUser(1, time.Unix(0, 0))
	for range 7 {
		err := u.QueueQuestion(Question{Weeks: 8, Start: "2026-03-18", Plan: drawn(t, question.Early, 8)})
		if (err == nil) != (len(u.Queue) <= maxQueue && err == nil) {
			t.Fatal(err)
		}
	}
	if len(u.Queue) != maxQueue || u.Queue[0].Start != "" || u.Queue[0].Plan != nil {
		t.Errorf("%d wait: %+v", len(u.Queue), u.Queue[0])
	}
	for i := range maxPast + 3 {
		if err := u.BeginQuestion(Question{Weeks: 8}, day.Date(2026, 1, i), nil); err != nil {
			t.Fatal(err)
		}
		u.EndQuestion("2026-03-18", i%2 == 0)
		u.EndQuestion("2026-03-19", false)
	}
	if len(u.Past) != maxPast || u.Past[0].Start != day.Date(2026, 1, maxPast+2) || u.Past[0].Ended != "2026-03-18" {
		t.Errorf("%d past ones: %+v", len(u.Past), u.Past[0])
	}
}

// TestQuestionNudges lives through a question day by day: whatever its form and
// zone, each week of a plan and the answer are told once, at the person's hour.
func TestQuestionNudges(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		u := berliner(t)
		u.Zone = rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"}).Draw(rt, "zone")
		u.Reminders.Fermented.On, u.Reminders.Water.On, u.Reminders.Weekly.On = false, false, false
		q := Question{Weeks: rapid.SampledFrom([]int{12, 24}).Draw(rt, "weeks"), Planned: rapid.Bool().Draw(rt, "planned")}
		var plan *question.Plan
		want := 1
		if q.Planned {
			q.Form = rapid.SampledFrom([]question.Form{question.InPairs, question.Early, question.Weekly}).Draw(rt, "form")
			plan = drawn(t, q.Form, q.Weeks)
			if want += len(plan.With); plan.Looks() {
				want += len(plan.With) - 1 // one after each block but the last
			}
		}
		start := u.Today(u.Started).Add(rapid.IntRange(1, 200).Draw(rt, "start"))
		if err := u.BeginQuestion(q, start, plan); err != nil {
			rt.Fatal(err)
		}
		now, given := start.Add(-1).At(12*time.Hour, u.Location()), 0
		for range 200 {
			u.LastWrote, u.Reviewed = now, now
			next := NextDue(u, now)
			if next.IsZero() {
				break
			}
			u.LastWrote = next // somebody in touch
			due := Due(u, TodayOf(u, next, nil, nil), next)
			if len(due) != 1 || due[0].Kind != NudgeQuestion || next.In(u.Location()).Format("15:04") != "09:00" {
				rt.Fatalf("at %v: %v", next.In(u.Location()), slots(due))
			}
			given++
			now = next
			if u.Question.Over(due[0].Day) {
				u.EndQuestion(due[0].Day, false)
			}
		}
		if given != want || u.Question != nil {
			rt.Fatalf("%d nudges, want %d", given, want)
		}
	})
}

// eaten takes every phrase for one that was eaten.
func eaten(Entry, string) bool { return true }

func TestQuestionSeries(t *testing.T) {
	u := NewUser(1, time.Unix(0, 0))
	meal := func(d day.Day, at int, names ...string) Entry {
		e := Entry{Source: names[0], Kind: KindMeal, Day: d, At: time.Unix(int64(at)*20000, 0), Clock: -1, Meal: []food.Meal{food.Breakfast, food.Dinner}[at%2]}
		for _, name := range names {
			e.Foods = append(e.Foods, Food{Name: name})
		}
		return e
	}
	entries := []Entry{
		meal("2026-03-18", 0, "oatmeal"), meal("2026-03-18", 1, "dark chocolate"),
		meal("2026-03-19", 0, "oatmeal"), meal("2026-03-19", 1, "rice"),
		meal("2026-03-20", 0, "oatmeal"),
		meal("2026-03-21", 0, "hot chocolate"),
		{Source: "s", Kind: KindSkin, Day: "2026-03-19", Clock: -1, Skin: &Skin{Rating: 2}},
		{Source: "r", Kind: KindSkin, Day: "2026-03-22", Clock: -1, Skin: &Skin{Rating: 4}},
	}
	q := Question{About: OfFood("chocolate"), Weeks: 8, Start: "2026-03-18"}
	want := question.Series{
		{Exposure: question.Present}, {Rating: 2, Exposure: question.Absent}, {}, {Exposure: question.Present}, {Rating: 4},
	}
	if diff := cmp.Diff(want, q.Series(&u, entries, "2026-03-22", eaten)); diff != "" {
		t.Errorf("one meal is too little to know a day without it (-want +got):\n%s", diff)
	}
	if s := q.Series(&u, entries, "2026-12-31", eaten); len(s) != q.Days() {
		t.Errorf("%d days after the end", len(s))
	}
}

func TestExposures(t *testing.T) {
	all, err := LoadExposures(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	milk, alcohol := food.SetOf(food.Dairy), food.SetOf(food.Alcohol)
	for _, tt := range []struct {
		about string
		food  Food
		want  bool
	}{
		{"Dairy products", Food{Name: "kefir", Categories: milk}, true},
		{"dairy", Food{Name: "oat milk"}, false},
		{"milk", Food{Name: "oat milk"}, false},
		{"milk", Food{Name: "whole milk", Categories: milk}, true},
		{"milk", Food{Name: "buttermilk", Categories: milk}, false},
		{"chocolate", Food{Name: "dark chocolate"}, true},
		{"eggs", Food{Name: "eggplant"}, false},
		{"egg", Food{Name: "egg fried rice"}, true},
		{"butter", Food{Name: "peanut butter"}, false},
		{"Booze", Food{Name: "gin and tonic", Categories: alcohol}, true},
		{"wine", Food{Name: "wine gum"}, false},
	} {
		x, ok := all.Named(tt.about)
		if !ok || x.Counts(tt.food) != tt.want {
			t.Errorf("%s counts %s: %v, found %v", tt.about, tt.food.Name, !tt.want, ok)
		}
	}
	for _, x := range all.All() {
		if x.Categories.Has(food.Alcohol) && !x.WatchOnly {
			t.Errorf("an experiment with %s is on offer", x.Name)
		}
	}
	x, pot := OfWords("Grandma's Pot"), Entry{Kind: KindMeal, Text: "had grandma's pot at noon"}
	if !x.In(pot, eaten) || x.In(Entry{Kind: KindMeal, Text: "grandma's potatoes"}, eaten) {
		t.Error("own words aren't found as they stand")
	}
	if x.In(pot, func(Entry, string) bool { return false }) {
		t.Error("own words count that weren't eaten")
	}
}

func TestMistakesInExposuresAreNamed(t *testing.T) {
	const header = "name\tnames\tcategories\twords\texcept\tform\n"
	for line, want := range map[string]string{
		"milk\t\tdairy\t\t":                             "has 5 columns, not 6",
		"milk\t\tmilky\t\t\t":                           "unknown category",
		"milk\t\t\t\t\t":                                "neither categories nor words",
		"milk\t\tdairy\t\t\tmaybe":                      `unknown form "maybe"`,
		"milk\t\tdairy\t\t\t\nmilks\tMILK\tdairy\t\t\t": `"MILK" is there already`,
	} {
		_, err := LoadExposures(fstest.MapFS{exposuresFile: {Data: []byte(header + line)}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), exposuresFile+":") {
			t.Errorf("%q: %v", line, err)
		}
	}
	if !slices.Equal(listed(" a; ;b "), []string{"a", "b"}) {
		t.Error("lists are cut at ;")
	}
}
