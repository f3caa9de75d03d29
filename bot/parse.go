package main

import (
	"bufio"
	"context"
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

	"gutskin/coach/intent"
	"gutskin/content"
)

// localTime is how messages carry the time they were sent, on the sender's
// own clock.
const localTime = "2006-01-02T15:04"

// parse reads messages, one a line, from files or standard input, and writes
// what was understood of each: a listing for people, or with --json one JSON
// object a line.
func (p *program) parse(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("parse", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	asJSON := flags.Bool("json", false, "one JSON object a line, with the id of its message, or else the line's number")
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
	reader, err := intent.Load(content.Files)
	if err != nil {
		return fmt.Errorf("the content has mistakes:\n%w", err)
	}
	out := bufio.NewWriter(p.stdout)
	lines := lineReader{reader: reader, now: now, out: &messageWriter{out: out, json: *asJSON}, ids: map[any]givenID{}}
	err = p.eachInput(flags.Args(), func(in io.Reader, place string) error { return lines.read(ctx, in, place) })
	return errors.Join(append(lines.wrong, err, out.Flush())...)
}

// flagError is nil after -h: the flag set has shown its help then.
func flagError(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return err
}

// eachInput calls read with each named file, or with standard input. place goes
// before the number of a line in it. Files show their progress where that can
// be seen.
func (p *program) eachInput(files []string, read func(in io.Reader, place string) error) error {
	if len(files) == 0 {
		return read(p.stdin, "line ")
	}
	for _, name := range files {
		if err := p.withFile(name, func(in io.Reader) error { return read(in, name+":") }); err != nil {
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

// messageWriter writes understood messages.
type messageWriter struct {
	out  io.Writer
	json bool
}

func (w *messageWriter) write(m message, read intent.Message) error {
	p := newParsed(m.ID, read)
	if w.json {
		return p.write(w.out)
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
