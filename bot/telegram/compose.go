package telegram

import (
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/bot/conversation"
)

// Telegram's limits, in UTF-16 units once the markup is taken off.
const (
	maxMessage = 4096
	maxCaption = 1024
)

// mostParts is how many messages one text becomes at most.
const mostParts = 3

// call is one call of the Bot API that a message becomes.
type call struct {
	method string
	params tgbotapi.Params
	files  []tgbotapi.RequestFile
}

// compose turns a message to a chat into calls, to be made in order. Mostly it
// is one; a long text becomes several, up to mostParts, and so does a picture
// whose caption is too long: the picture, then the text. The buttons hang on the
// last.
func compose(chat int64, m conversation.Message) []call {
	switch {
	case m.React != "":
		return []call{composeReaction(chat, m)}
	case m.Edit != 0:
		return []call{composeEdit(chat, m)}
	}
	var calls []call
	text := m.Text
	if m.Photo != nil || m.PhotoID != "" || m.Document != nil {
		caption := text
		if visible(text) > maxCaption {
			caption = ""
		} else {
			text = ""
		}
		calls = append(calls, composeFile(chat, m, caption))
	}
	for _, part := range parted(text) {
		params := address(chat, m)
		params["text"] = part
		params["parse_mode"] = tgbotapi.ModeHTML
		params["link_preview_options"] = `{"is_disabled":true}`
		calls = append(calls, call{method: "sendMessage", params: params})
	}
	if len(calls) > 0 {
		calls[len(calls)-1].params.AddNonEmpty("reply_markup", markup(chat, m))
		calls[0].params.AddNonEmpty("reply_parameters", replyParameters(m))
	}
	return calls
}

// replyParameters say which message the new one visibly answers; it comes all the
// same when that is gone.
func replyParameters(m conversation.Message) string {
	if m.ReplyTo == 0 {
		return ""
	}
	return encode(map[string]any{"message_id": m.ReplyTo, "allow_sending_without_reply": true})
}

// composeReaction sets the one reaction that a bot may have on a message.
func composeReaction(chat int64, m conversation.Message) call {
	return call{method: "setMessageReaction", params: tgbotapi.Params{
		"chat_id":    strconv.FormatInt(chat, 10),
		"message_id": strconv.Itoa(m.ReactTo),
		"reaction":   encode([]map[string]string{{"type": "emoji", "emoji": m.React}}),
	}}
}

// parted is the text in parts for a message each. What is over is left out, and
// an ellipsis says so.
func parted(text string) []string {
	parts := split(text, maxMessage)
	if len(parts) > mostParts {
		parts = split(text, maxMessage-1)[:mostParts]
		parts[mostParts-1] += "…"
	}
	return parts
}

// address is what every new message says besides its content.
func address(chat int64, m conversation.Message) tgbotapi.Params {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
	params.AddNonZero("message_thread_id", m.Topic)
	params.AddBool("disable_notification", m.Silent)
	return params
}

func composeFile(chat int64, m conversation.Message, caption string) call {
	c := call{method: "sendPhoto", params: address(chat, m)}
	switch {
	case m.Document != nil:
		c.method = "sendDocument"
		c.files = []tgbotapi.RequestFile{upload("document", m.Document.Name, m.Document.Data)}
	case m.Photo != nil:
		c.files = []tgbotapi.RequestFile{upload("photo", "picture.png", m.Photo)}
	default:
		c.params["photo"] = m.PhotoID
	}
	if caption != "" {
		c.params["caption"] = caption
		c.params["parse_mode"] = tgbotapi.ModeHTML
	}
	return c
}

func upload(field, name string, data []byte) tgbotapi.RequestFile {
	return tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileBytes{Name: name, Bytes: data}}
}

// composeEdit changes a message in place. An edit can't be split: a text that
// is too long keeps its beginning.
func composeEdit(chat int64, m conversation.Message) call {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "message_id": strconv.Itoa(m.Edit)}
	params.AddNonEmpty("reply_markup", markup(chat, m))
	if m.Photo != nil || m.PhotoID != "" {
		return editPicture(params, m)
	}
	parts := split(m.Text, maxMessage)
	if len(parts) == 0 {
		return call{method: "editMessageReplyMarkup", params: params}
	}
	params["text"] = parts[0]
	params["parse_mode"] = tgbotapi.ModeHTML
	params["link_preview_options"] = `{"is_disabled":true}`
	return call{method: "editMessageText", params: params}
}

func editPicture(params tgbotapi.Params, m conversation.Message) call {
	media := map[string]string{"type": "photo", "media": m.PhotoID}
	c := call{method: "editMessageMedia", params: params}
	if m.Photo != nil {
		media["media"] = "attach://picture"
		c.files = []tgbotapi.RequestFile{upload("picture", "picture.png", m.Photo)}
	}
	if parts := split(m.Text, maxCaption); len(parts) > 0 {
		media["caption"], media["parse_mode"] = parts[0], tgbotapi.ModeHTML
	}
	params["media"] = encode(media)
	return c
}

// markup is what hangs under a message: buttons, or a keyboard that comes or
// goes.
func markup(chat int64, m conversation.Message) string {
	switch {
	case m.AskLocation:
		if chat <= 0 || m.Edit != 0 { // Telegram allows it in private chats alone
			return ""
		}
		return encode(locationKeyboard(m.Buttons))
	case m.CloseKeyboard:
		return encode(tgbotapi.NewRemoveKeyboard(false))
	case len(m.Buttons) == 0:
		return ""
	}
	rows := make([][]inlineButton, len(m.Buttons))
	for i, row := range m.Buttons {
		for _, b := range row {
			inline := inlineButton{Text: b.Text, Data: b.Data, Style: b.Style}
			if b.Copy != "" {
				inline.Copy = &copyText{b.Copy}
			}
			rows[i] = append(rows[i], inline)
		}
	}
	return encode(map[string]any{"inline_keyboard": rows})
}

// inlineButton is a button under a message; the library's own has no style and
// copies nothing.
type inlineButton struct {
	Text  string    `json:"text"`
	Data  string    `json:"callback_data,omitempty"`
	Style string    `json:"style,omitempty"`
	Copy  *copyText `json:"copy_text,omitempty"`
}

// copyText is what a button copies when it is pressed.
type copyText struct {
	Text string `json:"text"`
}

func locationKeyboard(buttons [][]conversation.Button) tgbotapi.ReplyKeyboardMarkup {
	rows := make([][]tgbotapi.KeyboardButton, len(buttons))
	first := true
	for i, row := range buttons {
		for _, b := range row {
			rows[i] = append(rows[i], tgbotapi.KeyboardButton{Text: b.Text, RequestLocation: first})
			first = false
		}
	}
	keyboard := tgbotapi.NewOneTimeReplyKeyboard(rows...)
	keyboard.ResizeKeyboard = true
	return keyboard
}

// encode is JSON of values that can't fail to encode.
func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("telegram: encode plain values: " + err.Error())
	}
	return string(b)
}
