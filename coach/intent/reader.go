package intent

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// Reader reads messages. It is safe for concurrent use.
type Reader struct {
	lex   *lang.Program
	foods *food.Reader
	hear  *care.Reader
	class classIDs
	slots []slotKind // by slot
	views sync.Pool  // of *view
	rows  []row      // of corrections
	signs signPoints // that a message asks
}

// Load loads all that is needed to understand messages, side by side: the lexicon of
// foods, the rules of care and the language. Its error names every mistake with file
// and line.
func Load(fsys fs.FS) (*Reader, error) {
	var foods *food.Reader
	var hear *care.Reader
	var err1, err2 error
	var loading sync.WaitGroup
	loading.Go(func() {
		hear, err1 = care.NewReader(fsys)
	})
	loading.Go(func() {
		var lex *food.Lexicon
		if lex, err2 = food.LoadLexicon(fsys); err2 == nil {
			foods = food.NewReader(lex)
		}
	})
	r, err3 := NewReader(fsys, nil, nil)
	loading.Wait()
	if err := errors.Join(err2, err1, err3); err != nil {
		return nil, err
	}
	r.foods, r.hear = foods, hear
	return r, nil
}

// NewReader loads the language files; its errors name file and line. Without
// hear no message calls for care.
func NewReader(fsys fs.FS, foods *food.Reader, hear *care.Reader) (*Reader, error) {
	lex, err := lang.Load(fsys, checkDetail)
	if err != nil {
		return nil, err
	}
	r := &Reader{lex: lex, foods: foods, hear: hear, rows: newRows()}
	if r.signs, err = loadSigns(fsys); err != nil {
		return nil, err
	}
	r.views.New = func() any { return r.newView() }
	for name, id := range r.class.names() {
		class, ok := lex.Class(name)
		if !ok {
			return nil, fmt.Errorf("language/classes.tsv lacks the class %s", name)
		}
		*id = class
	}
	for _, name := range lex.Slots {
		kind, ok := slotKinds[name]
		if !ok {
			return nil, fmt.Errorf("a phrase has a slot {%s}, which none of the kinds of slot is for", name)
		}
		r.slots = append(r.slots, kind)
	}
	return r, nil
}

// Lexicon is what the foods are read with.
func (r *Reader) Lexicon() *food.Lexicon { return r.foods.Lexicon() }

// Read says what the message wants. Any text is fine.
func (r *Reader) Read(text string, m food.Moment) Message {
	if command, rest, ok := cutCommand(text); ok {
		return r.command(command, rest, m)
	}
	v := r.look(text, m)
	defer r.views.Put(v)
	v.gather()
	return v.verdict().decide()
}

// cutCommand cuts "/start@some_bot now" into "start" and "now".
func cutCommand(text string) (command, rest string, ok bool) {
	name, ok := strings.CutPrefix(strings.TrimSpace(text), "/")
	if !ok || name == "" || !isCommandLetter(name[0]) {
		return "", "", false
	}
	i := 0
	for i < len(name) && isCommandLetter(name[i]) {
		i++
	}
	command, rest = strings.ToLower(name[:i]), name[i:]
	if at, found := strings.CutPrefix(rest, "@"); found {
		end := strings.IndexAny(at, " \n\t")
		if end < 0 {
			end = len(at)
		}
		rest = at[end:]
	}
	if rest != "" && !strings.ContainsAny(rest[:1], " \n\t") {
		return "", "", false
	}
	return command, strings.TrimSpace(rest), true
}

func isCommandLetter(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// command is a message that begins with a command: its intent is the
// command's, its parameters are what its text tells.
func (r *Reader) command(name, rest string, m food.Moment) Message {
	v := r.look(rest, m)
	defer r.views.Put(v)
	v.gather()
	msg := v.verdict().decide()
	if msg.Intent == RedFlag {
		return msg
	}
	msg.Also = nil
	msg.Intent = Unknown
	msg.Request.Command, msg.Request.Text = name, rest
	if value, ok := r.valueOf(name, r.class.command); ok {
		msg.Intent = Intent(value)
	}
	return msg
}

// valueOf is the value that a word has in a class.
func (r *Reader) valueOf(word string, class int32) (string, bool) {
	return r.lex.ValueOf(r.lex.ID(word), class)
}
