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
	if kind := s.wholeSentence(start, end); kind != Told {
		s.setModes(start, end, kind)
		return
	}
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

// wholeSentence finds the cues that say of the whole sentence, what stands
// before them too, that nothing in it was eaten.
func (s *state) wholeSentence(start, end int) ClauseKind {
	kind := Told
	for k := start; k < end; k++ {
		switch s.marks[k].cue {
		case ateCue:
			return Told
		case applyCue:
			kind = Applied
		case planallCue:
			kind = Planned
		}
	}
	return kind
}

func (s *state) setModes(start, end int, kind ClauseKind) {
	for k := start; k < end; k++ {
		s.marks[k].mode = kind
	}
}
