// Package conversation is what the coach says: an event comes in (a person
// wrote, edited, pressed a button), replies go out. It knows no Telegram; the
// same conversation runs in the terminal.
//
// Service.Handle does everything that one event causes in one storage
// transaction: the note that the event was handled, the change to the diary,
// and the replies, which wait in the outbox. So nothing is lost and nothing
// counts twice, whatever fails in between. Service.Nudge does the same for
// each person who is due a reminder.
//
// Read on from:
//
//	event.go               what comes in and what goes out
//	service.go, turn.go    the transaction, and one event's turn in it
//	router.go              which part an event, command, button, answer or act goes to
//	buttons.go, entries.go, display.go   what all parts use: buttons and the form of
//	                       their data; the diary; what stands in it, shown
//	pictures.go            pictures, which are drawn outside of the transaction
//	wording                the templates, and the functions they are written with
//	archive                the file that an export writes and an import reads
//
// A part is a small type around the turn, told by one file or two; the router
// stands above all of them:
//
//	meals (meals.go), repeats (again.go)          logging, and what wasn't eaten or not understood
//	corrections (correct.go, fix.go)              corrections, which coach/diary applies
//	voiceNotes (voicenotes.go)                    words that were spoken
//	undoing (undo.go), vocabulary (teach.go)      taking back; words of the person's own
//	skinNotes, gutNotes, checkIns, fluids         other things to log (skin.go, gut.go, …)
//	articles (ask.go), alarms (care.go)           questions to the articles; what calls for care
//	lookup (look.go), suggestions (ideas.go)      questions about the diary; what to eat
//	sheets (today.go, week.go)                    looking back
//	setup (start.go, zone.go)                     the first steps
//	reminders, preferences, wishing               reminders and settings by buttons, and both in words
//	nudging (nudges.go)                           what the coach says by itself, and "done"
//	experiment (experiment*.go), suspects         one question: does a food go with how I am?
//	reports (reports.go)                          the diary as a PDF, for a doctor
//	tables (tables.go)                            other people's files, read in
//	ownData (export.go, import.go)                the person's own data
//
// What a message does is read by coach/intent. A part takes an act of it,
// changes the diary through pure code of the domain, and says what has changed.
//
// All wording is in content/messages, loaded by package wording: a part hands
// facts to a template and never writes a sentence itself.
//
// testdata/conversations holds conversations as text: what a person does and
// what the coach answers. A new case is a new file; -update fills it in.
package conversation
