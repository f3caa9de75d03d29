package lang

import (
	"cmp"
	"math/bits"
	"slices"
)

// trie holds the forms of many phrases. Node 0 is the root. All edges stand in
// one list and all ends in another, each node's together, for most nodes have
// but one.
type trie struct {
	nodes []node // and one more, where the last one's edges end
	edges []edge
	ended []int32

	// indexes are of the nodes with many classes among their edges, such as the root,
	// by number; 0 is none.
	indexes []index

	// The anchors that each word has, with the classes that hold it, and those
	// that each class has.
	ofWord, ofClass []anchors
}

// node is a place in the trie, where the forms that have come so far lead: the
// places in the lists where its edges of each kind and its ends begin, its index,
// and the anchors of the phrases that end here or further on.
type node struct {
	words, classes, signs, ends int32
	index                       int32
	anchors                     anchors
}

type edge struct {
	id int32 // a word, minus a word that must be spelt so, a class, an elementKind, or slotBase and a slot
	to int32
}

// index tells where the edges of a node lead that the words of phrases follow.
type index struct {
	ways []way
	from []int32 // by word, and one more: where its ways begin
}

// way is a node that a word leads to.
type way struct {
	to      int32
	exact   bool    // the word must be spelt so
	anchors anchors // of the node
}

// of are the ways of a word.
func (x *index) of(word int32) []way { return x.ways[x.from[word]:x.from[word+1]] }

// manyClasses is how many classes a node's edges have that is worth an index.
const manyClasses = 16

// slotBase is where the numbers of slots begin among a node's signs.
const slotBase = 64

// words and classes are a node's edges, sorted by id.
func (t *trie) words(at int32) []edge   { return t.edges[t.nodes[at].words:t.nodes[at].classes] }
func (t *trie) classes(at int32) []edge { return t.edges[t.nodes[at].classes:t.nodes[at].signs] }

// along is where the edge with that id leads, 0 when there is none.
func along(edges []edge, id int32) int32 {
	low, high := 0, len(edges)
	for low < high {
		if mid := (low + high) / 2; edges[mid].id < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(edges) && edges[low].id == id {
		return edges[low].to
	}
	return 0
}

// index makes the indexes, given the classes by word that hold it, and how many
// classes there are.
func (t *trie) index(classesOf [][]int32, all int) {
	t.indexes = make([]index, 1)
	byClass := make([]int32, all)
	for at := range t.nodes[:len(t.nodes)-1] {
		classes := t.classes(int32(at))
		if at > 0 && len(classes) < manyClasses {
			continue
		}
		for _, e := range classes {
			byClass[e.id] = e.to
		}
		t.nodes[at].index = int32(len(t.indexes))
		t.indexes = append(t.indexes, t.indexOf(t.words(int32(at)), byClass, classesOf))
		for _, e := range classes {
			byClass[e.id] = 0
		}
	}
}

// indexOf makes the index of a node with these edges along words.
func (t *trie) indexOf(words []edge, byClass []int32, classesOf [][]int32) index {
	x := index{ways: make([]way, 0, len(words)), from: make([]int32, 0, len(classesOf)+1)}
	add := func(to int32, exact bool) {
		if to != 0 {
			x.ways = append(x.ways, way{to, exact, t.nodes[to].anchors})
		}
	}
	plain, _ := slices.BinarySearchFunc(words, 0, func(e edge, id int32) int { return cmp.Compare(e.id, id) })
	exact := plain - 1 // their ids are below 0, so the lowest word stands last
	for word, in := range classesOf {
		x.from = append(x.from, int32(len(x.ways)))
		if exact >= 0 && words[exact].id == -int32(word) {
			add(words[exact].to, true)
			exact--
		}
		if plain < len(words) && words[plain].id == int32(word) {
			add(words[plain].to, false)
			plain++
		}
		for _, class := range in {
			add(byClass[class], false)
		}
	}
	x.from = append(x.from, int32(len(x.ways)))
	x.ways = slices.Clip(x.ways)
	return x
}

// trieBuilder is a trie that still grows.
type trieBuilder struct {
	nodes   []growingNode
	slots   []int32 // nodes by what leads to them, with open addressing: a power of two, at most half of them taken; 0 is free
	written []written
}

// growingNode is a node, and the edge that leads to it.
type growingNode struct {
	from  int32   // the node before it
	after element // what leads here from there
	ended int32   // the phrase that ended here last, plus 1
}

// written is a form of a phrase, and the node where it ends.
type written struct {
	form   form
	phrase int32
	node   int32
}

// newTrieBuilder makes room for about so many forms.
func newTrieBuilder(forms int) *trieBuilder {
	nodes := 1 + forms + forms/2
	return &trieBuilder{nodes: make([]growingNode, 1, nodes), written: make([]written, 0, forms), slots: make([]int32, 1<<bits.Len(uint(2*nodes)))}
}

// insert adds a form of a phrase, all of whose forms are added in a row.
func (b *trieBuilder) insert(f form, phrase int32) {
	at := int32(0)
	for _, e := range f {
		at = b.child(at, e)
	}
	if n := &b.nodes[at]; n.ended != phrase+1 {
		n.ended = phrase + 1
		b.written = append(b.written, written{f, phrase, at})
	}
}

// child is the node after e, made when missing.
func (b *trieBuilder) child(at int32, e element) int32 {
	slot := b.slot(at, e)
	if *slot == 0 {
		*slot = int32(len(b.nodes))
		b.nodes = append(b.nodes, growingNode{from: at, after: e})
		if 2*len(b.nodes) > len(b.slots) {
			b.widen()
		}
		return int32(len(b.nodes) - 1)
	}
	return *slot
}

// slot is where the node after e is, or would be.
func (b *trieBuilder) slot(at int32, e element) *int32 {
	const golden = 0x9E3779B97F4A7C15 // 2^64 by the golden ratio: Knuth's multiplicative hashing
	mask := len(b.slots) - 1
	i := int((uint64(at)<<40|uint64(e.kind)<<32|uint64(uint32(e.id)))*golden>>32) & mask
	for {
		to := b.slots[i]
		if to == 0 || b.nodes[to].from == at && b.nodes[to].after == e {
			return &b.slots[i]
		}
		i = (i + 1) & mask
	}
}

// widen doubles the slots.
func (b *trieBuilder) widen() {
	b.slots = make([]int32, 2*len(b.slots))
	for to := 1; to < len(b.nodes); to++ {
		*b.slot(b.nodes[to].from, b.nodes[to].after) = int32(to)
	}
}

// finish is the trie of all that was inserted, given the anchors of forms, the
// classes by word that hold it, and how many classes there are.
func (b *trieBuilder) finish(of func(form) anchors, classesOf [][]int32, classes int) trie {
	n := len(b.nodes)
	t := trie{nodes: make([]node, n+1), edges: make([]edge, n-1), ended: make([]int32, len(b.written))}
	edges := starts(n, n-1, func(i int) int32 { return b.nodes[i+1].from })
	for i := range t.edges {
		from := b.nodes[i+1].from
		t.edges[edges[from]].to = int32(i + 1)
		edges[from]++
	}
	ends := starts(n, len(b.written), func(i int) int32 { return b.written[i].node })
	for i := range b.written {
		w := &b.written[i]
		t.ended[ends[w.node]] = w.phrase
		ends[w.node]++
		t.nodes[w.node].anchors.or(of(w.form))
	}
	var edge, end int32 // where the node's begin
	for i := range n {
		at := &t.nodes[i]
		at.words, at.classes, at.signs, at.ends = edge, edge, edge, end
		b.sort(t.edges[edge:edges[i]], at)
		edge, end = edges[i], ends[i]
	}
	t.nodes[n] = node{words: edge, classes: edge, signs: edge, ends: end}
	for i := n - 1; i > 0; i-- { // a node comes after the one before it, and has the anchors of all behind it
		t.nodes[b.nodes[i].from].anchors.or(t.nodes[i].anchors)
	}
	t.index(classesOf, classes)
	return t
}

// starts tells where the things of each of n nodes begin in a list of them all, node
// after node, given the nodes of things.
func starts(n, things int, of func(i int) int32) []int32 {
	from := make([]int32, n+1)
	for i := range things {
		from[of(i)+1]++
	}
	for i := range n {
		from[i+1] += from[i]
	}
	return from
}

// sort puts a node's edges, which tell only where they lead, in order and gives them
// their ids.
func (b *trieBuilder) sort(edges []edge, n *node) {
	if len(edges) > 1 {
		slices.SortStableFunc(edges, func(x, y edge) int {
			return cmp.Compare(b.nodes[x.to].after.key(), b.nodes[y.to].after.key())
		})
	}
	for i := range edges {
		e := b.nodes[edges[i].to].after
		edges[i].id = e.edge()
		if key := e.key(); key < signKeys {
			n.signs++
			if key < classKeys {
				n.classes++
			}
		}
	}
}

// Where the keys of classes and of signs begin.
const (
	classKeys = 1 << 32
	signKeys  = 2 << 32
)

// key orders the edges of a node: words and then classes by id, then signs as they came.
func (e element) key() int64 {
	switch e.kind {
	case elWord, elExact:
		return int64(e.edge())
	case elClass:
		return classKeys + int64(e.id)
	}
	return signKeys
}

// edge is the id of an edge that e leads along.
func (e element) edge() int32 {
	switch e.kind {
	case elWord, elClass:
		return e.id
	case elExact:
		return -e.id
	case elSlot:
		return slotBase + e.id
	}
	return int32(e.kind)
}
