package food

import (
	"gutskin/coach/assert"
	"gutskin/coach/lang"
)

// Clause is a stretch of a message, text[Start:End], that speaks in one way.
type Clause struct {
	Start, End int // in bytes
	Kind       assert.Assertion
	Foods      int // how many foods it names, eaten or not
}

// judge tells of every mark how the message speaks of it.
func (s *state) judge() {
	s.spans = s.spans[:0]
	for k := range s.marks {
		s.spans = append(s.spans, s.spanOf(k))
	}
	for start := 0; start < len(s.marks); {
		end := s.sentenceEnd(start)
		s.weights().heed(start, end)
		s.resolver.Resolve(s.spans, start, end, len(s.tokens))
		for k := max(0, start-assert.LookBack); k < end; k++ {
			s.adopt(k)
		}
		s.weights().dropFigures(start, end)
		for k := start; k < end; k++ {
			s.spans[k].Said = s.marks[k].mode
		}
		s.addClauses(start, end)
		start = end
	}
	if n := len(s.clauses); n > 0 {
		s.clauses[n-1].End = len(s.text)
	}
}

// spanKinds are what the resolver of assertions takes the marks for.
var spanKinds = [unknownMark + 1]assert.Kind{
	foodMark: assert.Item, unitMark: assert.Unit, numberMark: assert.Number, qualifierMark: assert.Qualifier,
	cueMark: assert.Cue, timeMark: assert.Time, signMark: assert.Sign,
}

// spanOf is mark k for the resolver of assertions.
func (s *state) spanOf(k int) assert.Span {
	m := &s.marks[k]
	span := assert.Span{
		Kind: spanKinds[m.kind], Role: cueRoles[m.cue], Rule: m.rule, Sign: m.sign, First: int(m.first), Last: int(m.last),
		Zero: m.kind == numberMark && m.stated && m.value == 0, Meal: m.kind == timeMark && s.lexicon.language.isMeal(m),
		It: m.it, Only: m.only, Ordered: m.ordered, OrItem: m.cue == subCue && m.food > 0,
	}
	if k > 0 && m.first > s.marks[k-1].last {
		between := s.tokens[s.marks[k-1].last]
		span.For = between.class&standsFor != 0 && (m.cue != personCue || m.first == s.marks[k-1].last+1)
	}
	if m.cue == scopedCue && m.rule.Direction == assert.Backward {
		for i := int(m.last) - 1; i < min(int(m.last)+itReach, len(s.tokens)) && s.tokens[i].kind == wordToken; i++ {
			span.It = span.It || s.tokens[i].word != 0 && s.tokens[i].word == s.lexicon.words.it
		}
	}
	span.Named = m.theirs || m.cue == ateCue && s.isNameBefore(k)
	return span
}

// itReach is how many words after "but didn't" may stand before "it".
const itReach = 3

// isMeal reports whether the time of m is a meal's name.
func (l *language) isMeal(m *mark) bool {
	t := l.times[m.index]
	return t.kind == mealTime && t.meal != ""
}

// adopt takes over what the resolver found of mark k.
func (s *state) adopt(k int) {
	m, span := &s.marks[k], &s.spans[k]
	if m.mode = span.Said; span.Kind == assert.Item && m.kind == cueMark { // a sub
		m.kind, m.cue, m.index = foodMark, noCue, m.food-1
		m.head, m.food = s.heads[m.index], 0
	}
	if span.Named && !m.theirs && k > 0 && s.marks[k-1].kind == unknownMark && s.marks[k-1].last == m.first {
		s.marks[k-1].mode = assert.Figured
	}
}

// isNameBefore reports whether somebody's name stands right before the verb of
// mark k: a word with a capital that English doesn't have, and that is no food (the
// Graham of the crackers).
func (s *state) isNameBefore(k int) bool {
	first := s.marks[k].first
	if first == 0 {
		return false
	}
	t := &s.tokens[first-1]
	free := t.word == 0 && !t.ordinary || !s.lexicon.english.Has([]byte(lang.Fold(s.text[t.start:t.end]))) && (k == 0 || s.marks[k-1].last < first)
	return t.kind == wordToken && free && t.end-t.start >= minUnknown && upper(s.text[t.start]) && lower(s.text[t.start+1])
}

// sentenceEnd is the mark after the sentence that begins at start.
func (s *state) sentenceEnd(start int) int {
	for k := start; k < len(s.marks); k++ {
		if s.endsSentence(k) {
			return k + 1
		}
	}
	return len(s.marks)
}

func (s *state) endsSentence(k int) bool {
	m := &s.marks[k]
	if m.kind != signMark {
		return false
	}
	switch m.sign {
	case '!', '?', ';', '\n':
		return k+1 == len(s.marks) || s.marks[k+1].kind != signMark || s.marks[k+1].sign != m.sign && s.marks[k+1].sign != '?'
	case '.':
		return int(m.last) == len(s.tokens) || s.tokens[m.last].spaced || s.tokens[m.last].kind == lineToken
	}
	return false
}

// addClauses cuts the marks of a sentence where the way of speaking changes.
func (s *state) addClauses(start, end int) {
	for k := start; k < end; k++ {
		m := &s.marks[k]
		at := int(s.tokens[m.first].start)
		n := len(s.clauses)
		if k == start || m.kind == foodMark && s.clauses[n-1].Kind != m.mode && s.clauses[n-1].Foods > 0 {
			if n > 0 {
				s.clauses[n-1].End = at
			}
			s.clauses = append(s.clauses, Clause{Start: at, End: at, Kind: m.mode})
			n++
		}
		if m.kind == foodMark {
			s.clauses[n-1].Kind = m.mode
			s.clauses[n-1].Foods++
		}
	}
	if n := len(s.clauses); n == 1 {
		s.clauses[0].Start = 0
	}
}
