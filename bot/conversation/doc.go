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
//	route.go               which handler an event, command or intent goes to
//	press.go               the same for buttons, and the form of their data
//	meals.go, entry*.go    logging, and the answer to it
//	corrections.go, fix.go changing what was logged
//	start.go, zone.go, reminders*.go, settings.go, data.go   the person's own
//	today.go, week.go, history.go                            looking back
//	nudges.go              what the coach says by itself
//
// All wording is in content/messages, loaded by words.go: a handler hands
// facts to a template and never writes a sentence itself.
package conversation
