package coach

import "maps"

// score is how well the card with that number answers the question; 0 when it
// shares nothing with it.
func (q query) score(card int) float64 {
	d := q.index.docs[card]
	norm := saturation * (1 - lengthPenalty + lengthPenalty*d.length/q.index.mean)
	var sum float64
	for _, t := range q.terms {
		if w := d.weight[t]; w > 0 {
			sum += q.part(card, t) * q.index.rarity[t] * w * (saturation + 1) / (w + norm)
		}
	}
	sum += weightNearest * q.nearest(card)
	if q.kinds != 0 && !d.about.Any(q.kinds) {
		sum *= besideTheFood
	}
	return sum
}

// nearest is how much the question has in common with the likest of the
// card's examples, 0 to 1.
func (q query) nearest(card int) float64 {
	nearest := 0.0
	for _, ask := range q.index.docs[card].asks {
		nearest = max(nearest, q.alike(card, ask))
	}
	return nearest
}

// part is how much of a term's weight counts: of a food, how often or how much
// is asked tells little about cards on anything else.
func (q query) part(card int, term string) float64 {
	switch {
	case q.foods[term]:
		return foodByName
	case q.named && q.index.words.aspects[term] && !q.index.docs[card].about.Any(q.kinds):
		return aspectElsewhere
	}
	return 1
}

// anotherNames tells whether the card doesn't know the food by name, and
// another one does.
func (q query) anotherNames(card int, f Named) bool {
	terms := q.index.words.terms(f.Text)
	return len(terms) == 1 && q.index.known[terms[0]] && !q.index.docs[card].knows[terms[0]]
}

// asked is the same without regard to how much the terms tell.
func (q query) asked(card int) float64 {
	most := 0.0
	for _, ask := range q.index.docs[card].asks {
		if shared, all := q.overlap(card, ask); all > 0 {
			most = max(most, shared/all)
		}
	}
	return most
}

// alike is how much the question and an example of the card have in common, 0
// to 1, and less when all they share is said of nearly every card, as "skin"
// is.
func (q query) alike(card int, ask termSet) float64 {
	shared, all := q.overlap(card, ask)
	if all == 0 {
		return 0
	}
	return shared / all * min(1, shared/q.index.rarest)
}

// overlap is the rarity of what the question and an example share, and that
// of what either holds.
func (q query) overlap(card int, ask termSet) (shared, all float64) {
	for _, t := range q.terms {
		all += q.index.rare(t)
		if ask.has(t) {
			shared += q.index.rare(t) * q.part(card, t)
		}
	}
	for _, t := range ask {
		if !q.terms.has(t) {
			all += q.index.rare(t)
		}
	}
	return shared, all
}

// How much a term counts as known that the card says without being about it,
// and one that only another card is about; more when the question is about a
// food, for then its subject is known.
const (
	elsewhere         = 0.4
	elsewhereWithFood = 0.6
	merelySays        = 0.5
	leastTelling      = 0.55 // of the rarest term
	namedFood         = 0.4  // a food that the card is about, beside what is asked of it
)

// How much counts of a term that only says what is asked: for the rank of
// cards about other things than the food that was named, and as something
// else that is asked of that food.
const (
	aspectElsewhere = 0.3
	besideTheFood   = 0.85 // of a card's score that isn't about what was named
	foodByName      = 0.7  // of a food's own name, beside what kind of food it is
	aspectElse      = 0.8
)

// known is the share of the question, by rarity, that the card is about; what
// only other cards are about counts in part. Foods that were named are left
// aside: the lexicon knows them, but their price is in no card.
func (q query) known(card int) float64 {
	var known, all float64
	other := elsewhere
	if q.named {
		other = elsewhereWithFood
	}
	for _, t := range q.terms {
		if q.foods[t] {
			if q.index.docs[card].knows[t] {
				known, all = known+q.index.telling(t)*namedFood, all+q.index.telling(t)*namedFood
			}
			continue
		}
		all += q.index.telling(t)
		switch {
		case q.index.docs[card].knows[t]:
			known += q.index.telling(t)
		case q.index.docs[card].says[t]:
			known += q.index.telling(t) * merelySays
		case q.index.known[t]:
			known += q.index.telling(t) * other
		}
	}
	if all == 0 {
		return 1
	}
	return known / all
}

// telling is how much a term counts in whether a question is answered: what
// cards speak of often, as of microbes, is still what the question is about.
func (x *index) telling(term string) float64 {
	if x.known[term] {
		return max(x.rare(term), x.rarest*leastTelling)
	}
	return x.rare(term)
}

// sharesSubject tells whether the card has a term of the question that says
// what it is about, not only what is asked of it, as "how much" does.
func (q query) sharesSubject(card int) bool {
	for _, t := range q.terms {
		if q.index.docs[card].weight[t] > 0 && !q.index.words.aspects[t] && t != outside {
			return true
		}
	}
	return false
}

// others is how much the question asks about besides foods and what the card
// is about: a term that few cards have counts as 1, one such as "skin" as
// little.
func (q query) others(card int) float64 {
	var n float64
	for _, t := range q.terms {
		switch {
		case q.foods[t] || q.index.docs[card].knows[t]:
		case q.index.words.aspects[t]:
			n += aspectElse
		default:
			n += q.index.rare(t) / q.index.rarest
		}
	}
	return n
}

// longWord is the number of letters from which on one letter may be mistyped.
const longWord = 6

// nearest is the term itself, or, for a long word that no card knows, the
// known term that is one typing mistake away.
func (x *index) nearest(term string) string {
	if _, ok := x.rarity[term]; ok || len(term) < longWord {
		return term
	}
	best := term
	for known := range maps.Keys(x.rarity) {
		if len(known) >= longWord && known[0] == term[0] && oneSlip(term, known) && (best == term || known < best) {
			best = known
		}
	}
	return best
}

// oneSlip tells whether a becomes b by one letter changed, added, left out or
// swapped with its neighbour.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
		return true
	}
	return i < len(a) && a[i+1:] == b[i+1:]
}
