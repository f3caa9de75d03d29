package food

import "gutskin/coach/lang"

// token is a token of the message with what the lexicon knows of it.
type token struct {
	start, end int32
	kind       lang.TokenKind
	sign       byte    // for a sign: the mark, as ASCII where it has such a form
	spaced     bool    // white space or the text's start stands before it
	clock      bool    // for a number: written as 7:30; value is in hours
	plural     bool    // for a word: its folded form ends in a single s
	typo       bool    // read as another word, one edit away
	ordinary   bool    // no word to be reported as unknown
	named      bool    // it begins with a capital after a word that doesn't
	emoji      bool    // a word that an emoji was read as
	rune       rune    // for an emoji
	value      float64 // for a number
	word       wordID  // its folded form; 0 when no list holds it
	stem       wordID  // its singular form; 0 when no list holds it
	class      class   // of its folded form
}

// The kinds of token.
const (
	wordToken   = lang.WordToken
	numberToken = lang.NumberToken
	emojiToken  = lang.EmojiToken
	lineToken   = lang.LineToken
	linkToken   = lang.LinkToken
	signToken   = lang.SignToken
)

// tokenOf is a token that nothing is known of yet.
func tokenOf(t *lang.Token) token {
	return token{
		start: t.Start, end: t.End, kind: t.Kind, sign: t.Sign, spaced: t.Spaced, clock: t.Clock, rune: t.Rune, value: t.Value,
	}
}
