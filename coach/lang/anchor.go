package lang

import (
	"cmp"
	"math"
	"slices"
)

// Most messages hold none of the words that most phrases need, so a phrase is
// looked for only where its anchors are: the two rarest words or classes that it
// needs. What is rare is told by the class of common words, and by the phrases
// themselves: a word that many of them and of the classes use is a common one.
//
// An anchor is a bit of 64, which it may share with others. A node of a trie has
// the bits of all phrases that lie behind it, and a message those of all anchors
// that it holds. Where the two have none in common nothing is missed there.
type anchors struct{ first, second uint64 }

// always is the bit of what needs no word, such as "# {food}", and of every
// message.
const always = 1 << 63

// or adds the bits of b.
func (a *anchors) or(b anchors) {
	a.first |= b.first
	a.second |= b.second
}

// in reports whether a message with the anchors m may hold what has those of a.
func (a *anchors) in(m *anchors) bool { return a.first&m.first != 0 && a.second&m.second != 0 }

// commonness is how many phrases and classes use each word, as many more as
// ofCommon for a common one. A class is as common as
// its members together, each of which is as common as its rarest word.
type commonness struct{ words, classes []int }

// commonness counts what was loaded.
func (l *loader) commonness() *commonness {
	c := &commonness{words: make([]int, len(l.vocab.words)), classes: make([]int, len(l.members))}
	for _, written := range [...][]written{l.phrases.written, l.pieces.written} {
		for i := range written {
			c.count(written[i].form)
		}
	}
	for _, forms := range l.members {
		for _, f := range forms {
			c.count(f)
		}
	}
	if class, ok := l.classes["common"]; ok {
		for _, f := range l.members[class] {
			if len(f) == 1 && f[0].isWord() {
				c.words[f[0].id] += ofCommon
			}
		}
	}
	for class := range l.members {
		c.weighClass(l.members, class)
	}
	return c
}

// weighClass weighs a class by its members, once those that they use are.
func (c *commonness) weighClass(members [][]form, class int) int {
	if c.classes[class] > 0 {
		return c.classes[class]
	}
	c.classes[class] = mostCommon // for one that holds itself
	weight := 1
	for _, f := range members[class] {
		rarest := mostCommon
		for _, e := range f {
			switch {
			case e.isWord():
				rarest = min(rarest, c.words[e.id])
			case e.kind == elClass:
				rarest = min(rarest, c.weighClass(members, int(e.id)))
			}
		}
		weight += rarest
	}
	c.classes[class] = min(weight, mostCommon)
	return c.classes[class]
}

// ofCommon outweighs all uses that phrases may make of a rare word.
const ofCommon = 10_000

// mostCommon is what has no word.
const mostCommon = math.MaxInt32 - 1

func (c *commonness) count(f form) {
	for _, e := range f {
		if e.isWord() {
			c.words[e.id]++
		}
	}
}

func (e element) isWord() bool { return e.kind == elWord || e.kind == elExact }

// rareParts are, by the rarest part of each line, the other parts that such lines
// need: a message without it holds no more of the line. There are so many phrases.
func (c *commonness) rareParts(joined map[int32][]Together, parts []written, phrases int) [][][]int32 {
	weight := map[int32]int{}
	for i := range parts {
		first, _ := c.rarest(parts[i].form)
		weight[parts[i].phrase] += first.weight
	}
	others := make([][][]int32, phrases)
	for _, lines := range joined {
		for _, line := range lines {
			rarest := slices.MinFunc(line.Parts, func(p, q int32) int { return cmp.Compare(weight[p], weight[q]) })
			rest := slices.DeleteFunc(slices.Clone(line.Parts), func(p int32) bool { return p == rarest })
			others[rarest] = append(others[rarest], rest)
		}
	}
	return others
}

// ranked is a word or class, and how common it is.
type ranked struct {
	element
	weight int
}

// rarest are the two rarest words or classes of a form. Where it has none, they
// have no id and no kind.
func (c *commonness) rarest(f form) (first, second ranked) {
	first, second = ranked{weight: math.MaxInt32}, ranked{weight: math.MaxInt32}
	for _, e := range f {
		var r ranked
		switch {
		case e.isWord():
			r = ranked{element{elWord, e.id}, c.words[e.id]}
		case e.kind == elClass:
			r = ranked{e, c.classes[e.id]}
		default:
			continue
		}
		switch {
		case r.element == first.element || r.element == second.element:
		case r.weight < first.weight:
			first, second = r, first
		case r.weight < second.weight:
			second = r
		}
	}
	return first, second
}

// anchorer gives the forms of a trie their anchors.
type anchorer struct {
	*commonness
	bits map[element]anchors // of what is an anchor of any
}

func newAnchorer(c *commonness) *anchorer { return &anchorer{c, map[element]anchors{}} }

// anchor gives a form its anchors.
func (a *anchorer) anchor(f form) anchors {
	first, second := a.rarest(f)
	form := anchors{always, always}
	if first.element != (element{}) {
		form.first = first.bit(0x9e3779b1)
		a.note(first.element, anchors{first: form.first})
	}
	if second.element != (element{}) {
		form.second = second.bit(0x85ebca6b)
		a.note(second.element, anchors{second: form.second})
	}
	return form
}

func (a *anchorer) note(e element, more anchors) {
	bits := a.bits[e]
	bits.or(more)
	a.bits[e] = bits
}

// bit spreads words and classes over the bits but the last.
func (e element) bit(factor uint32) uint64 {
	return 1 << ((uint32(e.id)<<8 | uint32(e.kind)) * factor >> 8 % 63)
}

// hold notes which anchors each word and class is, given the classes by word that
// hold it.
func (t *trie) hold(a *anchorer, classesOf [][]int32) {
	t.ofWord, t.ofClass = make([]anchors, len(classesOf)), make([]anchors, len(a.classes))
	for e, bits := range a.bits {
		if e.kind == elClass {
			t.ofClass[e.id] = bits
		} else {
			t.ofWord[e.id] = bits
		}
	}
	for word, in := range classesOf {
		for _, class := range in {
			t.ofWord[word].or(t.ofClass[class])
		}
	}
}
