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

// follow takes one mark into the judgment.
func (s *state) follow(j *judgment, k int) {
	m := &s.marks[k]
	switch m.kind {
	case signMark:
		s.followSign(j, k)
	case cueMark:
		s.followCue(j, k)
	case foodMark:
		if j.subbed && s.takesPlace(k) {
			j.begin(Denied, toFood)
		}
		if j.reach == toFood && j.seen && !s.joined(k) {
			j.tell() // "swapped rice for lentils"
		}
		j.seen = true
		j.starts = false
	case numberMark:
		if j.reach == toFood && j.seen {
			j.tell()
		}
		j.starts = false
	case timeMark:
	default:
		j.starts = false
	}
}

// joined tells whether the food of mark k belongs to the one before it: right
// after it, or joined by or.
func (s *state) joined(k int) bool {
	before := &s.marks[k-1]
	return before.last == s.marks[k].first || before.cue == orCue || before.sign == '/' || before.cue == andCue
}

// tell goes back to plain telling, unless the way of speaking goes on to the
// end of the sentence.
func (j *judgment) tell() {
	if j.reach != toSentence {
		j.mode = Told
	}
}

func (j *judgment) begin(mode ClauseKind, r reach) {
	if j.mode != Asked && j.mode != Edited {
		j.mode, j.reach, j.seen = mode, r, false
	}
}

func (s *state) followSign(j *judgment, k int) {
	switch s.marks[k].sign {
	case ',':
		if j.reach == toList && s.listGoesOn(k+1) {
			return
		}
		if !s.orAhead(k + 1) {
			j.tell()
		}
	case '(', ')', ':', '+', '-', ';':
		j.tell()
	default:
		return
	}
	j.starts = true
}

// listGoesOn tells whether mark k is another food of a list, or the "and"
// before it.
func (s *state) listGoesOn(k int) bool {
	for ; k < len(s.marks); k++ {
		switch m := &s.marks[k]; {
		case m.kind == foodMark:
			return true
		case m.kind == cueMark && (m.cue == andCue || m.cue == orCue), m.kind == qualifierMark:
		default:
			return false
		}
	}
	return false
}

// orAhead tells whether a list goes on with "or" before the next comma but
// one: "no milk, cheese or eggs".
func (s *state) orAhead(k int) bool {
	for commas := 0; k < len(s.marks) && commas < 2; k++ {
		m := &s.marks[k]
		switch {
		case m.kind == signMark && m.sign == ',':
			commas++
		case m.kind == signMark || m.kind == numberMark || m.kind == timeMark:
			return false
		case m.kind == cueMark && m.cue == orCue:
			return true
		case m.kind == cueMark && m.cue != andCue:
			return false
		}
	}
	return false
}

func (s *state) followCue(j *judgment, k int) {
	m := &s.marks[k]
	starts := j.starts
	j.starts = false
	switch m.cue {
	case fillerCue:
		j.starts = starts
	case andCue:
		if j.reach == toFood && j.seen && !s.foodNext(k) {
			j.tell()
		}
		j.starts = true
	case withCue, containCue, insideCue:
		if j.reach == toFood && j.seen {
			j.tell()
		}
	case thenCue, toldCue:
		j.starts = true
		j.resume()
	case insteadCue:
		j.resume()
		s.takeBackOrder(k)
		j.starts = true
	case ateCue:
		j.ate = true
		if k > 0 && s.marks[k-1].cue == personCue && s.marks[k-1].last == m.first {
			j.begin(Others, toSentence)
			return
		}
		if m.it {
			s.reclaim(k)
		}
		j.resume()
	case mendCue:
		j.starts = true
		s.mend(k)
	case subCue:
		s.followSub(j, k)
	case selfCue:
		if j.mode == Others {
			j.mode = Told
		}
		j.starts = starts
	case personCue:
		j.starts = starts
	case askCue, askifCue:
		if starts && (m.cue == askCue || j.question) {
			j.asked = true
			j.begin(Asked, toSentence)
		}
	case denyallCue:
		s.denyAll(j, k)
	case editCue:
		if starts {
			j.begin(Edited, toSentence)
		}
	default:
		j.speak(m.cue)
	}
}

// denyAll takes back what the sentence told before mark k.
func (s *state) denyAll(j *judgment, k int) {
	for n := k - 1; n >= 0 && !s.endsSentence(n); n-- {
		if s.marks[n].mode == Told {
			s.marks[n].mode = Denied
		}
	}
	if s.foodNext(k) {
		j.begin(Denied, toClause) // "didn't have any fruit"
	}
}

// resume ends what "but", "just" or "had" ends.
func (j *judgment) resume() {
	switch j.mode {
	case Denied, Wished, Planned, Shopped:
		j.mode = Told
	}
}

// speak begins the way of speaking that a cue names.
func (j *judgment) speak(cue cueKind) {
	switch cue {
	case notCue:
		if j.mode == Told || j.mode == Denied {
			j.begin(Denied, toFood)
		}
	case omitCue:
		j.begin(Denied, toList)
	case nothadCue:
		j.begin(Denied, toClause)
	case wishCue:
		j.begin(Wished, toSentence)
	case planCue:
		j.begin(Planned, toSentence)
	case shopCue:
		j.begin(Shopped, toSentence)
	}
}

// foodNext tells whether a food follows mark k at once.
func (s *state) foodNext(k int) bool {
	return k+1 < len(s.marks) && s.marks[k+1].kind == foodMark && s.marks[k+1].first == s.marks[k].last
}
