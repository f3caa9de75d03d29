package telegram

import (
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// mend changes a call that Telegram refused so that it may be taken, and tells
// whether it could.
func mend(c call, e *Error) (call, bool) {
	said := e.Description
	switch {
	case e.MigrateTo != 0:
		return c.to(e.MigrateTo), true
	case strings.Contains(said, "thread not found"):
		return c.without("message_thread_id")
	case strings.Contains(said, "no text in the message to edit"):
		return c.asCaption()
	case strings.Contains(said, "can't parse"), strings.Contains(said, "BUTTON_"), strings.Contains(said, "reply markup"):
		return c.inPlainWords()
	}
	return c, false
}

// inPlainWords is the call once more without markup and without buttons, for
// when Telegram can't read those: words without a frame are better than
// silence. ok is false if that changes nothing.
func (c call) inPlainWords() (plain call, ok bool) {
	if c.params["parse_mode"] == "" && c.params["reply_markup"] == "" {
		return c, false
	}
	params := tgbotapi.Params{}
	for key, value := range c.params {
		switch key {
		case "parse_mode", "reply_markup":
		case "text", "caption":
			params[key] = plainText(value)
		default:
			params[key] = value
		}
	}
	return call{c.method, params, c.files}, true
}

// asCaption is an edit of a text once more as the edit of a picture's caption,
// for a message that turns out to be a picture.
func (c call) asCaption() (call, bool) {
	if c.method != "editMessageText" {
		return c, false
	}
	params := tgbotapi.Params{}
	for key, value := range c.params {
		if key != "text" && key != "link_preview_options" {
			params[key] = value
		}
	}
	params["caption"] = split(c.params["text"], maxCaption)[0]
	return call{"editMessageCaption", params, nil}, true
}

// without is the call once more without one parameter.
func (c call) without(param string) (call, bool) {
	if _, ok := c.params[param]; !ok {
		return c, false
	}
	params := tgbotapi.Params{}
	for key, value := range c.params {
		if key != param {
			params[key] = value
		}
	}
	return call{c.method, params, c.files}, true
}

// to is the call once more to another chat.
func (c call) to(chat int64) call {
	next, _ := c.without("chat_id")
	next.params["chat_id"] = strconv.FormatInt(chat, 10)
	return next
}
