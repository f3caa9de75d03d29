package food

// feedOthers gives what is told to be for somebody else (fish fingers for the
// kids) to them: the food right before "for", and one joined to it.
func (s *state) feedOthers(start, end int) {
	for k := start + 1; k < end; k++ {
		if s.marks[k].cue != personCue || !s.isForPerson(k) || s.joinsIn(k, end) {
			continue
		}
		for n := k - 1; n >= start && s.marks[n].kind == foodMark && s.marks[n].mode == Told; n -= 2 {
			s.marks[n].mode = Others
			if n-1 < start || s.marks[n-1].cue != andCue || s.marks[n-1].last != s.marks[n].first {
				break
			}
		}
	}
}

// isForPerson tells whether mark k is a person, no more ("my mum's birthday"),
// for whom the food before it was.
func (s *state) isForPerson(k int) bool {
	before, m := &s.marks[k-1], &s.marks[k]
	if before.kind != foodMark || m.first != before.last+1 || s.tokens[before.last].class&standsFor == 0 {
		return false
	}
	return int(m.last) == len(s.tokens) || k+1 < len(s.marks) && s.marks[k+1].first == m.last
}

// joinIn takes what others are told to have eaten as eaten by the teller too:
// "everyone had cake, me too". Where it tells of others itself ("they ate
// loads") it says nothing.
func (s *state) joinIn(j *judgment, k int) {
	if k > 0 && s.marks[k-1].cue == personCue && s.marks[k-1].last == s.marks[k].first {
		return
	}
	for n := k - 1; n >= 0 && !s.endsSentence(n); n-- {
		if s.marks[n].mode == Others {
			s.marks[n].mode = Told
		}
	}
	if j.mode == Others {
		j.mode = Told
	}
}

// joinsIn tells whether the sentence says after mark k that the teller had some
// too.
func (s *state) joinsIn(k, end int) bool {
	for n := k + 1; n < end; n++ {
		if s.marks[n].cue == metooCue {
			return true
		}
	}
	return false
}
