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
			sum += q.index.rarity[t] * w * (saturation + 1) / (w + norm)
		}
	}
	nearest := 0.0
	for _, ask := range d.asks {
		nearest = max(nearest, q.alike(ask))
	}
	return sum + weightNearest*nearest
}

// alike is how much the question and an example have in common, 0 to 1: the
// rarity of what they share against that of what either holds, and less when
// all they share is said of nearly every card, as "skin" is.
func (q query) alike(ask termSet) float64 {
	var shared, all float64
	for _, t := range q.terms {
		all += q.index.rare(t)
		if ask.has(t) {
			shared += q.index.rare(t)
		}
	}
	for _, t := range ask {
		if !q.terms.has(t) {
			all += q.index.rare(t)
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all * min(1, shared/q.index.rarest)
}

// How much a term counts as known that only another card is about; more when
// the question is about a food, for then its subject is known.
const (
	elsewhere         = 0.4
	elsewhereWithFood = 0.6
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
			continue
		}
		all += q.index.rare(t)
		switch {
		case q.index.docs[card].knows[t]:
			known += q.index.rare(t)
		case q.index.known[t]:
			known += q.index.rare(t) * other
		}
	}
	if all == 0 {
		return 1
	}
	return known / all
}

// others is how much else than foods the question asks about: a term that few
// cards have counts as 1, one such as "skin" as little.
func (q query) others() float64 {
	var n float64
	for _, t := range q.terms {
		if !q.foods[t] {
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
