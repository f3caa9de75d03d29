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
// what was asked. The figures were set by trial on the case files.
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
	food.HerbSpice, food.Tea, food.Coffee, food.Water, food.StarchyVegetable, food.Fruit, food.FiberRich,
	food.RefinedGrain, food.Vegetable, food.Protein, food.Dairy, food.HealthyFat, food.Polyphenol,
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
	knows  map[string]bool // terms that it is about
	says   map[string]bool // terms that it says besides
	about  food.Categories
	asks   []termSet
}

func newIndex(cards []Card, w words) *index {
	x := &index{words: w, rarity: make(map[string]float64), known: make(map[string]bool)}
	for _, c := range cards {
		d := doc{weight: make(map[string]float64), about: c.about | c.Main}
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
		says := slices.DeleteFunc(w.terms(c.Says), func(t string) bool { return t == outside })
		d.says = make(map[string]bool, len(says))
		for _, term := range says {
			d.says[term] = true
		}
		d.add(says, 1)
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
	kinds food.Categories // what those foods are above all
}

func (x *index) query(question string, foods []Named) query {
	q := query{index: x, foods: make(map[string]bool)}
	var terms, single []string
	for _, f := range foods {
		named := x.words.terms(f.Text)
		if slices.Contains(named, outside) && len(named) == 1 {
			continue
		}
		q.named = q.named || f.Categories != 0
		if c, ok := mostTelling(f.Categories); ok {
			q.kinds |= food.SetOf(c)
		}
		switch {
		case len(named) == 1:
			q.foods[x.nearest(named[0])] = true
			single = append(single, f.Text)
			continue
		case f.Categories == 0 && x.oneKnows(named):
			terms = append(terms, named...)
		} // Else a name of several words is one thing: soy milk is no milk.
		question = strings.Replace(question, f.Text, " "+foodMark+" ", 1)
	}
	terms = append(terms, x.words.terms(question)...)
	for _, text := range single {
		question = strings.Replace(question, text, " "+foodMark+" ", 1)
	}
	if slices.Contains(x.words.terms(question), outside) {
		terms = append(terms, outside)
	}
	for i, t := range terms {
		terms[i] = x.nearest(t)
	}
	q.terms = newTermSet(slices.DeleteFunc(terms, func(t string) bool {
		return !x.known[t] && (q.foods[t] || isNumber(t) || t == foodMark)
	}))
	return q
}

// oneKnows tells whether one card is about all of the terms.
func (x *index) oneKnows(terms []string) bool {
	return slices.ContainsFunc(x.docs, func(d doc) bool {
		return !slices.ContainsFunc(terms, func(t string) bool { return !d.knows[t] })
	})
}

// isNumber tells whether the term is a number: "is 20 g enough?" asks about
// grams, not about 20.
func isNumber(term string) bool { return strings.Trim(term, "0123456789") == "" }

// rare is how much a term of the question tells: of words that no card has,
// most say little, but what the sources leave out says that they do.
func (x *index) rare(term string) float64 {
	if term == outside {
		return x.rarest * outsideWeight
	}
	if r, ok := x.rarity[term]; ok {
		return r
	}
	return x.rarest * unknownWeight
}
