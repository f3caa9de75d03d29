// Package terminal runs the same conversation as Telegram does, on standard
// input and output: one person types, or a script does.
//
// Each line is a message. Messages of both sides are numbered. "#2" presses
// button 2 of the latest message that has buttons, "#5.2" that of message 5;
// "/edit 3 text" edits one's message 3, "/reply 4 text" replies to message 4;
// "/import diary.zip" sends a file; "/wait 5h" moves the clock on and shows
// what falls due meanwhile; "/quit", or the end of the input, ends the session.
// A line that ends in a backslash goes on in the next.
//
// What the coach says comes from content/messages, as on Telegram. Only the
// terminal's own remarks on how it is used, in parentheses, stand here.
//
// Session reads the lines, clock.go keeps the time, print.go shows what the
// coach says, which it takes from the outbox as the Telegram sender does. tty.go
// is the terminal in which a person types, graphics.go how it shows pictures.
package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// longestLine is the longest line that is read, in bytes; longer than any
// message on Telegram.
const longestLine = 1 << 20

// Coach is the conversation.
type Coach interface {
	Handle(ctx context.Context, e conversation.Event) error
	SetAside(ctx context.Context, e conversation.Event, raw []byte, why string) error
	Nudge(ctx context.Context, now time.Time) error
}

// Outbox is where the coach's messages wait to be shown.
type Outbox interface {
	NextDeliveries(ctx context.Context, now time.Time, limit int) ([]coach.Delivery, error)
	BeginAttempt(ctx context.Context, d coach.Delivery) error
	Sent(ctx context.Context, d coach.Delivery, messageID int) error
}

// Session is one person's conversation in the terminal.
type Session struct {
	Coach    Coach
	Outbox   Outbox
	Clock    *Clock
	NextDue  func(context.Context) (time.Time, error)       // when the next nudge may fall due; zero: never
	Numbered func(ctx context.Context, last int64) error    // keeps the last number used, for the next session
	Last     int                                            // the last number that an earlier session used
	User     int64                                          //
	In       io.Reader                                      // a script; nil with a TTY
	Out      io.Writer                                      // what is shown; nil with a TTY
	TTY      *TTY                                           // a person types: show a prompt, bold text and pictures
	SaveFile func(name string, data []byte) (string, error) // keeps a picture or document; returns its path
	Log      *slog.Logger                                   // for the operator; nobody's words

	buttons map[int][]conversation.Button // by message number
	latest  int                           // the latest message with buttons
}

// Run talks until the input ends, "/quit", or ctx is done.
func (s *Session) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.buttons = map[int][]conversation.Button{}
	if s.TTY != nil {
		s.Out = s.TTY
	}
	if err := s.welcome(ctx); err != nil {
		return err
	}
	r := s.readLines(ctx)
	for {
		line, err := s.nextLine(ctx, r)
		switch {
		case errors.Is(err, io.EOF), ctx.Err() != nil:
			return s.leave()
		case err != nil:
			return err
		}
		done, err := s.line(ctx, line)
		if ctx.Err() != nil {
			return nil // interrupted: whatever failed, failed for that
		}
		if done || err != nil {
			return err
		}
	}
}

// welcome begins a person's first session as /start does, and says once how the
// terminal is used.
func (s *Session) welcome(ctx context.Context) error {
	if s.TTY == nil {
		return nil
	}
	if s.Last == 0 {
		if err := s.say(ctx, conversation.Event{Kind: conversation.KindMessage, Text: "/start"}); err != nil {
			return err
		}
	}
	return s.hint("Type what you ate and press Enter. #1 presses button 1, ↑ brings back a line, /help shows more, /quit ends.")
}

// leave ends the line that a person was typing.
func (s *Session) leave() error {
	if s.TTY == nil {
		return nil
	}
	s.TTY.Prompt("")
	_, err := fmt.Fprintln(s.Out)
	return err
}

// reading is lines being read in the background, one for each that is wanted, so
// that nudges can be shown while nobody types.
type reading struct {
	wanted chan struct{}
	lines  chan string
	failed chan error // why there is no further line: io.EOF at the end
}

func (s *Session) readLines(ctx context.Context) reading {
	r := reading{wanted: make(chan struct{}, 1), lines: make(chan string), failed: make(chan error, 1)}
	next := s.scan()
	if s.TTY != nil {
		next = s.TTY.ReadLine
	}
	go func() {
		for {
			select {
			case <-r.wanted:
			case <-ctx.Done():
				return
			}
			line, err := s.whole(next)
			if err != nil {
				r.failed <- err
				return
			}
			select {
			case r.lines <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return r
}

// scan reads the lines of a script.
func (s *Session) scan() func() (string, error) {
	scanner := bufio.NewScanner(s.In)
	scanner.Buffer(make([]byte, 64<<10), longestLine)
	return func() (string, error) {
		if scanner.Scan() {
			return scanner.Text(), nil
		}
		if err := scanner.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	}
}

// whole reads a line with those that it goes on in.
func (s *Session) whole(next func() (string, error)) (string, error) {
	joined := ""
	for {
		line, err := next()
		if err != nil {
			return "", err
		}
		before, goesOn := strings.CutSuffix(line, `\`)
		if !goesOn {
			return joined + line, nil
		}
		joined += before + "\n"
		if s.TTY != nil {
			s.TTY.Prompt("… ")
		}
	}
}

// nextLine waits for a line; meanwhile it shows nudges as they fall due.
func (s *Session) nextLine(ctx context.Context, r reading) (string, error) {
	s.prompt()
	r.wanted <- struct{}{}
	for {
		select {
		case line := <-r.lines:
			return line, nil
		case err := <-r.failed:
			return "", err
		case <-ctx.Done():
			return "", ctx.Err()
		case <-s.Clock.minute():
			last := s.Last
			if err := s.tick(ctx); err != nil {
				return "", err
			}
			if s.TTY != nil && s.Last != last {
				s.prompt() // the number that the next message will have
				if _, err := s.TTY.Write(nil); err != nil {
					return "", err
				}
			}
		}
	}
}

// line does what one line says; done ends the session.
func (s *Session) line(ctx context.Context, line string) (done bool, err error) {
	line = strings.TrimSpace(line)
	command, rest, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		return false, nil
	case line == "/quit" || line == "/exit":
		return true, nil
	case command == "/wait":
		return false, s.wait(ctx, strings.TrimSpace(rest))
	case command == "/import":
		return false, s.importFile(ctx, strings.TrimSpace(rest))
	case command == "/edit" || command == "/reply":
		return false, s.about(ctx, command, rest)
	case strings.HasPrefix(line, "#"):
		return false, s.press(ctx, line[1:])
	default:
		return false, s.say(ctx, conversation.Event{Kind: conversation.KindMessage, Text: line})
	}
}

// importFile sends a file of this machine.
func (s *Session) importFile(ctx context.Context, path string) error {
	if path == "" {
		return s.hint("/import needs a file that /export saved, such as /import diary.zip")
	}
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return s.hint("There is no file %s.", path)
	}
	return s.say(ctx, conversation.Event{
		Kind: conversation.KindDocument, File: conversation.File{ID: path, Name: filepath.Base(path), Size: info.Size()},
	})
}

// about edits or replies to an earlier message.
func (s *Session) about(ctx context.Context, command, rest string) error {
	number, text, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, ok := parseNumber(number)
	if text = strings.TrimSpace(text); !ok || text == "" {
		return s.hint("%s needs a message's number and a text, such as %s 3 porridge with kefir", command, command)
	}
	if command == "/edit" {
		return s.event(ctx, conversation.Event{Kind: conversation.KindEdited, MessageID: n, Text: text}, s.key("edit"))
	}
	return s.say(ctx, conversation.Event{Kind: conversation.KindMessage, ReplyTo: n, Text: text})
}

// press presses a button: "2" of the latest message, "5.2" of message 5.
func (s *Session) press(ctx context.Context, which string) error {
	message, button, of := strings.Cut(which, ".")
	number := s.latest
	if of {
		number, _ = parseNumber(message)
	} else {
		button = message
	}
	n, ok := parseNumber(button)
	buttons := s.buttons[number]
	if !ok || n < 1 || n > len(buttons) {
		return s.hint("There is no button #%s.", which)
	}
	b := buttons[n-1]
	if b.Copy != "" {
		return s.hint("Telegram would copy: %s", b.Copy)
	}
	if b.Data == "" {
		return s.say(ctx, conversation.Event{Kind: conversation.KindMessage, Text: b.Text})
	}
	return s.event(ctx, conversation.Event{Kind: conversation.KindButton, MessageID: number, Text: b.Data}, s.key("press"))
}

// say sends a new message of the person's.
func (s *Session) say(ctx context.Context, e conversation.Event) error {
	s.Last++
	e.MessageID = s.Last
	if s.TTY == nil {
		fmt.Fprintf(s.Out, "You #%d: %s\n", s.Last, e.Text+e.File.Name)
	}
	return s.event(ctx, e, fmt.Sprintf("t:%d", s.Last))
}

// key is a new event's key for what makes no message of its own.
func (s *Session) key(what string) string {
	s.Last++
	return fmt.Sprintf("t:%d:%s", s.Last, what)
}

// event hands e to the coach and shows the answers.
func (s *Session) event(ctx context.Context, e conversation.Event, key string) error {
	e.Key, e.UserID, e.ChatID, e.Private, e.Sent = key, s.User, s.User, true, s.Clock.Now()
	if err := s.Numbered(ctx, int64(s.Last)); err != nil {
		return err
	}
	if err := s.handle(ctx, e); err != nil {
		return err
	}
	return s.show(ctx, "")
}

// handle hands e to the coach. What it can't handle is set aside, as on
// Telegram, so that one odd line doesn't end the conversation.
func (s *Session) handle(ctx context.Context, e conversation.Event) error {
	err := s.Coach.Handle(ctx, e)
	if err == nil || errors.Is(err, coach.ErrUnavailable) {
		return err
	}
	s.Log.Error("handling a message", "error", err)
	return s.Coach.SetAside(ctx, e, []byte(e.Text), err.Error())
}

// hint tells how the terminal is used; it is no message of the coach's.
func (s *Session) hint(format string, args ...any) error {
	_, err := fmt.Fprintln(s.Out, s.broken(fmt.Sprintf("("+format+")\n", args...)))
	return err
}

func (s *Session) prompt() {
	if s.TTY != nil {
		s.TTY.Prompt(fmt.Sprintf("You #%d: ", s.Last+1))
	}
}

// parseNumber reads a message's or button's number.
func parseNumber(text string) (int, bool) {
	var n int
	if _, err := fmt.Sscanf(text+"\n", "%d\n", &n); err != nil || n < 1 {
		return 0, false
	}
	return n, true
}
