package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
)

// undoing takes back the last changes, and brings them back.
type undoing struct{ *turn }

func (t *turn) undoing() undoing { return undoing{t} }

// undoDepth is how many changes back undo looks.
const undoDepth = 300

// undoWords does what "undo", "redo" or "delete the last one" asks for.
func (t undoing) undoWords(m *intent.Message) error {
	switch m.Request.Action {
	case intent.ActRedo:
		return t.backAgain()
	case intent.ActDelete:
		return t.deleteWords(m)
	case intent.ActAnother:
		if undone, err := t.justUndone(); err != nil {
			return err
		} else if !undone {
			return doubt{t.turn, t.heard.text}.unclear()
		}
	}
	return t.undoLast(max(1, m.Request.Times))
}

// justUndone reports whether the latest change took one back.
func (t undoing) justUndone() (bool, error) {
	recent, err := t.tx.RecentChanges(t.u.ID, 1)
	return len(recent) > 0 && recent[0].Kind == coach.ChangeUndo, err
}

// undoLast lifts so many of the latest changes that stand, and shows after
// each what is left.
func (t undoing) undoLast(times int) error {
	for range times {
		recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
		if err != nil {
			return err
		}
		c, ok := coach.Undoable(recent)
		if !ok {
			return t.say("undo.nothing", nil)
		}
		if ofTable(c.Source) && c.Kind == coach.ChangeLog {
			return t.tables().liftWith(coach.ChangeUndo, c)
		}
		if err := t.lift(coach.ChangeUndo, c); err != nil {
			return err
		}
	}
	return nil
}

// backAgain does what "put it back" asks for: it restores what the latest undo
// lifted, or the foods that the latest change took out.
func (t undoing) backAgain() error {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return err
	}
	last, ok := coach.Undoable(recent)
	if _, undone := coach.Redoable(recent); undone || !ok || last.Kind != coach.ChangeCorrect {
		return t.redoLast()
	}
	changes, after, err := t.standing(last.Source)
	if err != nil {
		return err
	}
	before := coach.Standing(changes[:len(changes)-1])
	if changes[len(changes)-1].Seq != last.Seq || foodCount(after) >= foodCount(before) {
		return t.redoLast()
	}
	return t.lift(coach.ChangeUndo, last)
}

// foodCount is how many foods the entries tell.
func foodCount(entries []coach.Entry) (n int) {
	for _, e := range entries {
		n += len(e.Foods)
	}
	return n
}

// redoLast restores what the latest undo lifted.
func (t undoing) redoLast() error {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return err
	}
	c, ok := coach.Redoable(recent)
	if !ok {
		if n := len(recent); n > 0 && recent[n-1].Kind == coach.ChangeDelete {
			return t.lift(coach.ChangeUndo, recent[n-1]) // "put it back" after a deletion
		}
		return t.say("redo.nothing", nil)
	}
	if ofTable(c.Source) && c.Kind == coach.ChangeLog {
		return t.tables().liftWith(coach.ChangeRedo, c)
	}
	return t.lift(coach.ChangeRedo, c)
}

// lift undoes or redoes the change c, asked for by a message: the coach's
// message about it changes, and a new one says what happened.
func (t undoing) lift(kind coach.ChangeKind, c coach.Change) error {
	_, before, err := t.standing(c.Source)
	if err != nil {
		return err
	}
	if _, err := t.append(kind, c.Source, c.Seq, nil); err != nil {
		return err
	}
	if _, err := t.display().refresh(c.Source); err != nil {
		return err
	}
	_, after, err := t.standing(c.Source)
	if err != nil {
		return err
	}
	k := t.keyboard()
	if kind == coach.ChangeUndo {
		k.add("button.redo", nil, "redo", c.Source, strconv.FormatInt(c.Seq, 10))
	} else {
		k.add("button.undo", nil, "undo", c.Source, strconv.FormatInt(c.Seq, 10))
	}
	return t.sayWith(string(kind), lifted{entriesNames(before), t.corrections().retold(before, after), c.Kind}, k)
}

// lifted is what an undo or redo did to a source's entries.
type lifted struct {
	Before []string
	After  retold
	Change coach.ChangeKind // what was undone or redone
}

func (t undoing) namesOf(source string) ([]string, error) {
	_, entries, err := t.standing(source)
	return entriesNames(entries), err
}

// pressUndo undoes the source's latest change, if it is still the one that the
// button was made for, and shows the new state in place.
func (t undoing) pressUndo(args arguments) error {
	return t.pressLift(args, coach.ChangeUndo, coach.Undoable)
}

// pressRedo restores the source's change in the same way.
func (t undoing) pressRedo(args arguments) error {
	return t.pressLift(args, coach.ChangeRedo, coach.Redoable)
}

func (t undoing) pressLift(args arguments, kind coach.ChangeKind, next func([]coach.Change) (coach.Change, bool)) error {
	source := args.at(0)
	changes, _, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.say("button.gone", nil)
	}
	c, ok := next(changes)
	if ok && strconv.FormatInt(c.Seq, 10) == args.at(1) {
		if _, err := t.append(kind, source, c.Seq, nil); err != nil {
			return err
		}
	}
	if changes, _, err = t.standing(source); err != nil {
		return err
	}
	if tapped := entriesBefore(changes); strings.HasPrefix(source, "c:") && onlyWater(tapped) {
		return t.fluids().waterUndone(source, changes)
	}
	return t.corrections().showPressed(source)
}

// deleteWords deletes what the words mean: the foods that they name, the meal of
// a day, else the last entries of all.
func (t undoing) deleteWords(m *intent.Message) error {
	names, err := t.deleted(m)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		_, err := t.corrections().correct(intent.Correct{Correction: diary.Correction{Op: diary.Remove, Wrong: names}}, *m)
		return err
	}
	if m.Request.Day != "" || m.Request.Meal != "" {
		return t.deleteMeal(orDay(m.Request.Day, t.today()), m.Request.Meal)
	}
	for range max(1, m.Request.Times) {
		source, err := t.latestSource()
		if err != nil {
			return err
		}
		if err := t.deleteSource(source); err != nil || source == "" {
			return err
		}
	}
	return nil
}

// deleted are the foods that go: those that the message names, and of those that it
// tells without an amount what the newest entry holds ("the beer was my wife's, remove it", but not
// "delete that. I had rice"). Where it names neither, nor a day, a meal or how many,
// they are those of the newest entry that a word of it names ("as for the malt, take
// it out").
func (t undoing) deleted(m *intent.Message) ([]diary.Named, error) {
	names := t.corrections().namesIn(m.Food.NotEaten)
	entries, err := t.recent()
	if err != nil || len(entries) == 0 {
		return names, err
	}
	newest := ofSource(entries, entries[len(entries)-1].Source)
	for _, item := range slices.Clone(m.Food.Items) {
		if name := (diary.Named{Words: item.Text, Names: []string{item.Food}}); !item.Stated && diary.Holds(newest, name) {
			names = append(names, name)
			m.TakenUp(intent.Bytes{Start: item.Start, End: item.End})
		}
	}
	if r := &m.Request; len(names)+len(m.Food.Items) > 0 || r.Day != "" || r.Meal != "" || r.Times > 1 {
		return names, nil
	}
	for word := range strings.FieldsSeq(lang.Fold(t.heard.text)) {
		if name := (diary.Named{Words: word}); len(word) >= shortestTopic && diary.Holds(newest, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// shortestTopic is from how many letters on a word may name a food that goes.
const shortestTopic = 4

// deleteMeal deletes a day's meal of that name. Where the words fit several
// messages, the day is shown to choose from.
func (t undoing) deleteMeal(d day.Day, meal food.Meal) error {
	entries, err := t.tx.Entries(t.u.ID, d, d)
	if err != nil {
		return err
	}
	var sources []string
	for _, e := range entries {
		if e.Kind == coach.KindMeal && (meal == "" || e.Meal == meal) {
			sources = appendNew(sources, e.Source)
		}
	}
	switch len(sources) {
	case 0:
		return t.say("delete.none", againView{t.dayView(d), meal})
	case 1:
		_, entries, err := t.standing(sources[0])
		if err != nil {
			return err
		}
		kept := slices.DeleteFunc(copyOf(entries), func(e coach.Entry) bool {
			return e.Kind == coach.KindMeal && e.Day == d && (meal == "" || e.Meal == meal)
		})
		if len(kept) == 0 {
			return t.deleteSource(sources[0])
		}
		return t.corrections().rewriteOf(sources[0], entries, kept)
	}
	return t.sheets().showHistory(d, t.say)
}

func (t undoing) deleteSource(source string) error {
	if source == "" {
		return t.say("undo.nothing", nil)
	}
	names, err := t.namesOf(source)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return t.say("undo.nothing", nil)
	}
	c, err := t.append(coach.ChangeDelete, source, 0, nil)
	if err != nil {
		return err
	}
	if _, err := t.display().refresh(source); err != nil {
		return err
	}
	k := t.keyboard().add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	return t.sayWith("deleted", names, k)
}
