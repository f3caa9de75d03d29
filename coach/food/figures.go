package food

import "gutskin/coach/assert"

// dropFigures takes foods that are only spoken of for no foods: names of
// places (Orange Grove road), flavours and likenesses (fruit-flavoured,
// sugar-free), and what another food was in (garlic in the pasta).
func (s weights) dropFigures(start, end int) {
	told, was := false, false
	for k := start; k < end; k++ {
		m := &s.marks[k]
		was = was || m.cue == wasCue || m.cue == offerCue
		if m.kind != foodMark {
			continue
		}
		if k+1 < end && s.marks[k+1].first == m.last && (s.marks[k+1].cue == placeCue || s.marks[k+1].cue == suffixCue && !s.isNumberNext(k+1)) {
			m.mode = assert.Figured
			s.figurePair(k)
		}
		s.dropShy(k)
		if told && k > start && s.marks[k-1].last == m.first && (s.marks[k-1].cue == insideCue || was && s.isInThe(k-1)) {
			m.mode = assert.Figured // "there was garlic in the pasta"
		}
		told = told || m.mode == assert.Told
	}
}

// isNumberNext reports whether a number follows mark k at once: "some nuts, like 4".
func (s weights) isNumberNext(k int) bool {
	return k+1 < len(s.marks) && s.marks[k+1].kind == numberMark && s.marks[k+1].first == s.marks[k].last
}

// isInThe tells whether mark k joins something to a dish that is known.
func (s weights) isInThe(k int) bool {
	m := &s.marks[k]
	return m.cue == withCue && s.tokens[m.last-1].word == s.lexicon.words.the
}

// figurePair takes the food before mark k, joined to it by "and", for half of
// the same flavour: sour cream and onion flavoured.
func (s weights) figurePair(k int) {
	if k < 2 || s.marks[k-1].cue != andCue || s.marks[k-1].last != s.marks[k].first {
		return
	}
	other := &s.marks[k-2]
	if other.kind != foodMark || other.last != s.marks[k-1].first || other.head != noHead {
		return
	}
	if s.lexicon.foods[other.index].categories.Any(SetOf(Protein, RefinedGrain, UltraProcessed, Alcohol)) {
		return
	}
	other.mode, s.marks[k-1].mode = assert.Figured, assert.Figured
}
