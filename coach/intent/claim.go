package intent

import "slices"

// claims finds what questions, requests and plans are about, which tells nothing.
type claims struct{ *view }

func (v *view) claims() claims { return claims{v} }

// claim marks what questions and requests are about, so that it isn't taken
// for a statement, and then keeps only the statements outside.
func (v claims) claim() {
	v.solidity().keep(v.solidity().isSolid)
	v.chooseFix()
	v.askSentences()
	for _, c := range v.cues {
		switch Intent(c.intent) {
		case Question, Summary, Undo, ReminderSettings:
			for i, to := v.claimFrom(c.start), v.claimEnd(c.start+1); i < to; i++ {
				v.toks[i].claimed = true
			}
		}
		if Intent(c.intent) == Skin || c.detail == detailSymptom || scaleKind(c) == kindGut {
			v.blame(c)
		}
		switch {
		case c.detail == detailPlan && v.tookIt(c.end): // no plan any more
		case c.detail == detailPlan, c.detail == detailLost, c.detail == detailApplied:
			v.plan(c.start, v.planEnd(c.end))
		case c.detail == detailOthers && v.joinsIn(c.end): // "everyone had cake, me too"
		case c.detail == detailOthers:
			v.plan(c.start, v.ownFrom(c.end))
		case Intent(c.intent) == Skin:
			v.plan(v.foodsWithin(c))
		}
	}
	v.solidity().keep(v.solidity().stands)
}

// chooseFix keeps the corrections that say most, and marks the foods that they
// name as their own.
func (v claims) chooseFix() {
	v.fixes = v.correcting().corrections()
	v.solidity().keep(func(c cue) bool {
		return c.intent != string(Correction) || slices.ContainsFunc(v.fixes, func(f cue) bool { return f.start == c.start && f.end == c.end && f.detail == c.detail })
	})
	for _, fix := range v.fixes {
		if isIf(fix.detail) {
			continue
		}
		for i := fix.start; i < fix.end; i++ {
			v.toks[i].fixed = v.toks[i].Food > 0
			v.toks[i].claimed = v.toks[i].claimed || v.toks[i].fixed && len(fix.captures) > 0
		}
		for _, c := range fix.captures {
			right := v.lex.Slots[c.Slot] == "right" || v.correcting().wasIn(c.Start, c.End) > 0 // the milk was soya
			for i := c.Start; i < c.End && right; i++ {
				v.toks[i].claimed = false
			}
		}
	}
}

// firm reports whether the message tells a correction that holds whatever the
// diary says.
func (v claims) firm() bool {
	return slices.ContainsFunc(v.fixes, func(c cue) bool { return !isIf(c.detail) })
}

// plan marks the tokens as told of something not eaten.
func (v claims) plan(from, to int) {
	for i := from; i < to; i++ {
		v.toks[i].planned = true
	}
}

// foodsWithin is the stretch of a skin note when it holds a food among its
// other words: "cheeks super dry" tells of no beer.
func (v claims) foodsWithin(c cue) (from, to int) {
	for i := c.start; i < c.end; i++ {
		if !v.toks[i].eaten {
			return c.start, c.end
		}
	}
	return 0, 0
}

// blame marks the foods that a skin note or a complaint names as its cause
// ("bloated after pizza"): they count only where the clause says that they
// were eaten.
func (v claims) blame(c cue) {
	from, to := c.start, v.planEnd(c.end)
	if to < len(v.toks) && !v.toks[to].Sentence && v.is(to, v.class.cause) {
		to = v.planEnd(to + 1) // "tummy ache, probably the beans"
	}
	for i := c.start; i < to; i++ {
		if v.is(i, v.class.ate) {
			return
		}
	}
	for from < to && !v.is(from, v.class.cause) {
		from++
	}
	v.plan(from, to)
	for i := from; i < to && v.body().ofGut(c) && (v.is(from, v.class.after) || v.is(from, v.class.since)); i++ {
		v.toks[i].before = true
	}
}

// claimFrom is where the request that starts at token i begins to claim: with
// its clause, or after what was told before a joint ("had kefir already so
// stop reminding me").
func (v claims) claimFrom(i int) int {
	from := v.clauseFrom(i)
	told := false
	at := from
	for k := from; k < i; k++ {
		if told && v.lex.Is(v.toks[k].ID, v.class.join) {
			at = k
		}
		told = told || v.is(k, v.class.ate)
	}
	return at
}

// claimEnd is where the request that starts before token i ends: with its
// sentence, or where a clause begins to tell what was eaten.
func (v claims) claimEnd(i int) int {
	for ; i < len(v.toks) && !v.toks[i].Sentence; i++ {
		if v.toks[i].Clause && v.tellsEating(i) {
			return i
		}
	}
	return i
}

// planEnd is where what the plan before token i is about ends: with its
// clause, or before what was eaten ("hubby had steak and I had fish", "the milk
// was off so black coffee").
func (v claims) planEnd(i int) int {
	for ; i < len(v.toks) && !v.toks[i].Clause; i++ {
		if v.is(i, v.class.resumes) && v.eatenWithin(i+1, mostBeforeFood) {
			return i
		}
		if !v.is(i, v.class.ate) && !v.is(i, v.class.did) {
			continue
		}
		told := i - 1
		if told > 0 && v.lex.Is(v.toks[told].ID, v.class.me) {
			told--
		}
		if v.lex.IsLeadIn(v.toks[told].ID) {
			return i
		}
	}
	return i
}

// tookIt tells whether the message goes on from token i to say that the food
// just named was eaten: "I love kefir so had two glasses".
func (v claims) tookIt(i int) bool {
	for i = max(i, 1); i+1 < len(v.toks); i++ {
		if v.is(i, v.class.ate) && (v.toks[i].Clause || v.lex.IsLeadIn(v.toks[i-1].ID) || v.is(i-1, v.class.i)) {
			return (v.toks[i+1].Number || v.is(i+1, v.class.taken)) && !v.eatenFrom(i+1)
		}
	}
	return false
}

// eatenFrom tells whether a food was read as eaten from token i on.
func (v claims) eatenFrom(i int) bool {
	for ; i < len(v.toks); i++ {
		if v.toks[i].eaten {
			return true
		}
	}
	return false
}

// eatenWithin reports whether a food was read as eaten with fewer than n tokens
// between token i and it.
func (v claims) eatenWithin(i, n int) bool {
	to := min(i+n, len(v.toks))
	return slices.ContainsFunc(v.toks[min(i, to):to], func(t token) bool { return t.eaten })
}

// ownFrom is where the teller's own meal begins after what others ate ("gf got
// fries i got a salad"), or where the clause ends.
func (v claims) ownFrom(i int) int {
	to := v.planEnd(i)
	for ; i+1 < to; i++ {
		if v.is(i, v.class.i) && (v.is(i+1, v.class.ate) || v.is(i+1, v.class.did)) {
			return i
		}
	}
	return to
}

// joinsIn tells whether the sentence says from token i on that the teller had
// some too.
func (v claims) joinsIn(i int) bool {
	for ; i < len(v.toks) && !v.toks[i].Sentence; i++ {
		if v.is(i, v.class.meToo) {
			return true
		}
	}
	return false
}

// tellsEating tells whether the clause that starts at i says "(I) had …".
func (v claims) tellsEating(i int) bool {
	for words := 0; i < len(v.toks) && words < 2; i++ {
		if v.is(i, v.class.ate) {
			return true
		}
		if !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			words++
		}
	}
	return false
}
