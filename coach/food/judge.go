package food

// reach is how far a way of speaking goes.
type reach uint8

const (
	toSentence reach = iota // to the end of the sentence
	toClause                // to the next comma
	toFood                  // to the end of the next food, and of those joined to it by or
	toList                  // to the end of the foods that follow, commas or not
)

// judgment is the state while a sentence is read from left to right.
type judgment struct {
	mode     ClauseKind
	reach    reach
	seen     bool // toFood: a food has come
	starts   bool // nothing but fillers since the clause began
	ate      bool // the teller ate something in this sentence
	question bool // the sentence ends in a question mark
	asked    bool // a clause of it began as a question
	subbed   bool // a food is told to have taken another one's place
}

// judgeSentence gives every mark of the sentence its mode.
func (s *state) judgeSentence(start, end int) {
	j := judgment{starts: true, question: s.isQuestion(start, end)}
	for k := start; k < end; k++ {
		if k > start && s.marks[k].first > s.marks[k-1].last {
			j.starts = false
		}
		s.follow(&j, k)
		s.marks[k].mode = j.mode
	}
	if j.question && !j.ate && !j.asked {
		for k := start; k < end; k++ {
			if s.marks[k].mode == Told {
				s.marks[k].mode = Asked
			}
		}
	}
	s.coverClauses(start, end)
	s.feedOthers(start, end)
	s.dropFigures(start, end)
}

// isQuestion tells whether the sentence ends in a question mark.
func (s *state) isQuestion(start, end int) bool {
	for k := end - 1; k >= start && s.marks[k].kind == signMark; k-- {
		if s.marks[k].sign == '?' {
			return true
		}
	}
	return false
}

// coverClauses finds the cues that say of their whole clause, what stands before
// them too, that nothing in it was eaten: what was put on the skin, and what is
// for tomorrow. A clause that says what was eaten isn't covered.
func (s *state) coverClauses(start, end int) {
	for from := start; from < end; {
		to, kind := from, Told
		for ; to < end && (to == from || !s.endsCover(to)); to++ {
			switch s.marks[to].cue {
			case applyCue:
				kind = Applied
			case planallCue:
				kind = Planned
			}
		}
		if kind != Told && !s.tellsEating(from, to, kind) {
			s.setModes(from, to, kind)
		}
		from = to
	}
}

// endsCover reports whether a clause ends before mark k.
func (s *state) endsCover(k int) bool {
	switch m := &s.marks[k]; m.kind {
	case signMark:
		return m.sign == ',' && !s.listGoesOn(k+1) || m.sign == ';' || m.sign == ':' || m.sign == '(' || m.sign == ')'
	case cueMark:
		return m.cue == toldCue || m.cue == thenCue || m.cue == insteadCue
	}
	return false
}

// tellsEating reports whether an eating verb stands among the marks. What was
// ordered for another day isn't eaten.
func (s *state) tellsEating(from, to int, kind ClauseKind) bool {
	for k := from; k < to; k++ {
		if s.marks[k].cue == ateCue && (kind != Planned || !s.marks[k].ordered) {
			return true
		}
	}
	return false
}

func (s *state) setModes(start, end int, kind ClauseKind) {
	for k := start; k < end; k++ {
		s.marks[k].mode = kind
	}
}
