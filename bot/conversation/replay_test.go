package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// said are messages that log, correct, undo, redo and delete.
var said = []string{
	"apple", "oatmeal and kefir", "no oatmeal", "actually banana", "undo", "redo", "delete that", "2 glasses of water",
	"that was yesterday", "skin 3/5", "salad for lunch, tofu for dinner", "zorblax", "undo", "undo", "redo", "zorblax = tofu",
}

// TestDiaryIsItsReplay does anything in any order, and holds the whole diary
// against the plain replay of what was done.
func TestDiaryIsItsReplay(t *testing.T) {
	db, user := storagetest.Open(t, ":memory:"), int64(0)
	rapid.Check(t, func(r *rapid.T) {
		w := newWorldOn(t, db, wednesday, "UTC")
		user++
		w.user = user
		for range rapid.IntRange(1, 15).Draw(r, "steps") {
			w.now = w.now.Add(time.Minute)
			w.step(r, rapid.SampledFrom(said).Draw(r, "text"))
		}
		if diff := cmp.Diff(w.replayed(), w.bySource()); diff != "" {
			r.Fatalf("the diary is not its replay (-replay +diary):\n%s", diff)
		}
	})
}

// step writes, edits, replies to or presses something.
func (w *world) step(r *rapid.T, text string) {
	c := w.chat()
	number := rapid.IntRange(1, c.last+1).Draw(r, "number")
	switch rapid.IntRange(0, 4).Draw(r, "how") {
	case 0:
		w.handle(Event{Kind: KindEdited, MessageID: number, Text: text})
	case 1:
		e := w.message(text)
		e.ReplyTo = number
		w.handle(e)
	case 2:
		if buttons := c.buttons[number]; len(buttons) > 0 {
			w.handle(Event{Kind: KindButton, MessageID: number, Text: rapid.SampledFrom(buttons).Draw(r, "button").Data})
		}
	default:
		w.handle(w.message(text))
	}
}

func (w *world) changes() []coach.Change {
	w.t.Helper()
	var changes []coach.Change
	w.view(func(tx *storage.Tx) (err error) {
		changes, err = tx.ChangesAfter(w.user, 0, 1000)
		return err
	})
	return changes
}

// replayed is what stands of each source, replayed in the plainest way: the
// latest change that isn't lifted says it, in its latest reading.
func (w *world) replayed() map[string][]coach.Entry {
	lifted, entries := map[int64]bool{}, map[int64][]coach.Entry{}
	order := map[string][]int64{}
	for _, c := range w.changes() {
		switch c.Kind {
		case coach.ChangeUndo:
			lifted[c.Base] = true
		case coach.ChangeRedo:
			lifted[c.Base] = false
		case coach.ChangeReread:
			entries[c.Base] = c.Entries
		default:
			order[c.Source] = append(order[c.Source], c.Seq)
			entries[c.Seq] = c.Entries
		}
	}
	standing := map[string][]coach.Entry{}
	for source, seqs := range order {
		for _, seq := range slices.Backward(seqs) {
			if !lifted[seq] {
				standing[source] = entries[seq]
				break
			}
		}
		if len(standing[source]) == 0 {
			delete(standing, source)
		}
	}
	return standing
}

// bySource is the diary as it is stored, by source and part.
func (w *world) bySource() map[string][]coach.Entry {
	stored := map[string][]coach.Entry{}
	for _, e := range w.entries() {
		stored[e.Source] = append(stored[e.Source], e)
	}
	for _, list := range stored {
		slices.SortFunc(list, func(a, b coach.Entry) int { return a.Part - b.Part })
	}
	return stored
}

// TestUndoGoesBackStepByStep undoes everything that was done, each time to the
// diary of the step before, and redoes it all again.
func TestUndoGoesBackStepByStep(t *testing.T) {
	doing := slices.DeleteFunc(slices.Clone(said), func(text string) bool {
		return text == "undo" || text == "redo" || strings.Contains(text, "=") // a taught word isn't undone
	})
	db, user := storagetest.Open(t, ":memory:"), int64(0)
	rapid.Check(t, func(r *rapid.T) {
		w := newWorldOn(t, db, wednesday, "UTC")
		user++
		w.user = user
		diaries := []map[string][]coach.Entry{w.bySource()}
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			w.now = w.now.Add(time.Minute)
			before := len(w.changes())
			w.do(rapid.SampledFrom(doing).Draw(r, "text"))
			if len(w.changes()) > before {
				diaries = append(diaries, w.bySource())
			}
		}
		last := len(diaries) - 1
		for i := range diaries {
			if diff := cmp.Diff(diaries[last-i], w.bySource()); diff != "" {
				r.Fatalf("after %d undos (-want +got):\n%s", i, diff)
			}
			w.do("undo")
		}
		for i := range diaries {
			if diff := cmp.Diff(diaries[i], w.bySource()); diff != "" {
				r.Fatalf("after %d redos (-want +got):\n%s", i, diff)
			}
			w.do("redo")
		}
	})
}
