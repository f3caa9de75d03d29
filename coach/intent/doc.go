// Package intent reads what a message does: whether it tells of a meal, of
// skin, sleep or stress, corrects what was told before, asks or requests
// something, teaches a word, or calls for care, which comes before all else. It
// knows no foods of its own: it works on the message together with its
// food.Reading.
//
// A Message has its intents, by which it is routed, and its Acts, which are
// what to do, in the order of its words: Log, Rate, Feel, CheckIn, Mark, Unsaid, Correct,
// Remind, Look, Teach and Answer (act.go). An act holds what it is about, such
// as the diary.Correction to be applied, so that whoever carries it out looks
// for no phrases. What takes a parameter or two and no more, as undo and
// summaries do, is in the Message's Request.
//
// Everything it recognises is written as data in content/language: classes*.tsv
// name groups of words ("skin", "weekday"), and the phrases_*.tsv files hold
// phrases, one a line, each with the intent that it speaks for and a detail.
// The package coach/lang says how they are written and finds them; here is what
// they mean. The way of a message:
//
//	reader.go    Read; commands such as "/skin 3 itchy"
//	view.go      the message while it is read: its words, its foods, and the
//	             cues, which are the phrases found
//	slot.go      what the slots of phrases take in: {food}, {amount}, {when} …
//	together.go  lines of several phrases that count together
//	shape.go     messages in no human English: code, links, other languages
//	classes.go   the classes that the code itself asks for
//	alarm.go     what coach/care hears in the message; which foods are kept then
//	evidence.go  what each sentence speaks for; solid.go: which cues another
//	             one explains; claim.go: what a cue's foods are about, where
//	             they weren't eaten
//	decide.go    the message's intent, and the further ones (set.go)
//	values.go, checkin.go   ratings and tags; sleep, stress and movement
//	gut.go, marks.go        the same of the gut; dated notes
//	when.go, clock.go       days and times of day; words.go: the same for words
//	                        that are nothing else
//	correct.go, teach.go, answer.go   what is corrected, taught, answered
//	row.go       corrections that no phrase knows, as rows of roles; joined.go: where
//	             a clause of its own begins; pick.go: which of several is meant
//	ideas.go     what to eat, asked for
//	asking.go    whether a stretch asks or tells, weighed from signs
//	look.go      questions about the diary, a food or the last entry; look_asked.go:
//	             those that no phrase knows
//	remind.go    wishes about reminders, as a frame of kinds, hours and days;
//	             reminder.go: how often and how long
//	wish.go      wishes about settings, data and the coach itself
//	request.go   the parameters of other requests
//	act.go       all of it as acts
//
// Reading is total and deterministic: any text gives a Message, in time linear
// in its length. testdata/metamorphic holds that what is said around a meal
// doesn't change how the meal is read.
package intent
