package terminal

import (
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// TTY is a terminal in which a person types: it edits lines, keeps those that were
// typed for the arrow keys, and shows what is written above the line that is being
// typed. Nothing of it is kept beyond the session.
type TTY struct {
	Graphics Graphics // how it shows pictures

	editor *term.Terminal
	out    *os.File
	in     int
	before *term.State
}

// answerWithin is how long a terminal is given to tell what it can do: enough for
// one far away.
const answerWithin = 300 * time.Millisecond

// OpenTTY takes over the terminal that in and out are, until Close.
func OpenTTY(in, out *os.File, getenv func(string) string) (*TTY, error) {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	t := &TTY{out: out, in: int(in.Fd()), before: before}
	var typed []byte
	if !shy(getenv) {
		t.Graphics, typed = readAnswers(ask(in, out, query, answerWithin))
	}
	t.editor = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{io.MultiReader(strings.NewReader(string(typed)), in), out}, "")
	t.editor.History = &typedLines{}
	return t, nil
}

// Close gives the terminal back as it was.
func (t *TTY) Close() error { return term.Restore(t.in, t.before) }

// Write shows a text, above the line that is being typed.
func (t *TTY) Write(b []byte) (int, error) {
	t.fit()
	return t.editor.Write(b)
}

// Prompt is what stands before the line that is being typed, from the next Write
// or ReadLine on.
func (t *TTY) Prompt(prompt string) { t.editor.SetPrompt(prompt) }

// ReadLine reads a line. io.EOF: the person ended the session, by Ctrl-D or Ctrl-C.
func (t *TTY) ReadLine() (string, error) {
	t.fit()
	line, err := t.editor.ReadLine()
	if errors.Is(err, term.ErrPasteIndicator) {
		err = nil
	}
	return line, err
}

// fit has the editor know the window as it is now.
func (t *TTY) fit() {
	if w := t.Window(); w.Columns > 0 && w.Rows > 0 {
		_ = t.editor.SetSize(w.Columns, w.Rows) // an error is one of writing, which the next Write tells
	}
}

// typedLines are the lines that were typed, the latest first, for the arrow keys.
type typedLines struct{ lines []string }

// mostTyped is how many of them are kept.
const mostTyped = 500

// Add adds a line that says something new.
func (l *typedLines) Add(line string) {
	if strings.TrimSpace(line) == "" || len(l.lines) > 0 && l.lines[len(l.lines)-1] == line {
		return
	}
	if l.lines = append(l.lines, line); len(l.lines) > mostTyped {
		l.lines = l.lines[1:]
	}
}

// Len is how many there are.
func (l *typedLines) Len() int { return len(l.lines) }

// At is the i-th from the latest.
func (l *typedLines) At(i int) string { return l.lines[len(l.lines)-1-i] }
