package intent

import (
	"slices"
	"strings"

	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// view is one message while it is being read. What is read of it holds nothing
// of the view, which is kept for the next message.
type view struct {
	*Reader
	scan   lang.Scanner
	cut    []lang.Token
	words  []lang.Word
	heard  []lang.Word // for coach/care
	at     func(i int) *lang.Word
	slotAt lang.Slot

	text   string
	moment food.Moment
	food   food.Reading
	toks   []token
	finder *lang.Finder
	spans  [][]lang.Span
	seen   []bool // by phrase: whether it is among the parts

	cues  []cue
	kept  []cue // memory for the next cues
	fixes []cue // the corrections that the message tells
	care  care.Reading

	after            []food.Item // what a complaint of the gut says was had before
	answers, teaches []cue       // what answers a question, and what teaches a word
	others           []cue       // ratings of other days than the one at hand
	asks             []asked     // what may be a wish
	steps            int

	roles    []rolePart // memory for the parts of a correction
	ends     []int      // and for where one may end
	cutShort bool       // a food was cut at the end of a clause
}

// token is a word of the message and what the message makes of it.
type token struct {
	lang.Word
	eaten   bool // it is part of a food read as eaten
	guessed bool // the food's name doesn't hold the word: another name, or a typo
	void    bool // part of a figure of speech
	mute    bool // part of words that are no cue, though foods in them are foods
	claimed bool // what a question or request is about, so no statement
	planned bool // what a wish or plan is about
	before  bool // it was had before a complaint of the gut
	fixed   bool // part of a food that a correction names
}

// cue is a phrase found, with what it speaks for.
type cue struct {
	intent, detail string
	start, end     int // tokens
	captures       []lang.Capture
	target         string // of a correction: which entry, where the words point to one ("first", "before")
}

func (r *Reader) newView() *view {
	v := &view{Reader: r, finder: r.lex.NewFinder(), seen: make([]bool, len(r.lex.Phrases))}
	v.at = func(i int) *lang.Word { return &v.toks[i].Word }
	v.slotAt = v.captures().slot
	return v
}

// asked is a phrase found of a wish, and which.
type asked struct {
	cue
	line int32
}

// look reads the foods, cuts the text and finds the phrases' words.
func (r *Reader) look(text string, m food.Moment) *view {
	v := r.views.Get().(*view)
	v.text, v.moment, v.care = text, m, care.Reading{}
	v.cues, v.fixes, v.after = v.cues[:0], nil, nil
	v.answers, v.teaches, v.others = v.answers[:0], v.teaches[:0], v.others[:0]
	v.asks = v.asks[:0]
	v.cut = v.scan.Tokens(text, v.cut[:0])
	v.food = r.foods.ReadTokens(text, v.cut, m)
	v.words = lang.AppendWords(v.words[:0], text, v.cut)
	v.toks = slices.Grow(v.toks[:0], len(v.words))[:len(v.words)]
	for i := range v.words {
		v.toks[i] = token{Word: v.words[i]}
	}
	v.markFoods()
	for i := range v.toks {
		v.resolve(i)
	}
	v.finder.Reset(len(v.toks), v.at)
	v.spans = v.finder.Longs()
	v.joinClauses()
	v.alarms().listen()
	return v
}

// markFoods notes which tokens the food reader took for foods.
func (v *view) markFoods() {
	for _, s := range v.food.Unknown {
		v.mark(s, false)
	}
	for _, s := range v.food.NotEaten {
		v.mark(s, false)
	}
	for i := range v.food.Items {
		it := &v.food.Items[i]
		v.mark(it.Span, true)
		_, taught := v.moment.Own[lang.Fold(it.Text)]
		from, to := v.tokensOf(it.Span)
		for k := from; k < to; k++ {
			v.toks[k].guessed = !taught && !strings.Contains(it.Food, v.toks[k].Text)
		}
	}
}

func (v *view) mark(s food.Span, eaten bool) {
	from, to := v.tokensOf(s)
	for i := from; i < to; i++ {
		v.toks[i].Food, v.toks[i].eaten = to, eaten
	}
}

// tokensOf are the tokens that the span holds.
func (v *view) tokensOf(s food.Span) (from, to int) {
	for from < len(v.toks) && v.toks[from].End <= s.Start {
		from++
	}
	to = from
	for to < len(v.toks) && v.toks[to].Start < s.End {
		to++
	}
	return from, to
}

// shortestStem is the least that must be left of a word without its "s".
const shortestStem = 4

// resolve finds the token's word. Only words that the food reader has no
// reading for may be typos of words that intents are told by.
func (v *view) resolve(i int) {
	t := &v.toks[i]
	if t.Number {
		t.ID = v.lex.ID(t.Text)
		return
	}
	t.Text = v.lex.Spelled(t.Text)
	if t.ID = v.lex.Find(t.Text); t.ID != 0 || t.Food > 0 && !v.isUnknown(t) {
		return
	}
	if one, ok := strings.CutSuffix(t.Text, "s"); ok && len(one) >= shortestStem { // "throats", "throat's", "wants"
		if t.ID = v.lex.ID(one); t.ID != 0 {
			t.Typo = true
			return
		}
	}
	t.ID = v.lex.Mistyped(t.Text)
	t.Typo = t.ID != 0
}

func (v *view) isUnknown(t *token) bool {
	for _, s := range v.food.Unknown {
		if t.Start >= s.Start && t.End <= s.End {
			return true
		}
	}
	return false
}

// is reports whether token i alone, or a phrase that starts there, is of the
// class.
func (v *view) is(i int, class int32) bool {
	return v.finder.Any(class) && v.isAt(i, class)
}

// isAt is is for a class that holds something of the message.
func (v *view) isAt(i int, class int32) bool {
	if v.finder.Is(i, class) {
		return true
	}
	for _, s := range v.spans[i] {
		if s.Class == class {
			return true
		}
	}
	return false
}

// value is the value in the class of the longest phrase at token i, and where
// that ends.
func (v *view) value(i int, class int32) (value string, end int, ok bool) {
	if !v.finder.Any(class) {
		return "", i, false
	}
	return v.valueFrom(i, class)
}

// valueFrom is value for a class that holds something of the message.
func (v *view) valueFrom(i int, class int32) (value string, end int, ok bool) {
	for _, s := range v.spans[i] {
		if val, is := v.lex.SpanValue(s, class); is && s.End > end {
			value, end, ok = val, s.End, true
		}
	}
	if ok {
		return value, end, ok
	}
	if value, ok = v.lex.ValueOf(v.toks[i].ID, class); ok {
		return value, i + 1, true
	}
	return "", i, false
}

// sentence is the tokens of the sentence that holds token i.
func (v *view) sentence(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !v.toks[from].Sentence {
		from--
	}
	for to < len(v.toks) && !v.toks[to].Sentence {
		to++
	}
	return from, to
}

// clauseFrom is where the clause that holds token i starts.
func (v *view) clauseFrom(i int) int {
	for i > 0 && !v.toks[i].Clause {
		i--
	}
	return i
}
