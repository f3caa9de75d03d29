package telegramtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Block makes the person block the bot: it is told so, and can't write to them
// any more.
func (u *User) Block() { u.standing("kicked", true) }

// Unblock takes that back.
func (u *User) Unblock() { u.standing("member", false) }

func (u *User) standing(status string, blocked bool) {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.chats[u.ID]
	c.blocked = blocked
	s.enqueue(c.id, map[string]any{"my_chat_member": map[string]any{
		"chat": describeChat(c), "from": describeUser(u.ID), "date": time.Now().Unix(),
		"new_chat_member": map[string]any{"status": status, "user": s.describeBot()},
	}})
}

// Vanish closes the person's account, without a word to the bot.
func (u *User) Vanish() {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	u.server.world.chats[u.ID].gone = true
}

// Actions are the chat actions ("typing") that the bot has shown the person.
func (u *User) Actions() []string {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return slices.Clone(u.server.world.chats[u.ID].actions)
}

// Messages are all messages of the person's chat as they stand, oldest first,
// without the deleted.
func (u *User) Messages() []Message { return u.server.Messages(u.ID) }

// Messages are all messages of a chat as they stand, oldest first, without the
// deleted.
func (s *Server) Messages(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Message
	if c := s.world.chats[chat]; c != nil {
		for _, m := range c.messages {
			if !m.Deleted {
				list = append(list, copyOf(m))
			}
		}
	}
	return list
}

// Transcript is a chat in plain words: ">" is the person, "<" the bot, buttons
// in brackets.
func (s *Server) Transcript(chat int64) string {
	var b strings.Builder
	for _, m := range s.Messages(chat) {
		side := ">"
		if m.FromBot {
			side = "<"
		}
		for _, line := range strings.Split(m.describe(), "\n") {
			fmt.Fprintf(&b, "%s %s\n", side, line)
		}
		for _, row := range m.Buttons {
			b.WriteString(side)
			for _, button := range row {
				fmt.Fprintf(&b, " [%s]", button.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func (m Message) describe() string {
	switch {
	case m.Photo != nil:
		return strings.TrimSpace("(picture) " + m.Text)
	case m.Document != "":
		return strings.TrimSpace("(file " + m.Document + ") " + m.Text)
	}
	return m.Text
}

// SayInGroup writes a text in a group, whose id is negative.
func (s *Server) SayInGroup(group, from int64, text string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.message(s.world.chat(group, "supergroup"), from, "message", map[string]any{"text": text})
}

// MoveGroup turns a group into a supergroup with another id. The bot isn't told
// other than by the failure of its next message.
func (s *Server) MoveGroup(group, to int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.chat(group, "group").moved = to
	s.world.chat(to, "supergroup")
}

// Post publishes a text in a channel, whose id is negative.
func (s *Server) Post(channel int64, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.chat(channel, "channel")
	m := s.world.add(c, &Message{Text: text, wire: map[string]any{"text": text, "sender_chat": describeChat(c)}})
	s.enqueue(channel, map[string]any{"channel_post": s.describe(m)})
}
