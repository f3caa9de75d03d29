package intent

import (
	"slices"
	"strings"
)

// solidity weighs a cue against what stands around it.
type solidity struct{ *view }

func (v *view) solidity() solidity { return solidity{v} }

// keep drops the cues that ok refuses.
func (v solidity) keep(ok func(cue) bool) {
	kept := v.kept[:0] // for ok asks of all cues
	for _, c := range v.cues {
		if ok(c) {
			kept = append(kept, c)
		}
	}
	v.cues, v.kept = kept, v.cues
}

// isSolid tells whether no other cue explains this one better: a greeting's
// "how are you" is no question, "good morning" no mood, and "how many plants
// should I eat" asks for no summary.
func (v solidity) isSolid(c cue) bool {
	if c.intent == string(Correction) && (isIf(c.detail) || c.detail == "measure") && v.asksAt(c.start) { // "is garlic powder a plant or only a quarter?"
		return false
	}
	if c.intent == string(Correction) && v.weighedAsked(c) { // "agave instead of sugar, better?"
		return false
	}
	if from, to, ok := v.captures().capture(&c, "words"); ok && c.detail == detailKnown && to-from > mostKind { // "… was brown so i chucked it"
		return false
	}
	if c.intent == string(Correction) && c.detail == "move" && v.namesMeal(c) {
		return false
	}
	if c.detail == questionPair && v.complains(c.start, c.end-1) {
		return false
	}
	if c.detail == questionIdea && v.alarms().denied(c) { // "don't fancy dinner"
		return false
	}
	if c.intent == string(Question) && slices.ContainsFunc(v.others, func(o cue) bool { return o.start <= c.start && c.end <= o.end }) { // "today is 3"
		return false
	}
	for _, o := range v.cues {
		switch {
		case v.inFood(c) && !statement(Intent(c.intent)):
			return false
		case (o.detail == questionSure || v.asking().opens(o)) && c.intent == string(Summary) && c.detail != detailLook && c.detail != string(WhichReport) && v.sameSentence(o, c),
			c.intent == string(Summary) && v.alarms().denied(c):
			return false
		case o.intent == string(Skin) && c.detail == "note" && c.intent == string(Lifestyle) && v.goesOnFrom(o, c): // "skin was bad today" is no bad day
			return false
		case o.end <= c.start || c.end <= o.start:
		case c.intent == string(Unknown) && o.intent == string(ReminderSettings): // "leave me in peace until the 25th" is no recipe
			return false
		case c.intent == string(Correction) && o.intent == string(ReminderSettings): // "the fermented thing at six instead" moves no meal
			return false
		case c.intent == string(Skin) && o.intent == string(Lifestyle) && scaleKind(o) == kindGut && o.start <= c.start && c.end <= o.end: // "chest burning"
			return false
		case o.intent == string(Greeting) && o.start <= c.start && c.end <= o.end &&
			(c.intent == string(Question) || c.intent == string(Lifestyle) || c.intent == string(ReminderSettings)):
			return false
		case o.detail == questionSure && c.intent == string(ReminderSettings) && o.start <= c.start && c.start < o.end &&
			(Action(c.detail) != ActSet || c.end <= o.end): // "remind me what kvass is", but not "can my report come on Saturday"
			return false
		case o.intent == string(Correction) && c.intent == string(Undo) && !isIf(o.detail) && o.start <= c.start && c.end <= o.end,
			o.intent == string(Undo) && c.intent == string(Correction) && (isIf(c.detail) || c.end < o.end):
			return false
		case c.intent == string(Question) && o.intent == string(Correction) && o.start <= c.start && v.verdict().swaps(o):
			return false
		case c.intent == string(Correction) && o.intent == string(Question) && o.start > c.start && !v.verdict().swaps(c),
			c.intent == string(Question) && o.intent == string(Lifestyle) && v.exclaims(o, c):
			return false
		case o.detail == detailList && (c.intent == string(Summary) || c.intent == string(Question)):
			return !v.heads(o)
		case o.detail == detailUnsaid && (c.intent == string(Summary) || c.intent == string(Question)):
			return false
		case o.detail == "rating" && (c.intent == string(Summary) || c.intent == string(Question)):
			return false
		}
	}
	return true
}

// complains reports whether the stretch names a complaint of skin or gut, or tells of
// the teller.
func (v solidity) complains(from, to int) bool {
	for i := from; i < to; i++ {
		if v.is(i, v.class.tag) || v.is(i, v.class.gutTag) || v.is(i, v.class.spots) || v.is(i, v.class.ate) || v.is(i, v.class.did) || v.is(i, v.class.me) || v.toks[i].Number {
			return true
		}
	}
	return false
}

// mostKind is how many words say of which kind a food was.
const mostKind = 3

// namesMeal reports whether a move of the last entry to a meal only says which
// meal the foods right after it are: "this is my lunch, a tuna sandwich".
func (v solidity) namesMeal(c cue) bool {
	if c.end >= len(v.toks) || !v.is(c.end-1, v.class.meal) || v.is(c.start, v.class.fix) {
		return false
	}
	next := c.end
	for next < len(v.toks) && next < c.end+mostBeforeFood && v.toks[next].Food == 0 {
		next++ // "two", "some of the"
	}
	pause := v.text[v.toks[c.end-1].End:v.toks[c.end].Start]
	return next < len(v.toks) && v.toks[next].Food > 0 && strings.ContainsAny(pause, ",:-–")
}

// asksAt reports whether the sentence of token i opens as a question does.
func (v solidity) asksAt(i int) bool {
	from, _ := v.sentence(i)
	for from < i && v.lex.IsLeadIn(v.toks[from].ID) {
		from++
	}
	return v.lex.Is(v.toks[from].ID, v.class.asking)
}

// inFood tells whether the cue is a part of the name of a food that was eaten:
// the "hush" of "hush puppies".
func (v solidity) inFood(c cue) bool {
	if c.start == c.end || v.toks[c.start].Food < c.end {
		return false
	}
	for i := c.start; i < c.end; i++ {
		if !v.toks[i].eaten || v.toks[i].guessed {
			return false
		}
	}
	return c.start > 0 && v.toks[c.start-1].Food >= c.end || v.toks[c.start].Food > c.end
}

// goesOnFrom tells whether the later cue starts within the clause of the
// earlier one and inside it.
func (v solidity) goesOnFrom(earlier, later cue) bool {
	return later.start > earlier.start && later.start <= earlier.end && v.clauseFrom(later.start) == v.clauseFrom(earlier.start)
}

// exclaims tells whether what looks like a question is the beginning of a
// statement: "what a day", "will make a smoothie later".
func (v solidity) exclaims(told, question cue) bool {
	return told.start == question.start && question.end <= told.end && !v.toks[told.start].Asked
}

// heads tells whether foods follow the list's heading, and nothing is asked.
func (v solidity) heads(list cue) bool {
	return v.requests().foodIn(list.end, len(v.toks)) && !v.toks[list.start].Asked
}

func (v solidity) sameSentence(a, b cue) bool {
	from, to := v.sentence(a.start)
	return from <= b.start && b.start < to
}

// stands tells whether the cue still counts: requests always, statements
// outside of foods, questions and requests.
func (v solidity) stands(c cue) bool {
	switch Intent(c.intent) {
	case Question, Summary, Undo, ReminderSettings, Correction, Unknown:
		return true
	}
	if c.intent == string(Lifestyle) && v.qualifies(c) {
		return false
	}
	inFood := true
	for i := c.start; i < c.end; i++ {
		if v.toks[i].claimed {
			return false
		}
		inFood = inFood && v.toks[i].eaten
	}
	return !inFood || c.start == c.end
}

// qualifies tells whether the cue only says what a food was without: "coffee
// with no sugar".
func (v solidity) qualifies(c cue) bool {
	if c.start == 0 || v.toks[c.start].Clause || !v.lex.Is(v.toks[c.start].ID, v.class.negation) {
		return false
	}
	before := c.start - 1
	if before > 0 && v.toks[before].Text == "with" {
		before--
	}
	return v.toks[before].eaten
}

// has finds the first cue of the intent.
func (v solidity) has(i Intent) (cue, bool) {
	for _, c := range v.cues {
		if c.intent == string(i) {
			return c, true
		}
	}
	return cue{}, false
}

// weighedAsked reports whether the cue stands in what asks by the weight of its
// signs.
func (v solidity) weighedAsked(c cue) bool {
	return slices.ContainsFunc(v.cues, func(o cue) bool { return o.detail == detailAsks && o.start <= c.start && c.end <= o.end })
}
