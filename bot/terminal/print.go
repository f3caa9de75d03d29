package terminal

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// batch is how many messages are taken from the outbox at a time.
const batch = 50

// show prints all that the coach has to say. A heading, the time of a nudge,
// stands before each message in place of "Coach".
func (s *Session) show(ctx context.Context, heading string) error {
	for {
		list, err := s.Outbox.NextDeliveries(ctx, s.Clock.Now(), batch)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return s.Numbered(ctx, int64(s.Last))
		}
		for _, d := range list {
			if err := s.deliver(ctx, d, heading); err != nil {
				return err
			}
		}
	}
}

func (s *Session) deliver(ctx context.Context, d coach.Delivery, heading string) error {
	if err := s.Outbox.BeginAttempt(ctx, d); err != nil {
		return err
	}
	m, err := conversation.Decode(d.Payload)
	if err != nil {
		return err
	}
	number := max(m.Edit, m.ReactTo)
	if number == 0 {
		s.Last++
		number = s.Last
	}
	if err := s.print(m, number, heading); err != nil {
		return err
	}
	return s.Outbox.Sent(ctx, d, number)
}

// print writes one message, its files and its buttons.
func (s *Session) print(m conversation.Message, number int, heading string) error {
	if m.React != "" {
		_, err := fmt.Fprintf(s.Out, "Coach: %s (to #%d)\n\n", m.React, number)
		return err
	}
	switch {
	case heading != "":
	case m.Edit != 0:
		heading = fmt.Sprintf("Coach #%d, changed: ", number)
	default:
		heading = fmt.Sprintf("Coach #%d: ", number)
	}
	if m.Text == "" && len(m.Photo) == 0 && m.Document == nil && len(m.Buttons) == 0 {
		s.remember(m, number) // its buttons are gone
		return nil
	}
	if m.Text != "" {
		fmt.Fprintln(s.Out, s.broken(heading+s.plain(m.Text)))
	}
	if err := s.files(m); err != nil {
		return err
	}
	s.remember(m, number)
	s.printButtons(number)
	_, err := fmt.Fprintln(s.Out)
	return err
}

// files shows a message's picture where the terminal can; else, and with a
// document, it keeps the file and shows where.
func (s *Session) files(m conversation.Message) error {
	keep := func(name string, data []byte) error {
		path, err := s.SaveFile(name, data)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.Out, "  [saved: %s]\n", path)
		return err
	}
	if len(m.Photo) > 0 && s.TTY != nil && s.TTY.Graphics != NoGraphics {
		if err := s.TTY.Graphics.Write(s.TTY, m.Photo, s.TTY.Window()); err != nil {
			return err
		}
	} else if len(m.Photo) > 0 {
		if err := keep("picture.png", m.Photo); err != nil {
			return err
		}
	}
	if m.Document != nil {
		return keep(m.Document.Name, m.Document.Data)
	}
	return nil
}

// remember keeps a message's buttons so that they can be pressed. The button
// that shares a phone's location has no use here.
func (s *Session) remember(m conversation.Message, number int) {
	var all []conversation.Button
	for _, row := range m.Buttons {
		all = append(all, row...)
	}
	if m.AskLocation && len(all) > 0 {
		all = all[1:]
	}
	delete(s.buttons, number)
	if len(all) > 0 {
		s.buttons[number] = all
		s.latest = number
	}
}

func (s *Session) printButtons(number int) {
	var labels []string
	for i, b := range s.buttons[number] {
		labels = append(labels, fmt.Sprintf("#%d.%d %s", number, i+1, b.Text))
	}
	if len(labels) > 0 {
		fmt.Fprintln(s.Out, row(labels, s.width()))
	}
}

// width is the window's columns; 0 where lines aren't broken.
func (s *Session) width() int {
	if s.TTY == nil {
		return 0
	}
	return s.TTY.Window().Columns
}

// broken is a text in lines that the window has room for.
func (s *Session) broken(text string) string { return wrap(text, s.width()) }

// What Telegram's HTML looks like in a terminal: bold for a person's, nothing
// for a script.
var (
	boldTag  = regexp.MustCompile(`</?(b|strong)>`)
	linkTag  = regexp.MustCompile(`<a href="([^"]*)">(.*?)</a>`)
	otherTag = regexp.MustCompile(`</?[a-z][^>]*>`)
)

const (
	bold   = "\x1b[1m"
	normal = "\x1b[0m"
)

func (s *Session) plain(text string) string {
	text = boldTag.ReplaceAllStringFunc(text, func(tag string) string {
		switch {
		case s.TTY == nil:
			return ""
		case strings.HasPrefix(tag, "</"):
			return normal
		default:
			return bold
		}
	})
	text = linkTag.ReplaceAllString(text, "$2 ($1)")
	return html.UnescapeString(otherTag.ReplaceAllString(text, ""))
}
