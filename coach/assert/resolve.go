package assert

// Resolver reads sentences one after the other. The zero value is ready, and
// not safe for concurrent use.
type Resolver struct {
	spans    []Span // of the whole text
	from, to int    // the sentence: from to to-1
	words    int    // where the text ends

	mode     Assertion
	reach    Scope
	seen     bool // ToNext: an item has come
	starts   bool // nothing but fillers since the clause began
	ate      bool // the teller ate something in this sentence
	question bool // the sentence ends in a question mark
	asked    bool // a clause of it began as a question
	given    bool // what others have, the teller gave them: an eating verb without a person is the teller's
	like     bool // the teller had what the eating verb to come says that others had
	subbed   bool // an item is told to have taken another one's place
}

// Resolve sets Said of the spans of a sentence, spans[from:to]. spans are those
// of the whole text: "Bought strawberries. Ate half of them." words is how many
// words the text has.
func (r *Resolver) Resolve(spans []Span, from, to, words int) {
	*r = Resolver{spans: spans, from: from, to: to, words: words, starts: true}
	r.question = r.endsAsking()
	for k := from; k < to; k++ {
		if k > from && spans[k].First > spans[k-1].Last {
			r.starts = false
		}
		r.follow(k)
		spans[k].Said = r.mode
	}
	if r.question && !r.asked && (!r.ate || r.choice()) {
		for k := from; k < to; k++ {
			if spans[k].Said == Told {
				spans[k].Said = Asked
			}
		}
	}
	r.coverClauses()
	r.giveAway()
}

// choice reports whether the sentence's eating verb has an item or another: "I had
// beer or wine this week?", but not "had oats, oats or kefir?"
func (r *Resolver) choice() bool {
	ate := false
	for k := r.from; k+1 < r.to; k++ {
		ate = r.spans[k].Role == Ate || ate && r.spans[k].Sign != ','
		if ate && r.spans[k].Role == Or && r.spans[k-1].Kind == Item && r.itemNext(k) {
			return true
		}
	}
	return false
}

// endsAsking reports whether the sentence ends in a question mark.
func (r *Resolver) endsAsking() bool {
	for k := r.to - 1; k >= r.from && r.spans[k].Kind == Sign; k-- {
		if r.spans[k].Sign == '?' {
			return true
		}
	}
	return false
}

// coverClauses finds the cues that say of their whole clause, what stands before
// them too, that nothing in it was eaten: what was put on the skin, and what is
// for tomorrow. A clause that says what was eaten isn't covered.
func (r *Resolver) coverClauses() {
	for from := r.from; from < r.to; {
		to, says := from, Told
		for ; to < r.to && (to == from || !r.endsCover(to)); to++ {
			if s := &r.spans[to]; s.Role == Scoped && s.Rule.Direction == Both {
				says = s.Rule.Says
			}
		}
		if says != Told && !r.tellsEating(from, to, says) {
			for k := from; k < to; k++ {
				r.spans[k].Said = says
			}
		}
		from = to
	}
}

// endsCover reports whether a clause ends before span k.
func (r *Resolver) endsCover(k int) bool {
	s := &r.spans[k]
	switch s.Kind {
	case Sign:
		return s.Sign == ',' && !r.listGoesOn(k+1) || s.Sign == ';' || s.Sign == ':' || s.Sign == '(' || s.Sign == ')'
	case Cue:
		return s.Role == Tell || s.Role == Then || s.Role == Instead
	}
	return false
}

// tellsEating reports whether an eating verb stands among the spans. What was
// ordered for another day isn't eaten.
func (r *Resolver) tellsEating(from, to int, says Assertion) bool {
	for k := from; k < to; k++ {
		if r.spans[k].Role == Ate && (says != Planned || !r.spans[k].Ordered) {
			return true
		}
	}
	return false
}

// listGoesOn reports whether span k is another item of a list, or the "and"
// before it.
func (r *Resolver) listGoesOn(k int) bool {
	for ; k < len(r.spans); k++ {
		switch s := &r.spans[k]; {
		case s.Kind == Item:
			return true
		case s.Role == And || s.Role == Or, s.Kind == Qualifier:
		default:
			return false
		}
	}
	return false
}

// orAhead reports whether a list goes on with "or" before the next comma but
// one: "no milk, cheese or eggs".
func (r *Resolver) orAhead(k int) bool {
	for commas := 0; k < len(r.spans) && commas < 2; k++ {
		s := &r.spans[k]
		switch {
		case s.Kind == Sign && s.Sign == ',':
			commas++
		case s.Kind == Sign || s.Kind == Number || s.Kind == Time:
			return false
		case s.Role == Or:
			return true
		case s.Kind == Cue && s.Role != And:
			return false
		}
	}
	return false
}

// adjoins reports whether span k stands right after the one before it.
func (r *Resolver) adjoins(k int) bool {
	return k > 0 && r.spans[k-1].Last == r.spans[k].First
}

// itemNext reports whether an item follows span k at once.
func (r *Resolver) itemNext(k int) bool {
	return k+1 < len(r.spans) && r.spans[k+1].Kind == Item && r.adjoins(k+1)
}
