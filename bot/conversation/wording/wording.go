// Package wording is what the coach says: templates of content/messages, and
// the functions they are written with. It says nothing by itself: who says what
// is up to package conversation.
package wording

import (
	"errors"
	"fmt"
	"gutskin/coach/lang"
	"html"
	"html/template"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"sync"
)

// Words is the wording of everything the coach says: the templates of
// content/messages/*.tmpl, and the commands.
type Words struct {
	Commands []Command
	all      *template.Template
	variants map[string]int // of "nudge.water.1", "nudge.water.2": 2 by "nudge.water"
	fixed    sync.Map       // the texts of wordings that need no data, by name
}

// Command is a command and what it does, as the list in the chat shows it.
type Command struct{ Name, Description string }

// allowedTags are those of Telegram's HTML that messages may use.
var allowedTags = map[string]bool{"b": true, "i": true, "u": true, "s": true, "code": true, "a": true, "blockquote": true}

var (
	tagPattern    = regexp.MustCompile(`</?([a-zA-Z0-9]+)`)
	definePattern = regexp.MustCompile(`\{\{-?\s*define\s+"([^"]+)"`)
)

// Load reads and checks messages/*.tmpl and messages/commands.tsv. Its
// error names every mistake with file and line.
func Load(fsys fs.FS) (*Words, error) {
	names, err := fs.Glob(fsys, "messages/*.tmpl")
	if err != nil || len(names) == 0 {
		return nil, errors.New("messages: there are no .tmpl files")
	}
	w := &Words{variants: map[string]int{}}
	w.all = template.New("").Funcs(w.functions())
	defined := map[string]string{}
	var mistakes []error
	for _, name := range names {
		mistakes = append(mistakes, w.load(fsys, name, defined))
	}
	w.Commands, err = loadCommands(fsys)
	if err := errors.Join(append(mistakes, err)...); err != nil {
		return nil, err
	}
	w.countVariants(defined)
	return w, nil
}

func (w *Words) load(fsys fs.FS, name string, defined map[string]string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var mistakes []error
	for i, line := range strings.Split(string(text), "\n") {
		for _, tag := range tagPattern.FindAllStringSubmatch(line, -1) {
			if !allowedTags[tag[1]] {
				mistakes = append(mistakes, fmt.Errorf("%s:%d: Telegram knows no tag <%s>", name, i+1, tag[1]))
			}
		}
		for _, d := range definePattern.FindAllStringSubmatch(line, -1) {
			if before := defined[d[1]]; before != "" {
				mistakes = append(mistakes, fmt.Errorf("%s:%d: %q is defined in %s already", name, i+1, d[1], before))
			}
			defined[d[1]] = name
		}
	}
	if _, err := w.all.New(name).Parse(string(text)); err != nil {
		mistakes = append(mistakes, err)
	}
	return errors.Join(mistakes...)
}

// Check finds what Load leaves to the first use of a wording, since it
// takes a while: tags that break off, and wordings that others name and that
// aren't there. Its error names every one with file and line, or by the wording's
// name.
func (w *Words) Check() error {
	var mistakes []error
	told := map[string]bool{}
	for _, t := range w.all.Templates() {
		err := w.all.ExecuteTemplate(io.Discard, t.Name(), nil) // without data: other errors mean nothing
		if e, ok := errors.AsType[*template.Error](err); ok && !told[e.Error()] {
			told[e.Error()] = true
			mistakes = append(mistakes, e)
		}
	}
	return errors.Join(mistakes...)
}

// countVariants finds the messages that come in several wordings, written as
// "name.1", "name.2" and so on.
func (w *Words) countVariants(defined map[string]string) {
	for name := range defined {
		n := 0
		for defined[fmt.Sprintf("%s.%d", strings.TrimSuffix(name, ".1"), n+1)] != "" {
			n++
		}
		if n > 0 && strings.HasSuffix(name, ".1") {
			w.variants[strings.TrimSuffix(name, ".1")] = n
		}
	}
}

// loadCommands reads the commands, within Telegram's limits: 32 and 256
// characters.
func loadCommands(fsys fs.FS) (list []Command, err error) {
	valid := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	table := lang.Table{Path: "messages/commands.tsv", Header: "command\tdescription"}
	err = table.Each(fsys, func(cells []string) error {
		if !valid.MatchString(cells[0]) || cells[1] == "" || len(cells[1]) > 256 {
			return errors.New("want a command of at most 32 letters, a tab, and a description of at most 256")
		}
		list = append(list, Command{cells[0], cells[1]})
		return nil
	})
	return list, err
}

// Has reports whether there is a wording of that name.
func (w *Words) Has(name string) bool { return w.all.Lookup(name) != nil }

// HTML renders a message as Telegram's HTML. Whatever data holds is escaped.
// Without data a wording is rendered once: nothing in it can change.
func (w *Words) HTML(name string, data any) (string, error) {
	if data == nil {
		if text, ok := w.fixed.Load(name); ok {
			return text.(string), nil
		}
	}
	var b strings.Builder
	if err := w.all.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("wording %s: %w", name, err)
	}
	text := tidied(b.String())
	if data == nil {
		w.fixed.Store(name, text)
	}
	return text, nil
}

// tidied is the text without blanks at its edges and at the ends of lines, and
// with one empty line where templates left several.
func tidied(text string) string {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRight(line, " \t"); line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:1+min(empty, 1)])
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// Label renders a text that isn't HTML, such as a button's.
func (w *Words) Label(name string, data any) (string, error) {
	text, err := w.HTML(name, data)
	return html.UnescapeString(text), err
}

// Variant is the wording of name to use for the pick-th time.
func (w *Words) Variant(name string, pick int) string {
	n := w.variants[name]
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s.%d", name, (pick%n+n)%n+1)
}
