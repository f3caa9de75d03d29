package food

import (
	"bytes"

	"gutskin/coach/lang"
)

// tokenise looks every word of the tokens up, spells out short forms and emoji,
// and drops signs that only hold a word together.
func (s *state) tokenise(tokens []lang.Token) {
	s.raw = s.raw[:0]
	for i := range tokens {
		s.raw = append(s.raw, tokenOf(&tokens[i]))
	}
	for i := range s.raw {
		if s.holdsTogether(i) {
			continue
		}
		t := &s.raw[i]
		t.named = s.isProperName(i)
		s.identify(t)
		if !s.respeller().spellJoined(t) {
			s.spellOut(t)
		}
	}
}

// holdsTogether tells whether raw token i is a sign inside a word: the hyphen
// of half-sour, the slash of w/ and w/o, the stop of fl. oz.
func (s *state) holdsTogether(i int) bool {
	t := &s.raw[i]
	if t.kind != signToken || i == 0 || i+1 == len(s.raw) || t.spaced && t.sign != '\'' {
		return false
	}
	before, after := &s.raw[i-1], &s.raw[i+1]
	switch t.sign {
	case '-':
		return !after.spaced && (before.kind == wordToken || after.kind == wordToken) && after.kind != signToken
	case '\'':
		return after.kind == wordToken && !after.spaced && after.end-after.start == 1 && s.text[after.start]|0x20 == 'n' // ham 'n cheese
	case '/':
		return before.kind == wordToken && before.end-before.start == 1 && s.text[before.start]|0x20 == 'w'
	case '.':
		return before.kind == wordToken && s.lexicon.language.isUnit(before) && (after.kind == numberToken || after.kind == wordToken && lower(s.text[after.start]) && s.isShort(before))
	}
	return false
}

// minUnknown is the length of the shortest word that is reported as unknown.
const minUnknown = 3

// maxOwner is the length of the longest word such as gran's that is never taken
// for a mistyped one; longer ones may be a brand's (reece's).
const maxOwner = 5

// isShort tells whether the unit's word is no ordinary one: oz, tbsp, not mug.
func (s *state) isShort(t *token) bool {
	s.folded = lang.AppendFolded(s.folded[:0], s.text[t.start:t.end])
	return !s.lexicon.english.Has(s.folded)
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

// isUnit tells whether some unit begins with the token's word.
func (l *language) isUnit(t *token) bool {
	phrases := l.phrases
	node := phrases.step(0, t.word)
	if node < 0 {
		return false
	}
	v := phrases.values[node]
	return v < 0 && t.end-t.start <= 2 || v >= 0 && l.meanings[v].kind == unitMark
}

// identify looks up the word of one token.
func (s *state) identify(t *token) {
	v := s.lexicon.words
	switch {
	case t.kind == signToken && t.sign == '&':
		t.kind, t.word = wordToken, v.and
	case t.kind == signToken && t.sign == '%':
		t.word = v.percent
	case t.kind == wordToken || t.kind == numberToken:
		s.folded = lang.Spelled(lang.AppendFolded(s.folded[:0], s.text[t.start:t.end]), s.respeller().knows)
		owner := t.kind == wordToken && s.unknowns().isSomebodys(t)
		t.plural = isPluralBytes(s.folded)
		t.word, t.typo = v.lookUp(s.folded, t.kind == numberToken || t.named || owner && len(s.folded) <= maxOwner, s.lexicon.english, s.lexicon.typos)
		if owner && t.word == 0 { // the boss's lunch is of a boss
			t.word = v.ids[string(bytes.TrimSuffix(s.folded, []byte("s")))]
		}
		t.ordinary = t.kind == numberToken || owner || len(s.folded) < minUnknown || s.lexicon.english.Has(s.folded) || isInflected(s.folded)
		if s.respeller().respelled(t) {
			if t.word = s.respeller().redouble(); t.word == 0 {
				t.word = s.respeller().mistypedTwice()
			}
			t.typo = t.word != 0
		}
	}
	s.lexicon.words.inform(t)
}

// isProperName tells whether raw token i is a short word with a capital after one
// without, and so a name (met Sarah) rather than a mistyped word.
func (s *state) isProperName(i int) bool {
	t := &s.raw[i]
	if i == 0 || t.kind != wordToken || t.end-t.start != lang.MinTypo || !upper(s.text[t.start]) || !lower(s.text[t.start+1]) {
		return false
	}
	before := &s.raw[i-1]
	return before.kind == wordToken && lower(s.text[before.start])
}

// isInflected tells from its ending that a word is a verb or an adjective
// (uploaded, crispiness) and so no food that the lexicon lacks.
func isInflected(w []byte) bool {
	return bytes.HasSuffix(w, []byte("ed")) || bytes.HasSuffix(w, []byte("ly")) ||
		bytes.HasSuffix(w, []byte("ness")) || bytes.HasSuffix(w, []byte("ful"))
}

// inform copies what is known of the token's word.
func (v *vocabulary) inform(t *token) {
	if t.word == 0 {
		return
	}
	info := &v.info[t.word]
	t.stem = info.stem
	t.class = info.class | v.info[info.stem].class
}

// spellOut appends the token, or those that it is short for.
func (s *state) spellOut(t *token) {
	expand := s.lexicon.words.expansions[t.word]
	if t.kind == emojiToken {
		expand = s.lexicon.language.emoji[t.rune]
	}
	if expand == nil || t.kind == wordToken && s.unknowns().isSomebodys(t) { // Tom's is no tomato's
		s.tokens = append(s.tokens, *t)
		return
	}
	for i, id := range expand {
		e := *t
		e.kind, e.word, e.emoji = wordToken, id, t.kind == emojiToken
		e.spaced = t.spaced || i > 0
		e.plural = t.plural && i == len(expand)-1
		s.lexicon.words.inform(&e)
		s.tokens = append(s.tokens, e)
	}
}

// lookUp finds a folded word: as it is written, then in the singular, then,
// unless it is a number or ordinary English, one edit away. It may change
// word. 0 when there is none.
func (v *vocabulary) lookUp(word []byte, number bool, e *lang.English, near *lang.TypoIndex) (id wordID, mistyped bool) {
	if id, ok := v.ids[string(word)]; ok {
		return id, false
	}
	ordinary := number || e.Has(word)
	if !ordinary {
		id = wordID(near.Find(word))
	}
	single := lang.Stem(word)
	if exact, ok := v.ids[string(single)]; ok && (id == 0 || len(word) > len(single)+1 || word[len(word)-1] == 's') || ordinary {
		return exact, false
	}
	if id == 0 {
		id = wordID(near.Find(single))
	}
	return id, id != 0
}

func isPluralBytes(w []byte) bool {
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's'
}
