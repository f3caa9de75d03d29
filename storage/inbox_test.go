package storage_test

import (
	"fmt"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

func received(n int64, user int64) coach.Received {
	return coach.Received{
		Key: fmt.Sprintf("tg:1:%d", n), UserID: user, Number: n, At: now, Payload: fmt.Appendf(nil, "update %d", n),
	}
}

func unhandled(t testing.TB, db *storage.DB, before time.Time) []coach.Received {
	t.Helper()
	list, err := db.Unhandled(t.Context(), before)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What was received comes back in order at each start, counted, until it is
// handled; the cursor moves with it.
func TestInbox(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		list := []coach.Received{received(12, 7), received(11, 8), received(13, 0)}
		list[0].At = now.Add(-time.Second)
		if err := db.Receive(t.Context(), list, "telegram", 14); err != nil {
			t.Fatal(err)
		}
		same(t, "tries at first", []int{1, 1, 1}, []int{list[0].Tries, list[1].Tries, list[2].Tries})
		cursor, err := db.Cursor(t.Context(), "telegram")
		same(t, "cursor", []any{int64(14), nil}, []any{cursor, err})

		same(t, "received later", []coach.Received(nil), unhandled(t, db, now.Add(-time.Hour)))
		for i := range list {
			list[i].Tries = 2
		}
		same(t, "second start", list, unhandled(t, db, now))
		update(t, db, func(tx *storage.Tx) error { return tx.LeaveInbox(8, "tg:1:11") })
		same(t, "third start", []coach.Received{
			{Key: "tg:1:12", UserID: 7, Number: 12, At: list[0].At, Payload: list[0].Payload, Tries: 3},
			{Key: "tg:1:13", UserID: 0, Number: 13, At: now, Payload: list[2].Payload, Tries: 3},
		}, unhandled(t, db, now))

		again := []coach.Received{received(12, 7), received(14, 7)}
		if err := db.Receive(t.Context(), again, "", 0); err != nil {
			t.Fatal(err)
		}
		same(t, "tries when it comes again", []int{4, 1}, []int{again[0].Tries, again[1].Tries})
	})
}

func TestInboxTakesAnyNumber(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		for _, n := range []int{0, 1, 2, 3, 63, 64, 65, 100, 129} {
			list := make([]coach.Received, n)
			for i := range list {
				list[i] = received(int64(1000*n+i), int64(i%5))
			}
			if err := db.Receive(t.Context(), list, "telegram", 1); err != nil {
				t.Fatal(err)
			}
			before := 0
			for _, r := range unhandled(t, db, now) {
				if r.Number/1000 == int64(n) && r.Number >= 1000 {
					before++
				}
				update(t, db, func(tx *storage.Tx) error { return tx.LeaveInbox(r.UserID, r.Key) })
			}
			same(t, fmt.Sprint("received of ", n), n, before)
		}
	})
}
