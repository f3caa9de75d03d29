package food

import "gutskin/coach/assert"

// unlisted finds dishes that a person names without a meal and that no list
// holds: "had gran's pot", "ate mum's cooking", "toast and bob's special". Such
// words are reported, so that a person can teach them. Other things that people
// have ("had my doubts", "had mum's call") are none.
func (s unknowns) unlisted(r *Reading) {
	for k := -1; k < len(s.marks); k++ {
		certain, ok := s.bringsDish(k)
		if !ok {
			continue
		}
		if first, last, ok := s.dishAfter(k, certain); ok {
			r.Unknown = append(r.Unknown, s.outcome().span(first, last))
		}
	}
}

// bringsDish tells whether a dish may stand after mark k: an eating verb, the
// joint after a food, the beginning of the message (-1). It is certain that one
// does after "devoured".
func (s unknowns) bringsDish(k int) (certain, ok bool) {
	if k < 0 {
		return false, true
	}
	m := &s.marks[k]
	if m.mode != assert.Told {
		return false, false
	}
	switch {
	case m.cue == ateCue:
		return m.eats, !m.it
	case m.cue == andCue, m.cue == containCue, m.cue == withCue, m.sign == ',', m.sign == '+', m.sign == '\n':
		return false, k > 0 && s.marks[k-1].kind == foodMark
	}
	return false, false
}

// dishAfter is the words right after mark k where they are a dish's name.
func (s unknowns) dishAfter(k int, certain bool) (first, last int32, ok bool) {
	if k >= 0 {
		first = s.marks[k].last
	}
	for int(first) < len(s.tokens) && s.tokens[first].class&isDeterminer != 0 {
		first++
	}
	next := k + 1
	for last = first; int(last) < len(s.tokens) && last-first <= maxUnnamed; last++ {
		for next < len(s.marks) && s.marks[next].last <= last {
			next++
		}
		if !s.isDishPart(last, next) {
			break
		}
	}
	if last-first < 2 || last-first > maxUnnamed || s.goesOnAs(last, next) {
		return first, last, false
	}
	return first, last, s.isDishName(first, last, certain)
}

// isDishPart tells whether token i, which no mark before next covers, can be a
// part of a dish's name.
func (s unknowns) isDishPart(i int32, next int) bool {
	t := &s.tokens[i]
	if t.kind != wordToken || t.class&(isEnglish|isNumber) != 0 {
		return false
	}
	if next == len(s.marks) || s.marks[next].first > i {
		return true
	}
	m := &s.marks[next]
	return m.kind == unitMark || m.cue == personCue || m.kind == qualifierMark && m.food == 0 || m.mode == assert.Figured && s.isSomebodys(&s.tokens[i]) // nan's
}

// goesOnAs tells whether the words up to token i only describe the food that
// comes then: "gran's lentil soup", "a big pot of tea".
func (s unknowns) goesOnAs(i int32, next int) bool {
	if next == len(s.marks) || s.marks[next].first != i {
		return false
	}
	m := &s.marks[next]
	return m.kind == foodMark || m.kind == unknownMark || m.kind == numberMark || m.cue == ofCue
}

// isDishName tells whether the words are somebody's and end in a word such as
// special. After a verb that is said of food alone one of the two is enough.
func (s unknowns) isDishName(first, last int32, certain bool) bool {
	owned, many := false, false
	for i := first; i < last-1; i++ {
		owned = owned || s.isSomebodys(&s.tokens[i])
		many = many || s.tokens[i].plural
	}
	if s.tokens[last-1].class&isDish != 0 {
		return owned || many || certain
	}
	return certain && owned
}
