package coach

import (
	"math"
	"slices"
	"strings"

	"gutskin/coach/food"
)

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

// share is how much of what either set holds is in both, 0 to 1.
func (s termSet) share(o termSet) float64 {
	both := 0
	for _, t := range s {
		if o.has(t) {
			both++
		}
	}
	return float64(both) / float64(max(1, len(s)+len(o)-both))
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
