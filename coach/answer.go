package coach

import (
	"cmp"
	"slices"

	"gutskin/coach/food"
)

// Named is a food that the lexicon found in a question.
type Named struct {
	Text       string // the question's words for it
	Categories food.Categories
}

// FoodsIn are the foods that a question names, read as a meal would be. Those
// that a question says weren't eaten are meant too: "should I eat kefir?".
func FoodsIn(question string, read func(text string) food.Reading) []Named {
	var foods []Named
	reading := read(question)
	for _, item := range reading.Items {
		foods = append(foods, Named{item.Text, item.Categories})
	}
	for _, span := range reading.NotEaten {
		for _, item := range read(span.Text).Items {
			foods = append(foods, Named{span.Text, item.Categories})
		}
	}
	return foods
}

// How cards are ranked. A term counts by how rare it is among the cards and by
// where in a card it stands, as in BM25; a card gains by how near one of its
// questions comes. An answer is given only when the best card knows enough of
// what was asked, in the way in which it was asked (guidekinds.go). The figures were set by trial on the case files.
const (
	weightWords   = 2.0 // of a card's field, against 1 for what it says
	weightAsks    = 1.0
	saturation    = 1.2  // BM25's k1
	lengthPenalty = 0.3  // BM25's b
	weightNearest = 8.0  // of the nearest example question, 0 to 1
	weightMain    = 6.0  // of the main card of a food that was named, when little else is asked
	weightKind    = 3.0  // the same, when another card names that very food
	weightTopic   = 2.0  // of other cards about what that food is
	enoughKnown   = 0.55 // share of the question that the best card must know
	enoughScore   = 3.0
	askedOutright = 0.75 // likeness to an example from which on no subject needs to be named: "where do I start?"
	outsideWeight = 2.0  // of what the sources leave out, against the rarest term of a card
	unknownWeight = 0.6  // of a word that no card has
	alsoWorth     = 0.6  // of the best card's score, for another to be given too
	answers       = 3    // cards given at most
)

// Answer finds the cards that answer the question, the best first and three at
// most; false when none does well enough. The foods are those that the lexicon
// knows in the question, so that any fermented drink finds what is said of
// fermented food.
func (g *Guide) Answer(question string, foods ...Named) ([]Card, bool) {
	q := g.index.query(question, foods)
	if len(q.terms) == 0 && !q.named {
		return g.verbatim(question)
	}
	type hit struct {
		card  int
		score float64
	}
	var hits []hit
	for i := range g.cards {
		bonus := g.foodBonus(i, q, foods)
		if s := q.score(i) + bonus; s > 0 && (bonus > 0 || q.sharesSubject(i) || q.asked(i) >= askedOutright) {
			hits = append(hits, hit{i, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	asked := g.kinds.of(question, foods)
	if len(hits) == 0 || hits[0].score < enoughScore || q.known(hits[0].card) < enoughKnown || !g.answers(hits[0].card, asked, foods) {
		return nil, false
	}
	cards := []Card{g.cards[hits[0].card]}
	for _, h := range hits[1:] {
		if len(cards) < answers && g.answers(h.card, asked, foods) && h.score >= hits[0].score*alsoWorth && q.known(h.card) >= enoughKnown {
			cards = append(cards, g.cards[h.card])
		}
	}
	return cards, true
}

// verbatim finds the card with an example that says nearly the same, of a
// question such as "what should I eat?" whose words tell nothing one by one.
func (g *Guide) verbatim(question string) ([]Card, bool) {
	asked := newTermSet(stems(question))
	best, most := -1, 0.0
	for i, c := range g.cards {
		for _, ask := range c.asks {
			if s := asked.share(newTermSet(stems(ask))); s > most {
				best, most = i, s
			}
		}
	}
	if most < askedOutright || !g.answers(best, g.kinds.of(question, nil), nil) {
		return nil, false
	}
	return []Card{g.cards[best]}, true
}

// telling are the categories by what they tell about a food, most first: what
// a question about kefir is about is that it is fermented, not that it is dairy.
var telling = []food.Category{
	food.Fermented, food.Alcohol, food.FastFood, food.DarkChocolate, food.Omega3, food.Prebiotic, food.Berry,
	food.Nut, food.OliveOil, food.Legume, food.HighSugar, food.UltraProcessed, food.Seed, food.HealthyFat, food.WholeGrain,
	food.HerbSpice, food.Tea, food.Coffee, food.Water, food.StarchyVegetable, food.Fruit, food.Vegetable,
	food.FiberRich, food.RefinedGrain, food.Protein, food.Dairy, food.Polyphenol,
}

// foodBonus favours cards about what the named foods are above all, and the
// main one among them the more, the less else is asked.
func (g *Guide) foodBonus(card int, q query, foods []Named) float64 {
	var most float64
	for _, f := range foods {
		c, ok := mostTelling(f.Categories)
		switch {
		case ok && g.main[c] == card && q.anotherNames(card, f):
			most = max(most, weightKind/(1+q.others(card)))
		case ok && g.main[c] == card:
			most = max(most, weightMain/(1+q.others(card)))
		case ok && g.cards[card].about.Has(c):
			most = max(most, weightTopic)
		}
	}
	return most
}

func mostTelling(set food.Categories) (food.Category, bool) {
	for _, c := range telling {
		if set.Has(c) {
			return c, true
		}
	}
	return 0, false
}
