// Package intent reads what a message wants: whether it tells of a meal, of
// water, of skin, sleep or stress, asks something, requests something, greets,
// or is an alarm that comes before all else. It knows no foods of its own: it
// works on the message together with its food.Reading.
//
// Everything it recognises is written as data in content/language: classes.tsv
// names groups of words ("skin", "weekday", "number"), and the phrases_*.tsv
// files hold phrases, one a line, each with the intent that it speaks for.
// A phrase is a little pattern, explained in pattern.go. The way of a message:
//
//	tokens.go    words, numbers and emoji with their places and sentence ends
//	vocab.go     each word's number; coach/typo: one-edit typos of long words
//	pattern.go   a phrase as its elements; inflect.go: the forms of verbs
//	trie.go      all phrases in one trie; match.go: which of them occur
//	together.go  lines of several phrases that count together
//	shape.go     messages in no human English: code, links, other languages
//	classes.go   the classes that the code itself asks for
//	alarm.go     red flags, and the foods that stay logged beside one
//	evidence.go  what each sentence speaks for; solid.go: which cues another
//	             one explains; claim.go: what a cue's foods are about, where
//	             they weren't eaten
//	decide.go    the message's intent, and the further ones (set.go)
//	values.go, checkin.go   ratings, tags, hours and minutes
//	request.go, correction.go, reminder.go   what is to be shown, changed, set
//	wording.go, when.go, clock.go   words, days and times of day for them
//
// Reading is total and deterministic: any text gives a Message, in time linear
// in its length.
package intent
