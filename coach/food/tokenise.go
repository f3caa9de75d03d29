package food

// tokenise cuts the text into tokens and looks every word up.
func (s *state) tokenise() {
	s.tokens = s.scan.tokens(s.text, s.tokens)
	for i := range s.tokens {
		s.identify(&s.tokens[i])
	}
}

// identify looks up the word of one token.
func (s *state) identify(t *token) {
	v := s.lexicon.words
	switch {
	case t.kind == signToken && t.sign == '&':
		t.word = v.ids["and"]
	case t.kind == signToken && t.sign == '%':
		t.word = v.ids["%"]
	case t.kind == wordToken || t.kind == numberToken:
		s.folded = foldWord(s.folded[:0], s.text[t.start:t.end])
		t.plural = isPluralBytes(s.folded)
		t.word, t.typo = v.lookUp(s.folded, t.kind == numberToken, s.lexicon.english, s.lexicon.typos)
	}
	if t.word != 0 {
		t.stem, t.class = v.info[t.word].stem, v.info[t.word].class|v.info[v.info[t.word].stem].class&startsName
	}
}

// lookUp finds a folded word: as it is written, then in the singular, then,
// unless it is a number or ordinary English, one edit away. It may change
// word. 0 when there is none.
func (v *vocabulary) lookUp(word []byte, number bool, e *english, near *typos) (id wordID, typo bool) {
	if id, ok := v.ids[string(word)]; ok {
		return id, false
	}
	ordinary := number || e.has(word)
	if !ordinary {
		id = near.near(word)
	}
	single := stem(word)
	if exact, ok := v.ids[string(single)]; ok || ordinary {
		return exact, false
	}
	if id == 0 {
		id = near.near(single)
	}
	return id, id != 0
}

func isPluralBytes(w []byte) bool {
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's'
}
