package food

// trie finds the longest of many phrases that begins at a word. Its edges are
// one map from (node, word) to node; node 0 is the root.
type trie struct {
	edges  map[edge]int32
	values []int32 // by node: what the phrase that ends there stands for, or -1
}

type edge struct {
	node int32
	word wordID
}

func newTrie(size int) *trie {
	return &trie{edges: make(map[edge]int32, size), values: []int32{-1}}
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
	next, ok := t.edges[edge{node, w}]
	if !ok {
		next = int32(len(t.values))
		t.edges[edge{node, w}] = next
		t.values = append(t.values, -1)
	}
	return next
}

// step follows one word from a node; -1 when no phrase goes on with it.
func (t *trie) step(node int32, w wordID) int32 {
	if w == 0 {
		return -1
	}
	if next, ok := t.edges[edge{node, w}]; ok {
		return next
	}
	return -1
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
