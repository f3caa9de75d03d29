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
//	dialog.go              answers to a question that the coach asked
//	entries.go, meals.go, logged.go   logging, and the answer to it; shown.go: foods
//	                       in the person's own words; brief.go: short answers
//	doubt.go               what isn't logged or understood, asked about by buttons
//	unsaid.go, again.go    meals without their foods; usual meals
//	correct.go             corrections, which coach/diary applies
//	fix.go, rewrite.go, undo.go, teach.go, reread.go   other changes of what was
//	                       logged; words of the person's own
//	water.go, skin.go, skin_history.go, rate.go, gut.go, checkin.go   other things to log
//	ask.go, care.go        questions to the articles; alarms and concerns
//	ideas.go               what to eat, which coach/ideas suggests
//	look.go                questions about the diary, which coach/ask answers
//	start.go, zone.go, places.go      the first steps
//	reminders.go, schedule.go         reminders by buttons; reminders_words.go: in words
//	settings.go, cups.go, diets.go, advice.go, keep.go, ownwords.go   settings
//	grant.go                          the same asked for in plain words
//	data.go, export.go, import*.go    the person's own data
//	today.go, week.go, month.go, history.go, pictures.go   looking back; weekcard.go:
//	                       the week in one message
//	nudges.go, patience.go            what the coach says by itself, and "done"
//	question.go and question_*.go     one question: does a food go with my skin?
//
// What a message does is read by coach/intent. A handler takes an act of it,
// changes the diary through pure code of the domain, and says what has changed.
//
// All wording is in content/messages, loaded by words.go: a handler hands
// facts to a template and never writes a sentence itself.
//
// testdata/conversations holds conversations as text: what a person does and
// what the coach answers. A new case is a new file; -update fills it in.
package conversation
