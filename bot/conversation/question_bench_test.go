package conversation

import (
	"fmt"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/question"
	"gutskin/storage"
)

// lived fills a year of a person's diary: three meals and a rating a day.
func (w *world) lived(first string, days int) coach.Question {
	w.t.Helper()
	q := coach.Question{About: coach.OfFood("kefir"), Weeks: (days + 6) / 7, Start: day.Day(first)}
	for n := range days {
		err := w.db.Update(w.t.Context(), func(tx *storage.Tx) error {
			d := q.Start.Add(n)
			for i, meal := range []food.Meal{food.Breakfast, food.Lunch, food.Dinner} {
				foods := []coach.Food{{Name: "oatmeal", Plants: []string{"oat"}, Grams: 250, FiberG: 5}, {Name: "broccoli", Plants: []string{"broccoli"}, Grams: 90}}
				if i == 0 && (n*7+n/3)%5 < 2 {
					foods = append(foods, coach.Food{Name: "kefir", FluidML: 240})
				}
				e := coach.Entry{
					Source: fmt.Sprint("m:", n, ":", i), Kind: coach.KindMeal, Day: d, At: d.At(time.Duration(8+5*i)*time.Hour, time.UTC),
					Clock: -1, Meal: meal, Text: "oatmeal with broccoli and whatever else there was", Foods: foods,
				}
				if _, err := tx.AppendChange(w.user, coach.Change{At: e.At, Kind: coach.ChangeLog, Source: e.Source, Entries: []coach.Entry{e}}); err != nil {
					return err
				}
			}
			e := coach.Entry{Source: fmt.Sprint("s:", n), Kind: coach.KindSkin, Day: d, At: d.At(20*time.Hour, time.UTC), Clock: -1, Skin: &coach.Skin{Rating: 2 + n*n%3}}
			_, err := tx.AppendChange(w.user, coach.Change{At: e.At, Kind: coach.ChangeLog, Source: e.Source, Entries: []coach.Entry{e}})
			return err
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return q
}

// BenchmarkQuestionYear answers a question over a year of one person's diary,
// from the database to the words; the product's limit is 50 ms.
func BenchmarkQuestionYear(b *testing.B) {
	at := time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)
	w := newWorld(b, at, "UTC")
	q := w.lived("2026-01-01", 364)
	b.ResetTimer()
	for b.Loop() {
		err := w.db.View(b.Context(), func(tx *storage.Tx) error {
			t := w.service.newTurn(b.Context(), tx, Event{UserID: w.user, ChatID: w.user})
			t.u = coach.NewUser(w.user, at)
			return t.experiment().tellAnswer(q)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// A year of a diary is answered from all of its days.
func TestQuestionYear(t *testing.T) {
	at := time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)
	w := newWorld(t, at, "UTC")
	q := w.lived("2026-01-01", 364)
	w.view(func(tx *storage.Tx) error {
		u := coach.NewUser(w.user, at)
		entries, err := tx.Entries(w.user, q.Start, q.Last())
		if o := question.Observe(q.Series(&u, entries, q.Last(), nil), question.Quick); o.Counts.Days != 364 || o.Counts.Rated != 364 || !o.Missing.None() {
			t.Errorf("%+v", o)
		}
		return err
	})
}
