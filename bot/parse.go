package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// localTime is how messages carry the time they were sent, on the sender's
// own clock.
const localTime = "2006-01-02T15:04"

// longestLine is the longest line of input that parse reads, in bytes.
const longestLine = 1 << 20

// message is a line of parse's input: plain text, or a JSON object with the
// fields below.
type message struct {
	ID        any    `json:"id"`
	Text      string `json:"text"`
	SentLocal string `json:"sent_local"`
}

// parse reads messages, one a line, from files or standard input, and writes
// what was understood of each: a listing for people, or with --json one JSON
// object a line.
func (p *program) parse(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("parse", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	asJSON := flags.Bool("json", false, "one JSON object a line")
	at := flags.String("at", "", "when the messages were sent, as "+localTime+" (default: now)")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	now := time.Now()
	if *at != "" {
		var err error
		if now, err = time.Parse(localTime, *at); err != nil {
			return fmt.Errorf("--at must be a time such as 2026-03-18T09:00")
		}
	}
	reader, err := p.reader()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(p.stdout)
	defer out.Flush()
	w := messageWriter{out: out, json: *asJSON}
	return p.eachInput(flags.Args(), func(in io.Reader) error {
		return parseLines(ctx, in, reader, now, &w)
	})
}

// flagError is nil after -h: the flag set has shown its help then.
func flagError(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return err
}

// eachInput calls read with each named file, or with standard input. Files
// show their progress where that can be seen.
func (p *program) eachInput(files []string, read func(io.Reader) error) error {
	if len(files) == 0 {
		return read(p.stdin)
	}
	for _, name := range files {
		if err := p.withFile(name, read); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) withFile(name string, read func(io.Reader) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !isTerminal(p.stderr) || isTerminal(p.stdout) {
		return read(f)
	}
	bar := progressbar.NewOptions64(info.Size(),
		progressbar.OptionSetWriter(p.stderr),
		progressbar.OptionSetDescription(name),
		progressbar.OptionShowBytes(true),
		progressbar.OptionClearOnFinish())
	in := progressbar.NewReader(f, bar)
	return read(&in)
}

// isTerminal tells whether a person sees what is written to w.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// parseLines reads every message of in. Lines without text are skipped.
func parseLines(ctx context.Context, in io.Reader, reader *intent.Reader, now time.Time, w *messageWriter) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longestLine)
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		m := readMessage(lines.Text(), n)
		if strings.TrimSpace(m.Text) == "" && m.ID == nil {
			continue
		}
		sent := now
		if m.SentLocal != "" {
			t, err := time.Parse(localTime, m.SentLocal)
			if err != nil {
				return fmt.Errorf("line %d: sent_local must be a time such as 2026-03-18T09:00", n)
			}
			sent = t
		}
		moment := food.Moment{Sent: sent, DayEnd: coach.DefaultDayEnd}
		if err := w.write(m, reader.Read(m.Text, moment)); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading messages: %w", err)
	}
	return nil
}

// readMessage takes a line as a JSON message where it is one, else as text.
// A line without an id gets its number.
func readMessage(line string, n int) message {
	var m message
	if strings.HasPrefix(line, "{") && json.Unmarshal([]byte(line), &m) == nil && (m.Text != "" || m.ID != nil) {
		if m.ID == nil {
			m.ID = n
		}
		return m
	}
	if line == "" {
		return message{}
	}
	return message{ID: n, Text: line}
}

// messageWriter writes understood messages.
type messageWriter struct {
	out  io.Writer
	json bool
}

func (w *messageWriter) write(m message, read intent.Message) error {
	p := newParsed(m.ID, read)
	if w.json {
		enc := json.NewEncoder(w.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(p)
	}
	return w.list(m, p)
}

// list writes a message for people to read.
func (w *messageWriter) list(m message, p parsed) error {
	fmt.Fprintf(w.out, "%s\n  %s\n", m.Text, strings.Join(append([]string{p.Intent}, p.Also...), " + "))
	table := tabwriter.NewWriter(w.out, 0, 8, 2, ' ', 0)
	for _, item := range p.Items {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", item.Food, grams(item.Grams),
			"≈ "+grams(item.FiberG)+" fibre", strings.Join(item.Categories, " "), occasion(item))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, line := range []struct {
		label string
		words []string
	}{{"plants", p.Plants}, {"herbs and spices", p.Herbs}, {"not eaten", p.NotEaten}, {"not understood", p.Unknown}} {
		if len(line.words) > 0 {
			fmt.Fprintf(w.out, "  %s: %s\n", line.label, strings.Join(line.words, ", "))
		}
	}
	_, err := fmt.Fprintln(w.out)
	return err
}

func grams(g *float64) string {
	if g == nil {
		return "–"
	}
	return fmt.Sprintf("%.3g g", *g)
}

// occasion is the day and meal of an item.
func occasion(item parsedItem) string {
	var words []string
	for _, s := range []*string{item.EatenOn, item.Meal} {
		if s != nil {
			words = append(words, *s)
		}
	}
	return strings.Join(words, " ")
}
