package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// edited reads an edited message again and puts what it tells now in the place
// of what it told. A message that told nothing is answered as if it were new.
func (t *turn) edited(text string, m intent.Message) error {
	source := t.source()
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.intent(text, m)
	}
	at := t.sent()
	if len(entries) > 0 {
		at = entries[0].At
	}
	again := t.Reader.Read(text, t.moment(at))
	if _, err := t.append(coach.ChangeEdit, source, 0, t.entries(source, text, at, again)); err != nil {
		return err
	}
	return t.refreshOrSay(source)
}

// refreshOrSay shows a source's state in the coach's message about it, or in a
// new one when there is none.
func (t *turn) refreshOrSay(source string) error {
	shown, err := t.refresh(source)
	if err != nil || shown {
		return err
	}
	return t.showSource(source, 0)
}

// replied handles a reply to a message that stands for a diary entry: the
// person's own, or the coach's answer to it. done is false when the reply is
// no correction of one.
func (t *turn) replied(text string, m intent.Message) (done bool, err error) {
	source, err := t.sourceRepliedTo()
	if err != nil || source == "" {
		return false, err
	}
	switch {
	case m.Intent == intent.Undo && m.Request.Action == intent.ActDelete:
		return true, t.deleteSource(source)
	case m.Intent == intent.Undo:
		return false, nil
	case m.Intent == intent.Correction:
		return true, t.correct(source, text, m)
	case m.Intent == intent.Meal && len(m.Food.Items) > 0:
		return true, t.addFoods(source, foodsOf(m.Food.Items))
	case m.Intent == intent.Meal && len(m.Food.NotEaten) > 0:
		return true, t.without(source, m)
	}
	return false, nil
}

// sourceRepliedTo is the diary source of the message replied to, or "".
func (t *turn) sourceRepliedTo() (string, error) {
	source, err := t.tx.SourceOfReply(t.u.ID, t.e.ChatID, t.e.ReplyTo)
	if isNotFound(err) {
		source, err = messageSource(t.e.ChatID, t.e.ReplyTo), nil
	}
	if err != nil {
		return "", err
	}
	changes, err := t.tx.ChangesOf(t.u.ID, source)
	if len(changes) == 0 {
		source = ""
	}
	return source, err
}

// correctLast handles a correction that replies to nothing: it is about the
// entry that holds the foods named as wrong, else about the last one.
func (t *turn) correctLast(text string, m intent.Message) error {
	source, err := t.sourceMeant(m)
	if err != nil {
		return err
	}
	if source == "" {
		return t.say("correct.nothing", nil)
	}
	return t.correct(source, text, m)
}

// sourceMeant is the source that words such as "delete the kefir" mean: the
// latest of the last days that holds a food named as not eaten, else the
// latest change's; "" when there is nothing.
func (t *turn) sourceMeant(m intent.Message) (string, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-7), t.today())
	if err != nil {
		return "", err
	}
	wanted := t.namesMeant(m)
	for _, e := range slices.Backward(entries) {
		for _, f := range e.Foods {
			if slices.Contains(wanted, f.Name) {
				return e.Source, nil
			}
		}
	}
	return t.lastStanding()
}

// lastStanding is the source that was changed last of those that still have
// entries; "" when none has.
func (t *turn) lastStanding() (string, error) {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return "", err
	}
	seen := map[string]bool{}
	for _, c := range slices.Backward(recent) {
		if seen[c.Source] {
			continue
		}
		seen[c.Source] = true
		entries, err := t.tx.EntriesOf(t.u.ID, c.Source)
		if err != nil || len(entries) > 0 {
			return c.Source, err
		}
	}
	return "", nil
}

// namesMeant are the lexicon's names of the foods that a message takes back.
func (t *turn) namesMeant(m intent.Message) []string {
	var names []string
	for _, span := range m.Food.NotEaten {
		for _, item := range t.read(span.Text).Food.Items {
			names = append(names, item.Food)
		}
	}
	return names
}

// correct changes a source's entries as the message says.
func (t *turn) correct(source, text string, m intent.Message) error {
	switch m.Request.Action {
	case intent.ActReplace:
		return t.replace(source, m)
	case intent.ActAdd:
		return t.addFoods(source, t.foodsIn(m))
	case intent.ActWithout:
		return t.without(source, m)
	case intent.ActAmount:
		return t.reamount(source, m)
	case intent.ActMove:
		return t.moveEntries(source, m.Request.Day, m.Request.Meal)
	}
	if foods := t.foodsIn(m); len(foods) > 0 {
		return t.replace(source, m)
	}
	return t.openFix(source, 0)
}

// foodsIn are the foods of a correction's new wording.
func (t *turn) foodsIn(m intent.Message) []coach.Food {
	if len(m.Food.Items) > 0 {
		return foodsOf(m.Food.Items)
	}
	return foodsOf(t.read(m.Request.Text).Food.Items)
}

func foodsOf(items []food.Item) []coach.Food {
	var foods []coach.Food
	for _, item := range items {
		foods = append(foods, foodOf(item))
	}
	return foods
}

// rewrite puts new entries in the place of a source's and shows them.
func (t *turn) rewrite(source string, entries []coach.Entry) error {
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
	c, err := t.append(kind, source, 0, numbered(kept, textOf(entries)))
	if err != nil {
		return err
	}
	if t.e.Kind == KindButton {
		return t.showPressed(source)
	}
	shown, err := t.refresh(source)
	if err != nil {
		return err
	}
	if !shown {
		return t.showSource(source, 0)
	}
	k := t.keyboard().add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	if len(kept) == 0 {
		return t.sayOf(source, 0, "deleted", entriesNames(entries), k)
	}
	return t.sayOf(source, 0, "corrected", entriesNames(kept), k)
}

// showPressed shows a source's state in the message whose button was pressed,
// and in the first one about it.
func (t *turn) showPressed(source string) error {
	ids, err := t.tx.RepliesOf(t.u.ID, source)
	if err != nil {
		return err
	}
	if len(ids) > 0 && ids[0] != t.e.MessageID {
		if err := t.showSource(source, ids[0]); err != nil {
			return err
		}
	}
	return t.showSource(source, t.e.MessageID)
}

// copyOf is a copy of entries whose foods can be changed.
func copyOf(entries []coach.Entry) []coach.Entry {
	list := slices.Clone(entries)
	for i := range list {
		list[i].Foods = slices.Clone(list[i].Foods)
	}
	return list
}

// replace puts the correction's foods in the place of the one that they mean:
// the one it names as wrong, the only one, or the one most like them. Where
// that is unclear the person is asked.
func (t *turn) replace(source string, m intent.Message) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	foods := t.foodsIn(m)
	if len(foods) == 0 {
		return t.say("correct.unknown", firstUnknown(m))
	}
	if !hasFoods(entries) {
		return t.addFoods(source, foods)
	}
	part, index, ok := replaced(entries, foods[0], t.namesMeant(m))
	if !ok {
		return t.askWhich(source, wording(m), entries)
	}
	return t.swap(source, entries, part, index, foods)
}

// wording is the part of a correction that names foods.
func wording(m intent.Message) string {
	if m.Request.Text != "" {
		return m.Request.Text
	}
	var parts []string
	for _, item := range m.Food.Items {
		parts = append(parts, item.Text)
	}
	return strings.Join(parts, ", ")
}

func firstUnknown(m intent.Message) string {
	if len(m.Food.Unknown) > 0 {
		return m.Food.Unknown[0].Text
	}
	return m.Request.Text
}

// swap puts foods in the place of one food.
func (t *turn) swap(source string, entries []coach.Entry, part, index int, foods []coach.Food) error {
	list := copyOf(entries)
	list[part].Foods = slices.Replace(list[part].Foods, index, index+1, foods...)
	return t.rewrite(source, list)
}

// replaced finds the food that another is to take the place of.
func replaced(entries []coach.Entry, by coach.Food, named []string) (part, index int, ok bool) {
	most, count := 0, 0
	for p, e := range entries {
		for i, f := range e.Foods {
			count++
			if slices.Contains(named, f.Name) {
				return p, i, true
			}
			if like := (f.Categories & by.Categories).Len(); like > most {
				part, index, most, ok = p, i, like, true
			}
		}
	}
	if count == 1 {
		for p, e := range entries {
			if len(e.Foods) == 1 {
				return p, 0, true
			}
		}
	}
	return part, index, ok
}

// addFoods adds foods to the last meal of a source.
func (t *turn) addFoods(source string, foods []coach.Food) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(foods) == 0 {
		return t.say("correct.unknown", "")
	}
	list := copyOf(entries)
	last := len(list) - 1
	for last >= 0 && list[last].Kind != coach.KindMeal {
		last--
	}
	if last < 0 {
		list = append(list, coach.Entry{
			Source: source, Kind: coach.KindMeal, Day: t.today(), At: t.now, Clock: -1, Lexicon: t.Lexicon.Version(),
		})
		last = len(list) - 1
	}
	list[last].Foods = append(list[last].Foods, foods...)
	return t.rewrite(source, list)
}

// without takes foods out, or a plant out of a dish that holds it.
func (t *turn) without(source string, m intent.Message) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	names := t.namesMeant(m)
	if len(names) == 0 {
		for _, f := range t.foodsIn(m) {
			names = append(names, f.Name)
		}
	}
	list, changed := copyOf(entries), false
	for i := range list {
		before := len(list[i].Foods)
		list[i].Foods = slices.DeleteFunc(list[i].Foods, func(f coach.Food) bool { return slices.Contains(names, f.Name) })
		changed = changed || len(list[i].Foods) < before
	}
	changed = changed || dropPlants(list, names)
	if !changed {
		return t.say("correct.absent", names)
	}
	return t.rewrite(source, list)
}

// dropPlants takes plants named by names out of the dishes that hold them.
func dropPlants(list []coach.Entry, names []string) (changed bool) {
	for i := range list {
		for j, f := range list[i].Foods {
			kept := slices.DeleteFunc(slices.Clone(f.Plants), func(p string) bool { return slices.Contains(names, p) })
			if len(kept) < len(f.Plants) {
				list[i].Foods[j].Plants, changed = kept, true
			}
		}
	}
	return changed
}

// reamount changes how much of a food there was: "two slices, not one".
func (t *turn) reamount(source string, m intent.Message) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	list := copyOf(entries)
	for _, item := range m.Food.Items {
		for i := range list {
			for j, f := range list[i].Foods {
				if f.Name == item.Food {
					list[i].Foods[j] = foodOf(item)
					return t.rewrite(source, list)
				}
			}
		}
	}
	if part, index, ok := onlyFood(list); ok {
		return t.setAmount(source, list, part, index, m.Request.Text)
	}
	return t.openFix(source, 0)
}

// onlyFood is the place of the only food; ok is false when there are more.
func onlyFood(list []coach.Entry) (part, index int, ok bool) {
	count := 0
	for p, e := range list {
		for i := range e.Foods {
			part, index = p, i
			count++
		}
	}
	return part, index, count == 1
}

// setAmount gives a food the amount that the words state: "200 g", "2 cups".
func (t *turn) setAmount(source string, list []coach.Entry, part, index int, words string) error {
	name := list[part].Foods[index].Name
	for _, text := range []string{words + " of " + name, words + " " + name} {
		items := t.read(strings.TrimSpace(text)).Food.Items
		if len(items) == 1 && items[0].Stated && items[0].Food == name {
			list[part].Foods[index] = withAmount(list[part].Foods[index], foodOf(items[0]))
			return t.rewrite(source, list)
		}
	}
	return t.say("fix.amount.unclear", name)
}

// withAmount is the food f in the amount of another reading of it.
func withAmount(f, amount coach.Food) coach.Food {
	f.Grams, f.FiberG, f.WaterML, f.FluidML = amount.Grams, amount.FiberG, amount.WaterML, amount.FluidML
	return f
}

// moveEntries moves a source's entries to another day, another meal, or both.
func (t *turn) moveEntries(source string, d day.Day, meal food.Meal) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 || d == "" && meal == "" {
		return t.openFix(source, 0)
	}
	if d > t.today() {
		return t.say("move.future", nil)
	}
	list := copyOf(entries)
	for i := range list {
		if d != "" {
			list[i].Day = d
		}
		if meal != "" && list[i].Kind == coach.KindMeal {
			list[i].Meal, list[i].Clock = meal, -1
		}
	}
	return t.rewrite(source, list)
}
