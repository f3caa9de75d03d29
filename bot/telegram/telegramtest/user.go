package telegramtest

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// User is somebody in their private chat with the bot. Its methods return at
// once; what they cause arrives at the bot as updates.
type User struct {
	ID     int64
	server *Server
	seen   int // index in the chat's messages of the first that Next hasn't returned
}

// User is the person with that id, who counts as having written to the bot
// before. Two calls give two views of one person, each with its own Next.
func (s *Server) User(id int64) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.chat(id, "private")
	return &User{ID: id, server: s}
}

// message puts a message of the person into a chat and queues its update.
func (s *Server) message(c *chat, from int64, kind string, content map[string]any) int {
	m := &Message{from: from, wire: map[string]any{"from": describeUser(from)}}
	for key, value := range content {
		m.wire[key] = value
	}
	m.Text, _ = content["text"].(string)
	if m.Text == "" {
		m.Text, _ = content["caption"].(string)
	}
	if topic, ok := content["message_thread_id"].(int); ok {
		m.Topic = topic
		c.topics[topic] = true
	}
	s.world.add(c, m)
	s.enqueue(c.id, map[string]any{kind: s.describe(m)})
	return m.ID
}

// Send sends a message with any content that the Bot API knows, e.g.
// {"sticker": {...}}, and returns its id.
func (u *User) Send(content map[string]any) int {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.message(s.world.chats[u.ID], u.ID, "message", content)
}

// Say writes a text.
func (u *User) Say(text string) int { return u.Send(map[string]any{"text": text}) }

// SayIn writes a text in a topic of the private chat.
func (u *User) SayIn(topic int, text string) int {
	return u.Send(map[string]any{"text": text, "message_thread_id": topic, "is_topic_message": true})
}

// Reply answers a message of the same chat with a text.
func (u *User) Reply(to int, text string) int {
	return u.Send(map[string]any{"text": text, "reply_to_message": u.quoted(to)})
}

func (u *User) quoted(id int) map[string]any {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	m := u.server.world.chats[u.ID].byID[id]
	if m == nil {
		return map[string]any{"message_id": id, "date": 0}
	}
	return u.server.describe(m)
}

// Forward passes somebody else's text on.
func (u *User) Forward(text string) int {
	return u.Send(map[string]any{"text": text, "forward_origin": map[string]any{"type": "hidden_user", "sender_user_name": "Somebody", "date": time.Now().Unix()}})
}

// Photo sends a picture, with a caption unless that is "".
func (u *User) Photo(caption string) int {
	content := map[string]any{"photo": []any{
		map[string]any{"file_id": "small", "width": 90, "height": 60},
		map[string]any{"file_id": u.keep("photo.jpg", []byte("a picture")), "width": 1280, "height": 960},
	}}
	if caption != "" {
		content["caption"] = caption
	}
	return u.Send(content)
}

// Document sends a file.
func (u *User) Document(name string, data []byte, caption string) int {
	content := map[string]any{"document": map[string]any{"file_id": u.keep(name, data), "file_name": name, "file_size": len(data)}}
	if caption != "" {
		content["caption"] = caption
	}
	return u.Send(content)
}

func (u *User) keep(name string, data []byte) string {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return u.server.world.keep(file{name: name, data: data})
}

// Voice sends a voice note.
func (u *User) Voice() int {
	return u.Send(map[string]any{"voice": map[string]any{"file_id": "voice", "duration": 4}})
}

// Speak sends a voice note with that sound.
func (u *User) Speak(sound []byte) int {
	return u.Send(map[string]any{"voice": map[string]any{
		"file_id": u.keep("", sound), "mime_type": "audio/ogg", "duration": 4, "file_size": len(sound),
	}})
}

// Sticker sends a sticker.
func (u *User) Sticker() int {
	return u.Send(map[string]any{"sticker": map[string]any{"file_id": "sticker", "emoji": "🥑"}})
}

// Location shares a place.
func (u *User) Location(lat, lon float64) int {
	return u.Send(map[string]any{"location": map[string]any{"latitude": lat, "longitude": lon}})
}

// Contact shares somebody's contact.
func (u *User) Contact() int {
	return u.Send(map[string]any{"contact": map[string]any{"phone_number": "+100", "first_name": "Somebody"}})
}

// Edit changes the words of a message that the person sent before.
func (u *User) Edit(id int, text string) error {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.world.chats[u.ID].byID[id]
	if m == nil || m.FromBot {
		return fmt.Errorf("telegramtest: message %d isn't one that user %d sent", id, u.ID)
	}
	key := "text"
	if _, ok := m.wire["caption"]; ok {
		key = "caption"
	}
	m.Text, m.wire[key], m.wire["edit_date"] = text, text, time.Now().Unix()
	m.Edits++
	s.enqueue(u.ID, map[string]any{"edited_message": s.describe(m)})
	return nil
}

var (
	errNoButton = errors.New("telegramtest: the message has no such button")
	errNoAct    = errors.New("telegramtest: a person can't do that here")
)

// Press presses the button with that label or data under a message. It returns
// the id of the callback, for Answered.
func (u *User) Press(message int, label string) (callbackID string, err error) {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.world.chats[u.ID].byID[message]
	if m == nil {
		return "", errNoButton
	}
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Text == label || b.Data == label {
				return s.press(m, u.ID, b.Data), nil
			}
		}
	}
	return "", errNoButton
}

// Forge presses a button that isn't there, under any message of any chat, as a
// changed client can.
func (u *User) Forge(chat int64, message int, data string) (callbackID string) {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{ID: message, Chat: chat, FromBot: true, Sent: time.Now()}
	s.world.chat(chat, "private")
	return s.press(m, u.ID, data)
}

func (s *Server) press(m *Message, from int64, data string) string {
	s.world.serial++
	id := itoa(s.world.serial)
	s.world.callbacks[id] = &callback{asked: time.Now()}
	s.enqueue(m.Chat, map[string]any{"callback_query": map[string]any{
		"id": id, "from": describeUser(from), "message": s.describe(m), "chat_instance": "1", "data": data,
	}})
	return id
}

// Answered tells how long the bot took to answer a callback; ok is false while
// it hasn't.
func (s *Server) Answered(callbackID string) (after time.Duration, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.callbacks[callbackID]
	if c == nil || c.answered.IsZero() {
		return 0, false
	}
	return c.answered.Sub(c.asked), true
}

// Next waits for the next new message of the bot.
func (u *User) Next(ctx context.Context) (Message, error) {
	var found Message
	err := u.server.Await(ctx, func() bool {
		u.server.mu.Lock()
		defer u.server.mu.Unlock()
		messages := u.server.world.chats[u.ID].messages
		for ; u.seen < len(messages); u.seen++ {
			if m := messages[u.seen]; m.FromBot {
				found = copyOf(m)
				u.seen++
				return true
			}
		}
		return false
	})
	return found, err
}

// Edited waits until the message has been changed at least n times.
func (u *User) Edited(ctx context.Context, id, n int) (Message, error) {
	var found Message
	err := u.server.Await(ctx, func() bool {
		u.server.mu.Lock()
		defer u.server.mu.Unlock()
		m := u.server.world.chats[u.ID].byID[id]
		if m == nil || m.Edits < n {
			return false
		}
		found = copyOf(m)
		return true
	})
	return found, err
}

// Await waits until something holds, asking anew at every change.
func (s *Server) Await(ctx context.Context, what func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if what() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("telegramtest: what was waited for didn't come: %w", context.Cause(ctx))
		}
	}
}
