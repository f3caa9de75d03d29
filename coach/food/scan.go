package food

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokenKind is what a stretch of a message is, seen by itself.
type tokenKind uint8

const (
	wordToken   tokenKind = iota
	numberToken           // digits, maybe with a point, a fraction or a colon; value is set
	emojiToken
	lineToken // one or more line breaks
	linkToken // a web or mail address
	signToken // one punctuation mark; sign is set
)

// token is the smallest piece of a message: text[start:end].
type token struct {
	start, end int32
	kind       tokenKind
	sign       byte    // for signToken: the mark, as ASCII where it has such a form
	spaced     bool    // white space or the text's start stands before it
	clock      bool    // for numberToken: written as 7:30; value is in hours
	plural     bool    // for wordToken: its folded form ends in a single s
	typo       bool    // read as another word, one edit away
	ordinary   bool    // no word to be reported as unknown
	named      bool    // it begins with a capital after a word that doesn't
	emoji      bool    // a word that an emoji was read as
	rune       rune    // for emojiToken
	value      float64 // for numberToken
	word       wordID  // its folded form; 0 when no list holds it
	stem       wordID  // its singular form; 0 when no list holds it
	class      class   // of its folded form
}

// scanner cuts a message into tokens. Steps counts the runes looked at, so
// that a test can see that the work grows with the length of the message and
// no faster.
type scanner struct {
	text   string
	steps  int
	noLink int // text up to here was seen to hold no address
}

// tokens appends the tokens of text to dst. Any bytes are fine: invalid UTF-8
// separates words.
func (s *scanner) tokens(text string, dst []token) []token {
	s.text, s.noLink = text, 0
	spaced := true
	for i := 0; i < len(text); {
		r, size := s.rune(i)
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			if n := len(dst); n == 0 || dst[n-1].kind != lineToken {
				dst = append(dst, token{start: int32(i), end: int32(i + size), kind: lineToken, spaced: true})
			}
			i += size
			spaced = true
			continue
		case unicode.IsSpace(r) || skipped(r):
			spaced = spaced || unicode.IsSpace(r)
			i += size
			continue
		}
		t := s.token(i, r, size)
		t.start, t.spaced = int32(i), spaced
		dst = append(dst, t)
		i = int(t.end)
		spaced = false
	}
	return dst
}

func (s *scanner) rune(i int) (rune, int) {
	s.steps++
	if c := s.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[i:])
}

// token reads the token that begins with the rune r at i.
func (s *scanner) token(i int, r rune, size int) token {
	switch {
	case isDigit(r):
		return s.number(i)
	case unicode.IsLetter(r):
		if end := s.link(i); end > 0 {
			return token{end: int32(end), kind: linkToken}
		}
		return s.word(i)
	}
	if v, ok := vulgarFraction(r); ok {
		return token{end: int32(i + size), kind: numberToken, value: v}
	}
	if r >= 0x2190 && unicode.In(r, unicode.So, unicode.Sk, unicode.Cs) || r > 0x1F000 {
		return token{end: int32(i + size), kind: emojiToken, rune: r}
	}
	return token{end: int32(i + size), kind: signToken, sign: asciiSign(r)}
}

// word reads letters, with the marks that belong to them and apostrophes
// between letters.
func (s *scanner) word(i int) token {
	for i < len(s.text) {
		r, size := s.rune(i)
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\u00AD' && !s.apostrophe(i, r, size) {
			break
		}
		i += size
	}
	return token{end: int32(i), kind: wordToken}
}

// apostrophe tells whether r at i is one that stands before a letter.
func (s *scanner) apostrophe(i int, r rune, size int) bool {
	switch r {
	case '\'', '`', '’', '‘', 'ʼ', '´', '＇':
	default:
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.text[i+size:])
	return unicode.IsLetter(next)
}

// link returns where an address that begins at i ends, or 0.
func (s *scanner) link(i int) int {
	if i < s.noLink {
		return 0
	}
	end, dots, marks := i, 0, 0
	for end < len(s.text) {
		c := s.text[end]
		if c <= ' ' || c >= utf8.RuneSelf || c == ',' || c == '(' || c == ')' || c == '"' {
			break
		}
		inside := end > i && end+1 < len(s.text) && asciiLetter(s.text[end-1]) && asciiLetter(s.text[end+1])
		switch {
		case c == '.' && inside:
			dots++
		case c == '@' && inside, c == ':' && end+2 < len(s.text) && s.text[end+1] == '/' && s.text[end+2] == '/':
			marks++
		case !asciiLetter(c) && dots+marks == 0 && c != '-' && c != '_' && !isDigit(rune(c)) && c != '.' && c != '@' && c != ':':
			s.steps += end - i
			s.noLink = end
			return 0
		}
		end++
	}
	s.steps += end - i
	s.noLink = end
	switch {
	case marks > 0 || dots > 1:
		return end
	case dots == 1 && domain(s.text[i:end]):
		return end
	}
	return 0
}

// domain tells one full stop in an address (shop.example/deals) from one
// that lacks its space (soup.then bread).
func domain(s string) bool {
	for i := range len(s) {
		if s[i] == '/' {
			return true
		}
	}
	return false
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// skipped tells which runes are as if they were not there: joiners, variation
// selectors, skin tones, direction marks and stray combining marks.
func skipped(r rune) bool {
	return r >= 0x00AD && (r == '\u00AD' || unicode.In(r, unicode.Cf, unicode.M) || 0x1F3FB <= r && r <= 0x1F3FF)
}

// asciiSign is the ASCII mark that r stands for, or otherSign.
func asciiSign(r rune) byte {
	switch r {
	case '–', '—', '−', '‐', '‑', '―', '•', '·', '‣', '▪', '●':
		return '-'
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '×', '✕', '✖':
		return 'x'
	case '…', '。', '।':
		return '.'
	case '、', '،':
		return ','
	case '؟', '⁇':
		return '?'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFKD.Properties(buf[:n]).Decomposition(); len(d) == 1 {
		return d[0]
	}
	return otherSign
}

const otherSign byte = 1
