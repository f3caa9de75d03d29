package conversation

import (
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver "postgres"
	_ "modernc.org/sqlite"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// mealsADay and daysOfYear are the diary of the person whose week is shown.
const mealsADay, daysOfYear = 4, 365

// weekBenchDay is the last day of that diary, a Sunday.
const weekBenchDay = day.Day("2026-03-22")

// BenchmarkWeekText is the text of the weekly summary, from the database to
// the message, of someone with a year's diary among many people's. The
// database holds 20,000 meals, or as many as BENCH_MEALS says:
//
//	BENCH_MEALS=2000000 go test ./bot/conversation -run NONE -bench WeekText -timeout 60m
func BenchmarkWeekText(b *testing.B) {
	meals, err := strconv.Atoi(os.Getenv("BENCH_MEALS"))
	if err != nil {
		meals = 20_000
	}
	for _, engine := range storagetest.Engines {
		b.Run(engine, func(b *testing.B) {
			dsn := storagetest.DSN(b, engine)
			fillDiary(b, dsn)
			copyDiary(b, engine, dsn, meals/(mealsADay*daysOfYear))
			s := weekBenchService(b, storagetest.Open(b, dsn))
			b.ReportAllocs()
			for b.Loop() {
				weekText(b, s)
			}
		})
	}
}

// weekText makes the summary's text as showing it does.
func weekText(b *testing.B, s *Service) {
	b.Helper()
	err := s.DB.View(b.Context(), func(tx *storage.Tx) error {
		t := s.newTurn(b.Context(), tx, Event{UserID: 1, ChatID: 1, Private: true})
		if _, err := t.known(); err != nil {
			return err
		}
		if err := (weekCard{t: t, start: weekBenchDay.Add(-6)}).show(); err != nil {
			return err
		}
		if len(t.replies) != 1 || len(t.replies[0].Text) < 100 {
			b.Fatalf("no summary: %v", t.replies)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func weekBenchService(b *testing.B, db *storage.DB) *Service {
	b.Helper()
	config, err := parts()
	if err != nil {
		b.Fatal(err)
	}
	config.DB = db
	config.Now = func() time.Time { return weekBenchDay.At(18*time.Hour, time.UTC) }
	s, err := New(config)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// fillDiary gives person 1 a year of meals with four foods each.
func fillDiary(b *testing.B, dsn string) {
	b.Helper()
	db, err := storage.Open(b.Context(), dsn, storagetest.Keys(b))
	if err != nil {
		b.Fatal(err)
	}
	err = db.Update(b.Context(), func(tx *storage.Tx) error {
		start := weekBenchDay.Add(1 - daysOfYear)
		if err := tx.SaveUser(coach.NewUser(1, start.At(0, time.UTC)), time.Time{}); err != nil {
			return err
		}
		for n := range mealsADay * daysOfYear {
			e := benchMeal(n, start.Add(n/mealsADay))
			change := coach.Change{At: e.At, Kind: coach.ChangeLog, Source: fmt.Sprint("m:1:", n), Entries: []coach.Entry{e}}
			if _, err := tx.AppendChange(1, change); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
}

func benchMeal(n int, d day.Day) coach.Entry {
	meals := [mealsADay]food.Meal{food.Breakfast, food.Lunch, food.Snack, food.Dinner}
	kinds := []food.Category{food.Fermented, food.WholeGrain, food.Berry, food.HealthyFat, food.Prebiotic, food.UltraProcessed, food.Protein}
	e := coach.Entry{
		Kind: coach.KindMeal, Day: d, At: d.At(time.Duration(8+4*(n%mealsADay))*time.Hour, time.UTC), Clock: -1,
		Meal: meals[n%mealsADay], Text: "oatmeal with blueberries, walnuts and kefir", Lexicon: "bench",
	}
	for i := range 4 {
		k := (n*5 + i*3) % 60
		name := fmt.Sprint("food ", k)
		e.Foods = append(e.Foods, coach.Food{
			Name: name, Categories: food.SetOf(kinds[k%len(kinds)], food.FiberRich), Plants: []string{name}, Grams: 80, FiberG: 3, FluidML: 50,
		})
	}
	return e
}

// copyDiary gives as many more people the same diary, row by row as it lies
// in the database: none of them is ever read.
func copyDiary(b *testing.B, engine, dsn string, people int) {
	b.Helper()
	db, err := sql.Open(engine, dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	const others = "WITH RECURSIVE people(id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM people WHERE id < $1) "
	for _, insert := range []string{
		`INSERT INTO users SELECT id, next_due_at, last_wrote_at, has_left, profile FROM users, people WHERE user_id = 1`,
		`INSERT INTO entries SELECT id, source, part, kind, local_day, told_at, clock_ms, meal, lexicon, body FROM people, entries WHERE user_id = 1`,
	} {
		if _, err := db.ExecContext(b.Context(), others+insert, people); err != nil {
			b.Fatal(err)
		}
	}
	settle := map[string]string{"sqlite": "ANALYZE", "postgres": "VACUUM ANALYZE"}[engine] // as each does by itself in time
	if _, err := db.ExecContext(b.Context(), settle); err != nil {
		b.Fatal(err)
	}
}
