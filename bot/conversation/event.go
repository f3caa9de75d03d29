package conversation

import (
	"encoding/json"
	"fmt"
	"time"
)

// EventKind tells what happened.
type EventKind string

// The kinds of event. A photo, a voice note or a document with a caption has
// the caption as its Text.
const (
	KindMessage  EventKind = "message"  // a text
	KindEdited   EventKind = "edited"   // a text or caption that was edited; MessageID is that of the original
	KindButton   EventKind = "button"   // a button was pressed: Text is its data, MessageID the message it hangs on
	KindPhoto    EventKind = "photo"    //
	KindVoice    EventKind = "voice"    // also audio and round video notes; those have no File
	KindSticker  EventKind = "sticker"  //
	KindLocation EventKind = "location" //
	KindContact  EventKind = "contact"  //
	KindDocument EventKind = "document" // a file; see File
	KindJoined   EventKind = "joined"   // the bot was unblocked, or added to a group
	KindLeft     EventKind = "left"     // the bot was blocked, or removed from a group
	KindChannel  EventKind = "channel"  // a post in a channel; it has no user
	KindService  EventKind = "service"  // what Telegram itself tells of a chat, or what another event speaks for; it has no effect
	KindOther    EventKind = "other"    // anything else that a person sends: a poll, a video
)

// Kinds lists all kinds.
func Kinds() []EventKind {
	return []EventKind{
		KindMessage, KindEdited, KindButton, KindPhoto, KindVoice, KindSticker, KindLocation,
		KindContact, KindDocument, KindJoined, KindLeft, KindChannel, KindService, KindOther,
	}
}

// Event is one thing that happened on the other side: a person wrote, edited,
// pressed a button. Its texts are valid UTF-8 without null bytes and at most
// 16 KiB. UserID and ChatID are 0 when the event has none.
type Event struct {
	Key     string // unique and the same on redelivery, e.g. "tg:<bot id>:<update id>"
	Kind    EventKind
	UserID  int64
	ChatID  int64
	Private bool // a chat between this user and the bot alone; then ChatID equals UserID
	Topic   int  // the chat's topic that it happened in, 0: none

	MessageID int
	ReplyTo   int    // the message that this one replies to, 0: none
	Text      string // text, caption or button data
	Spoken    bool   // Text is what was heard in a voice note
	Sent      time.Time
	Forwarded bool
	// Addressed is true in groups for a command that names this bot
	// ("/start@bot", the name taken off Text) or a reply to the bot.
	Addressed bool

	Album    string  // what the pictures of one album share, "": it is none
	Photo    string  // the largest picture's file id
	Lat, Lon float64 // of a location, in degrees
	File     File    // of a document, or the sound of a voice note or of audio
}

// File is a document or a sound that a person sent.
type File struct {
	ID     string        // for fetching it
	Name   string        // a document's as the person's device calls it, not to be trusted; a sound's tells its format
	Size   int64         // bytes, as announced; 0: that wasn't
	Length time.Duration // of a sound, as announced; 0: that wasn't
}

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
	Copy  string `json:"copy,omitempty"`  // a text of at most 256 characters that the button copies, in place of Data
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
