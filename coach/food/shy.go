package food

import "gutskin/coach/assert"

// dropShy takes the word of mark k, an ordinary one that is a food's name too
// (mate, nan, rose), for no food unless it stands where foods do: right after
// an amount, an eating verb or another food's joint, or all by itself.
func (s *state) dropShy(k int) {
	m := &s.marks[k]
	if m.last-m.first > 1 || s.tokens[m.first].class&isShy == 0 || s.tokens[m.first].emoji {
		return
	}
	if k > 0 && s.marks[k-1].last == m.first && s.bringsFood(k-1) {
		return
	}
	if k+1 < len(s.marks) && s.marks[k+1].first == m.last && s.marks[k+1].cue == containCue && m.first == 0 {
		return
	}
	if len(s.tokens) > 1 {
		m.mode = assert.Figured
	}
}

// bringsFood tells whether what follows mark k is a food rather than an
// ordinary word.
func (s *state) bringsFood(k int) bool {
	switch m := &s.marks[k]; m.kind {
	case numberMark, unitMark, qualifierMark:
		return true
	case cueMark:
		return m.cue == ofCue || m.cue == ateCue || m.cue == withCue || m.cue == containCue || m.cue == andCue && s.foodBefore(k)
	case signMark:
		return (m.sign == ',' || m.sign == '+') && s.foodBefore(k)
	}
	return false
}

// foodBefore tells whether a food stands right before mark k.
func (s *state) foodBefore(k int) bool {
	return k > 0 && s.marks[k-1].kind == foodMark && s.marks[k-1].last == s.marks[k].first
}
