package storage_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

func delivery(key string, user int64, class coach.Class) coach.Delivery {
	d := coach.Delivery{
		Key: key, UserID: user, ChatID: user, Class: class, Source: "m:" + key,
		Payload: []byte("payload of " + key), NotBefore: now, Created: now,
	}
	if class == coach.ClassNudge {
		d.Nudge, d.Expires = coach.NudgeWater, now.Add(time.Hour)
	}
	return d
}

func enqueue(t testing.TB, db *storage.DB, deliveries ...coach.Delivery) {
	t.Helper()
	update(t, db, func(tx *storage.Tx) error {
		for _, d := range deliveries {
			if err := tx.Enqueue(d); err != nil {
				return err
			}
		}
		return nil
	})
}

func next(t testing.TB, db *storage.DB, at time.Time) []coach.Delivery {
	t.Helper()
	list, err := db.NextDeliveries(t.Context(), at, 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func nextKeys(t testing.TB, db *storage.DB, at time.Time) []string {
	t.Helper()
	keys := []string{}
	for _, d := range next(t, db, at) {
		keys = append(keys, d.Key)
	}
	return keys
}

func TestDeliveryComesBackAsLaid(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		reply, nudge := delivery("tg:1:0", 7, coach.ClassReply), delivery("n:8", 8, coach.ClassNudge)
		enqueue(t, db, nudge, reply)
		again := reply
		again.Payload = []byte("another payload under the same key")
		enqueue(t, db, again)
		same(t, "deliveries", []coach.Delivery{reply, nudge}, next(t, db, now))
		waiting, oldest, err := db.OutboxDepth(t.Context())
		same(t, "depth", []any{2, now, nil}, []any{waiting, oldest, err})
	})
}

func TestDeliveriesKeepEachChatsOrder(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		older := delivery("tg:30:0", 8, coach.ClassReply)
		older.Created = now.Add(-time.Second)
		enqueue(t, db, delivery("n:7", 7, coach.ClassNudge), delivery("w:7", 7, coach.ClassWeekly),
			delivery("tg:9:0", 7, coach.ClassReply), delivery("tg:10:0", 7, coach.ClassReply), older)
		enqueue(t, db, delivery("tg:10:1", 7, coach.ClassReply))

		same(t, "at first", []string{"tg:30:0", "tg:9:0", "w:7", "n:7"}, nextKeys(t, db, now))
		first := delivery("tg:9:0", 7, coach.ClassReply)
		if err := db.Retry(t.Context(), first, now.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		same(t, "while the first waits", []string{"tg:30:0", "w:7", "n:7"}, nextKeys(t, db, now))
		later := next(t, db, now.Add(time.Minute))
		same(t, "after the wait", []any{"tg:9:0", 1}, []any{later[1].Key, later[1].Attempts})
		for _, key := range []string{"tg:9:0", "tg:10:0"} {
			if err := db.Sent(t.Context(), delivery(key, 7, coach.ClassReply), 1); err != nil {
				t.Fatal(err)
			}
		}
		same(t, "after the second", []string{"tg:30:0", "tg:10:1", "w:7", "n:7"}, nextKeys(t, db, now))
		limited, _ := db.NextDeliveries(t.Context(), now, 1)
		same(t, "limited", 1, len(limited))
	})
}

func TestDeliveriesWaitAndExpire(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		early := delivery("n:early", 7, coach.ClassNudge)
		early.NotBefore = now.Add(time.Minute)
		enqueue(t, db, early, delivery("n:now", 7, coach.ClassNudge), delivery("w:0", 9, coach.ClassWeekly))
		same(t, "now", []string{"w:0", "n:now"}, nextKeys(t, db, now))
		same(t, "later", []string{"w:0", "n:early", "n:now"}, nextKeys(t, db, now.Add(time.Minute)))
		same(t, "too late", []string{"w:0"}, nextKeys(t, db, now.Add(time.Hour)))
		if err := db.Tidy(t.Context(), now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		waiting, _, _ := db.OutboxDepth(t.Context())
		same(t, "left after tidying", 1, waiting)
	})
}

func TestSentMovesTheMessageToItsSource(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		d, other := delivery("tg:1:0", 7, coach.ClassReply), delivery("tg:2:0", 7, coach.ClassReply)
		other.Source = ""
		enqueue(t, db, d, other)
		for range 2 { // told twice, it counts once
			if err := errors.Join(db.Sent(t.Context(), d, 501), db.Sent(t.Context(), other, 502)); err != nil {
				t.Fatal(err)
			}
		}
		same(t, "outbox", []string{}, nextKeys(t, db, now))
		same(t, "source", d.Source, read(t, db, func(tx *storage.Tx) (string, error) { return tx.SourceOfReply(7, 7, 501) }))
		same(t, "messages", []int{501}, read(t, db, func(tx *storage.Tx) ([]int, error) { return tx.RepliesOf(7, d.Source) }))
		for _, unknown := range [][3]int64{{7, 7, 502}, {7, 8, 501}, {8, 7, 501}} {
			err := db.View(t.Context(), func(tx *storage.Tx) error {
				_, err := tx.SourceOfReply(unknown[0], unknown[1], int(unknown[2]))
				return err
			})
			if !errors.Is(err, coach.ErrNotFound) {
				t.Errorf("source of %v: %v, want coach.ErrNotFound", unknown, err)
			}
		}
	})
}

func TestNudgeAttemptsAreCounted(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		d := delivery("n:7", 7, coach.ClassNudge)
		enqueue(t, db, d)
		attempts := func() int { return next(t, db, now)[0].Attempts }
		if err := db.BeginAttempt(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		same(t, "after it began", 1, attempts())
		if err := db.Retry(t.Context(), d, now); err != nil {
			t.Fatal(err)
		}
		same(t, "after it certainly failed", 0, attempts())
		update(t, db, func(tx *storage.Tx) error { return tx.WithdrawNudges(7, coach.NudgeFermented) })
		same(t, "another kind withdrawn", []string{"n:7"}, nextKeys(t, db, now))
		update(t, db, func(tx *storage.Tx) error { return tx.WithdrawNudges(7, coach.NudgeWater) })
		same(t, "withdrawn", []string{}, nextKeys(t, db, now))
		if err := db.BeginAttempt(t.Context(), d); !errors.Is(err, coach.ErrNotFound) {
			t.Errorf("beginning a withdrawn nudge: %v, want coach.ErrNotFound", err)
		}
		enqueue(t, db, d)
		if err := db.BeginAttempt(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		update(t, db, func(tx *storage.Tx) error { return tx.WithdrawNudges(7, coach.NudgeWater) })
		same(t, "not withdrawn once begun", 1, attempts())
	})
}

func TestGivingUp(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		update(t, db, func(tx *storage.Tx) error {
			return errors.Join(tx.SaveUser(person(7), now), tx.SaveUser(person(8), now))
		})
		lost, blocked := delivery("tg:1:0", 8, coach.ClassReply), delivery("tg:2:0", 7, coach.ClassReply)
		enqueue(t, db, lost, blocked, delivery("n:7", 7, coach.ClassNudge), delivery("n:8", 8, coach.ClassNudge))
		if err := errors.Join(db.GiveUp(t.Context(), lost, false), db.GiveUp(t.Context(), blocked, true)); err != nil {
			t.Fatal(err)
		}
		same(t, "what still goes out", []string{"n:8"}, nextKeys(t, db, now))
		for id, left := range map[int64]bool{7: true, 8: false} {
			u := read(t, db, func(tx *storage.Tx) (coach.User, error) { return tx.User(id) })
			same(t, fmt.Sprint("left ", id), left, u.Left)
		}
		due, err := db.DueUsers(t.Context(), now, 10)
		same(t, "due", []int64{8}, due)
		if err != nil {
			t.Error(err)
		}
	})
}

func TestMoveChat(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		d := delivery("tg:1:0", 7, coach.ClassReply)
		d.ChatID = -50
		enqueue(t, db, d)
		if err := db.MoveChat(t.Context(), -50, -10050); err != nil {
			t.Fatal(err)
		}
		d.ChatID = -10050
		same(t, "delivery", []coach.Delivery{d}, next(t, db, now))
	})
}

// Many senders tell at once what became of theirs.
func TestMarksTogether(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		var all []coach.Delivery
		for i := range 100 {
			all = append(all, delivery(fmt.Sprintf("n:%d", i), int64(i), coach.ClassNudge))
		}
		enqueue(t, db, all[:90]...)
		errs := parallel(len(all), func(i int) error {
			ctx := context.WithoutCancel(t.Context())
			if err := db.BeginAttempt(ctx, all[i]); err != nil {
				return err
			}
			switch i % 3 {
			case 0:
				return db.Sent(ctx, all[i], 1000+i)
			case 1:
				return db.GiveUp(ctx, all[i], false)
			default:
				return db.Retry(ctx, all[i], now.Add(time.Minute))
			}
		})
		for i, err := range errs {
			if there := i < 90; there != (err == nil) {
				t.Errorf("delivery %d, in the outbox: %v, got error %v", i, there, err)
			}
		}
		same(t, "put off", 30, len(next(t, db, now.Add(59*time.Minute))))
		for i := 0; i < 90; i += 3 {
			got := read(t, db, func(tx *storage.Tx) (string, error) { return tx.SourceOfReply(int64(i), int64(i), 1000+i) })
			same(t, "source", all[i].Source, got)
		}
	})
}

// parallel runs n calls at once and gives their errors.
func parallel(n int, call func(i int) error) []error {
	errs := make([]error, n)
	done := make(chan struct{})
	for i := range n {
		go func() {
			defer func() { done <- struct{}{} }()
			errs[i] = call(i)
		}()
	}
	for range n {
		<-done
	}
	return errs
}
