package lang

import "slices"

// place is a word of a message, or the message's end, with all that the phrases'
// signs ask of it worked out once.
type place struct {
	word    int32    // its number, 0 for none
	food    int32    // the end of the food that it is part of; 0: none
	marks   marks    // what holds of it
	classes classSet // that hold the word alone
}

// marks has a bit for each elementKind that asks no more than whether it holds
// at a place, and one for each of what follows here.
type marks uint32

// What is known of a word besides.
const (
	typo marks = 1 << (iota + elSentenceEnd + 1)
	sentence
	clause
	filler
	leadIn
	leadOut
	trail
	joiner
)

// is reports whether any of the marks holds.
func (p *place) is(m marks) bool { return p.marks&m != 0 }

// holds reports whether the sign holds before the word.
func (p *place) holds(sign elementKind) bool { return p.marks>>sign&1 != 0 }

func (p *place) note(sign elementKind, holds bool) {
	if holds {
		p.marks |= 1 << sign
	}
}

// lay makes the places of a message of n words.
func (f *Finder) lay(n int, at func(i int) *Word) {
	f.places = slices.Grow(f.places[:0], n+1)[:n+1]
	asked := false
	for i := range n {
		w, p := at(i), &f.places[i]
		*p = place{word: w.ID, food: int32(w.Food), marks: f.program.marks[w.ID], classes: f.program.sets.holding(w.ID)}
		if w.Typo {
			p.marks |= typo
		}
		if w.Sentence {
			p.marks |= sentence
		}
		if w.Clause {
			p.marks |= clause
		}
		p.note(elNumber, w.Number)
		p.note(elSame, !w.Clause)
		p.note(elAsked, asked)
		asked = w.Asked
	}
	f.places[n] = place{}
	f.places[n].note(elAsked, asked)
	f.noteEdges()
}

// noteEdges works out where clauses, sentences and the message begin and end.
func (f *Finder) noteEdges() {
	for i := range f.places {
		p := &f.places[i]
		p.note(elClauseStart, f.clauseStart(i))
		p.note(elSentenceStart, f.sentenceStart(i))
		p.note(elStart, f.messageStart(i))
		p.note(elClauseEnd, f.clauseEnd(i))
		p.note(elSentenceEnd, f.sentenceEnd(i))
		p.note(elEnd, f.messageEnd(i))
	}
}

// end is the place after the last word.
func (f *Finder) end() int { return len(f.places) - 1 }

// clauseStart reports whether a clause starts at word i, maybe after words that
// lead in ("and", "ok", "hey").
func (f *Finder) clauseStart(i int) bool {
	for least := i - mostFillers; i < f.end() && i >= least; i-- {
		if f.places[i].is(clause) {
			return true
		}
		if i == 0 || !f.places[i-1].is(leadIn) {
			return false
		}
	}
	return false
}

// sentenceStart reports whether a sentence starts at word i, maybe after words
// that lead in, or a word that joins clauses stands before it.
func (f *Finder) sentenceStart(i int) bool {
	for least := i - mostFillers; i < f.end() && i >= least; i-- {
		if f.places[i].is(sentence) || i > 0 && f.places[i-1].is(joiner) {
			return true
		}
		if i == 0 || !f.places[i-1].is(leadIn) {
			return false
		}
	}
	return false
}

func (f *Finder) messageStart(i int) bool {
	for least := i - mostFillers; i > 0 && i >= least && f.places[i-1].is(leadIn); {
		i--
	}
	return i == 0
}

// clauseEnd reports whether a clause ends before word i, maybe with words that
// lead out ("please", "thanks", "lol").
func (f *Finder) clauseEnd(i int) bool {
	for most := i + mostFillers; i < f.end() && i <= most && !f.places[i].is(clause); i++ {
		if f.places[i].is(joiner) {
			return true
		}
		if !f.places[i].is(leadOut | trail) {
			return false
		}
	}
	return true
}

// sentenceEnd reports whether a sentence ends before word i, maybe with words
// that lead out.
func (f *Finder) sentenceEnd(i int) bool {
	for most := i + mostFillers; i < f.end() && i <= most && !f.places[i].is(sentence); i++ {
		if !f.places[i].is(leadOut) {
			return false
		}
	}
	return true
}

func (f *Finder) messageEnd(i int) bool {
	for most := i + mostFillers; i < f.end() && i <= most && f.places[i].is(leadOut); {
		i++
	}
	return i == f.end()
}
