package coach

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// logOn are two meals of the foods on each of n days from d on.
func logOn(d day.Day, n int, foods ...Food) []Entry {
	var list []Entry
	for i := range n {
		list = append(list, ate(d.Add(i), 8, food.Breakfast, foods...), ate(d.Add(i), 13, food.Lunch, foods...))
	}
	return list
}

func rateOn(d day.Day, ratings ...int) []Entry {
	var list []Entry
	for i, r := range ratings {
		list = append(list, Entry{Source: fmt.Sprint("skin", d.Add(i)), Kind: KindSkin, Day: d.Add(i), Skin: &Skin{Rating: r}})
	}
	return list
}

func manyPlants(n int) Food {
	f := Food{Name: "salad", FiberG: 1}
	for i := range n {
		f.Plants = append(f.Plants, fmt.Sprint("plant", i))
	}
	return f
}

func TestHeadline(t *testing.T) {
	const last, this = day.Day("2026-03-09"), day.Day("2026-03-16")
	bread := Food{Name: "toast", Plants: []string{"wheat"}, FiberG: 2}
	stew := Food{Name: "stew", Plants: []string{"lentil"}, FiberG: 13}
	bottle := Food{Name: "water", Categories: food.SetOf(food.Water), WaterML: 1100, FluidML: 1100}
	join := func(lists ...[]Entry) (all []Entry) {
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	tests := []struct {
		name    string
		entries []Entry
		want    Headline
	}{
		{"nothing", nil, Headline{Kind: HeadlineEmpty}},
		{"one meal", []Entry{ate(this, 8, "", bread)}, Headline{Kind: HeadlineStart}},
		{"one meal without a plant", []Entry{ate(this, 8, "", Food{Name: "egg"})}, Headline{Kind: HeadlineStart}},
		{"a drink", []Entry{ate(this, 8, "", bottle)}, Headline{Kind: HeadlineStart}},
		{"two days", logOn(this, 2, stew), Headline{Kind: HeadlineStart}},
		{"skin alone", rateOn(this, 3), Headline{Kind: HeadlineStart}},
		{"everything", logOn(this, 7, stew, kefir, bottle, manyPlants(30)), Headline{Kind: HeadlineFull}},
		{"thirty plants", logOn(this, 5, bread, manyPlants(30)), Headline{HeadlinePlants, LinePlants}},
		{"fibre reached anew", join(logOn(last, 5, bread), logOn(this, 5, stew)), Headline{HeadlineReached, LineFiber}},
		{"fermented every day anew", join(logOn(last, 5, bread), logOn(this, 5, bread, kefir)), Headline{HeadlineReached, LineFermented}},
		{"fibre again", join(logOn(last, 5, stew), logOn(this, 5, stew)), Headline{HeadlineKept, LineFiber}},
		{"a first week with fibre", logOn(this, 5, stew), Headline{HeadlineKept, LineFiber}},
		{"better skin", join(logOn(last, 5, bread), logOn(this, 5, bread), rateOn(last, 2, 2, 3), rateOn(this, 4, 4, 3)), Headline{HeadlineSkin, LineSkin}},
		{"skin on too few days", join(logOn(last, 5, bread), logOn(this, 5, bread), rateOn(last, 2), rateOn(this, 5)), Headline{Kind: HeadlineSteady}},
		{"new plants", join(logOn(last, 5, bread), logOn(this, 5, bread, manyPlants(4))), Headline{HeadlineNew, LinePlants}},
		{"more plants, known ones", join(logOn(last.Add(-7), 2, manyPlants(3)), logOn(last, 5, bread), logOn(this, 5, bread, manyPlants(3))), Headline{HeadlineBetter, LinePlants}},
		{"a first week", logOn(this, 4, bread), Headline{Kind: HeadlineFirst}},
		{"as ever", join(logOn(last, 4, bread), logOn(this, 4, bread)), Headline{Kind: HeadlineSteady}},
		{"less than before", join(logOn(last, 5, stew, kefir), logOn(this, 5, bread)), Headline{Kind: HeadlineSteady}},
	}
	for _, tt := range tests {
		w := SummariseWeek(utcUser(), tt.entries, this, this.Add(9))
		if got := w.Headline(); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// TestHeadlineNeverScolds: a headline is about something good, new or begun,
// whatever the week was like.
func TestHeadlineNeverScolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := SummariseWeek(utcUser(), drawWeek(t), "2026-03-16", "2026-03-25")
		h := w.Headline()
		switch h.Kind {
		case HeadlineReached, HeadlineKept, HeadlinePlants:
			if !w.Reached(h.Line) {
				t.Fatalf("%+v isn't reached", h)
			}
		case HeadlineBetter, HeadlineSkin:
			if !w.Better(h.Line) {
				t.Fatalf("%+v isn't better", h)
			}
		}
	})
}

func TestLoggedDay(t *testing.T) {
	const d = day.Day("2026-03-18")
	named := func(names ...string) (foods []Food) {
		for _, n := range names {
			foods = append(foods, Food{Name: n})
		}
		return foods
	}
	cola := Food{Name: "cola", Categories: food.SetOf(food.HighSugar, food.UltraProcessed)}
	beer := Food{Name: "beer", Categories: food.SetOf(food.Alcohol)}
	tests := []struct {
		name    string
		entries []Entry
		want    bool
	}{
		{"a day in one list", []Entry{ate(d, 20, "", named("toast", "soup", "apple", "rice", "tofu")...)}, true},
		{"four foods", []Entry{ate(d, 20, "", named("toast", "soup", "apple", "rice")...)}, false},
		{"the same food five times", []Entry{ate(d, 20, "", named("egg", "egg", "egg", "egg", "egg")...)}, false},
		{"four foods and a beer", []Entry{ate(d, 20, "", append(named("toast", "soup", "apple", "rice"), beer)...)}, false},
		{"beers", []Entry{ate(d, 18, "", beer), ate(d, 22, "", beer)}, false},
		{"cola twice", []Entry{ate(d, 12, "", cola), ate(d, 18, "", cola)}, false},
		{"a meal and a beer", []Entry{ate(d, 12, "", named("soup")...), ate(d, 18, "", beer)}, false},
		{"two meals", []Entry{ate(d, 8, "", named("toast")...), ate(d, 13, "", named("soup")...)}, true},
	}
	for _, tt := range tests {
		if got := SummariseDay(utcUser(), tt.entries, d).Logged; got != tt.want {
			t.Errorf("%s: logged %t, want %t", tt.name, got, tt.want)
		}
	}
}
