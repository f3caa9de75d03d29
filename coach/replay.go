package coach

// The diary is what replaying its changes gives. A person's own changes (log,
// edit, correct, delete) stand until an undo lifts them; a redo restores one.
// A reread belongs to the change it refines: it stands and falls with it.

// ByPerson tells whether the change is one that a person made to their diary,
// and that undo can therefore lift.
func (k ChangeKind) ByPerson() bool {
	switch k {
	case ChangeLog, ChangeEdit, ChangeCorrect, ChangeDelete:
		return true
	}
	return false
}

// Standing are the entries of one source after all of its changes, given in
// Seq order: those of the source's latest change that stands, in their newest
// reading. It is empty when that change is a delete, or when none stands.
func Standing(changes []Change) []Entry {
	latest := lastStanding(changes)
	if latest < 0 {
		return nil
	}
	entries := changes[latest].Entries
	for _, c := range changes[latest+1:] {
		if c.Kind == ChangeReread && c.Base == changes[latest].Seq {
			entries = c.Entries
		}
	}
	return entries
}

// Undoable is the change that a person's next undo lifts: the latest of their
// own that stands. The changes are their recent ones of all sources, in Seq
// order; a lifted change that is older than those given is not missed.
func Undoable(changes []Change) (Change, bool) {
	latest := lastStanding(changes)
	if latest < 0 {
		return Change{}, false
	}
	return changes[latest], true
}

// Redoable is the change that a person's next redo restores: the one that
// their latest undo lifted. A new change of their own ends the chance.
func Redoable(changes []Change) (Change, bool) {
	bySeq := make(map[int64]Change, len(changes))
	var lifted []int64
	for _, c := range changes {
		bySeq[c.Seq] = c
		switch {
		case c.Kind.ByPerson():
			lifted = lifted[:0]
		case c.Kind == ChangeUndo:
			lifted = append(without(lifted, c.Base), c.Base)
		case c.Kind == ChangeRedo:
			lifted = without(lifted, c.Base)
		}
	}
	if len(lifted) == 0 {
		return Change{}, false
	}
	c, ok := bySeq[lifted[len(lifted)-1]]
	return c, ok
}

// lastStanding is the index of the latest change by the person that no undo
// has lifted, or -1.
func lastStanding(changes []Change) int {
	lifted := make(map[int64]bool)
	for _, c := range changes {
		switch c.Kind {
		case ChangeUndo:
			lifted[c.Base] = true
		case ChangeRedo:
			delete(lifted, c.Base)
		}
	}
	for i := len(changes) - 1; i >= 0; i-- {
		if changes[i].Kind.ByPerson() && !lifted[changes[i].Seq] {
			return i
		}
	}
	return -1
}

// without is the list with every occurrence of seq taken out.
func without(list []int64, seq int64) []int64 {
	kept := list[:0]
	for _, s := range list {
		if s != seq {
			kept = append(kept, s)
		}
	}
	return kept
}
