package food

// tokenise cuts the text into tokens and looks every word up.
func (s *state) tokenise() {
	s.tokens = s.scan.tokens(s.text, s.tokens)
	for i := range s.tokens {
		s.identify(&s.tokens[i])
	}
}

// identify looks up the word of one token: as it is written, then in the
// singular, then one edit away.
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
		t.word = s.wordOf(t)
	}
	if t.word != 0 {
		t.stem, t.class = v.info[t.word].stem, v.info[t.word].class|v.info[v.info[t.word].stem].class&startsName
	}
}

func (s *state) wordOf(t *token) wordID {
	v := s.lexicon.words
	if id, ok := v.ids[string(s.folded)]; ok {
		return id
	}
	ordinary := t.kind == numberToken || s.lexicon.english.has(s.folded)
	near := wordID(0)
	if !ordinary {
		near = s.lexicon.typos.near(s.folded)
	}
	single := stem(s.folded)
	if id, ok := v.ids[string(single)]; ok || ordinary {
		return id
	}
	if near == 0 {
		near = s.lexicon.typos.near(single)
	}
	t.typo = near != 0
	return near
}

func isPluralBytes(w []byte) bool {
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's'
}
