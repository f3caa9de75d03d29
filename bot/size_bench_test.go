package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"gutskin/bot/conversation"
	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// BenchmarkDisk tells what a message takes on the disk once it is answered:
//
//	go test -run '^$' -bench Disk -benchtime 20000x ./bot
//
// and how long the figures of all replicas together take, which a scrape waits
// for (due) or every ten minutes (people).
func BenchmarkDisk(b *testing.B) {
	for _, engine := range storagetest.Engines {
		b.Run(engine, func(b *testing.B) {
			dsn := filepath.Join(b.TempDir(), "coach.db")
			if engine == "postgres" {
				dsn = storagetest.Postgres(b)
			}
			db := storagetest.Open(b, dsn)
			p := &program{stderr: b.Output()}
			service, err := p.service(db, time.Now, "Europe/Berlin", nil)
			if err != nil {
				b.Fatal(err)
			}
			before, err := db.Size(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			for i := range b.N {
				tellMeal(b, service, i)
				if i%500 == 499 || i == b.N-1 {
					deliverAll(b, db)
				}
			}
			b.StopTimer()
			after, err := db.Size(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(after-before)/float64(b.N), "B/message")
			begun := time.Now()
			if _, _, err := db.People(b.Context(), begun.Add(-activeWithin)); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(time.Since(begun).Microseconds()), "µs-people")
			begun = time.Now()
			if _, _, err := db.NudgesDue(b.Context(), begun, begun); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(time.Since(begun).Microseconds()), "µs-due")
		})
	}
}

// tellMeal has one of a community tell a meal; each tells some twenty.
func tellMeal(b *testing.B, service *conversation.Service, i int) {
	b.Helper()
	user := firstOfCrowd + int64(i%max(b.N/20, 1))
	err := service.Handle(b.Context(), conversation.Event{
		Key: fmt.Sprintf("tg:%d", i), Kind: conversation.KindMessage, UserID: user, ChatID: user, Private: true,
		MessageID: i + 1, Text: meals[i%len(meals)], Sent: time.Now(),
	})
	if err != nil {
		b.Fatal(err)
	}
}

// deliverAll has Telegram take whatever waits.
func deliverAll(b *testing.B, db *storage.DB) {
	b.Helper()
	for number := 1; ; {
		due, err := db.NextDeliveries(b.Context(), time.Now(), 500)
		if err != nil {
			b.Fatal(err)
		}
		if len(due) == 0 {
			return
		}
		for _, d := range due {
			number++
			if err := db.Sent(b.Context(), d, number); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkMillion tells how long the questions that look at everybody take with
// a million people, of whom a thousand are due:
//
//	go test -run '^$' -bench Million -benchtime 20x ./bot
func BenchmarkMillion(b *testing.B) {
	for _, engine := range storagetest.Engines {
		b.Run(engine, func(b *testing.B) {
			dsn := filepath.Join(b.TempDir(), "coach.db")
			driver, blob := "sqlite", "zeroblob(350)"
			numbers := "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
			if engine == "postgres" {
				dsn = storagetest.Postgres(b)
				driver, blob = "postgres", "decode(repeat('a5', 350), 'hex')"
			}
			empty, err := storage.Open(b.Context(), dsn, storagetest.Keys(b))
			if err != nil {
				b.Fatal(err)
			}
			if err := empty.Close(); err != nil {
				b.Fatal(err)
			}
			raw, err := sql.Open(driver, dsn)
			if err != nil {
				b.Fatal(err)
			}
			now := time.Now()
			_, err = raw.ExecContext(b.Context(), numbers+`
				INSERT INTO users (user_id, next_due_at, last_wrote_at, has_left, profile)
				SELECT i, CASE WHEN i % 1000 = 0 THEN CAST($1 AS BIGINT) ELSE CAST($1 AS BIGINT) + 60000 + i END, CAST($1 AS BIGINT) - (i % 20) * 86400000, false, `+blob+` FROM n`, now.UnixMilli())
			if err != nil {
				b.Fatal(err)
			}
			if err := raw.Close(); err != nil {
				b.Fatal(err)
			}
			db := storagetest.Open(b, dsn)
			for name, ask := range map[string]func() error{
				"people":   func() error { _, _, err := db.People(b.Context(), now.Add(-activeWithin)); return err },
				"late":     func() error { _, _, err := db.NudgesDue(b.Context(), now, now.Add(-nudgeLate)); return err },
				"due-none": func() error { _, err := db.DueUsers(b.Context(), now.Add(-time.Hour), 200); return err },
				"due-page": func() error { _, err := db.DueUsers(b.Context(), now, 200); return err },
			} {
				b.Run(name, func(b *testing.B) {
					for b.Loop() {
						if err := ask(); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// BenchmarkBurst tells how long it takes until the nudges of 2,000 people who are
// due in one minute are planned and lie in the outbox, each of whom told a meal
// today:
//
//	go test -run '^$' -bench Burst -benchtime 3x ./bot
func BenchmarkBurst(b *testing.B) {
	const people = 2000
	at := time.Date(2026, 3, 18, 16, 0, 0, 0, time.UTC) // 17:00 in Berlin
	for _, engine := range storagetest.Engines {
		b.Run(engine, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				db := storagetest.Open(b, storagetest.DSN(b, engine))
				now := at.Add(-4 * time.Hour)
				p := &program{stderr: b.Output()}
				service, err := p.service(db, func() time.Time { return now }, "Europe/Berlin", nil)
				if err != nil {
					b.Fatal(err)
				}
				makeDue(b, db, people, at)
				for i := range people {
					user := firstOfCrowd + int64(i)
					err := service.Handle(b.Context(), conversation.Event{
						Key: fmt.Sprintf("tg:%d", i), Kind: conversation.KindMessage, UserID: user, ChatID: user, Private: true,
						MessageID: 1, Text: "oatmeal with blueberries", Sent: now,
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				deliverAll(b, db)
				now = at
				b.StartTimer()
				if err := service.Nudge(b.Context(), at); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if waiting, _, err := db.OutboxDepth(b.Context()); err != nil || waiting != people {
					b.Fatalf("%d nudges wait, %v", waiting, err)
				}
				b.StartTimer()
			}
		})
	}
}

// makeDue makes people who have finished the start and are due a nudge at the
// instant at.
func makeDue(b *testing.B, db *storage.DB, people int, at time.Time) {
	b.Helper()
	err := db.Update(b.Context(), func(tx *storage.Tx) error {
		for i := range people {
			u := coach.NewUser(firstOfCrowd+int64(i), at.Add(-48*time.Hour))
			u.Zone, u.Started = "Europe/Berlin", at.Add(-47*time.Hour)
			if err := tx.SaveUser(u, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
