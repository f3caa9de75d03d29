package food

import (
	"errors"
	"fmt"
)

// Phrases finds fixed phrases in what people write, with the same folding of
// case, accents and punctuation as food names, and the same tolerance of one
// mistyped letter in words of five letters or more. In a phrase "#" stands for
// any number. Plurals are folded too where the phrase has the singular.
//
// coach/intent reads cues with it: "how did my week go", "undo", "remind me
// at #". A Phrases is safe for concurrent use.
type Phrases struct {
	words   *vocabulary
	trie    *trie
	typos   *typos
	english *english
	number  wordID
}

// PhraseMatch is a phrase found in text[Start:End].
type PhraseMatch struct {
	Phrase     int // index of the phrase
	Start, End int // in bytes
	Typo       bool
}

// NewPhrases returns a finder of the phrases. The lexicon lends its list of
// ordinary English words, which are never taken for mistyped ones. It is an
// error for a phrase to hold no word or to stand twice in the list.
func NewPhrases(l *Lexicon, phrases []string) (*Phrases, error) {
	p := &Phrases{words: newVocabulary(2 * len(phrases)), trie: newTrie(4 * len(phrases)), english: l.english}
	p.number = p.words.add("#")
	var errs []error
	for i, phrase := range phrases {
		ids := p.phrase(phrase)
		if len(ids) == 0 {
			errs = append(errs, fmt.Errorf("phrase %q holds no word", phrase))
			continue
		}
		if other := p.trie.add(ids, int32(i)); other >= 0 {
			errs = append(errs, fmt.Errorf("phrase %q is the same as %q", phrase, phrases[other]))
		}
	}
	p.typos = newTypos(p.words, func(wordID) bool { return true })
	return p, errors.Join(errs...)
}

func (p *Phrases) phrase(text string) []wordID {
	var scan scanner
	var buf []byte
	var ids []wordID
	for _, t := range scan.tokens(text, nil) {
		switch {
		case t.kind == signToken && t.sign == '#':
			ids = append(ids, p.number)
		case t.kind == signToken && (t.sign == '&' || t.sign == '%'):
			ids = append(ids, p.words.add(string(t.sign)))
		case t.kind == wordToken || t.kind == numberToken:
			buf = foldWord(buf[:0], text[t.start:t.end])
			ids = append(ids, p.words.add(string(buf)))
		}
	}
	return ids
}

// Find appends to dst, for every word of text at which a phrase begins, the
// longest such phrase. Matches may overlap. Signs in the text are passed over,
// but no phrase goes across a line break.
func (p *Phrases) Find(dst []PhraseMatch, text string) []PhraseMatch {
	var scan scanner
	var room [64]token
	tokens := scan.tokens(text, room[:0])
	kept := tokens[:0]
	var buf [64]byte
	for _, t := range tokens {
		if p.identify(&t, text, buf[:0]) {
			kept = append(kept, t)
		}
	}
	for i := range kept {
		if m, ok := p.longest(kept, i); ok {
			dst = append(dst, m)
		}
	}
	return dst
}

// identify looks a token's word up; it tells whether the token counts.
func (p *Phrases) identify(t *token, text string, buf []byte) bool {
	switch t.kind {
	case lineToken:
		return true
	case signToken:
		t.word = p.words.ids[signWord(t.sign)]
		return t.word != 0
	case wordToken, numberToken:
		buf = foldWord(buf, text[t.start:t.end])
		t.word, t.typo = p.words.lookUp(buf, t.kind == numberToken, p.english, p.typos)
		t.stem = p.words.info[t.word].stem
		return true
	}
	return false
}

func signWord(sign byte) string {
	switch sign {
	case '&':
		return "&"
	case '%':
		return "%"
	}
	return ""
}

func (p *Phrases) longest(tokens []token, i int) (m PhraseMatch, ok bool) {
	node := int32(0)
	typo := false
	for j := i; j < len(tokens); j++ {
		t := &tokens[j]
		next := p.trie.step(node, t.word)
		if next < 0 {
			next = p.trie.step(node, t.stem)
		}
		if next < 0 && t.kind == numberToken {
			next = p.trie.step(node, p.number)
		}
		if node = next; node < 0 {
			break
		}
		typo = typo || t.typo
		if v := p.trie.values[node]; v >= 0 {
			m, ok = PhraseMatch{int(v), int(tokens[i].start), int(t.end), typo}, true
		}
	}
	return m, ok
}
