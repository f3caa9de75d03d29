package telegramtest

import (
	"encoding/json"
	"reflect"
	"strings"
)

func (s *Server) editMessageText(q *request) (any, *Failure) {
	return s.edit(q, func(m *Message) (failure *Failure) {
		if m.PhotoID != "" {
			return bad("there is no text in the message to edit")
		}
		m.HTML = q.params["text"]
		m.Text, failure = shownText(m.HTML, q.params["parse_mode"], maxText, "message is too long")
		if failure == nil && m.Text == "" {
			failure = bad("message text is empty")
		}
		return failure
	})
}

func (s *Server) editMessageCaption(q *request) (any, *Failure) {
	return s.edit(q, func(m *Message) *Failure {
		if m.PhotoID == "" {
			return bad("there is no caption in the message to edit")
		}
		return m.caption(q)
	})
}

func (s *Server) editMessageReplyMarkup(q *request) (any, *Failure) {
	return s.edit(q, func(*Message) *Failure { return nil })
}

func (s *Server) editMessageMedia(q *request) (any, *Failure) {
	var media struct {
		Type, Media, Caption string
		ParseMode            string `json:"parse_mode"`
	}
	if json.Unmarshal([]byte(q.params["media"]), &media) != nil || media.Type != "photo" {
		return nil, bad("can't parse InputMedia")
	}
	return s.edit(q, func(m *Message) (failure *Failure) {
		m.Photo, m.PhotoID, failure = s.photo(q, strings.TrimPrefix(media.Media, "attach://"), media.Media)
		if failure != nil {
			return failure
		}
		m.HTML = media.Caption
		m.Text, failure = shownText(media.Caption, media.ParseMode, maxCaption, "message caption is too long")
		return failure
	})
}

// edit is what all changes to a message have in common. A change that changes
// nothing is refused.
func (s *Server) edit(q *request, change func(*Message) *Failure) (any, *Failure) {
	c, failure := s.reach(q)
	if failure != nil {
		return nil, failure
	}
	old := c.byID[int(q.int("message_id"))]
	switch {
	case old == nil || old.Deleted:
		return nil, bad("message to edit not found")
	case !old.FromBot || old.Keyboard != nil || old.Removed:
		return nil, bad("message can't be edited")
	}
	next := *old
	if failure := change(&next); failure != nil {
		return nil, failure
	}
	markup, failure := q.readMarkup(c, true)
	if failure != nil {
		return nil, failure
	}
	next.apply(markup)
	if next.HTML == old.HTML && next.PhotoID == old.PhotoID && (len(next.Buttons)+len(old.Buttons) == 0 || reflect.DeepEqual(next.Buttons, old.Buttons)) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	if failure := s.allow(c); failure != nil {
		return nil, failure
	}
	next.Edits++
	*old = next
	return s.describe(old), nil
}

func (s *Server) deleteMessage(q *request) (any, *Failure) {
	c, failure := s.reach(q)
	if failure != nil {
		return nil, failure
	}
	m := c.byID[int(q.int("message_id"))]
	if m == nil || m.Deleted {
		return nil, bad("message to delete not found")
	}
	m.Deleted = true
	return true, nil
}
