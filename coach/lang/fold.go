package lang

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes text as names are compared: lower case, without accents,
// full-width forms or apostrophes; every other sign, a hyphen too, separates
// words, and words are separated by one space. Numbers stay. Plurals stay
// too: they are folded when words are looked up.
//
//	Fold("Crème-brûlée") == "creme brulee"
//	Fold("Shepherd’s pie") == "shepherds pie"
func Fold(text string) string {
	var scan Scanner
	tokens := scan.Tokens(text, nil)
	dst := make([]byte, 0, len(text))
	for _, t := range tokens {
		if t.Kind != WordToken && t.Kind != NumberToken {
			continue
		}
		n := len(dst)
		if n > 0 {
			dst = append(dst, ' ')
		}
		from := len(dst)
		if dst = AppendFolded(dst, text[t.Start:t.End]); len(dst) == from {
			dst = dst[:n]
		}
	}
	return string(dst)
}

// AppendFolded appends the folded form of one word to dst.
func AppendFolded(dst []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				dst = append(dst, c+'a'-'A')
			case c != '\'' && c != '`':
				dst = append(dst, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		dst = foldRune(dst, r)
	}
	return dst
}

// foldRune appends the folded form of r, which may be empty.
func foldRune(dst []byte, r rune) []byte {
	if s, ok := foldedLetter(r); ok {
		return append(dst, s...)
	}
	if _, ok := vulgarFraction(r); ok {
		return utf8.AppendRune(dst, r)
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return dst
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	decomposed := norm.NFKD.Properties(buf[:n]).Decomposition()
	if decomposed == nil {
		return utf8.AppendRune(dst, unicode.ToLower(r))
	}
	for len(decomposed) > 0 {
		d, size := utf8.DecodeRune(decomposed)
		decomposed = decomposed[size:]
		if !unicode.IsLetter(d) && !unicode.IsDigit(d) {
			continue
		}
		if s, ok := foldedLetter(d); ok {
			dst = append(dst, s...)
			continue
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(d))
	}
	return dst
}

// foldedLetter spells the Latin letters that have no decomposition.
func foldedLetter(r rune) (string, bool) {
	switch r {
	case 'ø', 'Ø':
		return "o", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'ß', 'ẞ':
		return "ss", true
	case 'ł', 'Ł':
		return "l", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'þ', 'Þ':
		return "th", true
	case 'ı', 'İ':
		return "i", true
	case 'ħ', 'Ħ':
		return "h", true
	}
	return "", false
}

// Stem folds a plural: the same form for the singular and the plural of a
// word, not necessarily a word itself (berry, berries → berry; cookie,
// cookies → cooky). It only ever shortens or keeps w's length, and returns a
// part of w or w changed in place.
func Stem(w []byte) []byte {
	if len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
		w = w[:len(w)-1]
	}
	n := len(w)
	if n < 4 || w[n-1] != 'e' {
		return w
	}
	switch w[n-2] {
	case 'i':
		w[n-2] = 'y'
		return w[:n-1]
	case 'o', 'x':
		return w[:n-1]
	case 'h', 's', 'z':
		if w[n-3] == w[n-2] || w[n-2] == 'h' && (w[n-3] == 'c' || w[n-3] == 's') {
			return w[:n-1]
		}
	}
	return w
}

// StemOf is Stem for a word that is kept.
func StemOf(word string) string { return string(Stem([]byte(word))) }

// Spelled is a folded word as it is spelled that was written as it is spoken:
// without what is drawn out in it, so that of a letter that stands three times or
// more two are kept where known knows that word (pizzzza), else one (soooup); and
// with the g that was dropped (puddin). Any other is given as it is.
func Spelled(word []byte, known func([]byte) bool) []byte {
	stretched, dropped := isStretched(word), dropsG(word)
	switch {
	case !stretched && !dropped || known(word):
	case stretched:
		if twice := squeeze(word, 2); known(twice) {
			return twice
		}
		return squeeze(word, 1)
	default:
		if whole := slices.Concat(word, []byte("g")); known(whole) {
			return whole
		}
	}
	return word
}

// dropsG reports whether a word may be one in -ing without its last letter.
func dropsG[T string | []byte](word T) bool {
	n := len(word)
	return n > 4 && word[n-2] == 'i' && word[n-1] == 'n'
}

// isStretched reports whether a letter stands three times in a row.
func isStretched[T string | []byte](word T) bool {
	run := 1
	for i := 1; i < len(word) && run < 3; i++ {
		if run++; word[i] != word[i-1] || word[i] < 'a' || word[i] > 'z' {
			run = 1
		}
	}
	return run == 3
}

// squeeze cuts every run of one letter that is longer than two to keep of it.
func squeeze[T string | []byte](word T, keep int) T {
	var out []byte
	for i := 0; i < len(word); {
		end := i + 1
		for end < len(word) && word[end] == word[i] {
			end++
		}
		n := end - i
		if n > 2 && 'a' <= word[i] && word[i] <= 'z' {
			n = keep
		}
		out = append(out, word[i:i+n]...)
		i = end
	}
	return T(out)
}
