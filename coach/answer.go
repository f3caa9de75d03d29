package coach

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gutskin/coach/food"
)

// Named is a food that the lexicon found in a question.
type Named struct {
	Text       string // the question's words for it
	Categories food.Categories
}

// How cards are ranked. A term counts by how rare it is among the cards and by
// where in a card it stands, as in BM25; a card gains by how near one of its
// questions comes. An answer is given only when the best card knows enough of
// what was asked. The figures were set by trial on the case files.
const (
	weightWords   = 2.0 // of a card's field, against 1 for what it says
	weightAsks    = 1.0
	saturation    = 1.2  // BM25's k1
	lengthPenalty = 0.3  // BM25's b
	weightNearest = 8.0  // of the nearest example question, 0 to 1
	weightMain    = 6.0  // of the main card of a food that was named, when little else is asked
	weightTopic   = 2.0  // of other cards about what that food is
	enoughKnown   = 0.55 // share of the question that the best card must know
	enoughScore   = 3.0
	alsoWorth     = 0.6 // of the best card's score, for another to be given too
	answers       = 3   // cards given at most
)

// Answer finds the cards that answer the question, the best first and three at
// most; false when none does well enough. The foods are those that the lexicon
// knows in the question, so that any fermented drink finds what is said of
// fermented food.
func (g *Guide) Answer(question string, foods ...Named) ([]Card, bool) {
	q := g.index.query(question, foods)
	type hit struct {
		card  int
		score float64
	}
	var hits []hit
	for i := range g.cards {
		if s := q.score(i) + g.foodBonus(i, q, foods); s > 0 {
			hits = append(hits, hit{i, s})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	if len(hits) == 0 || hits[0].score < enoughScore || q.known(hits[0].card) < enoughKnown {
		return nil, false
	}
	cards := []Card{g.cards[hits[0].card]}
	for _, h := range hits[1:] {
		if len(cards) < answers && h.score >= hits[0].score*alsoWorth && q.known(h.card) >= enoughKnown {
			cards = append(cards, g.cards[h.card])
		}
	}
	return cards, true
}

// telling are the categories by what they tell about a food, most first: what
// a question about kefir is about is that it is fermented, not that it is dairy.
var telling = []food.Category{
	food.Fermented, food.Alcohol, food.FastFood, food.DarkChocolate, food.Omega3, food.Prebiotic, food.Berry,
	food.Nut, food.OliveOil, food.Legume, food.HighSugar, food.UltraProcessed, food.Seed, food.WholeGrain,
	food.HerbSpice, food.Tea, food.Coffee, food.Water, food.StarchyVegetable, food.FiberRich, food.Fruit,
	food.RefinedGrain, food.Vegetable, food.Protein, food.Dairy, food.HealthyFat, food.Polyphenol,
}

// foodBonus favours cards about what the named foods are above all, and the
// main one among them the more, the less else is asked.
func (g *Guide) foodBonus(card int, q query, foods []Named) float64 {
	for _, f := range foods {
		c, ok := mostTelling(f.Categories)
		switch {
		case ok && g.main[c] == card:
			return weightMain / (1 + q.others())
		case ok && g.cards[card].about.Has(c):
			return weightTopic
		}
	}
	return 0
}

func mostTelling(set food.Categories) (food.Category, bool) {
	for _, c := range telling {
		if set.Has(c) {
			return c, true
		}
	}
	return 0, false
}

// index is what cards are found by.
type index struct {
	words  words
	docs   []doc
	rarity map[string]float64 // of each term among the cards
	known  map[string]bool    // terms that some card is about
	rarest float64            // of a term that no card knows
	mean   float64            // length of a card
}

// doc is a card as terms.
type doc struct {
	weight map[string]float64
	length float64
	knows  map[string]bool // terms that it is about, not merely says
	asks   []termSet
}

func newIndex(cards []Card, w words) *index {
	x := &index{words: w, rarity: make(map[string]float64), known: make(map[string]bool)}
	for _, c := range cards {
		d := doc{weight: make(map[string]float64)}
		d.add(w.terms(c.words), weightWords)
		for _, topic := range c.Topics {
			d.add(w.terms(topic), 1)
		}
		for _, ask := range c.asks {
			terms := w.terms(ask)
			d.add(terms, weightAsks)
			d.asks = append(d.asks, newTermSet(terms))
		}
		d.knows = make(map[string]bool, len(d.weight))
		for term := range d.weight {
			d.knows[term], x.known[term] = true, true
		}
		d.add(w.terms(c.Says), 1)
		for term := range d.weight {
			x.rarity[term]++
		}
		x.mean += d.length / float64(len(cards))
		x.docs = append(x.docs, d)
	}
	for term, n := range x.rarity {
		x.rarity[term] = math.Log(1 + (float64(len(cards))-n+0.5)/(n+0.5))
		x.rarest = max(x.rarest, x.rarity[term])
	}
	return x
}

func (d *doc) add(terms []string, weight float64) {
	for _, t := range terms {
		d.weight[t] += weight
		d.length += weight
	}
}

// termSet is a set of terms in a fixed order: sums over it are always the same.
type termSet []string

func newTermSet(terms []string) termSet {
	sorted := slices.Clone(terms)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

func (s termSet) has(term string) bool {
	_, found := slices.BinarySearch(s, term)
	return found
}

// query is a question as terms.
type query struct {
	index *index
	terms termSet
	foods map[string]bool // terms of foods that the lexicon knows
	named bool            // there are such
}

func (x *index) query(question string, foods []Named) query {
	q := query{index: x, foods: make(map[string]bool)}
	for _, f := range foods {
		q.named = q.named || f.Categories != 0
		if terms := x.words.terms(f.Text); len(terms) > 1 {
			// A name of several words is one thing: soy milk is no milk.
			question = strings.Replace(question, f.Text, " ", 1)
		} else if len(terms) == 1 {
			q.foods[x.nearest(terms[0])] = true
		}
	}
	var terms []string
	for _, t := range x.words.terms(question) {
		t = x.nearest(t)
		if _, known := x.rarity[t]; known || !q.foods[t] && !isNumber(t) {
			terms = append(terms, t)
		}
	}
	q.terms = newTermSet(terms)
	return q
}

// isNumber tells whether the term is a number: "is 20 g enough?" asks about
// grams, not about 20.
func isNumber(term string) bool { return strings.Trim(term, "0123456789") == "" }

func (x *index) rare(term string) float64 {
	if r, ok := x.rarity[term]; ok {
		return r
	}
	return x.rarest
}
