package telegramtest

import (
	"encoding/json"
	"unicode/utf8"
)

// Telegram's limits of keyboards.
const (
	maxButtons  = 100
	maxInRow    = 8
	maxCallback = 64 // bytes
	maxCopied   = 256
)

type replyMarkup struct {
	Inline   *[][]Button    `json:"inline_keyboard"`
	Keyboard *[][]KeyButton `json:"keyboard"`
	Remove   bool           `json:"remove_keyboard"`
	Force    bool           `json:"force_reply"`
}

// readMarkup reads reply_markup and checks it. edit: only buttons under the
// message are allowed.
func (q *request) readMarkup(c *chat, edit bool) (replyMarkup, *Failure) {
	var m replyMarkup
	raw := q.params["reply_markup"]
	if raw == "" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return m, bad("can't parse reply keyboard markup JSON object")
	}
	switch {
	case m.Inline != nil:
		return m, checkInline(*m.Inline)
	case edit:
		return m, bad("inline keyboard expected")
	case m.Keyboard != nil:
		return m, checkKeyboard(*m.Keyboard, c)
	case !m.Remove && !m.Force:
		return m, bad("object expected as reply markup")
	}
	return m, nil
}

func checkInline(rows [][]Button) *Failure {
	count := 0
	for _, row := range rows {
		if len(row) > maxInRow {
			return bad("reply markup is too long")
		}
		for _, b := range row {
			count++
			switch {
			case b.Style != "" && b.Style != "danger" && b.Style != "success" && b.Style != "primary":
				return bad("can't parse inline keyboard button: unknown style")
			case b.Text == "":
				return bad("can't parse inline keyboard button: Text must be non-empty")
			case b.Copy != nil && (b.Copy.Text == "" || utf8.RuneCountInString(b.Copy.Text) > maxCopied):
				return bad("can't parse inline keyboard button: copy_text must be 1-256 characters long")
			case b.Copy != nil && b.Data != "":
				return bad("can't parse inline keyboard button: exactly one optional field is expected")
			case b.URL != "", b.Copy != nil:
			case b.Data == "":
				return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
			case len(b.Data) > maxCallback:
				return bad("BUTTON_DATA_INVALID")
			}
		}
	}
	if count > maxButtons {
		return bad("reply markup is too long")
	}
	return nil
}

func checkKeyboard(rows [][]KeyButton, c *chat) *Failure {
	count := 0
	for _, row := range rows {
		for _, b := range row {
			count++
			if b.Text == "" {
				return bad("can't parse keyboard button: Field \"text\" must be non-empty")
			}
			if b.RequestLocation && c.kind != "private" {
				return bad("location can be requested in private chats only")
			}
		}
	}
	if count == 0 {
		return bad("can't parse reply keyboard markup: keyboard is empty")
	}
	return nil
}
