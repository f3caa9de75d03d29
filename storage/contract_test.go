package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// now is an instant as the database gives it back.
var now = time.Date(2026, 3, 18, 9, 30, 0, 123e6, time.UTC)

// each runs test with an open database of every engine.
func each(t *testing.T, test func(t *testing.T, db *storage.DB)) {
	t.Helper()
	storagetest.Each(t, func(t *testing.T, dsn string) { test(t, storagetest.Open(t, dsn)) })
	t.Run("memory", func(t *testing.T) { test(t, storagetest.Open(t, ":memory:")) })
}

// update runs fn in a transaction that must succeed.
func update(t testing.TB, db *storage.DB, fn func(*storage.Tx) error) {
	t.Helper()
	if err := db.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// read is what get gives in a transaction that must succeed.
func read[T any](t testing.TB, db *storage.DB, get func(*storage.Tx) (T, error)) T {
	t.Helper()
	var v T
	err := db.View(t.Context(), func(tx *storage.Tx) (err error) {
		v, err = get(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func same(t testing.TB, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func person(id int64) coach.User {
	u := coach.NewUser(id, now)
	u.Zone = "Europe/Lisbon"
	return u
}

// meal is one of 18 March 2026.
func meal(text string, names ...string) coach.Entry {
	e := coach.Entry{Kind: coach.KindMeal, Day: "2026-03-18", At: now, Clock: -1, Meal: food.Lunch, Text: text, Lexicon: "v1"}
	for _, n := range names {
		e.Foods = append(e.Foods, coach.Food{
			Name: n, Categories: food.SetOf(food.Vegetable, food.Prebiotic), Plants: []string{n}, Grams: 80.5, FiberG: 1.25,
		})
	}
	return e
}

func logged(source string, entries ...coach.Entry) coach.Change {
	return coach.Change{At: now, Kind: coach.ChangeLog, Source: source, Entries: entries}
}

func appendChange(t testing.TB, db *storage.DB, user int64, c coach.Change) coach.Change {
	t.Helper()
	var kept coach.Change
	update(t, db, func(tx *storage.Tx) (err error) {
		kept, err = tx.AppendChange(user, c)
		return err
	})
	return kept
}

func TestUserComesBackAsSaved(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		err := db.View(t.Context(), func(tx *storage.Tx) error { _, err := tx.User(7); return err })
		if !errors.Is(err, coach.ErrNotFound) {
			t.Errorf("unknown user: %v, want coach.ErrNotFound", err)
		}
		u := person(7)
		u.Own = food.OwnWords{"grandma's pot": "lentil soup"}
		u.Reminders.PausedUntil = now.Add(time.Hour)
		for _, left := range []bool{false, true} {
			u.Left = left
			update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(u, now) })
			got := read(t, db, func(tx *storage.Tx) (coach.User, error) { return tx.User(7) })
			same(t, "user", u, got)
		}
	})
}

func TestDueUsers(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		update(t, db, func(tx *storage.Tx) error {
			left := person(5)
			left.Left = true
			return errors.Join(
				tx.SaveUser(person(1), now.Add(-time.Minute)),
				tx.SaveUser(person(2), now.Add(time.Minute)),
				tx.SaveUser(person(3), time.Time{}),
				tx.SaveUser(person(4), now.Add(-time.Hour)),
				tx.SaveUser(left, now.Add(-time.Hour)),
			)
		})
		got, err := db.DueUsers(t.Context(), now, 10)
		same(t, "due users", []int64{4, 1}, got)
		if err != nil {
			t.Error(err)
		}
		got, _ = db.DueUsers(t.Context(), now, 1)
		same(t, "first page", []int64{4}, got)
	})
}

func TestEntriesComeBackAsTold(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		noon := meal("leek soup, \x00 and \"more\" 🥣", "leek", "potato")
		noon.Clock = 12*time.Hour + 30*time.Minute
		skin := coach.Entry{Part: 1, Kind: coach.KindSkin, Day: "2026-03-18", At: now, Clock: -1,
			Skin: &coach.Skin{Rating: 3, Tags: []string{"calm"}, Photo: "file-id"}}
		checkIn := coach.Entry{Part: 2, Kind: coach.KindCheckIn, Day: "2026-03-17", At: now, Clock: -1,
			CheckIn: &coach.CheckIn{SleepHours: 7.5, Stress: 2}}
		gut := coach.Entry{Part: 3, Kind: coach.KindGut, Day: "2026-03-16", At: now, Clock: -1,
			Gut: &coach.Gut{Rating: 2, Tags: []string{"gas"}, Stool: 6}}
		mark := coach.Entry{Part: 4, Kind: coach.KindMark, Day: "2026-03-15", At: now, Clock: -1,
			Mark: &coach.Mark{Kind: coach.MarkAntibiotics, Ends: true}}
		kept := appendChange(t, db, 7, logged("m:7:1", noon, skin, checkIn, gut, mark))
		appendChange(t, db, 8, logged("m:7:1", meal("somebody else's", "beetroot")))

		want := kept.Entries
		same(t, "seq", int64(1), kept.Seq)
		same(t, "the source's entries", want,
			read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.EntriesOf(7, "m:7:1") }))
		same(t, "one day's entries", want[:2],
			read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.Entries(7, "2026-03-18", "2026-03-18") }))
		same(t, "all entries by day", []coach.Entry{want[4], want[3], want[2], want[0], want[1]},
			read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.Entries(7, "2026-03-01", "2026-03-31") }))
		same(t, "latest entries", []coach.Entry{want[1], want[0]},
			read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.LastEntries(7, "2026-03-31", 2) }))
		same(t, "first day", day.Day("2026-03-15"),
			read(t, db, func(tx *storage.Tx) (day.Day, error) { return tx.FirstDay(7) }))
		same(t, "changes", []coach.Change{kept},
			read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(7, 5) }))
	})
}

func TestChangesAreReplayed(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		first := appendChange(t, db, 7, logged("m:7:1", meal("leek", "leek")))
		other := appendChange(t, db, 7, logged("m:7:2", meal("pear", "pear")))
		edit := logged("m:7:1", meal("beet", "beet"))
		edit.Kind = coach.ChangeEdit
		edited := appendChange(t, db, 7, edit)
		same(t, "numbers", []int64{1, 2, 3}, []int64{first.Seq, other.Seq, edited.Seq})

		of := func(source string) []coach.Entry {
			return read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.EntriesOf(7, source) })
		}
		same(t, "after the edit", edited.Entries, of("m:7:1"))
		undo := appendChange(t, db, 7, coach.Change{At: now, Kind: coach.ChangeUndo, Source: "m:7:1", Base: edited.Seq})
		same(t, "after the undo", first.Entries, of("m:7:1"))
		appendChange(t, db, 7, coach.Change{At: now, Kind: coach.ChangeRedo, Source: "m:7:1", Base: edited.Seq})
		same(t, "after the redo", edited.Entries, of("m:7:1"))
		deleted := appendChange(t, db, 7, coach.Change{At: now, Kind: coach.ChangeDelete, Source: "m:7:1"})
		same(t, "after the delete", []coach.Entry{}, of("m:7:1"))
		same(t, "the other source", other.Entries, of("m:7:2"))

		same(t, "recent", []int64{5, 6},
			numbers(read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(7, 2) })))
		same(t, "a page", []int64{undo.Seq, 5},
			numbers(read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.ChangesAfter(7, edited.Seq, 2) })))
		same(t, "the source's", []int64{1, 3, 4, 5, deleted.Seq},
			numbers(read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.ChangesOf(7, "m:7:1") })))
	})
}

func numbers(changes []coach.Change) []int64 {
	list := []int64{}
	for _, c := range changes {
		list = append(list, c.Seq)
	}
	return list
}
