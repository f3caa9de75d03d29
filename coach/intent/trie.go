package intent

import "slices"

// trie holds the forms of many phrases. Node 0 is the root.
type trie struct {
	nodes []node
}

// node is a place in the trie: the forms that have come so far.
type node struct {
	words   []edge // by word id, sorted
	classes []edge
	signs   []edge
	ends    []int32 // the phrases that end here
	// byWord and byClass lead on where there are many edges: a word to the
	// nodes after it and after the classes that hold it.
	byWord, byClass map[int32][]int32
}

type edge struct {
	id int32 // word, class, or elementKind
	to int32
}

// manyEdges is from where on a node gets an index.
const manyEdges = 12

func (t *trie) insert(f form, phrase int32) {
	if len(t.nodes) == 0 {
		t.nodes = append(t.nodes, node{})
	}
	at := int32(0)
	for _, e := range f {
		at = t.child(at, e)
	}
	if !slices.Contains(t.nodes[at].ends, phrase) {
		t.nodes[at].ends = append(t.nodes[at].ends, phrase)
	}
}

// child is the node after e, made when missing.
func (t *trie) child(at int32, e element) int32 {
	n := &t.nodes[at]
	list, id := &n.signs, int32(e.kind)
	switch e.kind {
	case elWord:
		list, id = &n.words, e.id
	case elExact:
		list, id = &n.words, -e.id
	case elClass:
		list, id = &n.classes, e.id
	}
	for _, edge := range *list {
		if edge.id == id {
			return edge.to
		}
	}
	to := int32(len(t.nodes))
	*list = append(*list, edge{id, to})
	t.nodes = append(t.nodes, node{})
	return to
}

// finish sorts the edges and indexes the nodes that have many.
func (t *trie) finish(single [][]int32) {
	for i := range t.nodes {
		n := &t.nodes[i]
		slices.SortFunc(n.words, func(a, b edge) int { return int(a.id - b.id) })
		if len(n.words)+len(n.classes) < manyEdges {
			continue
		}
		n.byWord, n.byClass = map[int32][]int32{}, map[int32][]int32{}
		for _, e := range n.words {
			n.byWord[e.id] = append(n.byWord[e.id], e.to)
		}
		for _, e := range n.classes {
			n.byClass[e.id] = append(n.byClass[e.id], e.to)
			for _, word := range single[e.id] {
				n.byWord[word] = append(n.byWord[word], e.to)
			}
		}
	}
}
