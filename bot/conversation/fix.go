package conversation

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

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
func (t *turn) openFix(source string, edit int) error {
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
	m, k := mark(entries), t.keyboard()
	for p, e := range entries {
		for i, f := range e.Foods {
			k.flow(2, "button.food", t.foodLabel(f), "item", source, m, place(p, i))
		}
	}
	k.row().add("button.move", nil, "move", source, m).add("button.meal", nil, "meal", source, m)
	k.row().add("button.remove.all", nil, "rm", source, m, "all").add("button.done", nil, "fix", source, "done")
	return t.sayOf(source, edit, "fix", view, k)
}

// fixLatest shows the menu of the entry that was changed last.
func (t *turn) fixLatest() error {
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

func (t *turn) foodLabel(f coach.Food) foodLabel {
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
func (t *turn) pressFix(verb string, args arguments) error {
	source := args.at(0)
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	switch {
	case len(changes) == 0:
		return t.say("button.gone", nil)
	case verb == "fix" && args.at(1) == "done":
		return t.showSource(source, t.e.MessageID)
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
func (t *turn) pressFood(verb, source string, args arguments, entries []coach.Entry, part, index int) error {
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
func (t *turn) itemMenu(source, mark, at string, f coach.Food) error {
	k := t.keyboard().
		add("button.remove", nil, "rm", source, mark, at).
		add("button.rename", nil, "ren", source, mark, at)
	k.row().
		add("button.half", nil, "amt", source, mark, at, "0.5").
		add("button.double", nil, "amt", source, mark, at, "2").
		add("button.amount", nil, "amt", source, mark, at)
	k.row().add("button.back", nil, "fix", source)
	return t.sayOf(source, t.e.MessageID, "fix.item", t.foodLabel(f), k)
}

// pressMove shows the days or meals to move to, or moves there.
func (t *turn) pressMove(verb, source, to string, entries []coach.Entry) error {
	m, k := mark(entries), t.keyboard()
	if verb == "meal" {
		for _, meal := range []food.Meal{food.Breakfast, food.Lunch, food.Dinner, food.Snack} {
			if to == string(meal) {
				return t.moveEntries(source, "", meal, nil)
			}
			k.flow(2, "button.mealname", meal, "meal", source, m, string(meal))
		}
		k.row().add("button.back", nil, "fix", source)
		return t.sayOf(source, t.e.MessageID, "fix.meal", nil, k)
	}
	for ago := range 7 {
		d := t.today().Add(-ago)
		if to == string(d) {
			return t.moveEntries(source, d, "", nil)
		}
		k.flow(2, "button.dayname", t.dayView(d), "move", source, m, string(d))
	}
	k.row().add("button.back", nil, "fix", source)
	return t.sayOf(source, t.e.MessageID, "fix.day", nil, k)
}

// fixAnswer takes the words that answer "what is it called?" or "how much?".
// done is false when they don't fit the question, and so are about something
// else.
func (t *turn) fixAnswer(asked, text string, m intent.Message) (done bool, err error) {
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
