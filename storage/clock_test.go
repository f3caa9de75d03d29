package storage_test

import (
	"errors"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

// After the clock was set back, what it wrote while it was ahead is due at
// once, and everybody is planned anew.
func TestSetBack(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		soon, ahead := delivery("tg:1:0", 7, coach.ClassReply), delivery("tg:1:0", 8, coach.ClassReply)
		soon.NotBefore = now.Add(30 * time.Second) // waits after a failure
		ahead.NotBefore, ahead.Created = now.Add(3*time.Hour), now.Add(3*time.Hour)
		left := person(9)
		left.Left = true
		update(t, db, func(tx *storage.Tx) error {
			return errors.Join(tx.SaveUser(person(7), now.Add(24*time.Hour)), tx.SaveUser(left, time.Time{}),
				tx.SaveUser(person(8), now.Add(-time.Minute)), tx.Enqueue(soon))
		})
		due := func() []int64 {
			ids, err := db.DueUsers(t.Context(), now, 10)
			if err != nil {
				t.Fatal(err)
			}
			return ids
		}
		setBack := func() {
			if err := db.SetBack(t.Context(), now); err != nil {
				t.Fatal(err)
			}
		}
		setBack()
		same(t, "a clock that runs", []any{[]int64{8}, []string{}}, []any{due(), nextKeys(t, db, now)})
		enqueue(t, db, ahead)
		setBack()
		same(t, "due", []int64{8, 7}, due())
		same(t, "sent", 1, len(next(t, db, now)))
	})
}
