package food

import "gutskin/coach/assert"

// unknowns finds words that look like foods and aren't known.
type unknowns struct{ *state }

func (s *state) unknowns() unknowns { return unknowns{s} }

// maxUnnamed is how many words are taken for the name of one unknown dish.
const maxUnnamed = 4

// maxGlue is how many words like "for my" are passed over before a meal.
const maxGlue = 3

// unnamed finds what a sentence says was eaten at a meal without naming a food
// that any list holds, in ordinary words: "had gran's pot for dinner", "lunch:
// the usual". Such words are reported, so that a person can teach them.
func (s unknowns) unnamed(r *Reading) {
	for start := 0; start < len(s.marks); {
		end := s.sentenceEnd(start)
		if k := s.bareMeal(start, end); k >= 0 {
			if first, last, ok := s.nameBeside(k, start, end); ok {
				r.Unknown = append(r.Unknown, s.outcome().span(first, last))
			}
		}
		start = end
	}
}

// bareMeal is the mark of the only meal of a sentence that is plainly told and
// names no food; else -1.
func (s unknowns) bareMeal(start, end int) int {
	meal := -1
	for k := start; k < end; k++ {
		switch m := &s.marks[k]; {
		case m.mode != assert.Told, m.kind == foodMark, m.kind == qualifierMark && m.food > 0, m.kind == numberMark && m.stated:
			return -1
		case m.kind == cueMark && m.cue != ateCue && m.cue != theCue && m.cue != selfCue && m.cue != ofCue:
			return -1
		case m.kind == timeMark && s.lexicon.language.times[m.index].meal != "":
			if meal >= 0 {
				return -1
			}
			meal = k
		}
	}
	return meal
}

// nameBeside is the words before "for dinner" that stand after "had" or are
// somebody's, or else the words after "dinner:".
func (s unknowns) nameBeside(meal, start, end int) (first, last int32, ok bool) {
	m := &s.marks[meal]
	last = m.first
	sentence := s.marks[start:end]
	for last > 0 && m.first-last < maxGlue && s.isGlue(last-1, sentence) {
		last--
	}
	first = last
	for first > 0 && last-first < maxUnnamed && s.isPlainWord(first-1, sentence) {
		first--
	}
	joined := last < m.first || m.last-m.first > 1 // "for my dinner", "for dinner"
	if joined && first < last && (meal > start && s.marks[meal-1].cue == ateCue || s.isSomebodys(&s.tokens[first])) {
		return first, last, true
	}
	if meal+1 >= end || s.marks[meal+1].sign != ':' && s.marks[meal+1].sign != '-' {
		return 0, 0, false
	}
	first = s.marks[meal+1].last
	for last = first; int(last) < len(s.tokens) && last-first < maxUnnamed && s.isPlainWord(last, sentence); last++ {
	}
	return first, last, last > first
}

// isPlainWord tells whether the token can be a part of a dish's name: a word
// that is none of the joints of English.
func (s unknowns) isPlainWord(i int32, sentence []mark) bool {
	t := &s.tokens[i]
	return t.kind == wordToken && t.class&(isEnglish|isNumber) == 0 && !isCue(i, sentence)
}

func (s unknowns) isGlue(i int32, sentence []mark) bool {
	t := &s.tokens[i]
	return t.kind == wordToken && t.class&isEnglish != 0 && !isCue(i, sentence)
}

// isCue tells whether the token belongs to a mark other than a unit's, an
// unknown word's or an adjective's (grandma's).
func isCue(i int32, sentence []mark) bool {
	for k := range sentence {
		if m := &sentence[k]; m.first <= i && i < m.last {
			return m.kind != unitMark && m.kind != unknownMark && (m.kind != qualifierMark || m.food > 0)
		}
	}
	return false
}

// isSomebodys tells whether the token is a word like gran's.
func (s unknowns) isSomebodys(t *token) bool {
	n := t.end - t.start
	if n < 4 || s.text[t.end-1]|0x20 != 's' {
		return false
	}
	if int(t.end) < len(s.text) && s.text[t.end] == '\'' && upper(s.text[t.start]) {
		return true // Thomas'
	}
	return s.text[t.end-2] == '\'' || n > 5 && s.text[t.end-4:t.end-1] == "’"
}
