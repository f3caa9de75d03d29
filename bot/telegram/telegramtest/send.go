package telegramtest

import (
	"bytes"
	"encoding/json"
	"image"
	_ "image/jpeg" // pictures come as one of these two
	_ "image/png"
	"strings"
)

// Telegram's limits, in UTF-16 units as shown, in bytes, and in pixels.
const (
	maxText     = 4096
	maxCaption  = 1024
	maxPhoto    = 10 << 20
	maxDocument = 50 << 20
	maxPixels   = 10_000 // width and height together
	maxRatio    = 20
)

func (s *Server) sendMessage(q *request) (any, *Failure) {
	return s.send(q, func(m *Message) (failure *Failure) {
		m.HTML = q.params["text"]
		m.Text, failure = shownText(m.HTML, q.params["parse_mode"], maxText, "message is too long")
		if failure == nil && m.Text == "" {
			failure = bad("message text is empty")
		}
		if failure == nil {
			failure = checkObject(q.params["link_preview_options"])
		}
		return failure
	})
}

func (s *Server) sendPhoto(q *request) (any, *Failure) {
	return s.send(q, func(m *Message) (failure *Failure) {
		if m.Photo, m.PhotoID, failure = s.photo(q, "photo", q.params["photo"]); failure != nil {
			return failure
		}
		return m.caption(q)
	})
}

func (s *Server) sendDocument(q *request) (any, *Failure) {
	return s.send(q, func(m *Message) *Failure {
		f, uploaded := q.files["document"]
		switch {
		case !uploaded:
			known, ok := s.world.files[q.params["document"]]
			if !ok {
				return bad("wrong file identifier/HTTP URL specified")
			}
			m.PhotoID, f = known.id, known
		case len(f.data) == 0:
			return bad("file must be non-empty")
		case len(f.data) > maxDocument:
			return &Failure{Code: 413, Description: "Request Entity Too Large"}
		default:
			m.PhotoID = s.world.keep(f)
		}
		m.Document, m.File = f.name, f.data
		return m.caption(q)
	})
}

// send is what all new messages have in common.
func (s *Server) send(q *request, content func(*Message) *Failure) (any, *Failure) {
	c, failure := s.reach(q)
	if failure != nil {
		return nil, failure
	}
	m := &Message{FromBot: true, Silent: q.bool("disable_notification"), Topic: int(q.int("message_thread_id"))}
	if m.Topic != 0 && !c.topics[m.Topic] {
		return nil, bad("message thread not found")
	}
	if failure := m.answers(c, q); failure != nil {
		return nil, failure
	}
	if failure := content(m); failure != nil {
		return nil, failure
	}
	markup, failure := q.readMarkup(c, false)
	if failure != nil {
		return nil, failure
	}
	m.apply(markup)
	if failure := s.allow(c); failure != nil {
		return nil, failure
	}
	s.world.add(c, m)
	select {
	case c.heard <- struct{}{}:
	default:
	}
	return s.describe(m), nil
}

// answers notes which message the new one visibly answers.
func (m *Message) answers(c *chat, q *request) *Failure {
	raw := q.params["reply_parameters"]
	if raw == "" {
		return nil
	}
	var to struct {
		MessageID int  `json:"message_id"`
		Anyway    bool `json:"allow_sending_without_reply"`
	}
	if json.Unmarshal([]byte(raw), &to) != nil {
		return bad("can't parse reply parameters JSON object")
	}
	old := c.byID[to.MessageID]
	switch {
	case old != nil && !old.Deleted:
		m.ReplyTo = to.MessageID
	case !to.Anyway:
		return bad("message to be replied not found")
	}
	return nil
}

func (m *Message) apply(markup replyMarkup) {
	m.Buttons, m.Keyboard, m.Removed = nil, nil, markup.Remove
	if markup.Inline != nil {
		m.Buttons = *markup.Inline
	}
	if markup.Keyboard != nil {
		m.Keyboard = *markup.Keyboard
	}
}

// reach finds the chat that a call is about, if the bot may write there.
func (s *Server) reach(q *request) (*chat, *Failure) {
	c := s.world.chats[q.int("chat_id")]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.gone:
		return nil, &Failure{Code: 403, Description: "Forbidden: user is deactivated"}
	case c.blocked && c.kind == "private":
		return nil, &Failure{Code: 403, Description: "Forbidden: bot was blocked by the user"}
	case c.blocked:
		return nil, &Failure{Code: 403, Description: "Forbidden: bot was kicked from the " + c.kind + " chat"}
	case c.moved != 0:
		failure := bad("group chat was upgraded to a supergroup chat")
		failure.MigrateTo = c.moved
		return nil, failure
	}
	return c, nil
}

func shownText(raw, mode string, limit int, tooLong string) (string, *Failure) {
	text, failure := parseText(raw, mode)
	if failure != nil {
		return "", failure
	}
	if length(text) > limit {
		return "", bad(tooLong)
	}
	return strings.TrimSpace(text), nil
}

func (m *Message) caption(q *request) (failure *Failure) {
	m.HTML = q.params["caption"]
	m.Text, failure = shownText(m.HTML, q.params["parse_mode"], maxCaption, "message caption is too long")
	return failure
}

// photo takes an upload or the id of a picture that is here already.
func (s *Server) photo(q *request, field, value string) ([]byte, string, *Failure) {
	f, uploaded := q.files[field]
	if !uploaded {
		known, ok := s.world.files[value]
		if !ok {
			return nil, "", bad("wrong file identifier/HTTP URL specified")
		}
		return known.data, known.id, nil
	}
	if len(f.data) > maxPhoto {
		return nil, "", &Failure{Code: 413, Description: "Request Entity Too Large"}
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(f.data))
	if err != nil {
		return nil, "", bad("IMAGE_PROCESS_FAILED")
	}
	if size.Width+size.Height > maxPixels || size.Width > maxRatio*size.Height || size.Height > maxRatio*size.Width {
		return nil, "", bad("PHOTO_INVALID_DIMENSIONS")
	}
	return f.data, s.world.keep(f), nil
}

func checkObject(raw string) *Failure {
	var object map[string]any
	if raw != "" && json.Unmarshal([]byte(raw), &object) != nil {
		return bad("can't parse a parameter as JSON object")
	}
	return nil
}
