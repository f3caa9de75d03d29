package assert

const (
	// correctionReach is how many spans a correction looks back, and ahead.
	correctionReach = 6
	// LookBack is how many spans before a sentence at most Resolve changes.
	LookBack = 2 * correctionReach
)

// followSub reads "subbed tofu for chicken": what took the place was eaten,
// what it took the place of was not. Without "for" it is the other way round
// (substituted butter with oil); a bare "sub" is then an item.
func (r *Resolver) followSub(k int) {
	switch s := &r.spans[k]; {
	case r.standsForNext(k):
		r.subbed = true
		r.resume()
	case s.OrItem:
		s.Kind, s.Role, s.OrItem = Item, None, false
		r.follow(k)
	default:
		r.begin(Denied, ToNext)
	}
}

// standsForNext reports whether the next item after span k is followed by "for"
// and another one.
func (r *Resolver) standsForNext(k int) bool {
	for n := k + 1; n+1 < len(r.spans) && n-k <= correctionReach; n++ {
		if r.spans[n].Kind == Item {
			return r.takesPlace(n + 1)
		}
	}
	return false
}

// takesPlace reports whether span k is an item after "for".
func (r *Resolver) takesPlace(k int) bool {
	return r.spans[k].Kind == Item && r.spans[k].For
}

// takeBackOrder takes back what was ordered in the sentence before span k, the
// "instead" of what came: "ordered salad, got chips instead".
func (r *Resolver) takeBackOrder(k int) {
	n := k - 1
	if !r.itemSoon(k) || r.spans[k+1].Sign == ',' {
		for n >= r.from && !r.endsClause(n) {
			n-- // what came
		}
		if n == k-1 && !r.itemSoon(k) {
			return
		}
	}
	last := n
	for n >= r.from && !r.spans[n].Ordered {
		if r.spans[n].Role == Ate && n != last {
			return
		}
		n--
	}
	if n < r.from {
		return
	}
	deny(r.spans[n : last+1])
}

// deny takes the items that are told to have been eaten for denied.
func deny(spans []Span) {
	for i := range spans {
		if s := &spans[i]; s.Kind == Item && s.Said == Told {
			s.Said = Denied
		}
	}
}

// endsClause reports whether span k is a comma or a joint between two clauses.
func (r *Resolver) endsClause(k int) bool {
	s := &r.spans[k]
	return s.Kind == Sign || s.Role == Tell || s.Role == Then || s.Role == Ate
}

// reclaim takes the latest item before span k, bought, wanted or refused, for
// eaten after all: "bought strawberries and ate half of them".
func (r *Resolver) reclaim(k int) {
	if k+1 < len(r.spans) && r.adjoins(k+1) {
		switch r.spans[k+1].Kind {
		case Sign, Time, Cue:
		default:
			return // "ate some bread"
		}
	}
	for n := k - 1; n >= 0 && k-n <= LookBack; n-- {
		s := &r.spans[n]
		if s.Kind != Item {
			continue
		}
		switch s.Said {
		case Denied, Wished, Planned, Shopped:
			s.Said = Told
		}
		return
	}
}

// mend takes the item before span k back when another follows it at once: "had
// eggs, no wait, pancakes".
func (r *Resolver) mend(k int) {
	if !r.itemSoon(k) {
		return
	}
	for n := k - 1; n >= 0 && k-n <= correctionReach; n-- {
		if s := &r.spans[n]; s.Kind == Item && s.Said == Told {
			s.Said = Denied
			return
		}
	}
}

// itemSoon reports whether an item follows span k with no more than an amount
// or "it was" before it.
func (r *Resolver) itemSoon(k int) bool {
	for n := k + 1; n < len(r.spans) && n-k <= correctionReach; n++ {
		s := &r.spans[n]
		switch s.Kind {
		case Item:
			return true
		case Number, Unit, Qualifier:
			continue
		}
		switch {
		case s.Sign == ',', s.Role == Was, s.Role == Tell, s.Role == The, s.Role == Ate, s.Role == Self:
		default:
			return false
		}
	}
	return false
}
