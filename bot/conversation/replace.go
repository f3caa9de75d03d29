package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/intent"
)

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
	if part, index, ok := named(entries, t.namesMeant(m)); ok {
		return t.swap(source, entries, part, index, foods)
	}
	part, index, ok := alike(entries, foods[0])
	if again := ok && anew(entries[part].Foods[index], foods[0]); !again && t.maybeNew(m) {
		return t.askNew(source, strings.TrimSpace(t.e.Text), entries)
	}
	if !ok {
		part, index, ok = onlyFood(entries)
	}
	if !ok {
		return t.askWhich(source, wording(m), entries)
	}
	return t.swap(source, entries, part, index, foods)
}

// anew tells whether f tells another amount of the food before.
func anew(before, f coach.Food) bool { return before.Name == f.Name && before.Grams != f.Grams }

// measures tells whether a correction names nothing as wrong and states how
// much of its food it was.
func measures(m intent.Message) bool {
	return len(m.Food.NotEaten) == 0 && len(m.Food.Items) > 0 && m.Food.Items[0].Stated
}

// maybeNew tells whether a correction may be no correction but a meal of its
// own: it replies to nothing and begins with an amount, as "half a glass of
// wine" does.
func (t *turn) maybeNew(m intent.Message) bool {
	dish, err := t.words.Label("read.dish", nil)
	if err != nil || t.e.ReplyTo != 0 || !measures(m) {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimSpace(t.e.Text), " ")
	items := t.readAs("read.amount", amountView{first, dish}).Food.Items
	return len(items) == 1 && items[0].Stated
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

// swap puts foods in the place of one food. The same food in another amount
// stays as it was told otherwise.
func (t *turn) swap(source string, entries []coach.Entry, part, index int, foods []coach.Food) error {
	list := copyOf(entries)
	if before := list[part].Foods[index]; before.Name == foods[0].Name {
		foods = slices.Clone(foods)
		foods[0] = withAmount(before, foods[0])
	}
	list[part].Foods = slices.Replace(list[part].Foods, index, index+1, foods...)
	return t.rewrite(source, list)
}

// named finds the first food that goes by one of the names.
func named(entries []coach.Entry, names []string) (part, index int, ok bool) {
	for p, e := range entries {
		for i, f := range e.Foods {
			if slices.Contains(names, f.Name) {
				return p, i, true
			}
		}
	}
	return 0, 0, false
}

// alike finds the food that is most like another: the same, else the one that
// has most categories in common.
func alike(entries []coach.Entry, by coach.Food) (part, index int, ok bool) {
	if part, index, ok = named(entries, []string{by.Name}); ok {
		return part, index, ok
	}
	most := 0
	for p, e := range entries {
		for i, f := range e.Foods {
			if like := (f.Categories & by.Categories).Len(); like > most {
				part, index, most, ok = p, i, like, true
			}
		}
	}
	return part, index, ok
}

// askWhich asks which of several foods a correction is about.
func (t *turn) askWhich(source, words string, entries []coach.Entry) error {
	return t.sayWith("correct.which", words, t.whichButtons(source, words, entries))
}

// askNew asks the same of what may be no correction at all, but a meal.
func (t *turn) askNew(source, words string, entries []coach.Entry) error {
	k := t.whichButtons(source, words, entries)
	k.row().add("button.lognew", nil, "swap", source, mark(entries), "new")
	return t.sayWith("correct.new", words, k)
}

// whichButtons are the foods that a correction may be about.
func (t *turn) whichButtons(source, words string, entries []coach.Entry) *keyboard {
	t.ask("swap", source+" "+words)
	m, k := mark(entries), t.keyboard()
	for p, e := range entries {
		for i, f := range e.Foods {
			k.flow(2, "button.food", foodLabel{Name: f.Name}, "swap", source, m, place(p, i))
		}
	}
	return k
}

// logAsked logs what the correction that waits tells, as a meal of its own.
func (t *turn) logAsked(source string) error {
	about, words, _ := strings.Cut(t.u.Dialog.About, " ")
	if t.asked() != "swap" || about != source {
		return t.openFix(source, t.e.MessageID)
	}
	t.settle()
	t.dropButtons()
	return t.logAndAnswer(words, t.read(words))
}

// swapAsked puts the foods of the correction that waits into the place chosen.
func (t *turn) swapAsked(source string, entries []coach.Entry, part, index int) error {
	about, words, _ := strings.Cut(t.u.Dialog.About, " ")
	if t.asked() != "swap" || about != source {
		return t.openFix(source, t.e.MessageID)
	}
	t.settle()
	foods := foodsOf(t.read(words).Food.Items)
	if len(foods) == 0 {
		return t.say("correct.unknown", words)
	}
	return t.swap(source, entries, part, index, foods)
}
