package coach

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// diary writes changes as the rest of the program does: undo and redo name
// what Undoable and Redoable give.
type diary struct{ changes []Change }

func (d *diary) add(kind ChangeKind, source string, base int64, foods ...string) int64 {
	c := Change{Seq: int64(len(d.changes) + 1), Kind: kind, Source: source, Base: base}
	if len(foods) > 0 {
		c.Entries = []Entry{{Source: source, Kind: KindMeal}}
		for _, name := range foods {
			c.Entries[0].Foods = append(c.Entries[0].Foods, Food{Name: name})
		}
	}
	d.changes = append(d.changes, c)
	return c.Seq
}

func (d *diary) undo() bool {
	c, ok := Undoable(d.changes)
	if ok {
		d.add(ChangeUndo, c.Source, c.Seq)
	}
	return ok
}

func (d *diary) redo() bool {
	c, ok := Redoable(d.changes)
	if ok {
		d.add(ChangeRedo, c.Source, c.Seq)
	}
	return ok
}

func (d *diary) of(source string) []Change {
	var own []Change
	for _, c := range d.changes {
		if c.Source == source {
			own = append(own, c)
		}
	}
	return own
}

// names are the foods that stand for a source.
func (d *diary) names(source string) []string {
	var names []string
	for _, e := range Standing(d.of(source)) {
		for _, f := range e.Foods {
			names = append(names, f.Name)
		}
	}
	return names
}

func (d *diary) expect(t *testing.T, source string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, d.names(source), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("diary of %s (-want +got):\n%s", source, diff)
	}
}

func TestUndoLiftsStepByStep(t *testing.T) {
	var d diary
	d.add(ChangeLog, "m:1", 0, "oatmeal")
	d.add(ChangeEdit, "m:1", 0, "oatmeal", "banana")
	d.add(ChangeLog, "m:2", 0, "kefir")
	d.add(ChangeDelete, "m:1", 0)
	d.expect(t, "m:1")

	d.undo()
	d.expect(t, "m:1", "oatmeal", "banana")
	d.undo()
	d.expect(t, "m:2")
	d.undo()
	d.expect(t, "m:1", "oatmeal")
	d.undo()
	d.expect(t, "m:1")
	if d.undo() {
		t.Error("an empty diary has nothing to undo")
	}

	for d.redo() {
	}
	d.expect(t, "m:1")
	d.expect(t, "m:2", "kefir")
}

func TestNewChangeEndsRedo(t *testing.T) {
	var d diary
	d.add(ChangeLog, "m:1", 0, "oatmeal")
	d.undo()
	d.add(ChangeLog, "m:2", 0, "kefir")
	if d.redo() {
		t.Error("redo reached over a new change")
	}
	d.undo()
	if c, _ := Redoable(d.changes); c.Source != "m:2" {
		t.Errorf("redo would restore %q, not what was lifted last", c.Source)
	}
}

func TestRereadBelongsToItsChange(t *testing.T) {
	var d diary
	logged := d.add(ChangeLog, "m:1", 0, "pot")
	corrected := d.add(ChangeCorrect, "m:1", 0, "stew")
	d.add(ChangeReread, "m:1", logged, "lentil soup")
	d.expect(t, "m:1", "stew")
	d.add(ChangeReread, "m:1", corrected, "beef stew")
	d.expect(t, "m:1", "beef stew")

	d.undo()
	d.expect(t, "m:1", "lentil soup")
	d.add(ChangeReread, "m:1", logged, "red lentil soup")
	d.redo()
	d.expect(t, "m:1", "beef stew")
	d.undo()
	d.expect(t, "m:1", "red lentil soup")
	d.undo()
	d.expect(t, "m:1")
}

// step is one of the person's own changes in the plain model of a diary.
type step struct {
	seq    int64
	source string
	foods  []string
}

// TestDiaryEqualsPlainReplay holds the diary against a model that keeps what
// stands on one stack and what was undone on another, and replays the first.
func TestDiaryEqualsPlainReplay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d diary
		var done, undone []step
		source := rapid.SampledFrom([]string{"m:1", "m:2", "c:3"})
		kinds := rapid.SampledFrom([]ChangeKind{
			ChangeLog, ChangeEdit, ChangeCorrect, ChangeDelete, ChangeUndo, ChangeUndo, ChangeRedo, ChangeRedo, ChangeReread,
		})
		for n := range rapid.IntRange(0, 40).Draw(t, "steps") {
			switch kind := kinds.Draw(t, "kind"); kind {
			case ChangeUndo:
				if d.undo() != (len(done) > 0) {
					t.Fatal("undo and model disagree on whether something stands")
				}
				done, undone = moveLast(done, undone)
			case ChangeRedo:
				if d.redo() != (len(undone) > 0) {
					t.Fatal("redo and model disagree on whether something was lifted")
				}
				undone, done = moveLast(undone, done)
			case ChangeReread:
				refine(t, &d, done, fmt.Sprint("reread ", n))
				refine(t, &d, undone, fmt.Sprint("reread undone ", n))
			default:
				s := step{source: source.Draw(t, "source")}
				if kind != ChangeDelete {
					s.foods = []string{fmt.Sprint("food ", n)}
				}
				s.seq = d.add(kind, s.source, 0, s.foods...)
				done, undone = append(done, s), nil
			}
			compare(t, &d, done)
		}
	})
}

// refine gives one of the steps, if there are any, a newer reading.
func refine(t *rapid.T, d *diary, steps []step, name string) {
	if len(steps) == 0 {
		return
	}
	s := &steps[rapid.IntRange(0, len(steps)-1).Draw(t, name)]
	if len(s.foods) > 0 {
		s.foods = []string{name}
		d.add(ChangeReread, s.source, s.seq, name)
	}
}

func moveLast(from, to []step) (shorter, longer []step) {
	if len(from) == 0 {
		return from, to
	}
	last := from[len(from)-1]
	return from[:len(from)-1], append(to, last)
}

func compare(t *rapid.T, d *diary, done []step) {
	plain := make(map[string][]string)
	for _, s := range done {
		plain[s.source] = s.foods
	}
	for _, source := range []string{"m:1", "m:2", "c:3"} {
		if diff := cmp.Diff(plain[source], d.names(source), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("diary of %s (-plain +replayed):\n%s", source, diff)
		}
	}
}
