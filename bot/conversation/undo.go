package conversation

import (
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// undoDepth is how many changes back undo looks.
const undoDepth = 300

// undoWords does what "undo", "redo" or "delete the last one" asks for.
func (t *turn) undoWords(m intent.Message) error {
	switch m.Request.Action {
	case intent.ActRedo:
		return t.redoLast()
	case intent.ActDelete:
		return t.deleteWords(m)
	}
	return t.undoLast()
}

// undoLast lifts the latest change that stands, and shows what is left.
func (t *turn) undoLast() error {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return err
	}
	c, ok := coach.Undoable(recent)
	if !ok {
		return t.say("undo.nothing", nil)
	}
	return t.lift(coach.ChangeUndo, c)
}

// redoLast restores what the latest undo lifted.
func (t *turn) redoLast() error {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return err
	}
	c, ok := coach.Redoable(recent)
	if !ok {
		return t.say("redo.nothing", nil)
	}
	return t.lift(coach.ChangeRedo, c)
}

// lift undoes or redoes the change c, asked for by a message: the coach's
// message about it changes, and a new one says what happened.
func (t *turn) lift(kind coach.ChangeKind, c coach.Change) error {
	before, err := t.namesOf(c.Source)
	if err != nil {
		return err
	}
	if _, err := t.append(kind, c.Source, c.Seq, nil); err != nil {
		return err
	}
	if _, err := t.refresh(c.Source); err != nil {
		return err
	}
	after, err := t.namesOf(c.Source)
	if err != nil {
		return err
	}
	k := t.keyboard()
	if kind == coach.ChangeUndo {
		k.add("button.redo", nil, "redo", c.Source, strconv.FormatInt(c.Seq, 10))
	} else {
		k.add("button.undo", nil, "undo", c.Source, strconv.FormatInt(c.Seq, 10))
	}
	return t.sayWith(string(kind), lifted{Before: before, After: after, Change: c.Kind}, k)
}

// lifted is what an undo or redo did to a source's entries.
type lifted struct {
	Before, After []string
	Change        coach.ChangeKind // what was undone or redone
}

func (t *turn) namesOf(source string) ([]string, error) {
	_, entries, err := t.standing(source)
	return entriesNames(entries), err
}

// pressUndo undoes the source's latest change, if it is still the one that the
// button was made for, and shows the new state in place.
func (t *turn) pressUndo(args arguments) error {
	return t.pressLift(args, coach.ChangeUndo, coach.Undoable)
}

// pressRedo restores the source's change in the same way.
func (t *turn) pressRedo(args arguments) error {
	return t.pressLift(args, coach.ChangeRedo, coach.Redoable)
}

func (t *turn) pressLift(args arguments, kind coach.ChangeKind, next func([]coach.Change) (coach.Change, bool)) error {
	source := args.at(0)
	changes, _, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.say("button.gone", nil)
	}
	c, ok := next(changes)
	if ok && strconv.FormatInt(c.Seq, 10) == args.at(1) {
		if _, err := t.append(kind, source, c.Seq, nil); err != nil {
			return err
		}
	}
	if changes, _, err = t.standing(source); err != nil {
		return err
	}
	if tapped := entriesBefore(changes); strings.HasPrefix(source, "c:") && onlyWater(tapped) {
		return t.waterUndone(source, changes)
	}
	return t.showPressed(source)
}

// deleteWords deletes the entry that the words mean: the last one that holds
// the foods they name, else the last one of all.
func (t *turn) deleteWords(m intent.Message) error {
	source, err := t.sourceMeant(m)
	if err != nil {
		return err
	}
	return t.deleteSource(source)
}

func (t *turn) deleteSource(source string) error {
	if source == "" {
		return t.say("undo.nothing", nil)
	}
	names, err := t.namesOf(source)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return t.say("undo.nothing", nil)
	}
	c, err := t.append(coach.ChangeDelete, source, 0, nil)
	if err != nil {
		return err
	}
	if _, err := t.refresh(source); err != nil {
		return err
	}
	k := t.keyboard().add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	return t.sayWith("deleted", names, k)
}
