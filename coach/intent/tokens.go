package intent

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gutskin/coach/food"
)

// token is a word, a number or an emoji of a message.
type token struct {
	start, end int    // bytes of the message
	text       string // lower case, without accents and apostrophes
	number     bool   // digits, with inner . , : / kept
	half       string // "am" or "pm" of a time of day: "8am", "8:30 p.m."
	sentence   bool   // first of its sentence
	clause     bool   // first of its clause; every sentence starts one
	asked      bool   // its sentence ends with a question mark
	word       int32  // its number in the vocabulary, or 0
	typo       bool   // it was taken for word with a letter wrong

	// What the message makes of it.
	food    int  // the end of the food span that it is in, as a token; 0 for none
	eaten   bool // the span is a food read as eaten
	guessed bool // the food's name doesn't hold the word: another name, or a typo
	void    bool // part of a figure of speech
	mute    bool // part of words that are no cue, though foods in them are foods
	claimed bool // what a question or request is about, so no statement
	planned bool // what a wish or plan is about
}

// ends of sentences and clauses.
const (
	sentenceEnds = ".!?;\n…"
	clauseEnds   = ",:()[]–—|\"“”*•"
)

// tokenise splits text into tokens. Unknown characters only separate.
func tokenise(text string) []token {
	toks := make([]token, 0, len(text)/5+2)
	sentence, clause := true, true
	for i := 0; i < len(text); {
		end, number := tokenEnd(text, i)
		if end > i {
			t := token{start: i, end: end, text: foldWord(text[i:end]), number: number, sentence: sentence, clause: clause || sentence}
			if number {
				t.half, end = halfOf(text, i, end)
				t.end = end
			}
			toks = append(toks, t)
			sentence, clause = false, false
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case strings.ContainsRune(sentenceEnds, r):
			if r == '?' {
				markAsked(toks)
			}
			sentence = true
		case strings.ContainsRune(clauseEnds, r), r == '-' && spaced(text, i):
			clause = true
		}
		i += size
	}
	return toks
}

// markAsked notes of the last sentence that it ends with a question mark.
func markAsked(toks []token) {
	for i := len(toks) - 1; i >= 0 && !toks[i].asked; i-- {
		toks[i].asked = true
		if toks[i].sentence {
			return
		}
	}
}

// spaced tells whether the byte at i stands between spaces, as a dash does.
func spaced(text string, i int) bool {
	return i > 0 && text[i-1] == ' ' && i+1 < len(text) && text[i+1] == ' '
}

// tokenEnd is where the token that starts at i ends, or i when none does.
func tokenEnd(text string, i int) (end int, number bool) {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError && size <= 1:
		return i, false
	case isDigit(r):
		return numberEnd(text, i), true
	case unicode.IsLetter(r):
		return wordEnd(text, i), false
	case isPictograph(r):
		return i + size, false
	}
	return i, false
}

// wordEnd passes letters, combining marks and apostrophes between letters.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.M, r):
		case isApostrophe(r) && letterAt(text, i+size):
		default:
			return i
		}
		i += size
	}
	return i
}

// numberEnd passes digits, and one of . , : / between digits.
func numberEnd(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
		case strings.IndexByte(".,:/", c) >= 0 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
		default:
			return i
		}
		i++
	}
	return i
}

// halfOf reads "am", "pm", "a.m." or "p.m." right after the number, or after a
// space, where the number is an hour of the clock. So "7am i had" asks no "am
// i". The end is the number's own where no half of the day is told.
func halfOf(text string, start, end int) (half string, after int) {
	clock, ok := parseClock(text[start:end])
	i := end
	if i < len(text) && text[i] == ' ' {
		i++
	}
	if !ok || clock >= 13*time.Hour || i == len(text) || text[i]|0x20 != 'a' && text[i]|0x20 != 'p' {
		return "", end
	}
	half = string(text[i]|0x20) + "m"
	dotted := strings.HasPrefix(text[i+1:], ".")
	if i++; dotted {
		i++
	}
	if i == len(text) || text[i]|0x20 != 'm' || letterAt(text, i+1) {
		return "", end
	}
	if i++; dotted && strings.HasPrefix(text[i:], ".") {
		i++
	}
	return half, i
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' }

func letterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// isPictograph tells emoji and other symbols that stand for a word. Skin
// tones, joiners and variation selectors aren't among them, so that 👍🏽 is 👍.
func isPictograph(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF && (r < 0x1F3FB || r > 0x1F3FF) || r >= 0x2600 && r <= 0x27BF || r == 0x2B50
}

// foldWord is the word folded as foods' names are.
func foldWord(word string) string {
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && !isDigit(rune(c)) {
			return foldSlow(word)
		}
	}
	return word
}

func foldSlow(word string) string {
	if r, size := utf8.DecodeRuneInString(word); size == len(word) && isPictograph(r) || isDigit(r) {
		return word
	}
	return strings.ReplaceAll(food.Fold(word), " ", "")
}
