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

// Finder looks for the classes and phrases of a program in a message. It keeps
// its memory for the next message, so what it gives holds until then; it is not
// safe for concurrent use.
//
//	f.Reset(len(words), func(i int) *Word { return &words[i] })
//	spans := f.Longs()
//	found := f.Match(nil)
type Finder struct {
	Steps int // the work done on the message

	program *Program
	places  []place  // by word, and one for the message's end
	longs   []Match  // the longer members of classes
	members []Span   // the same, by word
	spans   [][]Span // by word, and one more: those of members that start there
	present classSet // of named classes: those that hold something of the message
	found   []Match
	parts   []Match
	caught  []Capture // of both

	// Of the walk that is under way.
	trie    *trie
	have    anchors // of the message
	slot    Slot
	matches []Match
	most    int // of steps
	steps   int
	from    int
	fillers int
	caps    [maxCaptures]Capture
	nCaps   int
	ends    []int
}

// Slot appends to ends where something of the slot that starts at word i may
// end.
type Slot func(slot int32, i int, ends []int) []int

// Bounds of the work for one message.
const (
	stepsAWord  = 600 // far more than any message takes that people write
	mostFillers = 6   // in a row, within a phrase
	mostFood    = 12  // words of a food that a phrase may end within
	maxCaptures = 8
)

// NewFinder gives a finder of the program's classes and phrases.
func (x *Program) NewFinder() *Finder { return &Finder{program: x} }

// Reset takes up a message of n words.
func (f *Finder) Reset(n int, at func(i int) *Word) {
	f.Steps = 0
	f.lay(n, at)
	f.spans = slices.Grow(f.spans[:0], n+1)[:n+1]
	clear(f.spans)
}

// Longs are, by word and for one more, the spans of the members of classes that
// are longer than a word.
func (f *Finder) Longs() [][]Span {
	f.longs = f.run(&f.program.longs, nil, f.longs[:0])
	f.members = f.members[:0]
	for _, m := range f.longs {
		f.members = append(f.members, Span{m.Phrase, m.End})
	}
	for i := 0; i < len(f.longs); {
		k := i + 1
		for k < len(f.longs) && f.longs[k].Start == f.longs[i].Start {
			k++
		}
		f.spans[f.longs[i].Start] = f.members[i:k:k]
		i = k
	}
	f.gather()
	return f.spans
}

// gather notes which named classes hold something of the message.
func (f *Finder) gather() {
	if f.present == nil {
		f.present = make(classSet, f.program.sets.words)
	}
	clear(f.present)
	for i := range f.end() {
		for _, class := range f.program.named[f.places[i].word] {
			f.present.add(class)
		}
	}
	for _, s := range f.members {
		f.present.add(s.Class)
	}
}

// Any reports whether the class, one with a name, holds a word of the message, or
// several, once Longs has looked for them.
func (f *Finder) Any(class int32) bool { return f.present.has(class) }

// Is reports whether the class holds word i alone.
func (f *Finder) Is(i int, class int32) bool { return f.places[i].classes.has(class) }

// Match finds all phrases, once Longs has found what they are made of, and the
// parts of lines of several, where any of these may be there. Of one
// phrase from one word the longest is kept. Beyond a budget of steps that grows
// with the message's length no more are looked for. Without slot the phrases'
// slots take nothing in.
func (f *Finder) Match(slot Slot) (phrases, parts []Match) {
	f.caught = f.caught[:0]
	f.found = f.run(&f.program.trie, slot, f.found[:0])
	f.parts = f.run(&f.program.rare, slot, f.parts[:0])
	if f.mayJoin(f.parts) {
		f.parts = f.run(&f.program.parts, slot, f.parts[:0])
	} else {
		f.parts = f.parts[:0]
	}
	return f.found, f.parts
}

// mayJoin reports whether the message may hold all other parts of a line of one
// of these.
func (f *Finder) mayJoin(rare []Match) bool {
	if len(rare) == 0 {
		return false
	}
	absent := func(part int32) bool { return !slices.ContainsFunc(f.program.needed[part], f.holds) }
	for i := range rare {
		for _, others := range f.program.others[rare[i].Phrase] {
			if !slices.ContainsFunc(others, absent) {
				return true
			}
		}
	}
	return false
}

// holds reports whether the message holds the word or the class, or whether that
// is none.
func (f *Finder) holds(e element) bool {
	if e == (element{}) {
		return true
	}
	for i := range f.end() {
		if e.kind == elWord && f.places[i].word == e.id || e.kind == elClass && f.places[i].classes.has(e.id) {
			return true
		}
		for _, s := range f.spans[i] {
			if e.kind == elClass && s.Class == e.id {
				return true
			}
		}
	}
	return false
}

// hold gathers which anchors of the trie the message has.
func (f *Finder) hold(t *trie) {
	f.have = anchors{always, always}
	for i := range f.places {
		f.have.or(t.ofWord[f.places[i].word])
		for _, s := range f.spans[i] {
			f.have.or(t.ofClass[s.Class])
		}
	}
}

// run looks for the phrases of a trie and appends them.
func (f *Finder) run(t *trie, slot Slot, found []Match) []Match {
	n := f.end()
	f.trie, f.slot, f.matches = t, slot, found
	f.steps, f.most = 0, stepsAWord*(n+1)
	f.hold(t)
	if !t.nodes[0].anchors.in(&f.have) {
		return found
	}
	for i := range n {
		f.from = i
		f.walkOn(0, i)
	}
	f.Steps += f.steps
	return f.matches
}

// walk tries all edges of node at, word i being next.
func (f *Finder) walk(at int32, i int) {
	n := &f.trie.nodes[at]
	if !n.anchors.in(&f.have) {
		return
	}
	next := &f.trie.nodes[at+1]
	for _, phrase := range f.trie.ended[n.ends:next.ends] {
		f.add(phrase, i)
	}
	if n.words < next.words {
		f.walkOn(at, i)
	}
}

// walkOn is walk for a phrase that doesn't end here: no phrase ends in fillers.
func (f *Finder) walkOn(at int32, i int) {
	if f.steps++; f.steps > f.most {
		return
	}
	n := &f.trie.nodes[at]
	end := f.trie.nodes[at+1].words
	if n.signs < end {
		f.walkSigns(f.trie.edges[n.signs:end], i)
	}
	p := &f.places[i]
	if n.words < n.signs {
		switch {
		case p.word == 0:
		case n.index > 0:
			f.walkIndex(&f.trie.indexes[n.index], p, i+1)
		default:
			f.walkWord(f.trie.edges[n.words:n.classes], f.trie.edges[n.classes:n.signs], p, i+1)
		}
		for _, s := range f.spans[i] {
			if to := along(f.trie.edges[n.classes:n.signs], s.Class); to != 0 {
				f.walk(to, s.End)
			}
		}
	}
	if p.is(filler) && i > f.from && f.fillers < mostFillers {
		f.fillers++
		f.walkOn(at, i+1)
		f.fillers--
	}
}

// walkIndex follows the indexed edges of the one word at p, which next comes after.
func (f *Finder) walkIndex(x *index, p *place, next int) {
	for _, w := range x.of(p.word) {
		if w.anchors.in(&f.have) && (!w.exact || !p.is(typo)) {
			f.walk(w.to, next)
		}
	}
}

// walkWord follows the edges of the one word at p, which next comes after.
func (f *Finder) walkWord(words, classes []edge, p *place, next int) {
	if len(words) > 0 {
		if words[0].id < 0 && !p.is(typo) {
			if to := along(words, -p.word); to != 0 {
				f.walk(to, next)
			}
		}
		if to := along(words, p.word); to != 0 {
			f.walk(to, next)
		}
	}
	for _, e := range classes {
		if p.classes.has(e.id) {
			f.walk(e.to, next)
		}
	}
}

// walkSigns follows the edges that aren't words.
func (f *Finder) walkSigns(signs []edge, i int) {
	p := &f.places[i]
	for _, e := range signs {
		if e.id >= slotBase {
			f.walkSlot(e.id-slotBase, e.to, i)
			continue
		}
		switch kind := elementKind(e.id); kind {
		case elAsked, elSame:
			if i > f.from && p.holds(kind) {
				f.walk(e.to, i)
			}
		case elGap:
			f.walkGap(e.to, i, gapWords)
		case elLongGap:
			f.walkGap(e.to, i, longGapWords)
		case elAny:
			if i < f.end() {
				f.walk(e.to, i+1)
			}
		case elFood:
			f.walkFood(e.to, i)
		case elNumber:
			if p.holds(kind) {
				f.walk(e.to, i+1)
			}
		default:
			if p.holds(kind) {
				f.walk(e.to, i)
			}
		}
	}
}

// walkSlot captures what a slot takes in at word i, in each of its lengths.
func (f *Finder) walkSlot(slot, to int32, i int) {
	if i == f.end() || f.slot == nil || f.nCaps == maxCaptures {
		return
	}
	from := len(f.ends)
	f.ends = f.slot(slot, i, f.ends)
	for k := from; k < len(f.ends); k++ {
		f.caps[f.nCaps] = Capture{slot, i, f.ends[k]}
		f.nCaps++
		f.walk(to, f.ends[k])
		f.nCaps--
	}
	f.ends = f.ends[:from]
}

// walkFood goes on after any part of the food at word i: "the milk was soya" may
// be read as one food.
func (f *Finder) walkFood(to int32, i int) {
	for end := int(f.places[i].food); end > i; end-- {
		if end-i > mostFood {
			end = i + mostFood
		}
		f.walk(to, end)
	}
}

// walkGap goes on after none up to most words of the sentence.
func (f *Finder) walkGap(to int32, i, most int) {
	for k := 0; k <= most && i+k < f.end(); k++ {
		if k > 0 && f.places[i+k].is(sentence) {
			return
		}
		f.walk(to, i+k)
	}
}

func (f *Finder) add(phrase int32, end int) {
	for k := len(f.matches) - 1; k >= 0 && f.matches[k].Start == f.from; k-- {
		if m := &f.matches[k]; m.Phrase == phrase {
			if end > m.End {
				m.End, m.Captures = end, f.captures()
			}
			return
		}
	}
	f.matches = append(f.matches, Match{phrase, f.from, end, f.captures()})
}

// captures are those of the phrase that ends here.
func (f *Finder) captures() []Capture {
	if f.nCaps == 0 {
		return nil
	}
	from := len(f.caught)
	f.caught = append(f.caught, f.caps[:f.nCaps]...)
	return f.caught[from:len(f.caught):len(f.caught)]
}
