package storage_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// Whatever is changed in whatever order, the entries kept are those that the
// plain replay of the changes gives.
func TestEntriesEqualTheReplay(t *testing.T) {
	db := storagetest.Open(t, ":memory:")
	user := int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		user++
		sources := []string{"m:1", "m:2", "c:3"}
		var all []coach.Change
		for n := range rapid.IntRange(1, 12).Draw(rt, "changes") {
			c := coach.Change{At: now, Source: rapid.SampledFrom(sources).Draw(rt, "source")}
			c.Kind = rapid.SampledFrom([]coach.ChangeKind{
				coach.ChangeLog, coach.ChangeEdit, coach.ChangeCorrect, coach.ChangeDelete,
				coach.ChangeUndo, coach.ChangeRedo, coach.ChangeReread,
			}).Draw(rt, "kind")
			switch c.Kind {
			case coach.ChangeUndo, coach.ChangeRedo, coach.ChangeReread:
				if len(all) == 0 {
					continue
				}
				about := rapid.SampledFrom(all).Draw(rt, "about")
				c.Source, c.Base = about.Source, about.Seq
			}
			for part := range rapid.IntRange(0, 2).Draw(rt, "entries") {
				e := meal(fmt.Sprint("text ", n), "leek")
				e.Part = part
				c.Entries = append(c.Entries, e)
			}
			all = append(all, appendChange(t, db, user, c))
		}
		for _, source := range sources {
			of := slices.DeleteFunc(slices.Clone(all), func(c coach.Change) bool { return c.Source != source })
			want := append([]coach.Entry{}, coach.Standing(of)...)
			got := read(t, db, func(tx *storage.Tx) ([]coach.Entry, error) { return tx.EntriesOf(user, source) })
			same(t, source, want, got)
		}
	})
}
