package intent

import "gutskin/coach/lang"

// teachKind is the kind of the phrases that teach a word.
const teachKind = "teach"

// teachIf is the detail of phrases that teach only a word that nobody knows.
const teachIf = "word_if"

// Teach gives a word of the person's own its meaning.
type Teach struct {
	Bytes
	Word, Meaning string // in the message's words
}

// teach is the word that the message teaches.
func (v *view) teach() (Teach, bool) {
	for i := range v.teaches {
		c := &v.teaches[i]
		if len(c.captures) != 2 {
			continue
		}
		word, meaning := c.captures[0], c.captures[1]
		if c.detail == teachIf && !v.unheard(word.Start, word.End) {
			continue
		}
		// What it means goes on to the end of its sentence: "eggs, toast and tea".
		_, end := v.sentence(meaning.End - 1)
		return Teach{v.bytes(c.start, end), v.textOf(word.Start, word.End), v.textOf(meaning.Start, end)}, true
	}
	return Teach{}, false
}

// unheard reports whether the tokens are a name that nobody knows but, maybe,
// the person who taught it.
func (v *view) unheard(from, to int) bool {
	if _, own := v.moment.Own[lang.Fold(v.textOf(from, to))]; own {
		return true
	}
	for i := from; i < to; i++ {
		if v.toks[i].eaten || v.is(i, v.class.meal) {
			return false
		}
	}
	for i := from; i < to; i++ {
		if v.isUnknown(&v.toks[i]) {
			return true
		}
	}
	return false
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
