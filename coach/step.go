package coach

import (
	"slices"
	"strings"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Step is the one small step for next week.
type Step struct {
	Line  Line   // whose gap it narrows
	Card  Card   // the guidance that it rests on
	Food  string // the food that it suggests, by the lexicon's name; "" for none
	Known bool   // the person already eats that food
	Text  string // the card's step with the food filled in
}

// NextStep chooses the step for the week after w: the one for the largest gap
// to what the articles advise, where a gap that a food of the person's own can
// narrow counts somewhat more. It suggests nothing that the person avoids and
// no line that they asked not to hear about; nor to eat less of anything to
// someone who hid numbers, as those may whom food weighs on. The entries are those that the
// week was summarised from. False: there is nothing left to suggest.
func (g *Guide) NextStep(u *User, w Week, entries []Entry) (Step, bool) {
	var best Step
	var most float64
	for _, gap := range w.gaps() {
		if slices.Contains(u.Unwanted, gap.line) || u.HideNumbers && gap.line == LineDisruptors {
			continue
		}
		step, ok := g.stepFor(u, w, gap.line, entries)
		if !ok {
			continue
		}
		size := gap.size
		if step.Known && gap.line != LineDisruptors {
			size *= familiar
		}
		if size > most {
			best, most = step, size
		}
	}
	return best, most > 0
}

// familiar is how much more a gap counts that a food the person already eats
// can narrow: what is at hand is done. The coach's own judgement.
const familiar = 1.25

// gap is how far a line is from what the articles advise, in points of the
// gut score, or what compares with them.
type gap struct {
	line Line
	size float64
}

// gaps are the week's, in the order of the lines of the score. Without any
// logged day there is only one: that there is little to go by.
func (w Week) gaps() []gap {
	if w.LoggedDays == 0 {
		return []gap{{LineLogged, 1}}
	}
	var gaps []gap
	for _, p := range w.Score.Parts {
		share := p.Share
		if p.Line == LinePlants { // a few days can't hold a week's plants
			share = min(1, share*float64(len(w.Days))/float64(w.LoggedDays))
		}
		gaps = append(gaps, gap{p.Line, float64(p.Max) * (1 - share)})
	}
	l := w.Lifestyle
	gaps = append(gaps,
		gap{LineStress, ratingGap(l.Stress.Value - 3)},
		gap{LineSleep, ratingGap(3 - l.Sleep.Value)},
		gap{LineMovement, ratingGap(2.5 - l.Movement.Value)},
		gap{LineSkin, 0.5 * float64(len(w.Days)-w.SkinDays) / float64(len(w.Days))},
	)
	if l.Sleep.Days == 0 {
		gaps[len(gaps)-3].size = 0
	}
	if l.Movement.Days == 0 {
		gaps[len(gaps)-2].size = 0
	}
	return gaps
}

// ratingGap is the gap of a rating that lies so far on its unwelcome side. A
// bad one weighs about as much as one of the score's smaller parts.
func ratingGap(off float64) float64 { return max(0, 5*off) }

// stepFor is the step that the guidance has for the line.
func (g *Guide) stepFor(u *User, w Week, l Line, entries []Entry) (Step, bool) {
	var best Step
	days := -1
	for _, c := range g.cards {
		if c.Step == nil || c.Step.For != l {
			continue
		}
		if c.Step.HasIf { // of several, the one for what came on most days
			foods := w.Foods[c.Step.When]
			if w.Figures.Days[c.Step.When] <= days || len(foods) == 0 {
				continue
			}
			days = w.Figures.Days[c.Step.When]
			best = g.step(c, foods[0].Name, true)
			continue
		}
		if len(c.Step.Foods) == 0 {
			return g.step(c, "", false), true
		}
		if ideas := g.ideas(u, w, c, entries); len(ideas) > 0 {
			return g.step(c, ideas[0].Food, ideas[0].Known), true
		}
	}
	return best, days >= 0
}

func (g *Guide) step(c Card, name string, known bool) Step {
	return Step{Line: c.Step.For, Card: c, Food: name, Known: known, Text: c.Step.text(g.Plural(name), known)}
}

// Idea is a food to suggest.
type Idea struct {
	Food  string // by the lexicon's name, or as the articles name it
	Known bool   // the person eats it already
}

// Ideas are foods that serve the line, the person's own favourites first and
// then those that the articles name, without any that they avoid. For plants
// they are such as the week doesn't have yet.
func (g *Guide) Ideas(u *User, w Week, l Line, entries []Entry) []Idea {
	for _, c := range g.cards {
		if c.Step != nil && c.Step.For == l && len(c.Step.Foods) > 0 {
			return g.ideas(u, w, c, entries)
		}
	}
	return nil
}

func (g *Guide) ideas(u *User, w Week, c Card, entries []Entry) []Idea {
	var ideas []Idea
	add := func(name string, known bool) {
		had := c.Step.For == LinePlants && slices.Contains(w.Plants, name)
		listed := slices.ContainsFunc(ideas, func(i Idea) bool { return i.Food == name })
		if !had && !listed {
			ideas = append(ideas, Idea{name, known})
		}
	}
	for _, t := range favourites(u, c.Step.For, entries) {
		add(t.Name, true)
	}
	for _, f := range c.Step.Foods {
		if !u.avoids(f.Name, f.Categories) {
			add(f.Name, false)
		}
	}
	return ideas
}

// favourites are the foods, or for plants the plants, that the person has
// eaten for the line, those of most days first; none of the disruptors.
func favourites(u *User, l Line, entries []Entry) []Tally {
	return u.eaten(entries, func(f Food) []string {
		switch {
		case f.Categories.Any(disruptors):
			return nil
		case l == LinePlants:
			return f.Plants
		case l == LineFiber && f.Categories.Has(food.FiberRich), f.Categories.Any(l.categories()):
			return []string{f.Name}
		}
		return nil
	})
}

// eaten tallies on how many days the entries hold the names picked of a food;
// foods that the person avoids are passed over.
func (u *User) eaten(entries []Entry, pick func(Food) []string) []Tally {
	days := make(map[string]map[day.Day]bool)
	for _, e := range entries {
		for _, f := range e.Foods {
			names := pick(f)
			if len(names) == 0 || len(u.Avoids) > 0 && u.avoids(f.Name, append(f.Categories.Slugs(), f.Plants...)) {
				continue
			}
			for _, name := range names {
				if days[name] == nil {
					days[name] = make(map[day.Day]bool)
				}
				days[name][e.Day] = true
			}
		}
	}
	return tallies(days)
}

// avoids tells whether the person avoids the food of that name and kinds.
func (u *User) avoids(name string, kinds []string) bool {
	return slices.Contains(u.Avoids, name) || slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(u.Avoids, k) })
}

// AvoidsFood reports whether the person avoids the food: by its name, a part of
// it, one of its categories or one of its plants.
func (u *User) AvoidsFood(f Food) bool {
	return len(u.Avoids) > 0 && (u.avoids(f.Name, append(f.Categories.Slugs(), f.Plants...)) ||
		slices.ContainsFunc(u.Avoids, func(a string) bool { return names(f.Name, a) }))
}

// Plural is a food's name as a step says it: "almonds", "kidney beans", and
// "kefir" as it is. The last word tells, by plurals.tsv.
func (g *Guide) Plural(name string) string {
	at := strings.LastIndexByte(name, ' ') + 1
	if many, ok := g.plurals[name[at:]]; ok {
		return name[:at] + many
	}
	return name
}

// Plurals are the names as a sentence says them.
func (g *Guide) Plurals(names []string) []string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = g.Plural(name)
	}
	return said
}
