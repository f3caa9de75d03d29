package sweep

import (
	"slices"
	"strings"

	"gutskin/coach/food"
)

// plantName is a phrase that names a plant by itself.
type plantName struct {
	phrase []string
	plant  string
}

// plantNames are the plants of the lexicon by every name of the foods that are
// that plant and no more, the longest first.
func (s *sweeper) plantNames() map[string][]plantName {
	known := map[string]bool{}
	byFirst := map[string][]plantName{}
	add := func(name, plant string) {
		phrase := words(name)
		key := strings.Join(phrase, " ")
		if len(phrase) > 0 && !known[key] {
			known[key] = true
			byFirst[phrase[0]] = append(byFirst[phrase[0]], plantName{phrase, plant})
		}
	}
	for i := range s.rows {
		for _, plant := range s.rows[i].Plants {
			add(plant, plant)
		}
	}
	for i := range s.rows {
		if r := &s.rows[i]; len(r.Plants) == 1 && r.Name == r.Plants[0] {
			for _, name := range r.Names {
				add(name, r.Plants[0])
			}
		}
	}
	for _, list := range byFirst {
		slices.SortStableFunc(list, func(a, b plantName) int { return len(b.phrase) - len(a.phrase) })
	}
	return byFirst
}

var (
	// noPlantIn are categories of drinks, which count no plant.
	noPlantIn = food.SetOf(food.Alcohol, food.Tea, food.Coffee, food.Water)
	// blended are the drinks that do: smoothies.
	blended = food.SetOf(food.Fruit, food.Vegetable)
)

// sweepPlants finds plants in a row's names that the row doesn't count.
func (s *sweeper) sweepPlants(r *row, plants map[string][]plantName) {
	if r.Categories.Any(noPlantIn) || poured(r) && !r.Categories.Any(blended) {
		return
	}
	for i, name := range names(r) {
		said := words(name)
		if hasAny(said, s.settings.noPlants["*"]) {
			continue
		}
		for at := 0; at < len(said); at++ {
			p, ok := plantAt(said[at:], plants)
			if !ok {
				continue
			}
			at += len(p.phrase) - 1
			if s.counts(r, p.plant) || hasAny(said, s.settings.noPlants[p.plant]) {
				continue
			}
			do := "add it"
			if i > 0 {
				do = "add it, or give the name a row of its own"
			}
			s.found("plant", r, name, "lacks the plant %s: %s, or say in foods/checks/plants.tsv what such a name means", p.plant, do)
			break
		}
	}
}

func plantAt(said []string, plants map[string][]plantName) (plantName, bool) {
	for _, p := range plants[said[0]] {
		if len(said) >= len(p.phrase) && slices.Equal(said[:len(p.phrase)], p.phrase) {
			return p, true
		}
	}
	return plantName{}, false
}

// counts reports whether the row counts the plant, or a kind of it.
func (s *sweeper) counts(r *row, plant string) bool {
	for _, p := range slices.Concat(r.Plants, r.Herbs) {
		if p == plant || has(words(p), words(plant)) || has(words(plant), words(p)) {
			return true
		}
	}
	return false
}
