package conversation

import (
	"encoding/json"
	"fmt"
)

// Message is what the coach says. A Message with Edit replaces an earlier one
// in place; without Text and Photo an edit changes its buttons alone.
type Message struct {
	Text    string     `json:"text,omitempty"`     // Telegram's HTML: b, i, u, s, code, pre, a, blockquote; the rest escaped
	Buttons [][]Button `json:"buttons,omitempty"`  // rows of buttons under the message
	Edit    int        `json:"edit,omitempty"`     // id of the message to edit in place, 0: a new one
	Topic   int        `json:"topic,omitempty"`    // the chat's topic to write in, 0: none
	Silent  bool       `json:"silent,omitempty"`   // without sound
	ReplyTo int        `json:"reply_to,omitempty"` // the message of the chat that it visibly answers, 0: none

	// React is a reaction to the message ReactTo instead of a message of its own.
	React   string `json:"react,omitempty"`
	ReactTo int    `json:"react_to,omitempty"`

	Photo    []byte    `json:"photo,omitempty"`    // a PNG; Text is its caption
	PhotoID  string    `json:"photo_id,omitempty"` // a picture that Telegram keeps, instead of Photo
	Document *Document `json:"document,omitempty"` // a file; Text is its caption

	// AskLocation turns Buttons into a keyboard in place of the phone's own.
	// Its first button shares the person's location, the others write their
	// Text. Private chats only; not together with Edit.
	AskLocation bool `json:"ask_location,omitempty"`
	// CloseKeyboard takes such a keyboard away; not together with Buttons.
	CloseKeyboard bool `json:"close_keyboard,omitempty"`
}

// Button is one button. Pressing it gives an event of KindButton with Data.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`  // at most 64 bytes
	Style string `json:"style,omitempty"` // "danger", "success", or "" as others are
}

// Document is a file to send.
type Document struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// Encode gives the message as a delivery's payload.
func (m Message) Encode() []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic("conversation: a message of plain values can't fail to encode: " + err.Error())
	}
	return b
}

// Decode reads what Encode wrote.
func Decode(b []byte) (Message, error) {
	var m Message
	if err := json.Unmarshal(b, &m); err != nil {
		return Message{}, fmt.Errorf("decode a message: %w", err)
	}
	return m, nil
}
