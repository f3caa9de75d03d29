package food

import (
	"unicode"
	"unicode/utf8"
)

// silent tells whether the message is nothing to read foods from: code, data,
// or another language. An item in it would be a guess.
func (s unknowns) silent() bool { return s.isCode() || s.isForeign() }

// isCode tells JSON, XML and the like from sentences.
func (s unknowns) isCode() bool {
	if len(s.tokens) < 2 {
		return false
	}
	first, second := s.tokens[0].sign, s.tokens[1].sign
	switch first {
	case '{', '[':
		return second == '"' || second == '{' || second == '[' || second == '\''
	case '<':
		return s.tokens[1].kind == wordToken && s.tokens[len(s.tokens)-1].sign == '>'
	}
	return false
}

// isForeign tells whether the message holds two or more words of another
// language, and more of them than of the commonest English ones and half the
// other English words. The words of a food's name (pan con tomate y aceite) are
// of no language.
func (s unknowns) isForeign() bool {
	foreign, english, ordinary, other, named := 0, 0, 0, 0, 0
	for i := range s.tokens {
		if i < named {
			continue
		}
		if _, _, end := s.longestName(i); end > i+1 {
			named = end
			continue
		}
		if t := &s.tokens[i]; t.kind == wordToken && t.word == 0 && s.isOtherScript(t) {
			other++
			continue
		}
		switch c := s.tokens[i].class; {
		case s.tokens[i].typo:
		case c&isEnglish != 0:
			english++
		case c&isForeign != 0:
			foreign++
		case s.tokens[i].ordinary && s.tokens[i].kind == wordToken && s.tokens[i].end-s.tokens[i].start > minUnknown:
			ordinary++
		}
	}
	return foreign >= 2 && foreign > english+ordinary/2 || 2*other > len(s.tokens)
}

// isOtherScript tells whether the word is written in other letters than Latin
// ones.
func (s unknowns) isOtherScript(t *token) bool {
	r, _ := utf8.DecodeRuneInString(s.text[t.start:])
	return r >= utf8.RuneSelf && !unicode.Is(unicode.Latin, r)
}
