package coach

import "time"

// ChangeKind tells what a change did to the diary.
type ChangeKind string

// The kinds of change. Undo and redo name the change they lift or restore in
// Base; a reread gives the change in Base a newer reading of the same words
// and is never undone by itself.
const (
	ChangeLog     ChangeKind = "log"
	ChangeEdit    ChangeKind = "edit"    // the person edited their message
	ChangeCorrect ChangeKind = "correct" // a button or a correcting message
	ChangeDelete  ChangeKind = "delete"
	ChangeUndo    ChangeKind = "undo"
	ChangeRedo    ChangeKind = "redo"
	ChangeReread  ChangeKind = "reread" // a newer lexicon, a taught word, a new time zone
)

// Change is one step in the history of a diary. Changes are only ever added;
// the diary is what replaying them gives. A change of kind log, edit, correct
// or delete states all entries of one source as they are from then on.
type Change struct {
	Seq     int64      `json:"seq"` // 1, 2, 3… for each person
	At      time.Time  `json:"at"`
	Kind    ChangeKind `json:"kind"`
	Source  string     `json:"source"`
	Base    int64      `json:"base,omitempty"`    // for undo, redo and reread: the Seq it is about
	Entries []Entry    `json:"entries,omitempty"` // all entries of Source from now on; none after a delete
}
