package lang

import "math"

// Most messages hold none of the words that most phrases need, so each phrase is
// looked for only where one of its words is: its anchor, which is the rarest of
// them. An anchor is a word or a class, and one bit of 64 that it may share with
// others; a node of a trie has the bits of the anchors of all that lies behind
// it, and a message the bits of all anchors that it holds. Where the two have
// none in common no phrase is missed. What is rare is told by the phrases
// themselves: a word that many of them and of the classes use is a common one.
type anchors uint64

// always is the bit of phrases without words, such as "# {food}", and of every
// message.
const always anchors = 1 << 63

// needs are the anchors of which a phrase needs one, and how common they are.
type needs struct {
	any    anchors
	weight int
}

func (n *needs) or(other needs) {
	n.any |= other.any
	n.weight += other.weight
}

// weights are how common words and classes are, and which of them are anchors.
type weights struct {
	words, classes []int
	anchors        map[element]bool
}

// weigh counts how often phrases and classes use each word. A class is as common
// as its members together, each of them as its rarest word.
func weigh(words int, members [][]form, phrases []written) *weights {
	w := &weights{words: make([]int, words), classes: make([]int, len(members)), anchors: map[element]bool{}}
	count := func(f form) {
		for _, e := range f {
			if e.kind == elWord || e.kind == elExact {
				w.words[e.id]++
			}
		}
	}
	for _, forms := range members {
		for _, f := range forms {
			count(f)
		}
	}
	for _, p := range phrases {
		count(p.form)
	}
	for class, forms := range members {
		for _, f := range forms {
			rarest := math.MaxInt32
			for _, e := range f {
				if e.kind == elWord || e.kind == elExact {
					rarest = min(rarest, w.words[e.id])
				}
			}
			w.classes[class] += rarest
		}
	}
	return w
}

// needs is the anchor of a form.
func (w *weights) needs(f form) (needs, element) {
	best, anchor := needs{always, math.MaxInt32}, element{}
	for _, e := range f {
		weight := math.MaxInt32
		switch e.kind {
		case elWord, elExact:
			e.kind, weight = elWord, w.words[e.id]
		case elClass:
			weight = w.classes[e.id]
		}
		if weight < best.weight {
			best, anchor = needs{e.bit(), weight}, e
		}
	}
	return best, anchor
}

// anchor makes an anchor of the form its own.
func (w *weights) anchor(f form) anchors {
	n, e := w.needs(f)
	w.anchors[e] = true
	return n.any
}

// bit spreads words and classes over the bits but the last.
func (e element) bit() anchors {
	return 1 << ((uint32(e.id)<<8 | uint32(e.kind)) * 0x9e3779b1 >> 8 % 63)
}

// anchored knows the anchors of the parts of lines: a part counts only where its
// line does, and the line only where its rarest part is.
type anchored struct {
	weights *weights
	byLine  map[int32]needs // by part: of all lines that it is part of, if it isn't the rarest of any
}

func newAnchored(w *weights, phrases []written, joined map[int32][]Together) *anchored {
	all := map[int32]needs{}
	for i := range phrases {
		n := all[phrases[i].phrase]
		one, _ := w.needs(phrases[i].form)
		n.or(one)
		all[phrases[i].phrase] = n
	}
	a := &anchored{weights: w, byLine: map[int32]needs{}}
	rarest := map[int32]bool{}
	for _, lines := range joined {
		for _, t := range lines {
			best := t.Parts[0]
			for _, p := range t.Parts[1:] {
				if all[p].weight < all[best].weight {
					best = p
				}
			}
			rarest[best] = true
			for _, parts := range [...][]int32{t.Parts, t.Missing} {
				for _, p := range parts {
					n := a.byLine[p]
					n.or(all[best])
					a.byLine[p] = n
				}
			}
		}
	}
	for p := range rarest {
		delete(a.byLine, p)
	}
	return a
}

// anchor gives a form of a phrase or part its anchors.
func (a *anchored) anchor(w *written) anchors {
	own, _ := a.weights.needs(w.form)
	if line, ok := a.byLine[w.phrase]; ok && line.weight < own.weight {
		return line.any
	}
	return a.weights.anchor(w.form)
}

// hold notes which anchors each word and class has, given the classes by word
// that hold it.
func (t *trie) hold(w *weights, classesOf [][]int32) {
	t.ofWord, t.ofClass = make([]anchors, len(classesOf)), make([]anchors, len(t.byClass))
	for e := range w.anchors {
		switch e.kind {
		case elClass:
			t.ofClass[e.id] = e.bit()
		case elWord:
			t.ofWord[e.id] = e.bit()
		}
	}
	for word, in := range classesOf {
		for _, class := range in {
			t.ofWord[word] |= t.ofClass[class]
		}
	}
	t.ofWord[0] = 0
}
