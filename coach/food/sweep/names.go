package sweep

import (
	"cmp"
	"slices"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// sweepNames reads every name of the row: one item must come out, and that food.
func (s *sweeper) sweepNames(r *row) {
	for _, name := range names(r) {
		reading := s.reader.Read("had "+name, moment)
		if len(reading.Items) != 1 || reading.Items[0].Food != r.Name && !same(reading.Items[0].Food, name) {
			var got []string
			for _, item := range reading.Items {
				got = append(got, item.Food)
			}
			s.found("torn", r, name, "is read as %s: a word of the name is read on its own, so change the name, or see content/language", cmp.Or(strings.Join(got, " and "), "nothing"))
		}
		s.sweepHalves(r, name)
	}
}

func same(a, b string) bool { return slices.Equal(words(a), words(b)) }

// joins are the words between the halves of a name.
var joins = map[string]bool{"and": true, "with": true, "n": true}

// counted are the categories that a name with a food in it keeps.
var counted = food.SetOf(food.Protein, food.Legume, food.Nut, food.Dairy, food.Fruit, food.Vegetable, food.StarchyVegetable, food.WholeGrain)

// sweepHalves finds names "X and Y" or "X with Y" whose row forgets what one of
// the two is by itself. What is not plainly a food by itself says nothing.
func (s *sweeper) sweepHalves(r *row, name string) {
	list := strings.Fields(lang.Fold(name))
	if poured(r) || r.Categories.Has(food.Alcohol) {
		return // gin and orange, latte with oat milk
	}
	at := slices.IndexFunc(list, func(w string) bool { return joins[w] })
	if at <= 0 || at == len(list)-1 {
		return
	}
	for i, half := range [...][]string{list[:at], list[at+1:]} {
		if i == 1 && list[at] != "with" && len(half) > 1 {
			continue // the head is of both: spinach and strawberry salad
		}
		text := strings.Join(half, " ")
		items := s.reader.Read("had "+text, moment).Items
		if len(items) != 1 || items[0].Text != text {
			continue
		}
		item := items[0]
		lost := item.Categories & counted &^ r.Categories
		if r.Categories.Has(food.UltraProcessed) {
			lost &^= food.SetOf(food.Dairy, food.Fruit) // a flavour
		}
		var plants []string
		for _, p := range item.Plants {
			if !slices.Contains(r.Plants, p) {
				plants = append(plants, p)
			}
		}
		if lost != 0 || len(plants) > 0 {
			s.found("half", r, name, "%s by itself is %s; here that is lost: add it, or give the name a row of its own", text,
				strings.TrimSpace(lost.String()+" "+strings.Join(plants, ", ")))
			return
		}
	}
}
