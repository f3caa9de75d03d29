package intent

import (
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// TestPick: words that choose among entries, by hour, meal, part of the day or
// order; and words that choose none.
func TestPick(t *testing.T) {
	r := realReader(t)
	sent := time.Date(2026, 3, 18, 20, 0, 0, 0, time.UTC)
	at := func(hour int, meal food.Meal, told bool) coach.Entry {
		e := coach.Entry{Day: "2026-03-18", At: sent.Add(time.Duration(hour-20) * time.Hour), Clock: -1, Meal: meal}
		if told {
			e.Clock = time.Duration(hour) * time.Hour
		}
		return e
	}
	entries := []coach.Entry{at(8, food.Breakfast, true), at(13, food.Lunch, true), at(16, "", false)}
	for words, want := range map[string]int{
		"the one at 8": 0, "8am": 0, "the 1 o'clock one": 1, "the lunch one": 1, "the one at breakfast": 0, "the first one": 0, "the second": 1,
		"the last one": 2, "the afternoon one": 2, "morning": 0, "the third one please": 2,
		"the dinner one": -1, "the salad": -2, "lentil soup": -2, "both": -2,
	} {
		p, ok := r.Pick(words, food.Moment{Sent: sent, DayEnd: 4 * time.Hour})
		got := -2
		if ok {
			got = p.Of(entries)
		}
		if got != want {
			t.Errorf("%q picks %d, want %d", words, got, want)
		}
	}
}
