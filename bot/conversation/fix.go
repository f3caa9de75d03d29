package conversation

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// The Fix menu changes an entry by buttons, in place of the coach's message
// about it. A button names the food it changes by its place and carries a mark
// of the entries it was made for: when they have changed meanwhile, it shows
// them as they stand instead of hitting another food.

// mark is a short mark of a source's entries as they stand.
func mark(entries []coach.Entry) string {
	var b []byte
	for _, e := range entries {
		b = fmt.Append(b, e.Part, e.Day, e.Meal, e.Clock)
		for _, f := range e.Foods {
			b = fmt.Append(b, "|", f.Name, f.Grams)
		}
	}
	h := fnv.New32a()
	h.Write(b)
	return strconv.FormatUint(uint64(h.Sum32()&0xffff), 36)
}

// openFix shows the menu of a source: its foods as buttons, and where it is
// filed. It replaces message edit, or is a new one when that is 0.
func (t corrections) openFix(source string, edit int) error {
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return t.display().showGone(source, changes, edit)
	}
	view, err := t.display().loggedView(changes, entries)
	if err != nil {
		return err
	}
	m, k := mark(entries), t.keyboard()
	for p, e := range entries {
		for i, f := range e.Foods {
			k.flow(2, "button.food", t.foodLabel(f), "item", source, m, place(p, i))
		}
	}
	k.row().add("button.move", nil, "move", source, m).add("button.meal", nil, "meal", source, m)
	k.row().add("button.remove.all", nil, "rm", source, m, "all").add("button.done", nil, "fix", source, "done")
	return t.display().sayOf(source, edit, "fix", view, k)
}

// fixLatest shows the menu of the entry that was changed last.
func (t corrections) fixLatest() error {
	source, err := t.latestSource()
	if err != nil {
		return err
	}
	if source == "" {
		return t.say("correct.nothing", nil)
	}
	return t.openFix(source, 0)
}

// foodLabel is a food as a button names it.
type foodLabel struct {
	Name    string
	Grams   float64
	Numbers bool
	Units   coach.Units
}

func (t corrections) foodLabel(f coach.Food) foodLabel {
	return foodLabel{f.Bare(), f.Grams, !t.u.HideNumbers, t.u.Units}
}

func place(part, index int) string { return fmt.Sprintf("%d.%d", part, index) }

// foodAt is the food at a place written by place.
func foodAt(entries []coach.Entry, at string) (part, index int, ok bool) {
	p, i, _ := strings.Cut(at, ".")
	part, err1 := strconv.Atoi(p)
	index, err2 := strconv.Atoi(i)
	ok = err1 == nil && err2 == nil && part >= 0 && part < len(entries) && index >= 0 && index < len(entries[part].Foods)
	return part, index, ok
}

// pressFix handles the menu's buttons: "verb source mark place …".
func (t corrections) pressFix(verb string, args arguments) error {
	source := args.at(0)
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	switch {
	case len(changes) == 0:
		return t.say("button.gone", nil)
	case verb == "fix" && args.at(1) == "done":
		return t.display().showSource(source, t.e.MessageID)
	case verb == "fix":
		return t.openFix(source, t.e.MessageID)
	case args.at(1) != mark(entries):
		return t.openFix(source, t.e.MessageID)
	case verb == "move" || verb == "meal":
		return t.pressMove(verb, source, args.at(2), entries)
	case verb == "rm" && args.at(2) == "all":
		return t.rewrite(source, nil)
	}
	part, index, ok := foodAt(entries, args.at(2))
	if !ok {
		return t.openFix(source, t.e.MessageID)
	}
	return t.pressFood(verb, source, args, entries, part, index)
}

// pressFood handles the buttons about one food.
func (t corrections) pressFood(verb, source string, args arguments, entries []coach.Entry, part, index int) error {
	at, list := args.at(2), copyOf(entries)
	name := list[part].Foods[index].Bare()
	switch verb {
	case "rm":
		list[part].Foods = append(list[part].Foods[:index], list[part].Foods[index+1:]...)
		return t.rewrite(source, list)
	case "ren":
		t.ask("rename", strings.Join([]string{source, args.at(1), at}, " "))
		return t.say("fix.rename", name)
	case "amt":
		factor, err := strconv.ParseFloat(args.at(3), 64)
		if err != nil || factor <= 0 || factor > 10 {
			t.ask("amount", strings.Join([]string{source, args.at(1), at}, " "))
			return t.say("fix.amount", name)
		}
		list[part].Foods[index] = diary.Scaled(list[part].Foods[index], factor)
		list[part].Foods[index].Said = name // without the amount that it had
		return t.rewrite(source, list)
	case "swap":
		return t.swapAsked(source, entries, part, index)
	}
	return t.itemMenu(source, args.at(1), at, list[part].Foods[index])
}

// itemMenu shows what can be done with one food.
func (t corrections) itemMenu(source, mark, at string, f coach.Food) error {
	k := t.keyboard().
		add("button.remove", nil, "rm", source, mark, at).
		add("button.rename", nil, "ren", source, mark, at)
	k.row().
		add("button.half", nil, "amt", source, mark, at, "0.5").
		add("button.double", nil, "amt", source, mark, at, "2").
		add("button.amount", nil, "amt", source, mark, at)
	k.row().add("button.back", nil, "fix", source)
	return t.display().sayOf(source, t.e.MessageID, "fix.item", t.foodLabel(f), k)
}

// pressMove shows the days or meals to move to, or moves there.
func (t corrections) pressMove(verb, source, to string, entries []coach.Entry) error {
	m, k := mark(entries), t.keyboard()
	if verb == "meal" {
		for _, meal := range []food.Meal{food.Breakfast, food.Lunch, food.Dinner, food.Snack} {
			if to == string(meal) {
				return t.moveEntries(source, "", meal, nil)
			}
			k.flow(2, "button.mealname", meal, "meal", source, m, string(meal))
		}
		k.row().add("button.back", nil, "fix", source)
		return t.display().sayOf(source, t.e.MessageID, "fix.meal", nil, k)
	}
	for ago := range 7 {
		d := t.today().Add(-ago)
		if to == string(d) {
			return t.moveEntries(source, d, "", nil)
		}
		k.flow(2, "button.dayname", t.dayView(d), "move", source, m, string(d))
	}
	k.row().add("button.back", nil, "fix", source)
	return t.display().sayOf(source, t.e.MessageID, "fix.day", nil, k)
}

// fixAnswer takes the words that answer "what is it called?" or "how much?".
// done is false when they don't fit the question, and so are about something
// else.
func (t corrections) fixAnswer(asked, text string, m intent.Message) (done bool, err error) {
	args := arguments(strings.Fields(t.u.Dialog.About))
	source := args.at(0)
	_, entries, err := t.standing(source)
	if err != nil {
		return false, err
	}
	part, index, ok := foodAt(entries, args.at(2))
	if !ok || args.at(1) != mark(entries) {
		return false, nil
	}
	if t.says("words.cancel", text) {
		t.settle()
		return true, t.say("teach.cancelled", nil)
	}
	if asked == "amount" {
		list := copyOf(entries)
		if !t.amountSaid(list, part, index, text) {
			return m.Intent == intent.Unknown, t.unclearAmount(list[part].Foods[index], m)
		}
		t.settle()
		return true, t.rewrite(source, list)
	}
	foods := foodsOf(t.read(text).Food.Items)
	if len(foods) == 0 {
		return true, t.say("correct.unknown", text)
	}
	t.settle()
	return true, t.swap(source, entries, part, index, foods)
}

// rewrite puts new entries in the place of a source's and shows them.
func (t corrections) rewrite(source string, entries []coach.Entry) error {
	return t.rewriteOf(source, entries, entries)
}

// rewriteOf is rewrite of entries that may lack some of those before, to be
// told from these.
func (t corrections) rewriteOf(source string, before, entries []coach.Entry) error {
	var kept []coach.Entry
	for _, e := range entries {
		if e.Kind != coach.KindMeal || len(e.Foods) > 0 {
			kept = append(kept, e)
		}
	}
	kind := coach.ChangeCorrect
	if len(kept) == 0 {
		kind = coach.ChangeDelete
	}
	_, had, err := t.standing(source)
	if err != nil {
		return err
	}
	if mark(had) == mark(kept) {
		return t.unchanged(source, kept)
	}
	c, err := t.append(kind, source, 0, numbered(kept, textOf(before)))
	if err != nil {
		return err
	}
	if t.e.Kind == KindButton {
		return t.showPressed(source)
	}
	shown, err := t.display().refresh(source)
	if err != nil {
		return err
	}
	if !shown {
		return t.display().showSource(source, 0)
	}
	k := t.keyboard().add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	if len(kept) == 0 {
		return t.display().sayOf(source, 0, "deleted", entriesNames(before), k)
	}
	view, err := t.correctedView(had, kept)
	if err != nil {
		return err
	}
	return t.display().sayOf(source, 0, "corrected", view, k)
}

// unchanged answers a change that changes nothing: it is kept as it was.
func (t corrections) unchanged(source string, entries []coach.Entry) error {
	if t.e.Kind == KindButton {
		return t.showPressed(source)
	}
	return t.say("corrected.same", entriesNames(entries))
}

// retold is what a source's entries tell after a change, and where they stand
// when that has changed.
type retold struct {
	Entries []toldEntry
	Moved   bool
}

// toldEntry is what one entry tells.
type toldEntry struct {
	Day    wording.Day
	Meal   food.Meal
	Clock  string // the time of day, where it has changed
	Things []thing
	moved  bool // it stood elsewhere before
}

// thing is a part of an entry, by name, and of a food whose amount has changed
// how much it is now.
type thing struct {
	Name  string
	Grams float64 // 0: the same as before, or hidden
	Units coach.Units
}

func (t corrections) retold(before, after []coach.Entry) retold {
	grams, places, clocks := map[string]float64{}, map[string]bool{}, map[int]time.Duration{}
	for _, e := range before {
		clocks[e.Part] = e.Clock
		places[string(e.Day)+string(e.Meal)] = true
		for _, f := range e.Foods {
			grams[f.Name] = f.Grams
		}
	}
	var v retold
	for _, e := range after {
		one := toldEntry{Day: t.dayView(e.Day), Meal: e.Meal, moved: len(before) > 0 && !places[string(e.Day)+string(e.Meal)]}
		v.Moved = v.Moved || one.moved
		if was, ok := clocks[e.Part]; ok && was != e.Clock && e.Clock >= 0 {
			one.Clock = wording.Clock(e.Clock)
		}
		for _, f := range e.Foods {
			x := thing{Name: f.Shown(), Units: t.u.Units}
			if was, ok := grams[f.Name]; ok && was != f.Grams && !t.u.HideNumbers && f.Bare() == f.Shown() {
				x.Grams = f.Grams
			}
			one.Things = append(one.Things, x)
		}
		if e.Kind != coach.KindMeal {
			one.Things = append(one.Things, thing{Name: string(e.Kind)})
		}
		v.Entries = append(v.Entries, one)
	}
	return v
}

// showPressed shows a source's state in the message whose button was pressed,
// and in the first one about it.
func (t corrections) showPressed(source string) error {
	ids, err := t.tx.RepliesOf(t.u.ID, source)
	if err != nil {
		return err
	}
	if len(ids) > 0 && ids[0] != t.e.MessageID {
		if err := t.display().showSource(source, ids[0]); err != nil {
			return err
		}
	}
	return t.display().showSource(source, t.e.MessageID)
}

// copyOf is a copy of entries whose foods can be changed.
func copyOf(entries []coach.Entry) []coach.Entry {
	list := slices.Clone(entries)
	for i := range list {
		list[i].Foods = slices.Clone(list[i].Foods)
	}
	return list
}
