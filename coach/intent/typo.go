package intent

// Words between these lengths may be mistyped; in shorter ones too many
// one-edit neighbours are words themselves.
const (
	shortestTypo = 5
	longestTypo  = 24
)

// typos finds vocabulary words one edit away. Two words one edit apart become
// equal when a letter, or none, is left out of each, so it knows every word by
// the hashes of those forms.
type typos struct {
	words  []string
	near   map[uint32][]int32
	filter []uint64 // a bit for each hash in near, so that most look-ups end early
}

const filterBits = 1 << 20

func newTypos(words []string) typos {
	t := typos{words: words, near: make(map[uint32][]int32, 8*len(words)), filter: make([]uint64, filterBits/64)}
	for id, word := range words {
		if !mayBeTypo(word) {
			continue
		}
		for i := -1; i < len(word); i++ {
			h := hashWithout(word, i)
			t.near[h] = append(t.near[h], int32(id))
			t.filter[h%filterBits/64] |= 1 << (h % 64)
		}
	}
	return t
}

// find is the number of a vocabulary word one edit away: a letter more, less,
// other, or two swapped; 0 for none. Of several the first added wins, so that
// it is always the same.
func (t *typos) find(word string) (best int32) {
	if !mayBeTypo(word) {
		return 0
	}
	for i := -1; i < len(word); i++ {
		h := hashWithout(word, i)
		if t.filter[h%filterBits/64]&(1<<(h%64)) == 0 {
			continue
		}
		for _, id := range t.near[h] {
			if (best == 0 || id < best) && oneEdit(word, t.words[id]) {
				best = id
			}
		}
	}
	return best
}

func mayBeTypo(word string) bool {
	return len(word) >= shortestTypo && len(word) <= longestTypo && word[0] >= 'a' && word[0] <= 'z'
}

// hashWithout is the FNV-1a hash of the word without its letter i, or of the
// whole word for -1.
func hashWithout(word string, i int) uint32 {
	h := uint32(2166136261)
	for k := range len(word) {
		if k != i {
			h = (h ^ uint32(word[k])) * 16777619
		}
	}
	return h
}

// oneEdit tells whether b is a with one letter more, less or other, or with
// two neighbours swapped. The first letter is hardly ever mistyped, and holding
// it fixed keeps words apart.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == 0 {
		return false
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
