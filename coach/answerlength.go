package coach

// AnswerLength is how much a person wants to read when they log something.
type AnswerLength string

// The lengths of answers.
const (
	AnswersFull     AnswerLength = ""         // what was understood, and what counts of it
	AnswersShort    AnswerLength = "short"    // what was understood
	AnswersReaction AnswerLength = "reaction" // a reaction to their message, unless there is something to ask or to say
)

// AnswerLengths lists all of them.
func AnswerLengths() []AnswerLength {
	return []AnswerLength{AnswersFull, AnswersShort, AnswersReaction}
}
