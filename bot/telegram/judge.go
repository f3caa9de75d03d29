package telegram

import (
	"net/http"
	"slices"
	"strings"
)

// verdict is what an answer of Telegram means for a message.
type verdict int

const (
	taken   verdict = iota // it is there, or an edit has nothing left to change
	notNow                 // certainly not there; may go later
	unclear                // it may be there or not
	gone                   // the person blocked the bot or is no more
	refused                // Telegram will never take it
)

// Words of Telegram's answers, which carry no finer code than 400.
var (
	wordsOfNothingToEdit = []string{
		"message is not modified",
		"message to edit not found",
		"message can't be edited",
		"MESSAGE_ID_INVALID",
	}
	wordsOfGone = []string{
		"chat not found",
		"user not found",
		"user is deactivated",
		"PEER_ID_INVALID",
		"INPUT_USER_DEACTIVATED",
	}
)

// judge tells what a failed call means. An answer without Telegram's own words
// is a proxy's and decides nothing, except that a file is too large.
func judge(e *Error) verdict {
	says := func(words string) bool { return strings.Contains(e.Description, words) }
	switch {
	case e.RetryAfter > 0:
		return notNow
	case e.Code == http.StatusRequestEntityTooLarge:
		return refused
	case e.Code == 0 || e.Description == "" || e.Code >= 500:
		if e.Unsent {
			return notNow
		}
		return unclear
	case e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound || e.Code == http.StatusConflict:
		return notNow // about the bot, not about the message
	case slices.ContainsFunc(wordsOfNothingToEdit, says):
		return taken
	case e.Code == http.StatusForbidden || slices.ContainsFunc(wordsOfGone, says):
		return gone
	}
	return refused
}
