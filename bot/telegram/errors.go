package telegram

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/coach"
)

// Error is a call that failed. Its text holds neither the token nor anything
// of a message.
type Error struct {
	Method      string
	Code        int           // Telegram's error code or the HTTP status; 0: there was no answer
	Description string        // Telegram's words, "" without an answer
	RetryAfter  time.Duration // how long Telegram asks to wait; 0: it doesn't
	MigrateTo   int64         // the chat's new id; 0: it has none
	Unsent      bool          // certainly nothing of the request reached Telegram
	cause       error
}

// Error tells the method and Telegram's words.
func (e *Error) Error() string {
	switch {
	case e.Description != "":
		return "telegram: " + e.Method + ": " + strconv.Itoa(e.Code) + " " + e.Description
	case e.cause != nil:
		return "telegram: " + e.Method + ": " + e.cause.Error()
	}
	return "telegram: " + e.Method + ": no answer"
}

// Unwrap gives the network's error, if it was that.
func (e *Error) Unwrap() error { return e.cause }

// Is makes errors.Is(err, coach.ErrUnavailable) true for whatever may succeed
// when tried again.
func (e *Error) Is(target error) bool {
	return target == coach.ErrUnavailable && (e.Code == 0 || e.RetryAfter > 0 || e.Code == http.StatusTooManyRequests || e.Code >= 500)
}

// failure makes an *Error of what the library returned.
func (c *Client) failure(method string, err error, unsent bool) *Error {
	e := &Error{Method: method, Unsent: unsent}
	if said, ok := errors.AsType[*tgbotapi.Error](err); ok {
		e.Code = said.Code
		e.Description = c.scrub(said.Message)
		e.RetryAfter = seconds(said.RetryAfter)
		e.MigrateTo = said.MigrateToChatID
		e.fillGaps()
		return e
	}
	if status, ok := errors.AsType[statusError](err); ok {
		e.Code = int(status)
	}
	e.cause = err
	if text := err.Error(); strings.Contains(text, c.token) {
		e.cause = errors.New(c.scrub(text))
	}
	return e
}

// fillGaps mends what the library leaves out: errors of uploads carry no code,
// and a 429 may say in words alone how long to wait.
func (e *Error) fillGaps() {
	if e.Code == 0 {
		e.Code = codeOf(e.Description)
	}
	if e.Code == http.StatusTooManyRequests && e.RetryAfter == 0 {
		_, words, _ := strings.Cut(e.Description, "retry after ")
		n, _ := strconv.Atoi(words) // of a number too large: the largest
		e.RetryAfter = seconds(max(n, 1))
	}
}

// mostRetryAfter is the longest pause that is believed.
const mostRetryAfter = 24 * time.Hour

// seconds is a pause that Telegram asks for.
func seconds(n int) time.Duration {
	return time.Duration(min(max(n, 0), int(mostRetryAfter/time.Second))) * time.Second
}

func codeOf(description string) int {
	kind, _, _ := strings.Cut(description, ":")
	switch kind {
	case "Unauthorized":
		return http.StatusUnauthorized
	case "Forbidden":
		return http.StatusForbidden
	case "Not Found":
		return http.StatusNotFound
	case "Conflict":
		return http.StatusConflict
	case "Request Entity Too Large":
		return http.StatusRequestEntityTooLarge
	case "Too Many Requests":
		return http.StatusTooManyRequests
	case "Internal Server Error":
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// scrub takes the token out of a text, and what Telegram quotes of a message
// that it couldn't parse.
func (c *Client) scrub(text string) string {
	if before, _, ok := strings.Cut(text, "can't parse entities"); ok {
		return before + "can't parse entities"
	}
	return strings.ReplaceAll(text, c.token, "<token>")
}

func asError(err error) (*Error, bool) { return errors.AsType[*Error](err) }
