package storage_test

import (
	"errors"
	"fmt"
	"testing"

	"gutskin/coach"
	"gutskin/storage"
)

// TestManyChangesAtOnce: changes that are added together leave what they leave
// one by one.
func TestManyChangesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		edit := func(source string, name string) coach.Change {
			c := logged(source, meal(name, name))
			c.Kind = coach.ChangeEdit
			return c
		}
		lift := func(kind coach.ChangeKind, source string, base int64) coach.Change {
			return coach.Change{At: now, Kind: kind, Source: source, Base: base}
		}
		for user := int64(7); user <= 8; user++ {
			appendChange(t, db, user, logged("m:7:0", meal("old", "leek")))
		}
		batch := []coach.Change{
			logged("m:7:1", meal("leek", "leek")), edit("m:7:1", "beet"), logged("m:7:2", meal("pear", "pear")),
			lift(coach.ChangeUndo, "m:7:1", -2), edit("m:7:0", "new"), lift(coach.ChangeDelete, "m:7:2", 0),
		}
		var numbers []int64
		update(t, db, func(tx *storage.Tx) (err error) {
			numbers, err = tx.AppendChanges(7, batch)
			return err
		})
		same(t, "numbers", []int64{2, 3, 4, 5, 6, 7}, numbers)
		for _, c := range batch {
			if c.Base < 0 {
				c.Base = numbers[-c.Base-1]
			}
			appendChange(t, db, 8, c)
		}
		changes := func(user int64) []coach.Change {
			return read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.ChangesAfter(user, 0, 100) })
		}
		entries := func(user int64) (list []coach.Entry) {
			return read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) {
				return list, tx.EachEntry(user, func(e coach.Entry) error { list = append(list, e); return nil })
			})
		}
		same(t, "changes", changes(8), changes(7))
		same(t, "entries", entries(8), entries(7))
		same(t, "how many stand", 2, len(entries(7)))
	})
}

func TestRereadTakesThePlaceOfAnEarlierOne(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		first := appendChange(t, db, 7, logged("m:7:1", meal("zorblax", "leek")))
		for _, name := range []string{"beet", "pear", "kale"} {
			c := logged("m:7:1", meal("zorblax", name))
			c.Kind, c.Base = coach.ChangeReread, first.Seq
			appendChange(t, db, 7, c)
		}
		changes := read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.ChangesOf(7, "m:7:1") })
		entries := read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.EntriesOf(7, "m:7:1") })
		same(t, "changes", 2, len(changes))
		same(t, "the latest reading", "kale", entries[0].Foods[0].Name)
	})
}

// TestFullDiary: a diary takes no more than is kept of one person, nor a source
// more changes than are kept of one; what goes makes room.
func TestFullDiary(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		try := func(source string) error {
			return db.Update(t.Context(), func(tx *storage.Tx) error {
				_, err := tx.AppendChange(7, logged(source, meal("leek", "leek")))
				return err
			})
		}
		batch := make([]coach.Change, coach.MaxOfSource)
		for i := range batch {
			batch[i] = logged("m:7:1", meal("leek", "leek"))
		}
		update(t, db, func(tx *storage.Tx) error { _, err := tx.AppendChanges(7, batch); return err })
		if err := try("m:7:1"); !errors.Is(err, coach.ErrFull) {
			t.Errorf("one change of a source too many: %v", err)
		}
		if err := try("m:7:2"); err != nil {
			t.Error(err)
		}

		// The running count is only believed as long as there is room.
		if err := db.Exec(fmt.Sprintf("UPDATE changes SET size = %d", coach.MaxDiaryBytes)); err != nil {
			t.Fatal(err)
		}
		if err := try("m:7:3"); err != nil {
			t.Error("a count that is too high:", err)
		}
		db.LimitDiaries(read(t, db, func(tx *storage.Tx) (storage.Size, error) { return tx.Size(7) }).Bytes + 1)
		if err := try("m:7:4"); !errors.Is(err, coach.ErrFull) {
			t.Errorf("a full diary: %v", err)
		}
		update(t, db, func(tx *storage.Tx) error { _, err := tx.Forget(7, "2027-01-01", now.AddDate(1, 0, 0)); return err })
		if err := try("m:7:4"); err != nil {
			t.Error("after what was old is gone:", err)
		}
	})
}

// TestOwnFoodsAreKept: names that aren't the lexicon's come back as they were.
func TestOwnFoodsAreKept(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		e := meal("", "leek", "nan's secret stew")
		e.Foods[1].Own = true
		kept := appendChange(t, db, 7, logged("m:7:1", e))
		got := read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.EntriesOf(7, "m:7:1") })
		same(t, "entries", kept.Entries, got)
	})
}
