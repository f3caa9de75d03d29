package storage_test

import (
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/storage"
)

var elevenOClock = coach.NudgeKey{Kind: coach.NudgeWater, Day: "2026-03-18", Slot: "11:00"}

func recordNudge(t testing.TB, db *storage.DB, user int64, k coach.NudgeKey, at time.Time) bool {
	t.Helper()
	var first bool
	update(t, db, func(tx *storage.Tx) (err error) {
		first, err = tx.RecordNudge(user, k, at)
		return err
	})
	return first
}

func TestNudgeOnceASlot(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		afternoon, tomorrow := elevenOClock, elevenOClock
		afternoon.Slot, tomorrow.Day = "15:00", "2026-03-19"
		for _, want := range []bool{true, false} {
			same(t, "first", want, recordNudge(t, db, 7, elevenOClock, now))
			same(t, "another slot", want, recordNudge(t, db, 7, afternoon, now))
			same(t, "another day", want, recordNudge(t, db, 7, tomorrow, now))
			same(t, "another person", want, recordNudge(t, db, 8, elevenOClock, now))
		}
		on := func(d day.Day) []coach.NudgeState {
			return read(t, db, func(tx *storage.Tx) ([]coach.NudgeState, error) { return tx.NudgesOn(7, d) })
		}
		same(t, "today's", []coach.NudgeState{{NudgeKey: elevenOClock}, {NudgeKey: afternoon}}, on("2026-03-18"))
		same(t, "none", []coach.NudgeState{}, on("2026-03-17"))
		same(t, "both days'", 3, len(read(t, db, func(tx *storage.Tx) ([]coach.NudgeState, error) {
			return tx.NudgesBetween(7, "2026-03-18", "2026-03-19")
		})))
	})
}

func TestSnoozeOpensTheSlotOnce(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		until := now.Add(time.Hour)
		recordNudge(t, db, 7, elevenOClock, now)
		update(t, db, func(tx *storage.Tx) error { return tx.SnoozeNudge(7, elevenOClock, until) })
		same(t, "state", []coach.NudgeState{{NudgeKey: elevenOClock, SnoozedUntil: until}},
			read(t, db, func(tx *storage.Tx) ([]coach.NudgeState, error) { return tx.NudgesOn(7, elevenOClock.Day) }))
		same(t, "before the snooze ends", false, recordNudge(t, db, 7, elevenOClock, until.Add(-time.Millisecond)))
		same(t, "when it ends", true, recordNudge(t, db, 7, elevenOClock, until))
		same(t, "once more", false, recordNudge(t, db, 7, elevenOClock, until.Add(time.Hour)))
	})
}

// Replicas that plan the same nudge at once send it once.
func TestNudgeClaimedByManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
		claimed := make([]bool, 16)
		errs := parallel(len(claimed), func(i int) error {
			return db.Update(t.Context(), func(tx *storage.Tx) error {
				u, err := tx.User(7)
				if err != nil {
					return err
				}
				if claimed[i], err = tx.RecordNudge(7, elevenOClock, now); err != nil || !claimed[i] {
					return err
				}
				if err := tx.Enqueue(delivery("n:7", 7, coach.ClassNudge)); err != nil {
					return err
				}
				return tx.SaveUser(u, now.Add(time.Hour))
			})
		})
		n := 0
		for i := range claimed {
			if errs[i] != nil {
				t.Error(errs[i])
			}
			if claimed[i] {
				n++
			}
		}
		same(t, "claims", 1, n)
		same(t, "deliveries", 1, len(next(t, db, now)))
	})
}
