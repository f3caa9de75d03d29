package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// longestLine is the longest line of input that parse reads, in bytes.
const longestLine = 1 << 20

// byteOrderMark is what some editors begin a file with.
const byteOrderMark = "\ufeff"

// message is a line of parse's input: plain text, or a JSON object with the
// fields id, text and sent_local.
type message struct {
	ID   any // a string or a json.Number
	Text string
	Sent time.Time // on the sender's own clock; zero: the line doesn't say
}

// lineReader reads the lines of all of parse's input. A line that is wrong is
// kept for the end, and the others are read all the same.
type lineReader struct {
	reader *intent.Reader
	now    time.Time // when messages were sent that don't say
	out    *messageWriter

	number int             // of the line, counted on over the files
	ids    map[any]givenID // that were written
	wrong  []error
}

// givenID says where an id stands, and whether it is only the line's number.
type givenID struct {
	place    string
	byNumber bool
}

// read reads every message of in. Lines without text are passed over. place
// goes before the number of a line in in, wherever one is named.
func (r *lineReader) read(ctx context.Context, in io.Reader, place string) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longestLine)
	n := 1
	for ; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.number++
		line := strings.TrimPrefix(lines.Text(), byteOrderMark)
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := r.line(line, place+strconv.Itoa(n)); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s%d: reading messages: %w", place, n, err)
	}
	return nil
}

// line reads one message and writes what is understood of it.
func (r *lineReader) line(line, place string) error {
	m, err := readMessage(line)
	if err != nil {
		r.wrong = append(r.wrong, fmt.Errorf("%s: %w", place, err))
		return nil
	}
	if m.Sent.IsZero() {
		m.Sent = r.now
	}
	if r.out.json {
		r.identify(&m, place)
	}
	return r.out.write(m, r.reader.Read(m.Text, food.Moment{Sent: m.Sent, DayEnd: coach.DefaultDayEnd}))
}

// identify gives a message without an id the line's number. That another
// message has that id is wrong, for the two couldn't be told apart; two
// messages that say the same id themselves may.
func (r *lineReader) identify(m *message, place string) {
	byNumber := m.ID == nil
	if byNumber {
		m.ID = json.Number(strconv.Itoa(r.number))
	}
	other, taken := r.ids[m.ID]
	switch {
	case !taken:
		r.ids[m.ID] = givenID{place, byNumber}
	case byNumber || other.byNumber:
		r.wrong = append(r.wrong, fmt.Errorf("%s: the id is that of %s already: a line without an id gets its number, so give every line one or none", place, other.place))
	}
}

// readMessage takes a line that begins with "{" as a JSON message and any
// other as text. Its error is one sentence without the line's words.
func readMessage(line string) (message, error) {
	if !strings.HasPrefix(strings.TrimSpace(line), "{") {
		return message{Text: line}, nil
	}
	var fields struct {
		ID        json.RawMessage `json:"id"`
		Text      *string         `json:"text"`
		SentLocal *string         `json:"sent_local"`
	}
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return message{}, fmt.Errorf("%s must be a string", e.Field)
		}
		return message{}, errors.New("a line that begins with { must be a whole JSON object")
	}
	if fields.Text == nil {
		return message{}, errors.New("the JSON object has no text")
	}
	m := message{Text: *fields.Text}
	var err error
	if fields.SentLocal != nil && *fields.SentLocal != "" {
		if m.Sent, err = time.Parse(localTime, *fields.SentLocal); err != nil {
			return message{}, errors.New("sent_local must be a time such as 2026-03-18T09:00")
		}
	}
	m.ID, err = readID(fields.ID)
	return m, err
}

// readID reads an id as it stands: a number keeps all its digits. It is nil
// for none.
func readID(raw json.RawMessage) (any, error) {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return nil, nil
	case raw[0] == '"':
		var id string
		err := json.Unmarshal(raw, &id)
		return id, err
	case strings.IndexByte("-0123456789", raw[0]) >= 0:
		return json.Number(raw), nil
	}
	return nil, errors.New("id must be a string or a number")
}
