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
