// Package ask answers questions about a diary: a measure of a subject over a
// period, in one figure (product.md, section 5). It is pure: no database, no
// clock, no wording.
//
// A Question comes from the reader of messages (coach/intent) with its subject
// found; Answer gives a Result, whose Form says which sentence tells it.
// Whether something was had looks at every entry; means rest on logged days, or
// where there are none on the days that tell of food, and Result.Days says on
// how many.
package ask
