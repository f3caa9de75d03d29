// Package diary changes a diary as its owner's words say: it finds the entry
// that a correction is about and changes that entry and nothing else.
//
// It is pure: no database, no clock, no wording. Apply takes the entries of the
// last days, oldest first, and gives back a new list and an Outcome, which says
// what happened, to be answered and kept by the caller:
//
//	entries, outcome := editor.Apply(entries, diary.Correction{Op: diary.Remove, Wrong: []diary.Named{{Names: []string{"rice"}}}})
//
// The rules:
//
//   - target.go: which entry. That of the message replied to; else the newest
//     that holds the food named as wrong; several such, or none, are asked
//     about; else, where no food is named, the newest entry of a fitting kind.
//   - apply.go: what is done to it. Only the target changes, and in it only the
//     foods that are meant; a dish that a single part is taken out of is parted.
//   - amount.go: how an amount is changed: one without a unit takes the unit of
//     the amount that it corrects.
//   - restore.go: what was taken out and had after all comes back as it was.
package diary
