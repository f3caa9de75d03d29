package assert

// follow takes one span into what holds.
func (r *Resolver) follow(k int) {
	s := &r.spans[k]
	switch s.Kind {
	case Sign:
		r.followSign(k)
	case Cue:
		r.followCue(k)
	case Item:
		if r.subbed && r.takesPlace(k) {
			r.begin(Denied, ToNext)
		}
		if r.reach == ToNext && r.seen && !r.joined(k) {
			r.tell() // "swapped rice for lentils"
		}
		r.seen = true
		r.starts = false
	case Number:
		if r.reach == ToNext && r.seen {
			r.tell()
		}
		r.starts = false
		if s.Zero && r.itemNext(k) && r.mode == Told {
			r.begin(Denied, ToNext)
		}
	case Time:
		if s.Meal && r.ofPerson(k) {
			r.begin(Others, ToSentence) // "my boss's lunch was"
		}
	default:
		r.starts = false
	}
}

// ofPerson reports whether a person stands right before span k: "the boss's
// lunch", "the kids' dinner".
func (r *Resolver) ofPerson(k int) bool {
	if r.adjoins(k) && r.spans[k-1].Sign == '\'' {
		k--
	}
	return r.adjoins(k) && r.spans[k-1].Role == Person
}

// joined reports whether the item of span k belongs to the one before it: right
// after it, or joined by or.
func (r *Resolver) joined(k int) bool {
	before := &r.spans[k-1]
	return r.adjoins(k) || before.Role == Or || before.Sign == '/' || before.Role == And
}

// tell goes back to plain telling, unless what holds goes on to the end of the
// sentence.
func (r *Resolver) tell() {
	if r.reach != ToSentence {
		r.mode = Told
	}
}

func (r *Resolver) begin(a Assertion, scope Scope) {
	if r.mode != Asked && r.mode != Edited {
		r.mode, r.reach, r.seen = a, scope, false
	}
}

func (r *Resolver) followSign(k int) {
	switch r.spans[k].Sign {
	case ',':
		if r.reach == ToList && r.listGoesOn(k+1) {
			return
		}
		if !r.orAhead(k + 1) {
			r.tell()
		}
	case '(', ')', ':', '+', '-', ';':
		r.tell()
	default:
		return
	}
	r.starts = true
}

func (r *Resolver) followCue(k int) {
	s := &r.spans[k]
	starts := r.starts
	r.starts = false
	switch s.Role {
	case Filler:
		r.starts = starts
	case Person:
		r.starts = starts
		r.receive(k)
	case So:
		if r.starts = starts; r.itemNext(k) || r.tellerNext(k) {
			r.resume()
		}
	case Self:
		if r.mode == Others {
			r.mode = Told
		}
		r.starts = starts
	case And, With:
		r.followJoint(k)
	case Then, Tell, Instead:
		r.starts = true
		r.resume()
		if s.Role == Instead {
			r.takeBackOrder(k)
		}
	case Ate:
		if r.mode == Edited && starts { // "delete that, I had an apple"
			r.mode = Told
		}
		r.followAte(k)
	case Like:
		r.resume()
		r.ate, r.like = true, true
	case MeToo:
		r.joinIn(k)
	case OfTheirs:
		if r.mode == Told {
			r.joinIn(k)
		}
	case Mend:
		r.starts = true
		r.mend(k)
	case Sub:
		r.followSub(k)
	case Scoped:
		r.apply(k, starts)
	}
}

// apply has the rule of span k hold, where the cue stands in its place.
func (r *Resolver) apply(k int, starts bool) {
	rule := &r.spans[k].Rule
	switch rule.Place {
	case BeforePerson:
		if !r.personNext(k) {
			return
		}
	case AfterBare:
		if !r.bareBefore(k) {
			if starts && k > r.from { // "2 eggs, does that count?"
				r.asked = r.asked || rule.Says == Asked
				r.begin(rule.Says, rule.Scope)
			}
			return
		}
	case AtStart, AtQuestionStart, AtBareStart:
		if rule.Place == AtBareStart && !r.question && r.adjoins(k) && r.spans[k-1].Kind == Time {
			return
		}
		if starts && (rule.Says == Edited || !r.hasSubject(k)) && (rule.Place != AtQuestionStart || r.question) {
			r.asked = r.asked || rule.Says == Asked
			r.begin(rule.Says, rule.Scope)
		}
		return
	}
	switch rule.Direction {
	case Backward:
		r.takeBack(k, rule.Says)
	case Forward:
		if rule.Scope != ToNext || r.mode == Told || r.mode == rule.Says {
			r.begin(rule.Says, rule.Scope)
		}
	}
}

// bareBefore reports whether an item stands before span k in its sentence, and
// nothing that tells that it was eaten, at which meal or how much of it.
func (r *Resolver) bareBefore(k int) bool {
	item := false
	for n := r.from; n < k; n++ {
		switch s := &r.spans[n]; {
		case s.Kind == Number, s.Kind == Time && s.Meal, s.Role == Ate:
			return false
		case s.Kind == Item:
			item = true
		}
	}
	return item
}

// personNext reports whether somebody else follows span k at once.
func (r *Resolver) personNext(k int) bool {
	if k+2 < len(r.spans) && r.spans[k+1].Role == The {
		k++
	}
	return k+1 < len(r.spans) && r.spans[k+1].Role == Person && r.adjoins(k+1)
}

// tellerNext reports whether the teller stands right after span k: wanted a snack,
// so I poured some cola.
func (r *Resolver) tellerNext(k int) bool {
	return k+1 < r.to && r.adjoins(k+1) && r.spans[k+1].Role == Self
}

// hasSubject reports whether the cue of span k follows who the clause is about,
// and so is the verb of a statement: my daughter is on a diet, I did yoga.
func (r *Resolver) hasSubject(k int) bool {
	return r.adjoins(k) && (r.spans[k-1].Role == Person || r.spans[k-1].Role == Self)
}

// followJoint ends what goes only as far as the item before "and" or "with".
func (r *Resolver) followJoint(k int) {
	and := r.spans[k].Role == And
	if r.reach == ToNext && r.seen && (!and || !r.itemNext(k)) {
		r.tell()
	}
	r.starts = and
}

// followAte reads an eating verb: the teller's, or somebody else's.
func (r *Resolver) followAte(k int) {
	r.ate = true
	if r.like {
		r.like = false
		return
	}
	if r.spans[k].Named && !r.withTeller(k) || r.ofOther(k) {
		r.begin(Others, ToSentence)
		r.given = false
		return
	}
	if r.given && r.mode == Others {
		r.mode, r.given = Told, false // fed the kids pizza, then had soup
	}
	if r.spans[k].It {
		r.reclaim(k)
	}
	if r.spans[k].Only {
		r.declineOffer(k)
	}
	r.resume()
}

// receive reads somebody whom the teller gave what follows: fed the kids.
func (r *Resolver) receive(k int) {
	if r.adjoins(k) && r.spans[k-1].Role == The {
		k--
	}
	if r.adjoins(k) && r.spans[k-1].Role == Gave && !r.ofOther(k-1) {
		r.begin(Others, ToSentence)
		r.given = true
	}
}

// ofOther reports whether somebody else stands right before span k, its subject.
func (r *Resolver) ofOther(k int) bool {
	return r.adjoins(k) && r.spans[k-1].Role == Person && !r.withTeller(k-1)
}

// withTeller reports whether the person of span k is named beside the teller:
// me and the kids.
func (r *Resolver) withTeller(k int) bool {
	joined := false
	for n := k; r.adjoins(n); n-- {
		switch before := r.spans[n-1].Role; before {
		case Self:
			return joined
		case And:
			joined = true
		case The, Person:
		default:
			return false
		}
	}
	return false
}

// takeBack gives what the sentence told before span k the assertion. "It" is only
// what a comma has set apart: "burger and chips, ketchup but left it".
func (r *Resolver) takeBack(k int, says Assertion) {
	next := r.spans[k].Rule.Scope == ToNext
	items := 0
	for n := k - 1; n >= r.from; n-- {
		s := &r.spans[n]
		if s.Sign == ',' && r.spans[k].It && items == 1 {
			break
		}
		if s.Kind == Item {
			items++
		}
		if s.Said == Told {
			s.Said = says
		}
		if next && s.Kind == Item && (n == r.from || r.spans[n-1].Role != And && r.spans[n-1].Kind != Qualifier) {
			break
		}
	}
	if r.itemNext(k) {
		r.begin(says, ToClause) // "didn't have any fruit"
	}
}

// resume ends what "but", "just" or "had" ends.
func (r *Resolver) resume() {
	switch r.mode {
	case Denied, Wished, Planned, Shopped:
		r.mode = Told
	}
}
