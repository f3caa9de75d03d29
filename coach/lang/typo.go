package lang

import "math/bits"

// MinTypo is the length in bytes of the shortest word that is taken for a
// mistyped one: shorter words are one edit from too many others.
const MinTypo = 5

const maxTypo = 30

// TypoIndex finds the word of a list that a mistyped one was meant to be: the
// one a single edit away, with a letter missing, added or changed, or two
// neighbours swapped. People rarely mistype the first letter, so it must be the
// same. It never changes and is safe for concurrent
// use.
//
// Two words one edit apart become equal when one letter or none is taken from
// each, so it holds, sorted by hash, every word with each of its letters left
// out.
type TypoIndex struct {
	words   []string
	better  func(a, b int32) bool
	entries []uint64 // the hash in the upper half, the word in the lower
	filter  []uint64 // a bit for each hash that occurs, so that most look-ups end early
	from    []int32  // by the hash's first bits: where such entries begin
	shift   int      // of a hash, to those bits
}

// NewTypoIndex indexes the words with the numbers, places in the list, that usable
// lets pass. Of several words one edit away the one that is better than the
// others is found; better must tell any two words apart. Word 0 is no word.
func NewTypoIndex(words []string, usable func(int32) bool, better func(a, b int32) bool) *TypoIndex {
	x := &TypoIndex{words: words, better: better}
	forms := 0
	x.each(usable, func(_ int32, word string) { forms += len(word) + 1 })
	x.entries = make([]uint64, 0, forms)
	var buffer [maxTypo + 2]uint32
	x.each(usable, func(id int32, word string) {
		for _, h := range hashes(&buffer, word) {
			x.entries = append(x.entries, uint64(h)<<32|uint64(id))
		}
	})
	x.entries = sortByHash(x.entries)
	size := 64
	for size < 8*forms {
		size *= 2
	}
	x.filter = make([]uint64, size/64)
	for _, e := range x.entries {
		word, bit := x.bit(uint32(e >> 32))
		x.filter[word] |= bit
	}
	x.divide()
	return x
}

// divide notes where the entries of each beginning of a hash begin: hashes are
// spread evenly, so few have the same.
func (x *TypoIndex) divide() {
	size := bits.Len(uint(len(x.entries)))
	x.shift = 32 - size
	x.from = make([]int32, 1<<size+1)
	for _, e := range x.entries {
		x.from[e>>32>>x.shift+1]++
	}
	for i := range len(x.from) - 1 {
		x.from[i+1] += x.from[i]
	}
}

// each calls do with the words that may be meant by a mistyped one.
func (x *TypoIndex) each(usable func(int32) bool, do func(id int32, word string)) {
	for id := 1; id < len(x.words); id++ {
		if n := len(x.words[id]); n >= MinTypo && n <= maxTypo && usable(int32(id)) {
			do(int32(id), x.words[id])
		}
	}
}

// Find is the number of the best word one edit away from the word, 0 when
// there is none. The word itself doesn't count.
func (x *TypoIndex) Find(word []byte) (best int32) {
	if len(word) < MinTypo || len(word) > maxTypo+1 {
		return 0
	}
	var buffer [maxTypo + 2]uint32
	for _, h := range hashes(&buffer, word) {
		best = x.among(h, word, best)
	}
	return best
}

// among looks at the words that have a form of that hash.
func (x *TypoIndex) among(hash uint32, word []byte, best int32) int32 {
	if at, bit := x.bit(hash); x.filter[at]&bit == 0 {
		return best
	}
	at := hash >> x.shift
	for _, e := range x.entries[x.from[at]:x.from[at+1]] {
		if uint32(e>>32) != hash {
			continue
		}
		id := int32(uint32(e))
		if id != best && oneEdit(word, x.words[id]) && (best == 0 || x.better(id, best)) {
			best = id
		}
	}
	return best
}

// bit is where the filter keeps a hash.
func (x *TypoIndex) bit(hash uint32) (word int, bit uint64) {
	i := int(hash) & (64*len(x.filter) - 1)
	return i / 64, 1 << (i % 64)
}

// hashes are those of the word, and of the word without each of its letters in
// turn. A hash is a polynomial of the letters, so that of a word without one is
// made of what stands before and after it.
func hashes[T string | []byte](out *[maxTypo + 2]uint32, word T) []uint32 {
	const base = 0x9e3779b97f4a7c15
	var after, power [maxTypo + 2]uint64 // of the letters from one on; base to the power of how many they are
	n := len(word)
	power[n] = 1
	for i := n - 1; i >= 0; i-- {
		after[i] = after[i+1] + (uint64(word[i])+1)*power[i+1]
		power[i] = power[i+1] * base
	}
	out[0] = mixed(after[0])
	before := uint64(0)
	for i := range n {
		out[i+1] = mixed(before*power[i+1] + after[i+1])
		before = before*base + uint64(word[i]) + 1
	}
	return out[:n+1]
}

// mixed makes the bits of a polynomial depend on each other.
func mixed(h uint64) uint32 {
	h ^= h >> 32
	return uint32(h * 0xd6e8feb86659fd93 >> 32)
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

// oneEdit tells whether a and b, which begin alike, differ by exactly one edit.
func oneEdit(a []byte, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == 0 {
		return false
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
