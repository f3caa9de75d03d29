package food

import "math/bits"

// trie finds the longest of many phrases that begins at a word. Node 0 is the
// root. Its edges are one hash table from (node, word) to node with open
// addressing: Go's own maps take three times as long to fill when the lexicon
// loads.
type trie struct {
	slots  []edge // a power of two of them, at most three quarters taken
	taken  int
	values []int32 // by node: what the phrase that ends there stands for, or -1
}

// edge leads from a node by a word to the node next; 0: the slot is free, for
// nothing leads to the root.
type edge struct {
	node int32
	word wordID
	next int32
}

// newTrie has room for size edges before it grows.
func newTrie(size int) *trie {
	values := make([]int32, 1, size+1)
	values[0] = -1
	return &trie{slots: make([]edge, 1<<bits.Len(uint(size+size/2))), values: values}
}

// add makes the phrase stand for value. It returns the value the phrase had
// before, or -1.
func (t *trie) add(phrase []wordID, value int32) (before int32) {
	node := int32(0)
	for _, w := range phrase {
		node = t.grow(node, w)
	}
	if node == 0 {
		return -1
	}
	before = t.values[node]
	if before < 0 {
		t.values[node] = value
	}
	return before
}

func (t *trie) grow(node int32, w wordID) int32 {
	e := t.slot(node, w)
	if e.next != 0 {
		return e.next
	}
	next := int32(len(t.values))
	*e = edge{node, w, next}
	t.values = append(t.values, -1)
	if t.taken++; 4*t.taken > 3*len(t.slots) {
		t.widen()
	}
	return next
}

// widen doubles the table.
func (t *trie) widen() {
	old := t.slots
	t.slots = make([]edge, 2*len(old))
	for _, e := range old {
		if e.next != 0 {
			*t.slot(e.node, e.word) = e
		}
	}
}

// slot is where the edge from node by w is, or would be.
func (t *trie) slot(node int32, w wordID) *edge {
	const golden = 0x9E3779B97F4A7C15 // 2^64 by the golden ratio: Knuth's multiplicative hashing
	mask := len(t.slots) - 1
	i := int((uint64(node)<<32|uint64(w))*golden>>32) & mask
	for {
		e := &t.slots[i]
		if e.next == 0 || e.node == node && e.word == w {
			return e
		}
		i = (i + 1) & mask
	}
}

// step follows one word from a node; -1 when no phrase goes on with it.
func (t *trie) step(node int32, w wordID) int32 {
	if w == 0 {
		return -1
	}
	if e := t.slot(node, w); e.next != 0 {
		return e.next
	}
	return -1
}

// firstWords calls do with every word that a phrase begins with.
func (t *trie) firstWords(do func(wordID)) {
	for _, e := range t.slots {
		if e.next != 0 && e.node == 0 {
			do(e.word)
		}
	}
}

// find returns what the phrase stands for, or -1.
func (t *trie) find(phrase []wordID) int32 {
	node := int32(0)
	for _, w := range phrase {
		if node = t.step(node, w); node < 0 {
			return -1
		}
	}
	return t.values[node]
}
