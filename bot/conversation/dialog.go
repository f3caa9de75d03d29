package conversation

import (
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// answered takes a message that answers the coach's last question. done is
// false when no question waits, or when the message is about something else.
func (t *turn) answered(text string, m intent.Message) (done bool, err error) {
	switch asked := t.asked(); asked {
	case "rename", "amount":
		return t.fixAnswer(asked, text, m)
	case "teach":
		return t.teachAnswer(text)
	case "start", "zone", "reminders":
		return t.startAnswer(asked, text, m)
	case "delete":
		return t.deleteAnswer(text)
	case "question":
		if m.Intent == intent.Unknown {
			t.settle()
			return true, t.question(text)
		}
	case "exposure":
		return t.exposureAnswer(text)
	case askedNote:
		if done, err := t.ratingAnswer(asked, text, m); done || err != nil {
			return done, err
		}
		return t.skinNote(text, m)
	case askedRating, askedRated:
		return t.ratingAnswer(asked, text, m)
	case askedGut, askedGutRated, askedGutNote:
		return gutNotes{t}.answer(asked, text, m)
	case "sleep", "stress", "moved":
		return t.scaleAnswer(asked, text, m)
	case askedCare:
		return t.careAnswer(text)
	case askedDoubt:
		return doubt{t, t.u.Dialog.About}.answered(text)
	case "wished":
		return t.wishedMore(m)
	case "meal":
		meal, when, _ := strings.Cut(t.u.Dialog.About, "\n")
		return t.mealAnswer(mealAsked{when, food.Meal(meal), text}, m)
	}
	return false, nil
}

// says tells whether a short text is one of the words that the wording name
// lists, one a line.
func (t *turn) says(name, text string) bool {
	words, err := t.words.Label(name, nil)
	if err != nil {
		return false
	}
	text = strings.Trim(strings.ToLower(strings.TrimSpace(text)), ".! ")
	for word := range strings.Lines(words) {
		if text == strings.TrimSpace(word) {
			return true
		}
	}
	return false
}
