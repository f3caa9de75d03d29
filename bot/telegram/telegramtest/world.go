package telegramtest

import (
	"slices"
	"strconv"
	"time"
)

// world is what the server knows: chats, their messages, files, and callbacks
// that wait for an answer.
type world struct {
	chats     map[int64]*chat
	messageID int // Telegram numbers all messages of one account in one row
	files     map[string]file
	callbacks map[string]*callback
	serial    int
}

type chat struct {
	id       int64
	kind     string // private, group, supergroup, channel
	messages []*Message
	byID     map[int]*Message
	topics   map[int]bool
	blocked  bool
	gone     bool  // the account was deactivated
	moved    int64 // the supergroup that a group became
	actions  []string
	heard    chan struct{} // gets a signal for each message of the bot; nil: nobody listens
}

type callback struct {
	asked    time.Time
	answered time.Time
}

// Message is a message of a chat, from either side, as it stands now.
type Message struct {
	ID      int
	Chat    int64
	Topic   int
	FromBot bool
	Text    string // text or caption as it is shown, without markup
	HTML    string // as the bot sent it
	Buttons [][]Button
	// Keyboard replaces the phone's own; Removed takes it away.
	Keyboard [][]KeyButton
	Removed  bool
	Photo    []byte // a picture's file
	PhotoID  string
	Document string // a document's name
	File     []byte // and what is in it
	Silent   bool
	ReplyTo  int    // the message that it visibly answers
	Reaction string // the bot's reaction to it
	Sent     time.Time
	Edits    int // how often it was changed
	Deleted  bool

	wire map[string]any // as updates and answers show it
	from int64
}

// Button is a button under a message.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"callback_data"`
	Style string `json:"style"`
	URL   string `json:"url"`
	Copy  *struct {
		Text string `json:"text"`
	} `json:"copy_text,omitempty"`
}

// KeyButton is a button of a keyboard that stands in for the phone's own.
type KeyButton struct {
	Text            string `json:"text"`
	RequestLocation bool   `json:"request_location"`
}

func (w *world) init() {
	w.chats = map[int64]*chat{}
	w.files = map[string]file{}
	w.callbacks = map[string]*callback{}
}

// chat finds a chat or makes it.
func (w *world) chat(id int64, kind string) *chat {
	c := w.chats[id]
	if c == nil {
		c = &chat{id: id, kind: kind, byID: map[int]*Message{}, topics: map[int]bool{}}
		w.chats[id] = c
	}
	return c
}

// add gives m a number and puts it into its chat.
func (w *world) add(c *chat, m *Message) *Message {
	w.messageID++
	m.ID, m.Chat, m.Sent = w.messageID, c.id, time.Now()
	c.messages = append(c.messages, m)
	c.byID[m.ID] = m
	return m
}

// keep stores a file and returns its id.
func (w *world) keep(f file) string {
	w.serial++
	f.id = "file-" + strconv.Itoa(w.serial)
	w.files[f.id] = f
	return f.id
}

// describe is a message as Telegram describes it to the bot.
func (s *Server) describe(m *Message) map[string]any {
	c := s.world.chats[m.Chat]
	d := map[string]any{
		"message_id": m.ID,
		"date":       m.Sent.Unix(),
		"chat":       describeChat(c),
	}
	if m.FromBot {
		d["from"] = s.describeBot()
		switch {
		case m.Document != "":
			d["document"] = map[string]any{"file_id": m.PhotoID, "file_name": m.Document}
			d["caption"] = m.Text
		case m.PhotoID != "":
			d["photo"] = []any{map[string]any{"file_id": m.PhotoID, "file_unique_id": "u" + m.PhotoID, "width": 1080, "height": 1350}}
			d["caption"] = m.Text
		default:
			d["text"] = m.Text
		}
	}
	if m.Topic != 0 {
		d["message_thread_id"], d["is_topic_message"] = m.Topic, true
	}
	for key, value := range m.wire {
		d[key] = value
	}
	return d
}

func (s *Server) describeBot() map[string]any {
	return map[string]any{"id": botID, "is_bot": true, "first_name": "Coach", "username": s.o.Username}
}

func describeChat(c *chat) map[string]any {
	d := map[string]any{"id": c.id, "type": c.kind}
	if c.kind == "private" {
		d["first_name"] = "Person"
	} else {
		d["title"] = "Chat"
	}
	return d
}

func describeUser(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": "Person", "language_code": "en"}
}

// copyOf is a message for use outside the lock.
func copyOf(m *Message) Message {
	c := *m
	c.Buttons = slices.Clone(m.Buttons)
	c.wire = nil
	return c
}
