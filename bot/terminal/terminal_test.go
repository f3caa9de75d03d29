package terminal

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// echo is a coach that answers whatever it gets with two buttons, and keeps
// what it got.
type echo struct {
	t       *testing.T
	waiting []coach.Delivery
	keys    map[string]bool
	begun   time.Time      // of the last event
	times   map[string]int // how often each text was told
}

const sharesNothing = "Tell me"

func (e *echo) Handle(_ context.Context, event conversation.Event) error {
	switch {
	case e.keys[event.Key]:
		e.t.Errorf("the key %q comes twice", event.Key)
	case event.MessageID < 1 || event.ReplyTo < 0:
		e.t.Errorf("message %d, reply to %d", event.MessageID, event.ReplyTo)
	case event.Kind != conversation.KindDocument && strings.TrimSpace(event.Text) == "":
		e.t.Errorf("%s without text", event.Kind)
	case event.Kind == conversation.KindButton && event.Text != "pressed":
		e.t.Errorf("a button that wasn't there: %q", event.Text)
	case event.Sent.Before(e.begun):
		e.t.Errorf("the clock went back from %v to %v", e.begun, event.Sent)
	}
	if e.times == nil {
		e.times = map[string]int{}
	}
	e.times[event.Text]++
	e.keys[event.Key], e.begun = true, event.Sent
	m := conversation.Message{
		Text:    "<b>Heard</b> " + fmt.Sprint(event.Kind),
		Buttons: [][]conversation.Button{{{Text: sharesNothing}, {Text: "Press", Data: "pressed"}}},
	}
	if event.Kind == conversation.KindButton {
		m.Edit = event.MessageID
	}
	e.waiting = append(e.waiting, coach.Delivery{Key: event.Key + ":1", Payload: m.Encode()})
	return nil
}

func (e *echo) SetAside(context.Context, conversation.Event, []byte, string) error { return nil }
func (e *echo) Nudge(context.Context, time.Time) error                             { return nil }

func (e *echo) NextDeliveries(context.Context, time.Time, int) ([]coach.Delivery, error) {
	return e.waiting, nil
}

func (e *echo) BeginAttempt(context.Context, coach.Delivery) error { return nil }

func (e *echo) Sent(context.Context, coach.Delivery, int) error {
	e.waiting = e.waiting[1:]
	return nil
}

// talk runs a session over lines and gives what it shows.
func talk(t *testing.T, lines string) string {
	t.Helper()
	var out bytes.Buffer
	e := &echo{t: t, keys: map[string]bool{}}
	clock := FixedClock(time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC))
	last := int64(0)
	s := &Session{
		Coach: e, Outbox: e, Clock: clock, User: 7, In: strings.NewReader(lines), Out: &out, Log: slog.New(slog.DiscardHandler),
		NextDue:  func(context.Context) (time.Time, error) { return time.Time{}, nil },
		SaveFile: func(name string, _ []byte) (string, error) { return name, nil },
		Numbered: func(_ context.Context, n int64) error {
			if n < last {
				t.Errorf("number %d after %d", n, last)
			}
			last = n
			return nil
		},
	}
	if err := s.Run(t.Context()); err != nil {
		t.Errorf("ended with %v", err)
	}
	return out.String()
}

func TestLines(t *testing.T) {
	for lines, want := range map[string]string{
		"kefir\n#2\n":           "Coach #2, changed: Heard button",
		"kefir\n#2.1\n":         "You #3: " + sharesNothing,
		"kefir\n#2.3\n":         "(There is no button #2.3.)",
		"#1\n":                  "(There is no button #1.)",
		"kefir\n/edit 1 tempeh": "Heard edited",
		"/edit one tempeh":      "(/edit needs a message's number and a text",
		"/reply 3":              "(/reply needs a message's number and a text",
		"/reply 3 no, tempeh":   "You #1: no, tempeh",
		"/wait soon":            "(/wait needs a time such as 30m, 5h or 2d, at most 3660d)",
		"/wait 87841h":          "(/wait needs a time such as 30m, 5h or 2d, at most 3660d)",
		"/wait -5h":             "(/wait needs",
		"/import":               "(/import needs a file",
		"/import nowhere.zip":   "(There is no file nowhere.zip.)",
		"kefir\\\nand tempeh":   "You #1: kefir\nand tempeh",
		"kefir\n/quit\ntempeh":  "You #1: kefir",
		"kefir\n" + strings.Repeat("/wait 3660d\nmiso\n", 40): "(The clock can't be moved on any further.)",
		strings.Repeat("a", 5000):                             "Heard message",
	} {
		if got := talk(t, lines); !strings.Contains(got, want) || strings.Contains(got, ": tempeh") {
			t.Errorf("%q shows:\n%s\nwant %q", lines, got, want)
		}
	}
}

// FuzzLines: no line ends the session with an error, and whatever reaches the
// coach is whole: a number, a text, a button that was offered.
func FuzzLines(f *testing.F) {
	for _, lines := range []string{
		"kefir\n#2\n#2.1\n#2.2\n#", "/edit 1 tempeh", "/edit", "/edit 99999999999999999999 x", "/reply 0 x", "/reply -1 x", "/edit 1", "/reply 1  \t",
		"/wait 5h", "/wait 2d\n/wait 3660d\nkefir", "/wait 999999d", "/wait 1e9h", "/wait 2562047h47m\nx\n/wait 2562047h47m\nx", "/wait -1d",
		"#1.", "#.1", "#1.2.3", "#+1", "#0x2", "kefir\n#\u0662", "a\\\n\\\n#1\\", "/edit 1\\\n2 x", "/import .", "/import \x00", "/quit", "/exit now", "\xff\x00\x1b[2J", "\\",
		"/wait", "/edit\t1\tx", "# 1", "/edit +1 x", "/edit 1_0 x",
	} {
		f.Add(lines)
		f.Add("kefir\n" + lines + "\nmiso\n#4")
	}
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) < longestLine {
			talk(t, lines)
		}
	})
}
