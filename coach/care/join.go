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
	for i, first := range v.parts {
		for _, t := range v.lex.Joined[first.Phrase] {
			if slices.ContainsFunc(t.Parts, v.absent) {
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
	parts := make([]part, 1, len(t.Parts))
	parts[0] = v.parts[at]
	for _, p := range t.Parts[1:] {
		other, ok := v.partNear(mind, p, at)
		if !ok {
			return nil, false
		}
		parts = append(parts, other)
	}
	for _, p := range t.Missing {
		if v.speaksAgainst(mind, p, parts[0]) {
			return nil, false
		}
	}
	return parts, true
}

// partNear finds the phrase near v.parts[at], where they share no word; one that
// isn't denied where there is one.
func (v *view) partNear(mind bool, phrase int32, at int) (near part, ok bool) {
	from := v.parts[at]
	in := v.parts
	if v.lex.Phrases[phrase].Apart {
		in = v.beside
		at, _ = slices.BinarySearchFunc(in, from.Start, func(p part, start int) int { return p.Start - start })
	}
	look := func(p part) bool {
		v.steps++
		if p.Phrase != phrase || !apartFrom(p, from) || !v.belong(mind, from.Start, p.Start) {
			return false
		}
		near, ok = p, true
		return !p.isDenied(from)
	}
	for i := at - 1; i >= 0 && from.Start-in[i].Start <= apart; i-- {
		if look(in[i]) {
			return near, ok
		}
	}
	for i := at; i < len(in) && in[i].Start-from.Start <= apart; i++ {
		if look(in[i]) {
			return near, ok
		}
	}
	return near, ok
}

// speaksAgainst reports whether the phrase stands near from, in whatever words but
// from's own, and isn't denied.
func (v *view) speaksAgainst(mind bool, phrase int32, from part) bool {
	first, _ := slices.BinarySearchFunc(v.beside, from.Start-apart, func(p part, start int) int { return p.Start - start })
	for _, p := range v.beside[first:] {
		if v.steps++; p.Start-from.Start > apart {
			return false
		}
		if p.Phrase == phrase && (p.Start != from.Start || p.End != from.End) && v.belong(mind, from.Start, p.Start) && !p.isDenied(from) {
			return true
		}
	}
	return false
}

// apartFrom reports whether two parts share no word, as those of a rule do: one
// word isn't two signs.
func apartFrom(p, from part) bool { return p.End <= from.Start || from.End <= p.Start }

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
