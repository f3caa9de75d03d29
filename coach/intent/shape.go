package intent

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isCodeSign tells marks that people's sentences hardly hold.
func isCodeSign(c byte) bool {
	switch c {
	case '{', '}', '<', '>', '=', ';', '_', '\\', '$', '^', '~', '#', '|':
		return true
	}
	return false
}

// notPlain tells messages that aren't somebody's plain English: code, a link
// without a meal beside it, a recipe, another language.
func (v *view) notPlain() bool {
	return v.food.Foreign || v.isCode() || v.isLink() || v.isForeignScript() || v.isForeign() || v.isRecipe()
}

// isCode tells JSON, markup and source code by the share of their signs.
func (v *view) isCode() bool {
	signs := 0
	for i := range len(v.text) {
		if isCodeSign(v.text[i]) {
			signs++
		}
	}
	call := strings.Contains(v.text, "()") || strings.Contains(v.text, "(\"") || strings.Contains(v.text, "('") || calls(v.text) > 1
	return call || signs >= 2 && signs*12 >= len(v.text)
}

// calls counts brackets that follow a word without a space, as in a function's
// call.
func calls(text string) (n int) {
	for i := 1; i < len(text); i++ {
		if text[i] == '(' && isCommandLetter(text[i-1]) {
			n++
		}
	}
	return n
}

func (v *view) isLink() bool {
	return (strings.Contains(v.text, "://") || strings.Contains(v.text, "www.") || hasAddress(v.text)) && !v.tellsMeal()
}

// hasAddress finds an address without its scheme: "example.com/deals".
func hasAddress(text string) bool {
	if strings.IndexByte(text, '/') < 0 {
		return false
	}
	for word := range strings.FieldsSeq(text) {
		host, _, found := strings.Cut(word, "/")
		dot := strings.LastIndexByte(host, '.')
		if found && dot > 0 && len(host)-dot > 2 && strings.Trim(strings.ToLower(host[dot+1:]), "abcdefghijklmnopqrstuvwxyz") == "" {
			return true
		}
	}
	return false
}

// tellsMeal tells whether the message says in words that something was eaten.
func (v *view) tellsMeal() bool {
	if len(v.food.Items) == 0 {
		return false
	}
	for i := range v.toks {
		if v.is(i, v.class.ate) || v.is(i, v.class.meal) {
			return true
		}
	}
	return false
}

// isForeignScript tells messages mostly in letters other than Latin ones.
func (v *view) isForeignScript() bool {
	latin, other := 0, 0
	for _, r := range v.text {
		switch {
		case r < utf8.RuneSelf:
			if c := r | 0x20; c >= 'a' && c <= 'z' {
				latin++
			}
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	return other > latin
}

// isForeign counts the small words of other languages against English ones, of
// which others than the small ones count half.
// Words that only some other language has count double and suffice; those
// that dishes' names hold too ("con", "de") need company, and "y" or "und"
// count where nothing else stands beside foods.
func (v *view) isForeign() bool {
	var n struct{ strong, weak, and, english, ordinary, other int }
	for i := range v.toks {
		if v.toks[i].Typo || v.toks[i].eaten && !v.toks[i].guessed {
			continue
		}
		if v.toks[i].eaten {
			if value, _, _ := v.value(i, v.class.foreign); value == "strong" {
				n.strong++
			}
			continue
		}
		if v.is(i, v.class.english) {
			n.english++
		}
		switch value, _, _ := v.value(i, v.class.foreign); value {
		case "strong":
			n.strong++
		case "and":
			n.and++
		case "weak":
			n.weak++
		default:
			n.other++
			if v.lex.IsEnglish(v.toks[i].Text) {
				n.ordinary++
			}
		}
	}
	n.english += n.ordinary / 2
	score := 2*n.strong + n.weak + n.and
	return score > n.english && (n.strong > 0 || n.weak+n.and >= 3 || n.and > 0 && n.english+n.other == 0)
}

func (v *view) isRecipe() bool {
	_, ok := v.solidity().has(Unknown)
	return ok && !v.tellsMeal()
}
