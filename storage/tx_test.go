package storage_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

func TestUpdateIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		broken := errors.New("broken")
		err := db.Update(t.Context(), func(tx *storage.Tx) error {
			if err := tx.SaveUser(person(7), now); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) || errors.Is(err, coach.ErrUnavailable) {
			t.Errorf("got %v, want the function's own error", err)
		}
		mustPanic(t, func() {
			_ = db.Update(t.Context(), func(tx *storage.Tx) error {
				if err := tx.SaveUser(person(7), now); err != nil {
					return err
				}
				panic("in the middle")
			})
		})
		err = db.View(t.Context(), func(tx *storage.Tx) error { _, err := tx.User(7); return err })
		if !errors.Is(err, coach.ErrNotFound) {
			t.Errorf("after failed updates: %v, want coach.ErrNotFound", err)
		}
		update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
	})
}

func mustPanic(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("the panic was swallowed")
		}
	}()
	f()
}

// Failing, panicking and cancelled updates take nothing of the others with
// them, though on SQLite they share commits.
func TestUpdatesSideBySide(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		const updates, users = 400, 20
		broken := errors.New("broken")
		errs := parallel(updates, func(i int) (err error) {
			defer func() {
				if recover() != nil {
					err = broken
				}
			}()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i%11 == 3 {
				cancel()
			}
			return db.Update(ctx, func(tx *storage.Tx) error {
				if _, err := tx.AppendChange(int64(i%users), logged(fmt.Sprintf("m:%d", i), meal("", "leek"))); err != nil {
					return err
				}
				switch i % 7 {
				case 1:
					return broken
				case 2:
					panic("in the middle")
				}
				return nil
			})
		})
		kept := map[int64]int{}
		for i, err := range errs {
			fails := i%7 == 1 || i%7 == 2 || i%11 == 3
			if (err != nil) != fails {
				t.Errorf("update %d: %v, meant to fail: %v", i, err, fails)
			}
			if !fails {
				kept[int64(i%users)]++
			}
		}
		for user, n := range kept {
			changes := read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(user, updates) })
			same(t, "changes", n, len(changes))
			for i, c := range changes {
				same(t, "seq", int64(i+1), c.Seq)
			}
		}
	})
}

// Two that read a person, change them and save them don't undo each other's
// change.
func TestNoUpdateIsLost(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
		const writers, each = 4, 10
		errs := parallel(writers, func(int) error {
			for range each {
				err := db.Update(t.Context(), func(tx *storage.Tx) error {
					u, err := tx.User(7)
					if err != nil {
						return err
					}
					u.WaterAimML++
					return tx.SaveUser(u, now)
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		u := read(t, db, func(tx *storage.Tx) (coach.User, error) { return tx.User(7) })
		same(t, "water aim", coach.DefaultWaterAimML+writers*each, u.WaterAimML)
	})
}

func TestUpdateHandledOnce(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		mark := func() (first bool) {
			update(t, db, func(tx *storage.Tx) (err error) {
				first, err = tx.MarkHandled("tg:1", now)
				return err
			})
			return first
		}
		same(t, "first", true, mark())
		same(t, "second", false, mark())
		if err := db.Tidy(t.Context(), now.Add(24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		same(t, "a day later", false, mark())
		if err := db.Tidy(t.Context(), now.Add(6*24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		same(t, "after a quiet week", true, mark())

		claims := make([]bool, 16)
		errs := parallel(len(claims), func(i int) error {
			return db.Update(t.Context(), func(tx *storage.Tx) (err error) {
				claims[i], err = tx.MarkHandled("tg:2", now)
				return err
			})
		})
		n := 0
		for i := range claims {
			if claims[i] && errs[i] == nil {
				n++
			}
		}
		same(t, "handled by many at once", []any{1, nil}, []any{n, errors.Join(errs...)})
	})
}

func TestWhatIsCommittedStays(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		db, err := storage.Open(t.Context(), dsn, storagetest.Keys(t))
		if err != nil {
			t.Fatal(err)
		}
		update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
		kept := appendChange(t, db, 7, logged("m:1", meal("leek soup", "leek")))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		again := storagetest.Open(t, dsn)
		same(t, "changes", []coach.Change{kept},
			read(t, again, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(7, 9) }))
	})
}

func TestSetAside(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		update(t, db, func(tx *storage.Tx) error {
			return errors.Join(
				tx.SetAside("tg:1", 7, []byte(`{"text":"…"}`), "panic: \x00\xff", now),
				tx.SetAside("tg:2", 0, []byte(`{}`), "of nobody", now.Add(time.Second)))
		})
		got, err := db.FailedUpdates(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "failed updates", []storage.FailedUpdate{
			{Key: "tg:2", At: now.Add(time.Second), Why: "of nobody", Payload: []byte(`{}`)},
			{Key: "tg:1", UserID: 7, At: now, Why: "panic: \uFFFD\uFFFD", Payload: []byte(`{"text":"…"}`)},
		}, got)
	})
}

func TestCursors(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		for _, want := range []int64{0, 5, 3} {
			if want > 0 {
				if err := db.SetCursor(t.Context(), "poll", want); err != nil {
					t.Fatal(err)
				}
			}
			got, err := db.Cursor(t.Context(), "poll")
			same(t, "cursor", []any{want, nil}, []any{got, err})
		}
	})
}

func TestOneHolderOfALease(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		lease := func(holder string, ttl time.Duration) bool {
			t.Helper()
			held, err := db.Lease(t.Context(), "leader", holder, ttl)
			if err != nil {
				t.Fatal(err)
			}
			return held
		}
		inUse := func() bool {
			v, err := db.InUse(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		same(t, "in use before", false, inUse())
		same(t, "a takes it", true, lease("a", time.Hour))
		same(t, "b can't", false, lease("b", time.Hour))
		same(t, "a renews it", true, lease("a", time.Hour))
		same(t, "in use", true, inUse())
		if err := errors.Join(db.Release(t.Context(), "leader", "b"), db.Release(t.Context(), "leader", "a")); err != nil {
			t.Fatal(err)
		}
		same(t, "b takes what a gave back", true, lease("b", -time.Second))
		same(t, "in use once lapsed", false, inUse())
		same(t, "a takes what lapsed", true, lease("a", time.Hour))

		held := make([]bool, 16)
		errs := parallel(len(held), func(i int) (err error) {
			held[i], err = db.Lease(t.Context(), "other", fmt.Sprint(i), time.Hour)
			return err
		})
		n := 0
		for _, h := range held {
			if h {
				n++
			}
		}
		same(t, "holders", []any{1, nil}, []any{n, errors.Join(errs...)})
	})
}
