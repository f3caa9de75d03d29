package food

// followSub reads "subbed tofu for chicken": what took the place was eaten,
// what it took the place of was not. Without "for" it is the other way round
// (substituted butter with oil); a bare "sub" is then a sandwich.
func (s *state) followSub(j *judgment, k int) {
	switch m := &s.marks[k]; {
	case s.standsForNext(k):
		j.subbed = true
		j.resume()
	case m.food > 0:
		m.kind, m.cue, m.index = foodMark, noCue, m.food-1
		m.head, m.food = s.heads[m.index], 0
		s.follow(j, k)
	default:
		j.speak(notCue)
	}
}

// standsForNext tells whether the next food after mark k is followed by "for"
// and another food.
func (s *state) standsForNext(k int) bool {
	for n := k + 1; n+1 < len(s.marks) && n < k+4; n++ {
		if s.marks[n].kind == foodMark {
			return s.takesPlace(n + 1)
		}
	}
	return false
}

// takesPlace tells whether mark k is a food after "for".
func (s *state) takesPlace(k int) bool {
	m := &s.marks[k]
	return m.kind == foodMark && m.first > s.marks[k-1].last && s.tokens[s.marks[k-1].last].class&standsFor != 0
}

// takeBackOrder takes back what was ordered in the sentence before mark k, the
// "instead" of what came: "ordered salad, got chips instead".
func (s *state) takeBackOrder(k int) {
	n := k - 1
	for n >= 0 && !s.endsClause(n) {
		n-- // what came
	}
	if n == k-1 && !s.foodSoon(k) {
		return
	}
	last := n
	for n >= 0 && !s.endsSentence(n) && !s.marks[n].ordered {
		if s.marks[n].cue == ateCue && n != last {
			return
		}
		n--
	}
	if n < 0 || !s.marks[n].ordered {
		return
	}
	for ; n <= last; n++ {
		if m := &s.marks[n]; m.kind == foodMark && m.mode == Told {
			m.mode = Denied
		}
	}
}

// endsClause tells whether mark k is a comma or a joint between two clauses.
func (s *state) endsClause(k int) bool {
	m := &s.marks[k]
	return m.kind == signMark || m.cue == toldCue || m.cue == thenCue || m.cue == ateCue
}
