package storage_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// handle does to the database what handling one meal does.
func handle(db *storage.DB, b *testing.B, user, n int64) error {
	return db.Update(b.Context(), func(tx *storage.Tx) error {
		key := fmt.Sprintf("tg:%d", n)
		if _, err := tx.MarkHandled(key, now); err != nil {
			return err
		}
		u, err := tx.User(user)
		if err != nil {
			return err
		}
		if _, err := tx.AppendChange(user, logged("m:"+key, meal("a bowl of leek soup with beans", "leek", "bean"))); err != nil {
			return err
		}
		if _, err := tx.Entries(user, "2026-03-16", "2026-03-22"); err != nil {
			return err
		}
		if _, err := tx.NudgesBetween(user, "2026-03-17", "2026-03-18"); err != nil {
			return err
		}
		if err := tx.SaveUser(u, now); err != nil {
			return err
		}
		return tx.Enqueue(delivery(key+":0", user, coach.ClassReply))
	})
}

// BenchmarkHandle is a message of one of 1,000 people, committed with its
// reply.
func BenchmarkHandle(b *testing.B) {
	benchmark(b, func(b *testing.B, db *storage.DB, user, n int64) error { return handle(db, b, user, n) })
}

// BenchmarkAnswer is the same, and the reply taken up and marked as sent.
func BenchmarkAnswer(b *testing.B) {
	benchmark(b, func(b *testing.B, db *storage.DB, user, n int64) error {
		if err := handle(db, b, user, n); err != nil {
			return err
		}
		if n%16 == 0 {
			if _, err := db.NextDeliveries(b.Context(), now, 32); err != nil {
				return err
			}
		}
		return db.Sent(b.Context(), delivery(fmt.Sprintf("tg:%d:0", n), user, coach.ClassReply), int(n))
	})
}

// benchmark runs op from 32 goroutines on each engine.
func benchmark(b *testing.B, op func(b *testing.B, db *storage.DB, user, n int64) error) {
	for _, engine := range storagetest.Engines {
		b.Run(engine, func(b *testing.B) {
			db := storagetest.Open(b, storagetest.DSN(b, engine))
			update(b, db, func(tx *storage.Tx) error {
				for id := range int64(1000) {
					if err := tx.SaveUser(person(id), now); err != nil {
						return err
					}
				}
				return nil
			})
			var n atomic.Int64
			b.SetParallelism(16)
			b.ReportAllocs()
			b.ResetTimer()
			start := time.Now()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					i := n.Add(1)
					if err := op(b, db, i%1000, i); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "ops/s")
		})
	}
}

// BenchmarkCopy is `bot copy` of a community's diaries, 1,000 people with 210
// meals each, from an SQLite file to PostgreSQL and to another file; all is read
// again from the target and compared:
//
//	go test -run '^$' -bench Copy -benchtime 1x -timeout 30m ./storage
func BenchmarkCopy(b *testing.B) {
	const people, meals = 1000, 210
	full := storagetest.Open(b, storagetest.DSN(b, "sqlite"))
	for user := range int64(people) {
		err := full.Update(b.Context(), func(tx *storage.Tx) error {
			for n := range meals {
				e := meal("a bowl of leek soup with beans and a slice of sourdough", "leek", "bean", "sourdough")
				e.Day = e.Day.Add(-n / 3)
				if _, err := tx.AppendChange(user+1, logged(fmt.Sprint("m:", n), e)); err != nil {
					return err
				}
			}
			return tx.SaveUser(person(user+1), now)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, engine := range []string{"postgres", "sqlite"} {
		b.Run("to "+engine, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				target := storagetest.Open(b, storagetest.DSN(b, engine))
				b.StartTimer()
				counts, err := storage.Copy(b.Context(), full, target, func(storage.Step) {})
				if err != nil {
					b.Fatal(err)
				}
				rows := int64(0)
				for _, n := range counts {
					rows += n
				}
				b.ReportMetric(float64(counts["entries"]), "entries")
				b.ReportMetric(float64(rows), "rows")
			}
		})
	}
}
