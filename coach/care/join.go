package care

import (
	"slices"

	"gutskin/coach/lang"
)

// Most that a rule's parts may be apart, and the longest sentence that goes on
// with the one before it whatever its words are ("Third day.").
const (
	apart = 24
	brief = 4
)

// part is a phrase found, and the word that denies it, -1 for none.
type part struct {
	lang.Match
	deniedBy int
}

// part is the match with what denies it, looked for once for each word.
func (v *view) part(m lang.Match) part {
	d := &v.denials[m.Start]
	if *d == 0 {
		*d = v.denied(m.Start) + 2
	}
	return part{m, *d - 2}
}

// isDenied reports whether a word outside of the other part denies this one: in
// "no wee since yesterday" the "no" is part of a sign.
func (p part) isDenied(other part) bool {
	return p.deniedBy >= 0 && (p.deniedBy < other.Start || p.deniedBy >= other.End)
}

// join judges the rules of several parts whose parts stand together, in
// whatever order.
func (v *view) join() {
	if len(v.parts) == 0 {
		return
	}
	for _, p := range v.parts {
		v.seen[p.Phrase] = true
	}
	defer func() {
		for _, p := range v.parts {
			v.seen[p.Phrase] = false
		}
	}()
	absent := func(p int32) bool { return !v.seen[p] }
	for i, first := range v.parts {
		for _, t := range v.lex.Joined[first.Phrase] {
			if slices.ContainsFunc(t.Parts, absent) {
				continue
			}
			if parts, ok := v.joined(t, i); ok {
				v.judge(t.Phrase, parts)
			}
		}
	}
}

// joined finds the parts of t around its first one, v.parts[at].
func (v *view) joined(t lang.Together, at int) ([]part, bool) {
	mind := v.ofMind(t.Phrase)
	for _, p := range t.Missing {
		if other, ok := v.partNear(mind, p, at, anywhere); ok && !other.isDenied(v.parts[at]) {
			return nil, false
		}
	}
	parts := []part{v.parts[at]}
	for _, p := range t.Parts[1:] {
		other, ok := v.partNear(mind, p, at, apartFrom)
		if !ok {
			return nil, false
		}
		parts = append(parts, other)
	}
	return parts, true
}

// partNear finds the phrase near v.parts[at], where it may stand; one that isn't
// denied where there is one.
func (v *view) partNear(mind bool, phrase int32, at int, where func(p, from part) bool) (near part, ok bool) {
	from := v.parts[at]
	look := func(p part) bool {
		v.steps++
		if p.Phrase != phrase || !where(p, from) || !v.belong(mind, from.Start, p.Start) {
			return false
		}
		near, ok = p, true
		return !p.isDenied(from)
	}
	for i := at - 1; i >= 0 && from.Start-v.parts[i].Start <= apart; i-- {
		if look(v.parts[i]) {
			return near, ok
		}
	}
	for i := at + 1; i < len(v.parts) && v.parts[i].Start-from.Start <= apart; i++ {
		if look(v.parts[i]) {
			return near, ok
		}
	}
	return near, ok
}

// apartFrom reports whether two parts share no word, as those of a rule do: one
// word isn't two signs.
func apartFrom(p, from part) bool { return p.End <= from.Start || from.End <= p.Start }

// anywhere lets what must be missing be part of a sign, too ("under the skin").
func anywhere(p, from part) bool { return p.Start != from.Start || p.End != from.End }

// ofMind tells rules about what somebody thinks or does to themselves. Their
// parts may stand in any sentences: people come to it slowly.
func (v *view) ofMind(phrase int32) bool {
	switch v.lex.Phrases[phrase].Detail {
	case string(Crisis), string(Eating), fasting:
		return true
	}
	return false
}

// belong tells whether words a and b speak of the same thing: within a sentence,
// or in the next where that goes on with it.
func (v *view) belong(mind bool, a, b int) bool {
	if mind {
		return true
	}
	for i := min(a, b) + 1; i <= max(a, b); i++ {
		if !v.words[i].Sentence {
			continue
		}
		if _, ok := v.is(i, v.class.goesOn); ok {
			continue
		}
		if from, to := v.sentence(i); to-from > brief {
			return false
		}
	}
	return true
}
