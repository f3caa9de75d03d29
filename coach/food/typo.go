package food

import "slices"

// minTypo is the length of the shortest word that is taken for a mistyped
// one: shorter words are one edit from too many others.
const minTypo = 5

// typos finds the words of a vocabulary that are one edit (a letter missing,
// added or changed, or two neighbours swapped) away from a word. Two words one
// edit apart become equal when one letter or none is taken from each, so the
// index holds, sorted by hash, every word with each of its letters left out.
type typos struct {
	words   *vocabulary
	entries []uint64 // the hash in the upper half, the word in the lower
}

func typoEntry(form []byte, id wordID) uint64 { return fnv(form)<<32 | uint64(id) }

func newTypos(v *vocabulary, usable func(wordID) bool) *typos {
	t := &typos{words: v, entries: make([]uint64, 0, 8*len(v.words))}
	buf := make([]byte, 0, 64)
	for id := wordID(1); int(id) < len(v.words); id++ {
		w := v.words[id]
		if len(w) < minTypo || len(w) > 30 || !usable(id) {
			continue
		}
		t.entries = append(t.entries, typoEntry(append(buf[:0], w...), id))
		for i := range w {
			buf = append(append(buf[:0], w[:i]...), w[i+1:]...)
			t.entries = append(t.entries, typoEntry(buf, id))
		}
	}
	t.entries = sortByHash(t.entries)
	return t
}

// sortByHash sorts entries that come in the order of their words by their
// hash: by its lower and then its upper sixteen bits, counting how many go
// where. Comparing them would take four times as long.
func sortByHash(entries []uint64) []uint64 {
	sorted := make([]uint64, len(entries))
	for _, shift := range [...]int{32, 48} {
		var next [1<<16 + 1]int32
		for _, e := range entries {
			next[e>>shift&0xffff+1]++
		}
		for i := range 1 << 16 {
			next[i+1] += next[i]
		}
		for _, e := range entries {
			at := &next[e>>shift&0xffff]
			sorted[*at] = e
			*at++
		}
		entries, sorted = sorted, entries
	}
	return entries
}

// near is the best word one edit away from w, or 0. People rarely mistype the
// first letter, so it must be the same; of several words, one that more names
// hold is better, then the first by alphabet.
func (t *typos) near(w []byte) (best wordID) {
	if len(w) < minTypo || len(w) > 31 {
		return 0
	}
	var buf [32]byte
	best = t.better(w, typoEntry(w, 0), 0)
	for i := range w {
		shorter := append(append(buf[:0], w[:i]...), w[i+1:]...)
		best = t.better(w, typoEntry(shorter, 0), best)
	}
	return best
}

// better looks at the words of one hash, whose first entry is from or after it.
func (t *typos) better(w []byte, from uint64, best wordID) wordID {
	i, _ := slices.BinarySearch(t.entries, from)
	for ; i < len(t.entries) && t.entries[i]>>32 == from>>32; i++ {
		id := wordID(uint32(t.entries[i]))
		have := t.words.words[id]
		if id != best && have[0] == w[0] && oneEdit(w, have) && (best == 0 || t.prefer(id, best)) {
			best = id
		}
	}
	return best
}

// prefer tells whether a is a better reading than b.
func (t *typos) prefer(a, b wordID) bool {
	if t.words.uses[a] != t.words.uses[b] {
		return t.words.uses[a] > t.words.uses[b]
	}
	return t.words.words[a] < t.words.words[b]
}

// oneEdit tells whether a and b differ by exactly one edit.
func oneEdit(a []byte, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	restA, restB := a[i:], b[i:]
	switch len(a) - len(b) {
	case 0:
		if len(restA) == 0 {
			return false
		}
		if string(restA[1:]) == restB[1:] {
			return true
		}
		return len(restA) > 1 && restA[0] == restB[1] && restA[1] == restB[0] && string(restA[2:]) == restB[2:]
	case 1:
		return string(restA[1:]) == restB
	case -1:
		return string(restA) == restB[1:]
	}
	return false
}
