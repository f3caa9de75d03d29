package intent

import (
	"strings"

	"gutskin/coach/food"
)

// view is one message while it is being read.
type view struct {
	*Reader
	text   string
	moment food.Moment
	food   food.Reading
	toks   []token
	spans  [][]span

	cues   []cue
	alarms []cue
	steps  int
}

// cue is a phrase found, with what it speaks for.
type cue struct {
	intent, detail string
	start, end     int // tokens
}

// look reads the foods, cuts the text and finds the phrases' words.
func (r *Reader) look(text string, m food.Moment) *view {
	v := &view{Reader: r, text: text, moment: m, food: r.foods.Read(text, m), toks: tokenise(text)}
	v.markFoods()
	for i := range v.toks {
		v.resolve(i)
	}
	v.spans = make([][]span, len(v.toks)+1)
	longs := matcher{trie: &r.lex.longs, lex: r.lex, toks: v.toks, spans: v.spans}
	for _, m := range longs.run() {
		v.spans[m.start] = append(v.spans[m.start], span{m.phrase, m.end})
	}
	v.steps = longs.steps
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
		from, to := v.tokensOf(it.Span)
		for k := from; k < to; k++ {
			v.toks[k].guessed = !strings.Contains(it.Food, v.toks[k].text)
		}
	}
}

func (v *view) mark(s food.Span, eaten bool) {
	from, to := v.tokensOf(s)
	for i := from; i < to; i++ {
		v.toks[i].food, v.toks[i].eaten = to, eaten
	}
}

// tokensOf are the tokens that the span holds.
func (v *view) tokensOf(s food.Span) (from, to int) {
	for from < len(v.toks) && v.toks[from].end <= s.Start {
		from++
	}
	to = from
	for to < len(v.toks) && v.toks[to].start < s.End {
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
	vocab := v.lex.vocab
	if t.number {
		t.word = vocab.ids[t.text]
		return
	}
	if t.word = vocab.find(t.text); t.word != 0 || t.food > 0 && !v.isUnknown(t) {
		return
	}
	if one, ok := strings.CutSuffix(t.text, "s"); ok && len(one) >= shortestStem { // "throats", "throat's", "wants"
		if t.word = vocab.ids[one]; t.word != 0 {
			t.typo = true
			return
		}
	}
	t.word = vocab.mistyped(t.text)
	t.typo = t.word != 0
}

func (v *view) isUnknown(t *token) bool {
	for _, s := range v.food.Unknown {
		if t.start >= s.Start && t.end <= s.End {
			return true
		}
	}
	return false
}

// is tells whether token i alone, or a phrase that starts there, is of the
// class.
func (v *view) is(i int, class int32) bool {
	if v.lex.is(v.toks[i].word, class) {
		return true
	}
	for _, s := range v.spans[i] {
		if s.class == class {
			return true
		}
	}
	return false
}

// value is the value in the class of the longest phrase at token i, and where
// that ends.
func (v *view) value(i int, class int32) (value string, end int, ok bool) {
	for _, s := range v.spans[i] {
		if s.class != class && v.lex.base[s.class] == class && s.end > end {
			value, end, ok = v.lex.values[s.class], s.end, true
		}
	}
	if ok || v.toks[i].word == 0 {
		return value, end, ok
	}
	for _, c := range v.lex.classesOf[v.toks[i].word] {
		if c != class && v.lex.base[c] == class {
			return v.lex.values[c], i + 1, true
		}
	}
	return "", i, false
}

// sentence is the tokens of the sentence that holds token i.
func (v *view) sentence(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !v.toks[from].sentence {
		from--
	}
	for to < len(v.toks) && !v.toks[to].sentence {
		to++
	}
	return from, to
}

// clauseFrom is where the clause that holds token i starts.
func (v *view) clauseFrom(i int) int {
	for i > 0 && !v.toks[i].clause {
		i--
	}
	return i
}
