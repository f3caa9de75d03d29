package storage_test

import (
	"errors"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

func TestForgetDropsWhatIsOldAlone(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		old, long := meal("old", "leek"), now.AddDate(-1, 0, 0)
		old.Day = "2025-03-18"
		told := func(source string, at time.Time, entries ...coach.Entry) {
			c := logged(source, entries...)
			c.At = at
			appendChange(t, db, 7, c)
		}
		lasting := meal("old and new", "leek")
		lasting.Part = 1
		told("m:7:1", long, old)
		told("m:7:2", long, old, lasting)
		told("m:7:3", now, old) // told of late
		told("m:7:4", long)     // deleted long ago
		appendChange(t, db, 8, logged("m:8:1", old))
		update(t, db, func(tx *storage.Tx) error {
			n, err := tx.Forgettable(7, "2025-09-18", now.AddDate(0, -6, 0))
			same(t, "what would go", int64(1), n)
			n, err2 := tx.Forget(7, "2025-09-18", now.AddDate(0, -6, 0))
			same(t, "what went", int64(1), n)
			return errors.Join(err, err2)
		})
		for source, want := range map[string]int{"m:7:1": 0, "m:7:2": 1, "m:7:3": 1, "m:7:4": 0} {
			changes := read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.ChangesOf(7, source) })
			same(t, source, want, len(changes))
		}
		others := read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(8, 10) })
		same(t, "another's changes", 1, len(others))
	})
}
