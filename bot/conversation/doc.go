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
//	event.go, message.go   what comes in and what goes out
//	service.go, turn.go    the transaction, and one event's turn in it
//	drawings.go            pictures, which are drawn outside of it
//	route.go               which handler an event, command or intent goes to
//	press.go               the same for buttons, and the form of their data
//	entries.go, meals.go, logged.go   logging, and the answer to it
//	corrections.go, target.go, replace.go, amount.go, rewrite.go, fix.go,
//	undo.go, teach.go, reread.go      changing what was logged
//	water.go, skin.go, checkin.go, again.go, ask.go, care.go
//	start.go, zone.go, places.go, reminders*.go, schedule.go
//	settings.go, cups.go, diets.go, advice.go, keep.go, ownwords.go
//	wishes.go, grant.go               the same asked for in plain words
//	data.go, export.go, import*.go    the person's own data
//	today.go, week.go, month.go, history.go, pictures.go   looking back
//	nudges.go                         what the coach says by itself
//	question.go and question_*.go     one question: does a food go with my skin?
//
// All wording is in content/messages, loaded by words.go: a handler hands
// facts to a template and never writes a sentence itself.
//
// testdata/conversations holds conversations as text: what a person does and
// what the coach answers. A new case is a new file; -update fills it in.
package conversation
