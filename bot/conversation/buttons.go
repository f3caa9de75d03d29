package conversation

import (
	"strings"
	"unicode/utf8"
)

// maxData is the most that a button's data may hold, in bytes.
const maxData = 64

// maxCopy is the longest text that a button copies, in characters.
const maxCopy = 256

// button is a button with the label of that wording. Its data is a verb and
// arguments, separated by spaces. Data says what to do, never whose diary: it
// acts on that of whoever presses, so data from elsewhere finds nothing there.
func (t *turn) button(label string, data any, verb string, args ...string) (Button, error) {
	text, err := t.words.Label(label, data)
	return Button{Text: text, Data: strings.Join(append([]string{verb}, args...), " "), Style: buttonStyles[label]}, err
}

// buttonStyles are the buttons that look unlike others: those that erase, and
// those that say yes.
var buttonStyles = map[string]string{
	"button.delete": "danger", "button.keep.yes": "danger", "button.remove.all": "danger",
	"button.reminders.yes": "success", "button.had": "success",
}

// keyboard gathers buttons into rows, and the first error on the way. Buttons
// whose data would be too long are left out.
type keyboard struct {
	t    *turn
	rows [][]Button
	err  error
}

func (t *turn) keyboard() *keyboard { return &keyboard{t: t} }

// row begins a new row.
func (k *keyboard) row() *keyboard {
	k.rows = append(k.rows, nil)
	return k
}

// add adds a button to the last row.
func (k *keyboard) add(label string, data any, verb string, args ...string) *keyboard {
	b, err := k.t.button(label, data, verb, args...)
	if err != nil {
		k.err = err
	}
	if len(b.Data) > maxData || b.Text == "" {
		return k
	}
	if len(k.rows) == 0 {
		k.row()
	}
	last := len(k.rows) - 1
	k.rows[last] = append(k.rows[last], b)
	return k
}

// copies adds a button on a row of its own that copies the text, where it isn't
// too long for one.
func (k *keyboard) copies(label, text string) *keyboard {
	name, err := k.t.words.Label(label, nil)
	if err != nil {
		k.err = err
	}
	if n := utf8.RuneCountInString(text); 0 < n && n <= maxCopy {
		k.rows = append(k.rows, []Button{{Text: name, Copy: text}})
	}
	return k
}

// flow adds a button to the last row, or to a new one when that holds width.
func (k *keyboard) flow(width int, label string, data any, verb string, args ...string) {
	if n := len(k.rows); n > 0 && len(k.rows[n-1]) >= width {
		k.row()
	}
	k.add(label, data, verb, args...)
}

// done is the rows without empty ones.
func (k *keyboard) done() ([][]Button, error) {
	var rows [][]Button
	for _, row := range k.rows {
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows, k.err
}

// sayWith is say with a keyboard.
func (t *turn) sayWith(name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	return t.say(name, data, rows...)
}

// changeWith is change with a keyboard.
func (t *turn) changeWith(name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	return t.change(name, data, rows...)
}

// dropButtons takes the buttons off the message whose button was pressed: the
// question was answered.
func (t *turn) dropButtons() { t.reply(Message{Edit: t.e.MessageID}, "") }

// arguments are what follows the verb of a button's data.
type arguments []string

// at is the argument at i, "" when there is none.
func (a arguments) at(i int) string {
	if i >= len(a) {
		return ""
	}
	return a[i]
}

// shower is say or change.
type shower func(name string, data any, rows ...[]Button) error

// with shows a wording with a keyboard.
func (show shower) with(name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	return show(name, data, rows...)
}
