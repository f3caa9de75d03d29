package intent

import "slices"

// match is a phrase found in a message.
type match struct {
	phrase     int32
	start, end int // tokens
}

// span is a longer stretch of tokens that is one thing: a class's phrase of
// several words, or a food.
type span struct {
	class int32
	end   int
}

// matcher walks a trie over one message.
type matcher struct {
	trie  *trie
	lex   *lexicon
	toks  []token
	spans [][]span // by token, the longer class members that start there
	found []match
	steps int // taken so far: tests hold them linear
	from  int
}

// run finds all phrases. Of one phrase from one token the longest is kept.
func (m *matcher) run() []match {
	for i := range m.toks {
		m.from = i
		m.walk(0, i)
	}
	return m.found
}

// walk tries all edges of node at, token i being next.
func (m *matcher) walk(at int32, i int) {
	for _, phrase := range m.trie.ends(at) {
		m.add(phrase, i)
	}
	m.walkOn(at, i)
}

// walkOn is walk for a phrase that doesn't end here: no phrase ends in fillers.
func (m *matcher) walkOn(at int32, i int) {
	m.steps++
	m.walkSigns(at, i)
	if i == len(m.toks) {
		return
	}
	m.walkWord(at, i)
	m.walkSpans(at, i)
	if i > m.from && m.lex.isFiller(m.toks[i].word) {
		m.walkOn(at, i+1)
	}
}

// walkSpans follows the edges of the longer class members that start at i.
func (m *matcher) walkSpans(at int32, i int) {
	classes := m.trie.classes(at)
	for _, s := range m.spans[i] {
		if to := along(classes, s.class); to != 0 {
			m.walk(to, s.end)
		}
	}
}

// walkWord follows the edges of the one word at i.
func (m *matcher) walkWord(at int32, i int) {
	word := m.toks[i].word
	if word == 0 {
		return
	}
	words := m.trie.words(at)
	if to := along(words, -word); to != 0 && !m.toks[i].typo {
		m.walk(to, i+1)
	}
	if at == 0 {
		for _, to := range m.trie.first(word) {
			m.walk(to, i+1)
		}
		return
	}
	if to := along(words, word); to != 0 {
		m.walk(to, i+1)
	}
	m.walkClasses(m.trie.classes(at), m.lex.classesOf[word], i+1)
}

// walkClasses follows the edges of the classes that the word before token next
// is in. Of the two lists, both sorted, the longer one is searched.
func (m *matcher) walkClasses(edges []edge, in []int32, next int) {
	if len(edges) < len(in) {
		for _, e := range edges {
			if _, ok := slices.BinarySearch(in, e.id); ok {
				m.walk(e.to, next)
			}
		}
		return
	}
	for _, class := range in {
		if to := along(edges, class); to != 0 {
			m.walk(to, next)
		}
	}
}

// walkSigns follows the edges that aren't words.
func (m *matcher) walkSigns(at int32, i int) {
	for _, e := range m.trie.signs(at) {
		switch elementKind(e.id) {
		case elClauseStart:
			if m.clauseStart(i) {
				m.walk(e.to, i)
			}
		case elStart:
			if m.messageStart(i) {
				m.walk(e.to, i)
			}
		case elClauseEnd:
			if m.clauseEnd(i) {
				m.walk(e.to, i)
			}
		case elEnd:
			if m.messageEnd(i) {
				m.walk(e.to, i)
			}
		case elAsked:
			if i > m.from && m.toks[i-1].asked {
				m.walk(e.to, i)
			}
		case elSame:
			if i > m.from && i < len(m.toks) && !m.toks[i].clause {
				m.walk(e.to, i)
			}
		case elGap:
			m.walkGap(e.to, i, gapWords)
		case elLongGap:
			m.walkGap(e.to, i, longGapWords)
		default:
			m.walkToken(elementKind(e.id), e.to, i)
		}
	}
}

func (m *matcher) walkToken(kind elementKind, to int32, i int) {
	if i == len(m.toks) {
		return
	}
	switch kind {
	case elAny:
		m.walk(to, i+1)
	case elFood:
		// Any part of the span: "the milk was soya" may be read as one food.
		for end := m.toks[i].food; end > i; end-- {
			m.walk(to, end)
		}
	case elNumber:
		if m.toks[i].number || m.lex.is(m.toks[i].word, m.lex.number) {
			m.walk(to, i+1)
		}
	}
}

// walkGap goes on after none up to most words of the sentence.
func (m *matcher) walkGap(to int32, i, most int) {
	for k := 0; k <= most && i+k < len(m.toks); k++ {
		if k > 0 && m.toks[i+k].sentence {
			return
		}
		m.walk(to, i+k)
	}
}

func (m *matcher) add(phrase int32, end int) {
	for k := len(m.found) - 1; k >= 0 && m.found[k].start == m.from; k-- {
		if m.found[k].phrase == phrase {
			m.found[k].end = max(m.found[k].end, end)
			return
		}
	}
	m.found = append(m.found, match{phrase, m.from, end})
}

// clauseStart tells whether a clause starts at token i, maybe after words that
// lead in ("and", "ok", "hey").
func (m *matcher) clauseStart(i int) bool {
	for ; i < len(m.toks); i-- {
		if m.toks[i].clause {
			return true
		}
		if i == 0 || !m.lex.is(m.toks[i-1].word, m.lex.leadIn) {
			return false
		}
	}
	return false
}

func (m *matcher) messageStart(i int) bool {
	for i > 0 && m.lex.is(m.toks[i-1].word, m.lex.leadIn) {
		i--
	}
	return i == 0
}

// clauseEnd tells whether a clause ends before token i, maybe with words that
// lead out ("please", "thanks", "lol").
func (m *matcher) clauseEnd(i int) bool {
	for i < len(m.toks) && !m.toks[i].clause {
		word := m.toks[i].word
		if m.lex.is(word, m.lex.join) {
			return true
		}
		if !m.lex.is(word, m.lex.leadOut) && !m.lex.is(word, m.lex.trail) {
			return false
		}
		i++
	}
	return true
}

func (m *matcher) messageEnd(i int) bool {
	for i < len(m.toks) && m.lex.is(m.toks[i].word, m.lex.leadOut) {
		i++
	}
	return i == len(m.toks)
}
