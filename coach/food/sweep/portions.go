package sweep

import (
	"strings"

	"gutskin/coach/food"
)

// frames are meals that every food is put into, once as a part and once as the
// dish: %s is its name. None says an amount.
var frames = [...]string{
	"had %s",
	"had %s, chicken and broccoli",
	"had %s, rice and salad",
	"had oatmeal with %s",
	"had pasta with %s and cheese",
	"had a salad with %s",
	"had a sandwich with %s and tomato",
	"wrap: %s, lettuce, hummus",
	"bowl: rice, %s, kale",
	"smoothie (%s, spinach, yogurt)",
}

const (
	// leastMain is what a main food of a meal weighs at least when no amount is
	// said, in grams, where its usual serving is more than twice as much.
	leastMain = 20
	// mostServings is how many usual servings of a food are the most that is
	// believed when no amount is said.
	mostServings = 3
)

// mains are categories of what a meal is made of.
var mains = food.SetOf(food.Protein, food.Vegetable, food.StarchyVegetable, food.Legume, food.Fruit, food.WholeGrain, food.RefinedGrain, food.Nut, food.Seed)

// sweepPortions puts the row's food into meals without amounts, and asks whether
// each of the foods is as much as a person can have of it.
func (s *sweeper) sweepPortions(r *row, rows map[string]*row) {
	for _, frame := range frames {
		text := strings.Replace(frame, "%s", r.Name, 1)
		for _, item := range s.reader.Read(text, moment).Items {
			of := rows[item.Food]
			switch {
			case of == nil || item.Stated || item.Grams == 0:
			case item.Grams > mostServings*of.Serving.Value:
				s.found("portion", r, r.Name, "%q gives %.0f g of %s, more than three servings: put the serving right, or see coach/food", text, item.Grams, item.Food)
				return
			case item.Grams < leastMain && of.Serving.Value > 2*leastMain && of.Categories.Any(mains):
				s.found("portion", r, r.Name, "%q gives %.1f g of %s: put the dish's serving right, or see coach/food", text, item.Grams, item.Food)
				return
			}
		}
	}
}
