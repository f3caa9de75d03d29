package sweep

import (
	"slices"
	"strings"

	"gutskin/coach/food"
)

// sweepRules compares what the names of a row say with what the row says. A
// name that says more than its row is a row of its own.
func (s *sweeper) sweepRules(r *row) {
	for i := range s.settings.rules {
		rule := &s.settings.rules[i]
		if r.Categories&rule.categories != rule.categories || r.Categories.Any(rule.unlessIn) {
			continue
		}
		missing, extra := rule.needs&^r.Categories, rule.bars&r.Categories
		noPlant := rule.plant != "" && !slices.Contains(r.Plants, rule.plant) && !slices.Contains(r.Herbs, rule.plant)
		if missing == 0 && extra == 0 && !noPlant {
			continue
		}
		var wrong []string
		if missing != 0 {
			wrong = append(wrong, "lacks "+missing.String())
		}
		if noPlant {
			wrong = append(wrong, "lacks the plant "+rule.plant)
		}
		if extra != 0 {
			wrong = append(wrong, "is "+extra.String())
		}
		for i, name := range names(r) {
			said := words(name)
			if len(rule.phrases) > 0 && !hasAny(said, rule.phrases) || hasAny(said, rule.unless) {
				continue
			}
			do := rule.do
			if i > 0 {
				do += ", or give the name a row of its own"
			}
			s.found(rule.name, r, name, "%s: %s", strings.Join(wrong, " and "), do)
			if i == 0 {
				break // its other names say no more
			}
		}
	}
}

// names are all names of a row, the one it is shown by first.
func names(r *row) []string { return append([]string{r.Name}, r.Names...) }

// fiberLine is the fibre, in grams in the usual serving, from which a whole
// plant food is fiber_rich.
const fiberLine = 2.5

var (
	plantFood = food.SetOf(food.Vegetable, food.StarchyVegetable, food.Fruit, food.Legume, food.WholeGrain, food.Nut, food.Seed)
	neverRich = food.SetOf(food.HighSugar, food.UltraProcessed, food.FastFood, food.Alcohol)
	// mustBeRich leaves out the white potato: boiled it isn't, by the definition.
	mustBeRich = food.SetOf(food.Vegetable, food.Fruit, food.Legume, food.WholeGrain, food.Nut, food.Seed)
	// mixedWith is what makes a dish more than a whole plant food: there an
	// editor may say fiber_rich, and needn't.
	mixedWith = food.SetOf(food.RefinedGrain, food.Dairy)
)

// sweepFiber holds fiber_rich against the fibre of the usual serving.
func (s *sweeper) sweepFiber(r *row) {
	grams := r.Fiber.Value * r.Serving.Value / 100
	rich := r.Categories.Has(food.FiberRich)
	whole := r.Categories.Any(plantFood)
	meat := r.Categories.Has(food.Protein) && !r.Categories.Has(food.Legume)
	switch {
	case rich && r.Categories.Any(neverRich):
		s.found("fibre", r, r.Name, "is fiber_rich and %s: a sweet, fast food or ultra-processed food never is", r.Categories&neverRich)
	case rich && !whole:
		s.found("fibre", r, r.Name, "is fiber_rich and no plant food: take fiber_rich away, or name the plant food")
	case rich && grams < fiberLine-slack:
		s.found("fibre", r, r.Name, "is fiber_rich with %.2g g of fibre in %g g: take fiber_rich away, or put the figures right (a vegetable is served by the cup)", grams, r.Serving.Value)
	case !rich && r.Categories.Any(mustBeRich) && !meat && !poured(r) && !r.Categories.Any(neverRich|mixedWith) && grams >= fiberLine+slack:
		s.found("fibre", r, r.Name, "is not fiber_rich with %.2g g of fibre in %g g: add fiber_rich, or put the figures right", grams, r.Serving.Value)
	}
}

// poured reports whether the food is drunk: a smoothie counts its plants alone.
func poured(r *row) bool {
	return r.Fluid != food.NoFluid || weightOf(r, "glass") > 0 || weightOf(r, "bottle") > 0
}

// slack is the rounding of the tables' figures, in grams a serving.
const slack = 0.02
