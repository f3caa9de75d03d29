package food

import (
	"gutskin/coach/lang"
	"strings"
)

// respeller spells short forms and slips out.
type respeller struct{ *state }

func (s *state) respeller() respeller { return respeller{s} }

// Words that the lexicon has no spelling for, nor one a single edit away, are
// looked at twice more: people double the wrong letter, and write
// two words as one (gingerbeer).

const (
	// minRespelled and maxRespelled bound the words that are looked at again,
	// in bytes: short ones come out as anything, long ones are no words.
	minRespelled = 6
	maxRespelled = 24
	// minJoined is the length of the shorter of two words written as one.
	minJoined = 3
)

// respelled tells whether the folded word is to be looked at again.
func (s respeller) respelled(t *token) bool {
	return t.word == 0 && t.kind == wordToken && !t.ordinary && !t.named &&
		len(s.folded) >= minRespelled && len(s.folded) <= maxRespelled
}

// redouble finds the word that the folded one is when a letter that is doubled
// in it is taken once, and another one twice; 0 when there is none.
func (s respeller) redouble() wordID {
	var once, twice [maxRespelled + 1]byte
	w := s.folded
	for i := 1; i < len(w); i++ {
		if w[i] != w[i-1] {
			continue
		}
		short := append(append(once[:0], w[:i]...), w[i+1:]...)
		for j := range short {
			s.steps++
			long := append(append(append(twice[:0], short[:j+1]...), short[j]), short[j+1:]...)
			if id := s.lexicon.words.foodWord(long); id != 0 {
				return id
			}
		}
	}
	return 0
}

// minTwice is the length of the shortest word that is taken for one with two
// mistakes.
const minTwice = 8

// vowels are what people confuse who write as they hear.
const vowels = "aeiou"

// mistypedTwice finds the word two edits away from the folded one, the first
// of them a letter too many or a wrong vowel; 0 when there is none.
func (s respeller) mistypedTwice() wordID {
	var other [maxRespelled]byte
	w := s.folded
	if len(w) < minTwice {
		return 0
	}
	for i := 1; i < len(w); i++ {
		if id := s.longWord(append(append(other[:0], w[:i]...), w[i+1:]...)); id != 0 {
			return id
		}
		if strings.IndexByte(vowels, w[i]) < 0 {
			continue
		}
		for _, vowel := range []byte(vowels) {
			changed := append(other[:0], w...)
			changed[i] = vowel
			if id := s.longWord(changed); id != 0 {
				return id
			}
		}
	}
	return 0
}

// longWord is the long word one edit away from w, or 0.
func (s respeller) longWord(w []byte) wordID {
	s.steps++
	id := wordID(s.lexicon.typos.Find(w))
	if id != 0 && len(s.lexicon.words.words[id]) < minTwice {
		return 0
	}
	return id
}

// knows tells whether a folded word is in the vocabulary, as it is or in the
// singular, or ordinary English.
func (s respeller) knows(w []byte) bool {
	v := s.lexicon.words
	return v.ids[string(w)] != 0 || v.ids[string(lang.Stem(w))] != 0 || s.lexicon.english.Has(w)
}

// foodWord is the word, as it stands or in the singular, that a mistyped one
// may be read as; or 0.
func (v *vocabulary) foodWord(w []byte) wordID {
	id, ok := v.ids[string(w)]
	if !ok {
		id = v.ids[string(lang.Stem(w))]
	}
	if id == 0 || v.uses[id] == 0 && v.info[id].class&correctable == 0 {
		return 0
	}
	return id
}

// cutJoined finds the two words of which the folded one is made, where they are
// a food's whole name.
func (s respeller) cutJoined() (left, right wordID, ok bool) {
	v, names := s.lexicon.words, s.lexicon.names
	for i := minJoined; i <= len(s.folded)-minJoined; i++ {
		s.steps++
		left = v.ids[string(s.folded[:i])]
		if left == 0 {
			continue
		}
		node := names.step(0, v.info[left].stem)
		if node < 0 {
			continue
		}
		right, ok = v.ids[string(s.folded[i:])]
		if !ok {
			right = v.ids[string(lang.Stem(s.folded[i:]))]
		}
		if right == 0 {
			continue
		}
		if node = names.step(node, v.info[right].stem); node >= 0 && names.values[node] >= 0 {
			return left, right, true
		}
	}
	return 0, 0, false
}

// spellJoined appends the two words that the token is made of; it tells whether
// it did.
func (s respeller) spellJoined(t *token) bool {
	if !s.respelled(t) {
		return false
	}
	left, right, ok := s.cutJoined()
	if !ok {
		return false
	}
	for i, id := range [2]wordID{left, right} {
		part := *t
		part.word, part.spaced = id, t.spaced || i > 0
		part.plural = t.plural && i > 0
		s.lexicon.words.inform(&part)
		s.tokens = append(s.tokens, part)
	}
	return true
}
