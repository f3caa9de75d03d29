package intent

import (
	"strings"

	"gutskin/coach/lang"
)

// lessons reads words that are taught.
type lessons struct{ *view }

func (v *view) lessons() lessons { return lessons{v} }

// teachKind is the kind of the phrases that teach a word.
const teachKind = "teach"

// The details of phrases that teach.
const (
	teachWord = "word"
	teachFood = "word_food" // only where it means a food
	teachIf   = "word_if"   // only a word that nobody knows
)

// Teach gives a word of the person's own its meaning.
type Teach struct {
	Bytes
	Word, Meaning string // in the message's words
}

// teach is the word that the message teaches.
func (v lessons) teach() (Teach, bool) {
	for i := range v.teaches {
		c := &v.teaches[i]
		if len(c.captures) != 2 {
			continue
		}
		word, meaning := c.captures[0], c.captures[1]
		word.Start = v.wordFrom(word.Start, word.End)
		switch {
		case v.quoted(word.Start, word.End):
		case !v.names(word.Start, word.End):
			continue
		case c.detail == teachIf && !v.unheard(word.Start, word.End):
			continue
		case c.detail == teachFood && !v.onlyFood(meaning.Start, meaning.End):
			continue
		}
		// What it means goes on to the end of its sentence: "eggs, toast and tea".
		_, end := v.sentence(meaning.End - 1)
		return Teach{v.acting().bytes(c.start, end), v.captures().textOf(word.Start, word.End), v.captures().textOf(meaning.Start, end)}, true
	}
	return Teach{}, false
}

// wordFrom is where the word to be taught begins among the tokens, after "that"
// or "my".
func (v lessons) wordFrom(from, to int) int {
	for v.is(from, v.class.beforeWord) {
		end := from + 1
		for _, s := range v.spans[from] {
			if s.Class == v.class.beforeWord {
				end = max(end, s.End)
			}
		}
		if end >= to {
			break
		}
		from = end
	}
	return from
}

// names reports whether the tokens can be a word of somebody's own: they name no
// meal, and one of them is more than a small word of the language.
func (v lessons) names(from, to int) bool {
	own := false
	for i := from; i < to; i++ {
		if v.is(i, v.class.meal) {
			return false
		}
		own = own || !v.is(i, v.class.english) && !v.is(i, v.class.beforeWord) && !v.lex.IsLeadIn(v.toks[i].ID) && !v.toks[i].Number
	}
	return own
}

// quoted reports whether the tokens stand in quotation marks: "brekkie box" is
// oats with kefir.
func (v lessons) quoted(from, to int) bool {
	if from >= to {
		return false
	}
	before, after := v.text[:v.toks[from].Start], v.text[v.toks[to-1].End:]
	for _, marks := range [...][2]string{{`"`, `"`}, {"“", "”"}, {"'", "'"}, {"‘", "’"}} {
		if strings.HasSuffix(before, marks[0]) && strings.HasPrefix(after, marks[1]) {
			return true
		}
	}
	return false
}

// onlyFood reports whether the tokens hold a food, and don't tell of eating it.
func (v lessons) onlyFood(from, to int) bool {
	for i := from; i < to; i++ {
		if v.is(i, v.class.ate) || v.is(i, v.class.negation) {
			return false
		}
	}
	return v.requests().foodIn(from, to)
}

// unheard reports whether the tokens are a name that nobody knows but, maybe,
// the person who taught it.
func (v lessons) unheard(from, to int) bool {
	if _, own := v.moment.Own[lang.Fold(v.captures().textOf(from, to))]; own {
		return true
	}
	unknown := false
	for i := from; i < to; i++ {
		if v.toks[i].eaten {
			return false
		}
		unknown = unknown || v.isUnknown(&v.toks[i])
	}
	return unknown
}

// Teach is the word that the message teaches; ok is false for none.
func (m *Message) Teach() (t Teach, ok bool) {
	for _, act := range m.Acts {
		if t, ok = act.(Teach); ok {
			return t, true
		}
	}
	return Teach{}, false
}
