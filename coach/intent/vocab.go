package intent

import (
	"bufio"
	"io/fs"
	"strings"
)

// typoLength is the least number of letters for which one wrong letter is
// forgiven; in shorter words too many one-edit neighbours are words themselves.
const typoLength = 5

// vocab numbers the words of the phrases, from 1.
type vocab struct {
	ids   map[string]int32
	words []string // by id; words[0] is ""
	// near leads from a word with one letter left out to the words it may be:
	// two words that are one edit apart share such a form or are one.
	near map[string][]int32
	// ordinary holds the English words that look like a typo of a vocabulary
	// word and aren't one.
	ordinary map[string]bool
}

func newVocab() *vocab {
	return &vocab{ids: map[string]int32{}, words: []string{""}}
}

// add is the number of a word that phrases use.
func (v *vocab) add(word string) int32 {
	if id, ok := v.ids[word]; ok {
		return id
	}
	id := int32(len(v.words))
	v.ids[word] = id
	v.words = append(v.words, word)
	return id
}

// finish prepares for typos, once all words are added.
func (v *vocab) finish(fsys fs.FS) error {
	v.near = make(map[string][]int32, 8*len(v.words))
	for id, word := range v.words {
		if len(word) < typoLength || word[0] >= 0x80 {
			continue
		}
		for i := range len(word) {
			form := word[:i] + word[i+1:]
			v.near[form] = append(v.near[form], int32(id))
		}
		v.near[word] = append(v.near[word], int32(id))
	}
	return v.readOrdinary(fsys)
}

// readOrdinary keeps those ordinary words that would be taken for a typo.
func (v *vocab) readOrdinary(fsys fs.FS) error {
	v.ordinary = map[string]bool{}
	file, err := fsys.Open("language/english.txt")
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		word := lines.Text()
		if strings.HasPrefix(word, "#") {
			continue
		}
		for _, form := range [...]string{word, word + "s"} {
			if v.ids[form] == 0 && v.typo(form) != 0 {
				v.ordinary[form] = true
			}
		}
	}
	return lines.Err()
}

// find is the number of the word, 0 when phrases don't use it. Drawn-out
// letters ("sooo", "hiii") are drawn in.
func (v *vocab) find(word string) int32 {
	if id := v.ids[word]; id != 0 {
		return id
	}
	for _, keep := range [...]int{2, 1} {
		short := squeeze(word, keep)
		if short == word {
			break
		}
		if id := v.ids[short]; id != 0 {
			return id
		}
	}
	return 0
}

// mistyped is the number of the word that this one may be a typo of, or 0.
func (v *vocab) mistyped(word string) int32 {
	if len(word) < typoLength || word[0] >= 0x80 || v.ordinary[word] {
		return 0
	}
	return v.typo(word)
}

// typo finds a vocabulary word one edit away: a letter more, less, other, or
// two swapped. Of several the first added wins, so that it is always the same.
func (v *vocab) typo(word string) int32 {
	if len(word) < typoLength {
		return 0
	}
	best := v.nearest(word, word, 0)
	var form [64]byte
	if len(word) > len(form) {
		return best
	}
	for i := range len(word) {
		shorter := append(append(form[:0], word[:i]...), word[i+1:]...)
		best = v.nearest(string(shorter), word, best)
	}
	return best
}

func (v *vocab) nearest(form, word string, best int32) int32 {
	for _, id := range v.near[form] {
		if (best == 0 || id < best) && oneEdit(word, v.words[id]) {
			best = id
		}
	}
	return best
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

// squeeze cuts every run of one letter that is longer than two to keep of it.
func squeeze(word string, keep int) string {
	run, long := 1, false
	for i := 1; i < len(word) && !long; i++ {
		if word[i] == word[i-1] {
			run++
		} else {
			run = 1
		}
		long = run > 2
	}
	if !long {
		return word
	}
	out := make([]byte, 0, len(word))
	for i := 0; i < len(word); {
		j := i
		for j < len(word) && word[j] == word[i] {
			j++
		}
		n := j - i
		if n > 2 {
			n = keep
		}
		out = append(out, word[i:i+n]...)
		i = j
	}
	return string(out)
}
