package food

import "sync"

// Reader reads messages with one lexicon. It is safe for concurrent use.
type Reader struct {
	lexicon *Lexicon
	states  sync.Pool // of *state
}

// NewReader returns a reader of messages.
func NewReader(l *Lexicon) *Reader {
	return &Reader{lexicon: l, states: sync.Pool{New: func() any { return new(state) }}}
}

// Lexicon is what the reader reads with.
func (r *Reader) Lexicon() *Lexicon { return r.lexicon }

// Read tells what was eaten and drunk according to text. It never fails: what
// it does not understand it leaves out, and words that look like foods it
// reports as unknown.
func (r *Reader) Read(text string, m Moment) Reading {
	s := r.states.Get().(*state)
	defer r.states.Put(s)
	s.reset(r.lexicon, text, m)
	s.tokenise()
	if s.silent() {
		return Reading{Foreign: true}
	}
	s.mark()
	s.judge()
	s.draft()
	s.date()
	return s.reading()
}

// state is the working memory of one Read, kept for the next.
type state struct {
	lexicon *Lexicon
	text    string
	moment  Moment
	scan    scanner
	folded  []byte
	raw     []token // as they stand in the text
	tokens  []token // short forms spelled out
	marks   []mark
	drafts  []draft
	clauses []Clause
}

func (s *state) reset(l *Lexicon, text string, m Moment) {
	s.lexicon, s.text, s.moment = l, text, m
	s.tokens, s.marks, s.drafts, s.clauses = s.tokens[:0], s.marks[:0], s.drafts[:0], s.clauses[:0]
	s.scan.steps = 0
}
