package lang

import (
	"unicode"
	"unicode/utf8"
)

// isDigit accepts the digits of any script: 5, ５, ٥.
func isDigit(r rune) bool {
	return '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

// digitValue is the value of a digit of any script. In Unicode the ten digits
// of a script follow each other, beginning at a multiple of ten from zero.
func digitValue(r rune) float64 {
	if r < utf8.RuneSelf {
		return float64(r - '0')
	}
	const mathDigits = 0x1D7CE // five sets of ten, one after the other
	if r >= mathDigits && r < mathDigits+50 {
		return float64((r - mathDigits) % 10)
	}
	n := rune(0)
	for n < 9 && unicode.IsDigit(r-n-1) {
		n++
	}
	return float64(n)
}

// number reads 2, 2.5, 2,5, 1,000, 1/2, 2½ and 7:30.
func (s *Scanner) number(i int) Token {
	whole, digits, i := s.digits(i)
	t := Token{Kind: NumberToken, Value: whole}
	if v, _, end, ok := s.after(i, ":"); ok && digits <= 2 && end-i == 3 && v < 60 && whole < 25 {
		t.Clock, t.Value, t.End = true, whole+v/60, int32(end)
		return t
	}
	for {
		v, n, end, ok := s.after(i, ",")
		if !ok {
			break
		}
		if n != 3 { // 2,5 as much of the world writes 2.5
			t.Value += v / pow10(n)
			i = end
			break
		}
		t.Value = t.Value*1000 + v
		i = end
	}
	if v, n, end, ok := s.after(i, "."); ok {
		t.Value += v / pow10(n)
		i = end
	}
	if v, _, end, ok := s.after(i, "/⁄"); ok && v > 0 && v <= 16 {
		t.Value /= v
		i = end
	} else if i < len(s.text) {
		r, size := s.rune(i)
		if f, ok := vulgarFraction(r); ok {
			t.Value += f
			i += size
		}
	}
	t.End = int32(i)
	return t
}

// after reads one of the marks at i and the digits that follow it.
func (s *Scanner) after(i int, marks string) (value float64, digits, end int, ok bool) {
	if i >= len(s.text) {
		return 0, 0, i, false
	}
	r, size := s.rune(i)
	for _, m := range marks {
		if r == m {
			value, digits, end = s.digits(i + size)
			return value, digits, end, digits > 0
		}
	}
	return 0, 0, i, false
}

// digits reads a run of digits; values above a thousand million stay there.
func (s *Scanner) digits(i int) (value float64, n, end int) {
	for i < len(s.text) {
		r, size := s.rune(i)
		if !isDigit(r) {
			break
		}
		if value < 1e9 {
			value = value*10 + digitValue(r)
		}
		n++
		i += size
	}
	return value, n, i
}

func pow10(n int) float64 {
	p := 1.0
	for range min(n, 12) {
		p *= 10
	}
	return p
}

func vulgarFraction(r rune) (float64, bool) {
	switch r {
	case '½':
		return 1. / 2, true
	case '⅓':
		return 1. / 3, true
	case '⅔':
		return 2. / 3, true
	case '¼':
		return 1. / 4, true
	case '¾':
		return 3. / 4, true
	case '⅕':
		return 1. / 5, true
	case '⅖':
		return 2. / 5, true
	case '⅗':
		return 3. / 5, true
	case '⅘':
		return 4. / 5, true
	case '⅙':
		return 1. / 6, true
	case '⅚':
		return 5. / 6, true
	case '⅛':
		return 1. / 8, true
	case '⅜':
		return 3. / 8, true
	case '⅝':
		return 5. / 8, true
	case '⅞':
		return 7. / 8, true
	}
	return 0, false
}
