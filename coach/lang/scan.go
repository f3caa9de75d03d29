package lang

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TokenKind is what a stretch of a message is, seen by itself.
type TokenKind uint8

// The kinds of token.
const (
	WordToken   TokenKind = iota
	NumberToken           // digits, maybe with a point, a fraction or a colon; Value is set
	EmojiToken
	LineToken // one or more line breaks
	LinkToken // a web or mail address
	SignToken // one punctuation mark; Sign is set
)

// Token is the smallest piece of a message: text[Start:End], in bytes.
type Token struct {
	Start, End int32
	Kind       TokenKind
	Sign       byte    // for SignToken: the mark, as ASCII where it has such a form
	Spaced     bool    // white space or the text's start stands before it
	Clock      bool    // for NumberToken: written as 7:30; Value is in hours
	Rune       rune    // for EmojiToken
	Value      float64 // for NumberToken
}

// Scanner cuts a message into tokens. Steps counts the runes looked at, so
// that a test can see that the work grows with the length of the message and
// no faster.
type Scanner struct {
	text   string
	Steps  int
	noLink int // text up to here was seen to hold no address
}

// Tokens appends the tokens of text to dst. Any bytes are fine: invalid UTF-8
// separates words.
func (s *Scanner) Tokens(text string, dst []Token) []Token {
	s.text, s.noLink = text, 0
	spaced := true
	for i := 0; i < len(text); {
		r, size := s.rune(i)
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			if n := len(dst); n == 0 || dst[n-1].Kind != LineToken {
				dst = append(dst, Token{Start: int32(i), End: int32(i + size), Kind: LineToken, Spaced: true})
			}
			i += size
			spaced = true
			continue
		case unicode.IsSpace(r) || Skipped(r):
			spaced = spaced || unicode.IsSpace(r)
			i += size
			continue
		}
		t := s.token(i, r, size)
		t.Start, t.Spaced = int32(i), spaced
		dst = append(dst, t)
		i = int(t.End)
		spaced = false
	}
	return dst
}

func (s *Scanner) rune(i int) (rune, int) {
	s.Steps++
	if c := s.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[i:])
}

// token reads the token that begins with the rune r at i.
func (s *Scanner) token(i int, r rune, size int) Token {
	switch {
	case isDigit(r):
		return s.number(i)
	case unicode.IsLetter(r):
		if end := s.link(i); end > 0 {
			return Token{End: int32(end), Kind: LinkToken}
		}
		return s.word(i)
	}
	if v, ok := vulgarFraction(r); ok {
		return Token{End: int32(i + size), Kind: NumberToken, Value: v}
	}
	if r >= 0x2190 && unicode.In(r, unicode.So, unicode.Sk, unicode.Cs) || r > 0x1F000 {
		return Token{End: int32(i + size), Kind: EmojiToken, Rune: r}
	}
	return Token{End: int32(i + size), Kind: SignToken, Sign: asciiSign(r)}
}

// word reads letters, with the marks that belong to them and apostrophes
// between letters.
func (s *Scanner) word(i int) Token {
	for i < len(s.text) {
		r, size := s.rune(i)
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\u00AD' && !s.apostrophe(i, r, size) {
			break
		}
		i += size
	}
	return Token{End: int32(i), Kind: WordToken}
}

// apostrophe tells whether r at i is one that stands before a letter.
func (s *Scanner) apostrophe(i int, r rune, size int) bool {
	switch r {
	case '\'', '`', '’', '‘', 'ʼ', '´', '＇':
	default:
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.text[i+size:])
	return unicode.IsLetter(next)
}

// link returns where an address that begins at i ends, or 0.
func (s *Scanner) link(i int) int {
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
			s.Steps += end - i
			s.noLink = end
			return 0
		}
		end++
	}
	s.Steps += end - i
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

// Skipped reports which runes are as if they were not there: joiners, variation
// selectors, skin tones, direction marks and stray combining marks.
func Skipped(r rune) bool {
	return r >= 0x00AD && (r == '\u00AD' || unicode.In(r, unicode.Cf, unicode.M) || 0x1F3FB <= r && r <= 0x1F3FF)
}

// asciiSign is the ASCII mark that r stands for, or OtherSign.
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
	return OtherSign
}

// OtherSign is the Sign of a mark that has no ASCII form.
const OtherSign byte = 1
