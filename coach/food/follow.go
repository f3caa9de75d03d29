package food

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
	case fillerCue, personCue:
		j.starts = starts
	case soCue:
		if j.starts = starts; s.foodNext(k) {
			j.resume()
		}
	case selfCue:
		if j.mode == Others {
			j.mode = Told
		}
		j.starts = starts
	case andCue, withCue, containCue, insideCue:
		s.followJoint(j, k)
	case thenCue, toldCue, insteadCue:
		j.starts = true
		j.resume()
		if m.cue == insteadCue {
			s.takeBackOrder(k)
		}
	case ateCue:
		s.followAte(j, k)
	case metooCue:
		s.joinIn(j, k)
	case mendCue:
		j.starts = true
		s.mend(k)
	case subCue:
		s.followSub(j, k)
	case denyallCue:
		s.denyAll(j, k)
	case askCue, askifCue, editCue:
		if starts && !s.hasSubject(k) {
			j.address(m.cue)
		}
	default:
		j.speak(m.cue)
	}
}

// hasSubject reports whether the cue of mark k follows who the clause is about,
// and so is the verb of a statement: my daughter is on a diet, I did yoga.
func (s *state) hasSubject(k int) bool {
	if k == 0 || s.marks[k].cue == editCue {
		return false
	}
	before := &s.marks[k-1]
	return (before.cue == personCue || before.cue == selfCue) && before.last == s.marks[k].first
}

// followJoint ends what goes only as far as the food before "and" or "with".
func (s *state) followJoint(j *judgment, k int) {
	and := s.marks[k].cue == andCue
	if j.reach == toFood && j.seen && (!and || !s.foodNext(k)) {
		j.tell()
	}
	j.starts = and
}

// followAte reads an eating verb: the teller's, or somebody else's.
func (s *state) followAte(j *judgment, k int) {
	m := &s.marks[k]
	j.ate = true
	if s.isNameBefore(k) {
		j.begin(Others, toSentence)
		return
	}
	if k > 0 && s.marks[k-1].cue == personCue && s.marks[k-1].last == m.first {
		j.begin(Others, toSentence)
		return
	}
	if m.it {
		s.reclaim(k)
	}
	j.resume()
}

// isNameBefore reports whether somebody's name stands right before the verb of
// mark k: a word with a capital that neither the lexicon nor English has.
func (s *state) isNameBefore(k int) bool {
	first := s.marks[k].first
	if first == 0 {
		return false
	}
	t := &s.tokens[first-1]
	if t.kind != wordToken || t.ordinary || t.word != 0 || t.end-t.start < minUnknown || !upper(s.text[t.start]) || !lower(s.text[t.start+1]) {
		return false
	}
	if k > 0 && s.marks[k-1].kind == unknownMark && s.marks[k-1].last == first {
		s.marks[k-1].mode = Figured
	}
	return true
}

// address begins what is said to the coach: a question or an instruction.
func (j *judgment) address(cue cueKind) {
	switch {
	case cue == editCue:
		j.begin(Edited, toSentence)
	case cue == askCue || j.question:
		j.asked = true
		j.begin(Asked, toSentence)
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
