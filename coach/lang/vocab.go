package lang

import (
	"fmt"
	"io/fs"
	"strings"
)

// vocab numbers the words of the phrases, from 1.
type vocab struct {
	ids     map[string]int32
	words   []string // by id; words[0] is ""
	typos   *TypoIndex
	english *English
	typed   map[string]string // words as they are typed on phones, and as they are spelled
}

func newVocab() *vocab {
	const usual = 8192 // words
	return &vocab{ids: make(map[string]int32, usual), words: make([]string, 1, usual), typed: map[string]string{}}
}

// add is the number of a word that phrases use.
func (v *vocab) add(word string) int32 {
	if id, ok := v.ids[word]; ok {
		return id
	}
	if w, ok := v.typed[word]; ok {
		return v.add(w)
	}
	id := int32(len(v.words))
	word = strings.Clone(word)
	v.ids[word] = id
	v.words = append(v.words, word)
	return id
}

// finish prepares for typos, once all words are added. Of several that a
// mistyped word may be the first added is it, so that it is always the same.
func (v *vocab) finish(fsys fs.FS) error {
	plain := func(id int32) bool { return v.words[id][0] >= 'a' && v.words[id][0] <= 'z' }
	v.typos = NewTypoIndex(v.words, plain, func(a, b int32) bool { return a < b })
	var err error
	v.english, err = LoadEnglish(fsys)
	return err
}

// readTyped reads a line of texting.tsv.
func (v *vocab) readTyped(cells []string) error {
	if v.typed[cells[0]] != "" || v.typed[cells[1]] != "" {
		return fmt.Errorf("%q is given twice, or for a word that is read as another", cells[0])
	}
	v.typed[strings.Clone(cells[0])] = strings.Clone(cells[1])
	return nil
}

// spelled is a word as it is spelled.
func (v *vocab) spelled(word string) string {
	if w, ok := v.typed[word]; ok {
		return w
	}
	return word
}

// find is the number of the word, 0 when phrases don't use it. Drawn-out letters
// ("sooo", "hiii") are drawn in, and a dropped g ("gettin") is put back.
func (v *vocab) find(word string) int32 {
	if id := v.ids[word]; id != 0 {
		return id
	}
	if dropsG(word) {
		return v.ids[word+"g"] // gettin'
	}
	if !isStretched(word) {
		return 0
	}
	for _, keep := range [...]int{2, 1} {
		if id := v.ids[squeeze(word, keep)]; id != 0 {
			return id
		}
	}
	return 0
}

// mistyped is the number of the word that this one may be a typo of, or 0.
func (v *vocab) mistyped(word string) int32 {
	id := v.typos.Find([]byte(word))
	if id != 0 && v.english.Has([]byte(word)) {
		return 0
	}
	return id
}
