// Package coach is the domain: people, their diaries, their days and weeks,
// when to nudge them, and what the articles have to say. It does no I/O and
// reads no clock: time comes in as a parameter, and what it decides goes out
// as values. How any of it is worded is decided elsewhere, except for the
// guidance cards, which are content.
//
// Bottom-up:
//
//   - A User is one person with their settings; MoveTo changes their zone.
//   - A diary is a list of Changes that only grows. Standing says which
//     entries of a source they leave, Undoable and Redoable what the next undo
//     and redo are about (replay.go).
//   - Due plans the nudges of an instant from the person and their Today, and
//     NextDue says when to ask again (due.go). Both rest on slots: each hour of
//     a schedule is a span of time on each day (slot.go).
//   - SummariseDay and SummariseWeek add up entries (dayfigures.go, figures.go,
//     week.go). A Week compares itself with the one before (trend.go), holds
//     its gut score (score.go), and knows which entries each Line counted
//     (counted.go).
//   - A Guide holds the guidance cards (guide.go, guidefile.go, guidecard.go),
//     picks the one small NextStep (step.go), and answers questions (answer.go,
//     rank.go, with words.go for stems and synonyms), where a card is for the way
//     in which they are asked (guidekinds.go).
//   - Notes on the gut, and marks such as a period, are entries too (note.go).
package coach
