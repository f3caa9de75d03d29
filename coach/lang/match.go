package lang

import "slices"

// Match is a phrase found in a message.
type Match struct {
	Phrase     int32 // in Program.Phrases
	Start, End int   // words
	Captures   []Capture
}

// Capture is what a slot of a phrase took in.
type Capture struct {
	Slot       int32 // in Program.Slots
	Start, End int   // words
}

// Span is a member of a class that is several words long: where it ends.
type Span struct {
	Class int32
	End   int
}

// Input is a message as phrases are looked for in it.
type Input struct {
	Len   int
	At    func(i int) *Word
	Spans [][]Span // by word, and one more: the longer class members that start there
	// Slot appends to ends where something of the slot that starts at word i may
	// end. nil: the program's slots take nothing in.
	Slot func(slot int32, i int, ends []int) []int
}

// Bounds of the work for one message.
const (
	stepsAWord  = 600 // far more than any message takes that people write
	mostFillers = 6   // in a row, within a phrase
	mostFood    = 12  // words of a food that a phrase may end within
	maxCaptures = 8
)

// matcher walks a trie over one message.
type matcher struct {
	*Input
	trie    *trie
	program *Program
	found   []Match
	steps   int
	most    int // steps
	from    int
	fillers int
	caps    [maxCaptures]Capture
	nCaps   int
	ends    []int
}

// Longs are the spans of the members of classes that are longer than a word.
// steps is the work done.
func (x *Program) Longs(in Input) (spans [][]Span, steps int) {
	spans = make([][]Span, in.Len+1)
	in.Spans = spans
	m := matcher{Input: &in, trie: &x.longs, program: x, most: stepsAWord * (in.Len + 1)}
	for _, f := range m.run() {
		spans[f.Start] = append(spans[f.Start], Span{f.Phrase, f.End})
	}
	return spans, m.steps
}

// Match finds all phrases. Of one phrase from one word the longest is kept.
// Beyond a budget of steps that grows with the message's length no more are
// looked for; steps is the work done.
func (x *Program) Match(in Input) (found []Match, steps int) {
	m := matcher{Input: &in, trie: &x.trie, program: x, most: stepsAWord * (in.Len + 1)}
	return m.run(), m.steps
}

// MatchApart is Match for the phrases that Files.Apart keeps apart.
func (x *Program) MatchApart(in Input) (found []Match, steps int) {
	m := matcher{Input: &in, trie: &x.apart, program: x, most: stepsAWord * (in.Len + 1)}
	return m.run(), m.steps
}

func (m *matcher) run() []Match {
	m.found = make([]Match, 0, 4*m.Len)
	for i := range m.Len {
		m.from = i
		m.walk(0, i)
	}
	return m.found
}

// walk tries all edges of node at, word i being next.
func (m *matcher) walk(at int32, i int) {
	for _, phrase := range m.trie.ends(at) {
		m.add(phrase, i)
	}
	m.walkOn(at, i)
}

// walkOn is walk for a phrase that doesn't end here: no phrase ends in fillers.
func (m *matcher) walkOn(at int32, i int) {
	if m.steps++; m.steps > m.most {
		return
	}
	m.walkSigns(at, i)
	if i == m.Len {
		return
	}
	m.walkWord(at, i)
	m.walkSpans(at, i)
	if i > m.from && m.fillers < mostFillers && m.program.IsFiller(m.At(i).ID) {
		m.fillers++
		m.walkOn(at, i+1)
		m.fillers--
	}
}

// walkSpans follows the edges of the longer class members that start at i.
func (m *matcher) walkSpans(at int32, i int) {
	classes := m.trie.classes(at)
	for _, s := range m.Spans[i] {
		if to := along(classes, s.Class); to != 0 {
			m.walk(to, s.End)
		}
	}
}

// walkWord follows the edges of the one word at i.
func (m *matcher) walkWord(at int32, i int) {
	w := m.At(i)
	word := w.ID
	if word == 0 {
		return
	}
	words := m.trie.words(at)
	if to := along(words, -word); to != 0 && !w.Typo {
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
	m.walkClasses(m.trie.classes(at), m.program.classesOf[word], i+1)
}

// walkClasses follows the edges of the classes that the word before next is in.
// Of the two lists, both sorted, the longer one is searched.
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
		if e.id >= slotBase {
			m.walkSlot(e.id-slotBase, e.to, i)
			continue
		}
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
		case elSentenceStart:
			if m.sentenceStart(i) {
				m.walk(e.to, i)
			}
		case elSentenceEnd:
			if m.sentenceEnd(i) {
				m.walk(e.to, i)
			}
		case elAsked:
			if i > m.from && m.At(i-1).Asked {
				m.walk(e.to, i)
			}
		case elSame:
			if i > m.from && i < m.Len && !m.At(i).Clause {
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

// walkSlot captures what a slot takes in at word i, in each of its lengths.
func (m *matcher) walkSlot(slot, to int32, i int) {
	if i == m.Len || m.Slot == nil || m.nCaps == maxCaptures {
		return
	}
	from := len(m.ends)
	m.ends = m.Slot(slot, i, m.ends)
	for k := from; k < len(m.ends); k++ {
		m.caps[m.nCaps] = Capture{slot, i, m.ends[k]}
		m.nCaps++
		m.walk(to, m.ends[k])
		m.nCaps--
	}
	m.ends = m.ends[:from]
}

func (m *matcher) walkToken(kind elementKind, to int32, i int) {
	if i == m.Len {
		return
	}
	switch kind {
	case elAny:
		m.walk(to, i+1)
	case elFood:
		// Any part of the span: "the milk was soya" may be read as one food.
		for end := m.At(i).Food; end > i; end-- {
			if end-i > mostFood {
				end = i + mostFood
			}
			m.walk(to, end)
		}
	case elNumber:
		if m.At(i).Number || m.program.Is(m.At(i).ID, m.program.number) {
			m.walk(to, i+1)
		}
	}
}

// walkGap goes on after none up to most words of the sentence.
func (m *matcher) walkGap(to int32, i, most int) {
	for k := 0; k <= most && i+k < m.Len; k++ {
		if k > 0 && m.At(i+k).Sentence {
			return
		}
		m.walk(to, i+k)
	}
}

func (m *matcher) add(phrase int32, end int) {
	for k := len(m.found) - 1; k >= 0 && m.found[k].Start == m.from; k-- {
		if m.found[k].Phrase != phrase {
			continue
		}
		if end > m.found[k].End {
			m.found[k].End = end
			m.found[k].Captures = slices.Clone(m.caps[:m.nCaps])
		}
		return
	}
	m.found = append(m.found, Match{phrase, m.from, end, slices.Clone(m.caps[:m.nCaps])})
}

// clauseStart reports whether a clause starts at word i, maybe after words that
// lead in ("and", "ok", "hey").
func (m *matcher) clauseStart(i int) bool {
	for least := i - mostFillers; i < m.Len && i >= least; i-- {
		if m.At(i).Clause {
			return true
		}
		if i == 0 || !m.program.IsLeadIn(m.At(i-1).ID) {
			return false
		}
	}
	return false
}

// sentenceStart reports whether a sentence starts at word i, maybe after words
// that lead in, or a word that joins clauses stands before it.
func (m *matcher) sentenceStart(i int) bool {
	for least := i - mostFillers; i < m.Len && i >= least; i-- {
		if m.At(i).Sentence || i > 0 && m.program.Is(m.At(i-1).ID, m.program.join) {
			return true
		}
		if !m.program.IsLeadIn(m.At(i - 1).ID) {
			return false
		}
	}
	return false
}

// sentenceEnd reports whether a sentence ends before word i, maybe with words
// that lead out.
func (m *matcher) sentenceEnd(i int) bool {
	for most := i + mostFillers; i < m.Len && i <= most && !m.At(i).Sentence; i++ {
		if !m.program.Is(m.At(i).ID, m.program.leadOut) {
			return false
		}
	}
	return true
}

func (m *matcher) messageStart(i int) bool {
	for least := i - mostFillers; i > 0 && i >= least && m.program.IsLeadIn(m.At(i-1).ID); {
		i--
	}
	return i == 0
}

// clauseEnd reports whether a clause ends before word i, maybe with words that
// lead out ("please", "thanks", "lol").
func (m *matcher) clauseEnd(i int) bool {
	for most := i + mostFillers; i < m.Len && i <= most && !m.At(i).Clause; i++ {
		word := m.At(i).ID
		if m.program.Is(word, m.program.join) {
			return true
		}
		if !m.program.Is(word, m.program.leadOut) && !m.program.Is(word, m.program.trail) {
			return false
		}
	}
	return true
}

func (m *matcher) messageEnd(i int) bool {
	for most := i + mostFillers; i < m.Len && i <= most && m.program.Is(m.At(i).ID, m.program.leadOut); {
		i++
	}
	return i == m.Len
}
