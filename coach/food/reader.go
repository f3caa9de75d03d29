package food

import (
	"strings"
	"sync"

	"gutskin/coach/assert"
	"gutskin/coach/lang"
)

// Reader reads messages with one lexicon. It is safe for concurrent use.
type Reader struct {
	lexicon *Lexicon
	heads   []headKind      // by food: what its canonical name is
	bare    []int32         // by unit: the food that it holds where none is named; -1: none
	rawOf   map[int32]int32 // by food: the row of the same that is raw
	states  sync.Pool       // of *state
}

// rawPrefix begins the name of a food's row that is raw where its usual one isn't.
const rawPrefix = "raw "

// NewReader returns a reader of messages.
func NewReader(l *Lexicon) *Reader {
	heads := make([]headKind, len(l.foods))
	for i := range l.foods {
		heads[i] = l.language.newEntry(l.words.phrase(l.foods[i].name, true)).head
	}
	bare := make([]int32, len(l.language.units))
	for i := range bare {
		bare[i] = l.foodCalled(l.words.phrase(l.language.units[i].bare, true))
	}
	raw := map[int32]int32{}
	for i := range l.foods {
		if cooked, ok := strings.CutPrefix(l.foods[i].name, rawPrefix); ok {
			if food := l.foodCalled(l.words.phrase(cooked, true)); food >= 0 {
				raw[food] = int32(i)
			}
		}
	}
	r := &Reader{lexicon: l, heads: heads, bare: bare, rawOf: raw}
	r.states.New = func() any { return &state{heads: heads, bare: bare, rawOf: raw} }
	return r
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
	s.lexed = s.scan.Tokens(text, s.lexed[:0])
	return s.readAll(s.lexed)
}

// ReadTokens is Read for a text that is cut into its tokens already.
func (r *Reader) ReadTokens(text string, tokens []lang.Token, m Moment) Reading {
	s := r.states.Get().(*state)
	defer r.states.Put(s)
	s.reset(r.lexicon, text, m)
	return s.readAll(tokens)
}

func (s *state) readAll(tokens []lang.Token) Reading {
	s.tokenise(tokens)
	s.bracketKinds()
	s.useOwn()
	if s.unknowns().silent() {
		return Reading{Foreign: true}
	}
	s.mark()
	s.judge()
	s.draft()
	s.clocks().date()
	return s.outcome().reading()
}

// state is the working memory of one Read, kept for the next.
type state struct {
	lexicon  *Lexicon
	heads    []headKind
	bare     []int32
	rawOf    map[int32]int32
	text     string
	moment   Moment
	scan     lang.Scanner
	lexed    []lang.Token // as the scanner cuts them
	folded   []byte
	raw      []token // as they stand in the text
	tokens   []token // short forms spelled out
	marks    []mark
	spans    []assert.Span // the marks, for the resolver
	resolver assert.Resolver
	drafts   []draft
	nameless []int32 // tokens of vessels, of which nothing tells what was in them
	clauses  []Clause
	drafted  []uint32 // by food: the number of the Read that last drafted it
	read     uint32   // counts the Reads of this state
	steps    int      // of the search for names and phrases
}

func (s *state) reset(l *Lexicon, text string, m Moment) {
	s.lexicon, s.text, s.moment = l, text, m
	s.tokens, s.marks, s.drafts, s.clauses, s.nameless = s.tokens[:0], s.marks[:0], s.drafts[:0], s.clauses[:0], s.nameless[:0]
	s.scan.Steps, s.steps = 0, 0
	s.read++
	if len(s.drafted) < len(l.foods) || s.read == 0 {
		s.drafted, s.read = make([]uint32, len(l.foods)), 1
	}
}
