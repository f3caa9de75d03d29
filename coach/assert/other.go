package assert

import "slices"

// giveAway gives what is told to be for somebody else (fish fingers for the
// kids) to them: the item right before "for", and one joined to it.
func (r *Resolver) giveAway() {
	for k := r.from + 1; k < r.to; k++ {
		if r.spans[k].Role != Person || !r.isForPerson(k) || r.joinsIn(k) {
			continue
		}
		for n := k - 1; n >= r.from && r.spans[n].Kind == Item && r.spans[n].Said == Told; n -= 2 {
			r.spans[n].Said = Others
			if n == r.from || r.spans[n-1].Role != And || !r.adjoins(n) {
				break
			}
		}
	}
}

// isForPerson reports whether span k is a person, no more ("my mum's birthday"),
// for whom the item before it was.
func (r *Resolver) isForPerson(k int) bool {
	s := &r.spans[k]
	if r.spans[k-1].Kind != Item || !s.For {
		return false
	}
	return s.Last == r.words || k+1 < len(r.spans) && r.adjoins(k+1)
}

// declineOffer denies what was offered before span k, in its sentence or a
// little before: of it nothing but what follows was eaten.
func (r *Resolver) declineOffer(k int) {
	for n := k - 1; n >= 0 && k-n <= LookBack; n-- {
		switch r.spans[n].Role {
		case Ate:
			return
		case Offer:
			deny(r.spans[n:k])
			return
		}
	}
}

// joinIn takes what others are told to have eaten as eaten by the teller too:
// "everyone had cake, me too". Where it tells of others itself ("they ate
// loads") it says nothing.
func (r *Resolver) joinIn(k int) {
	if r.adjoins(k) && r.spans[k-1].Role == Person {
		return
	}
	before := r.spans[r.from:k]
	for i := range before {
		if before[i].Said == Others {
			before[i].Said = Told
		}
	}
	if r.mode == Others {
		r.mode = Told
	}
}

// joinsIn reports whether the sentence says after span k that the teller had
// some too.
func (r *Resolver) joinsIn(k int) bool {
	return slices.ContainsFunc(r.spans[k:r.to], func(s Span) bool { return s.Role == MeToo })
}
