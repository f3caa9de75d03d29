package conversation

import (
	"cmp"
	"slices"
	"strconv"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// logAndAnswer keeps what the message tells and says what was understood;
// what it asks besides is answered after that.
func (t *turn) logAndAnswer(text string, m intent.Message) error {
	if err := t.logAndShow(text, m); err != nil {
		return err
	}
	if err := (doubt{t: t}).beside(m.NotTaken); err != nil {
		return err
	}
	return t.also(text, m)
}

// logAndShow keeps what the message tells, with more entries before it, and
// says what was understood.
func (t *turn) logAndShow(text string, m intent.Message, more ...coach.Entry) error {
	source := t.source()
	told, err := t.sameDay(m, t.entries(source, text, t.sent(), m))
	if err != nil {
		return err
	}
	entries := numbered(append(more, told...), text)
	if len(entries) == 0 {
		return nil // a correction has said it all
	}
	withPhoto(entries, t.e.Photo)
	if _, err := t.append(coach.ChangeLog, source, 0, entries); err != nil {
		return err
	}
	t.afterSkin(source, entries)
	gutNotes{t}.told(source, entries)
	return t.showSource(source, 0)
}

// sameDay puts what a message tells of "the same evening" on the day of the
// newest entry.
func (t *turn) sameDay(m intent.Message, entries []coach.Entry) ([]coach.Entry, error) {
	if told, _ := m.Log(); !told.SameDay {
		return entries, nil
	}
	recent, err := t.recent()
	if err != nil || len(recent) == 0 {
		return entries, err
	}
	for i := range entries {
		if entries[i].Day == t.today() {
			entries[i].Day = recent[len(recent)-1].Day
		}
	}
	return entries, nil
}

// more logs another amount of the food that was told last: "another 12 ounces".
// done is false where there is none of today or yesterday.
func (t *turn) more(m intent.Message) (done bool, err error) {
	more, ok := m.More()
	if !ok {
		return false, nil
	}
	recent, err := t.recent()
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(recent) {
		if e.Day < t.today().Add(-1) {
			break
		}
		if len(e.Foods) == 0 {
			continue
		}
		last := e.Foods[len(e.Foods)-1]
		for _, words := range [...]string{cmp.Or(more.Amount, "1") + " " + last.Title(), more.Amount + " of " + last.Title(), last.Title()} {
			if items := t.read(words).Food.Items; len(items) == 1 && items[0].Food == last.Name {
				return true, t.logFoods(foodsOf(items))
			}
		}
		break
	}
	return false, nil
}

// log keeps what the message tells.
func (t *turn) log(text string, m intent.Message) (source string, err error) {
	source = t.source()
	entries := t.entries(source, text, t.sent(), m)
	withPhoto(entries, t.e.Photo)
	_, err = t.append(coach.ChangeLog, source, 0, entries)
	return source, err
}

// photo reads a picture's caption; a picture without one is asked for a line.
func (t *turn) photo() error {
	switch {
	case t.imported != nil:
		return t.importAnswer()
	case t.e.Kind == KindDocument && t.e.File.zipped() && t.e.File.Size > MaxImport:
		return t.say("import.large", nil)
	case t.e.Kind == KindDocument && t.e.Text == "":
		return t.say("document", nil)
	}
	if t.e.Text == "" {
		return t.say("photo", nil)
	}
	return t.message()
}

// inAlbum reports whether the event is a picture without words of an album that
// was answered already: an album gets one answer.
func (t *turn) inAlbum() bool {
	if t.e.Album == "" {
		return false
	}
	before := t.u.Album
	t.u.Album = t.e.Album
	return before == t.e.Album && t.e.Text == ""
}

// nothingEaten answers a message about food from which nothing is to be kept,
// unless it calls a meal by words that nobody knows.
func (t *turn) nothingEaten(text string, m intent.Message) error {
	var names []string
	for _, span := range m.Food.NotEaten {
		names = append(names, span.Text)
	}
	if sip := m.Sip(); sip != "" {
		return t.waterCommand(sip)
	}
	if dish := m.Dish(); dish != "" && len(names) == 0 {
		m.Food.Unknown = []food.Span{{Text: dish}}
		return t.logAndAnswer(text, m)
	}
	if m.Intent == intent.Lifestyle && len(names) == 0 {
		return t.say("lifestyle.noted", nil)
	}
	if len(names) > 0 {
		return doubt{t: t}.mentioned(names)
	}
	return t.say("meal.none", names)
}

// showSource says what stands in the diary under a source, with the buttons to
// change it: in place of message edit, or as a new one when that is 0.
func (t *turn) showSource(source string, edit int) error {
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return t.showGone(source, changes, edit)
	}
	view, err := t.loggedView(entries)
	if err != nil {
		return err
	}
	k := t.keyboard()
	for i, word := range view.Unknown {
		if i < 3 {
			k.row().add("button.teach", word, "teach", source, strconv.Itoa(i))
		}
	}
	t.sourceButtons(k.row(), source, changes, entries)
	if view.Offer = t.u.Started.IsZero() && !t.u.IsCalm(t.now) && edit == 0 && t.remindersView().AnyOn && t.once("offer"); view.Offer {
		k.row().add("button.setup", view.Placed, "start", "2")
	}
	b := brief{t}
	if edit == 0 && b.reaction(view) {
		b.react()
		return nil
	}
	return t.sayOf(source, edit, b.wording(), view, k)
}

// sourceButtons adds what can be done with a source's entries.
func (t *turn) sourceButtons(k *keyboard, source string, changes []coach.Change, entries []coach.Entry) {
	if onlyWater(entries) {
		k.sips()
	}
	if hasFoods(entries) && !onlyWater(entries) {
		k.add("button.fix", nil, "fix", source)
	}
	if c, ok := coach.Undoable(changes); ok {
		k.add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	}
	if c, ok := coach.Redoable(changes); ok {
		k.add("button.redo", nil, "redo", source, strconv.FormatInt(c.Seq, 10))
	}
}

// showGone says that nothing is left of a source.
func (t *turn) showGone(source string, changes []coach.Change, edit int) error {
	k := t.keyboard()
	if c, ok := coach.Redoable(changes); ok {
		k.add("button.redo", nil, "redo", source, strconv.FormatInt(c.Seq, 10))
	} else if c, ok := coach.Undoable(changes); ok {
		k.add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	}
	return t.sayOf(source, edit, "logged.gone", entriesNames(entriesBefore(changes)), k)
}

// sayOf says something about a source, so that a reply to it is understood.
func (t *turn) sayOf(source string, edit int, name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	text, err := t.words.HTML(name, data)
	if err != nil {
		return err
	}
	t.reply(Message{Text: text, Buttons: rows, Edit: edit}, source)
	return nil
}

// refresh shows a source's state in the coach's first message about it. shown
// tells whether there is such a message.
func (t *turn) refresh(source string) (shown bool, err error) {
	ids, err := t.tx.RepliesOf(t.u.ID, source)
	if err != nil || len(ids) == 0 {
		return false, err
	}
	return true, t.showSource(source, ids[0])
}

// entriesBefore are those that a source had last, before none were left.
func entriesBefore(changes []coach.Change) []coach.Entry {
	for n := len(changes); n > 0; n-- {
		if entries := coach.Standing(changes[:n]); len(entries) > 0 {
			return entries
		}
	}
	return nil
}

// entriesNames are what entries tell, by name: foods, and "skin", "check_in" and the like.
func entriesNames(entries []coach.Entry) []string {
	var names []string
	for _, e := range entries {
		names = append(names, toldFoods(e.Foods)...)
		if e.Kind != coach.KindMeal {
			names = append(names, string(e.Kind))
		}
	}
	return names
}

func hasFoods(entries []coach.Entry) bool {
	for _, e := range entries {
		if len(e.Foods) > 0 {
			return true
		}
	}
	return false
}

// onlyWater tells whether the entries tell of water and nothing else.
func onlyWater(entries []coach.Entry) bool {
	for _, e := range entries {
		if e.Kind != coach.KindMeal {
			return false
		}
		for _, f := range e.Foods {
			if f.Categories != food.SetOf(food.Water) {
				return false
			}
		}
	}
	return hasFoods(entries)
}
