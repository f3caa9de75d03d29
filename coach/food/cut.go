package food

// shorter gives the end of a shorter mark at token i where the longest name
// would cut a still longer one short: cooked | green beans, vanilla | ice cream
// sandwich. What is left must mean something by itself.
func (s *state) shorter(i int, meant int32, meantEnd, foodEnd int) (end int, qualifier bool) {
	if meant >= 0 && meantEnd < foodEnd && s.lexicon.language.meanings[meant].kind == qualifierMark {
		if _, _, end := s.longestName(meantEnd); end > foodEnd {
			return meantEnd, true
		}
	}
	if meant >= 0 && s.lexicon.language.meanings[meant].kind == unitMark && meantEnd < foodEnd && s.counts().wordAt(meantEnd) == s.lexicon.words.of {
		if _, _, end := s.longestName(meantEnd + 1); end > foodEnd {
			return meantEnd, true // can of | coke zero
		}
	}
	if foodEnd-i > 2 {
		if end := s.beforeJoint(i, foodEnd); end < foodEnd {
			return end, false
		}
	}
	if foodEnd-i < 2 || s.tokens[i+1].class&startsName == 0 {
		return foodEnd, false
	}
	if s.addsNothing(i, foodEnd) {
		if _, _, end := s.longestName(i + 1); end > foodEnd {
			return i + 1, true // raw | banana peppers
		}
	}
	node := s.lexicon.names.step(0, s.tokens[i].stem)
	if e := s.lexicon.names.values[node]; e < 0 || s.lexicon.entries[e].food < 0 {
		return foodEnd, false
	}
	if _, _, end := s.longestName(i + 1); end > foodEnd && (end-i > 4 || end-i == 4 && s.counts().wordAt(i+2) != s.lexicon.words.and) {
		return i + 1, false
	}
	return foodEnd, false
}

// addsNothing tells whether the first of the words from token i to end is no
// food, and the rest of them name the same one: raw banana.
func (s *state) addsNothing(i, end int) bool {
	if alone, _, _ := s.nameOf(i, i+1); alone >= 0 {
		return false
	}
	whole, _, wholeEnd := s.nameOf(i, end)
	rest, _, restEnd := s.nameOf(i+1, end)
	return whole >= 0 && whole == rest && wholeEnd == end && restEnd == end
}

// beforeJoint gives the end of what stands before "with" or "on" in the name
// from token i to foodEnd where the two are foods of their own: the words after
// "with" begin a longer name (rice with | lentil soup), or an amount stands
// before what is on it (half an avocado | on toast). Else foodEnd.
func (s *state) beforeJoint(i, foodEnd int) int {
	for j := i + 1; j < foodEnd-1; j++ {
		w := s.tokens[j].word
		with, on := w != 0 && w == s.lexicon.words.with, w != 0 && w == s.lexicon.words.on
		if !with && !on {
			continue
		}
		food, entry, end := s.nameOf(i, j)
		switch {
		case food < 0 || end < j || s.headOf(entry, food).holds() && on:
			return foodEnd
		case with && s.goesOn(j+1, foodEnd), on && s.isBread(foodEnd-1) && s.isMeasured(i, food):
			return j
		}
	}
	return foodEnd
}

// goesOn tells whether the words from token j to end begin a longer name, or
// are what a dish right after them is made of: lentil | soup.
func (s *state) goesOn(j, end int) bool {
	if end == len(s.tokens) || s.tokens[end].emoji || s.counts().wordAt(end) == s.lexicon.words.and {
		return false
	}
	if _, _, longer := s.longestName(j); longer > end {
		return true
	}
	food, entry, _ := s.longestName(end)
	return food >= 0 && s.headOf(entry, food) == dishHead
}

// isBread tells whether the word of token i names a bread.
func (s *state) isBread(i int) bool {
	return s.lexicon.language.heads[[2]wordID{0, s.tokens[i].stem}] == breadHead
}

// isMeasured tells whether the amount right before token i is one of the food:
// a count or part of what is counted by the piece, a weight, a volume, or a unit
// that the food has.
func (s *state) isMeasured(i int, food int32) bool {
	n := len(s.marks)
	if n > 0 && s.marks[n-1].cue == ofCue && int(s.marks[n-1].last) == i {
		n--
		i = int(s.marks[n].first)
	}
	if n == 0 || int(s.marks[n-1].last) != i {
		return false
	}
	f := &s.lexicon.foods[food]
	switch m := &s.marks[n-1]; m.kind {
	case numberMark:
		_, each := f.unit("each")
		return each && m.stated
	case unitMark:
		u := &s.lexicon.language.units[m.index]
		_, has := f.unit(u.name)
		return u.kind == massUnit || u.kind == volumeUnit || u.kind == vesselUnit || has && u.kind == pieceUnit
	}
	return false
}
