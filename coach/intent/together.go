package intent

import (
	"gutskin/coach/lang"
	"slices"
)

// Lines of several parts (lang.Together) speak for their intent in whatever
// order the parts come, so that "not eaten since Monday, I'll be thin" and "to
// be thin I've stopped eating altogether" need one line.
//
// Parts belong together within a sentence, or over its end where the next one
// goes on with it ("A rash on my arm. It's been there for weeks"): there the
// class goes_on holds its first word. Alarms of the mind may stand in any two
// sentences.

// togetherWords is how far apart parts may start.
const togetherWords = 24

// join adds the lines whose parts were found together.
func (v *view) join(found, harmless []lang.Match) []lang.Match {
	var parts []lang.Match
	for _, f := range found {
		if v.lex.Phrases[f.Phrase].Kind == lang.PartKind && !v.toks[f.Start].void && !v.excused(f.Start, f.End, harmless) {
			parts = append(parts, f)
		}
	}
	if len(parts) == 0 {
		return found
	}
	seen := make([]bool, len(v.lex.Phrases)) // by phrase: whether it is among the parts
	for _, p := range parts {
		seen[p.Phrase] = true
	}
	absent := func(p int32) bool { return !seen[p] }
	for i, first := range parts {
		for _, t := range v.lex.Joined[first.Phrase] {
			if slices.ContainsFunc(t.Parts, absent) {
				continue
			}
			if m, ok := v.joins(t, parts, i); ok {
				found = append(found, m)
			}
		}
	}
	return found
}

// joins tells whether all parts of t stand around its first one, parts[at],
// and the stretch that they span.
func (v *view) joins(t lang.Together, parts []lang.Match, at int) (lang.Match, bool) {
	m := lang.Match{Phrase: t.Phrase, Start: parts[at].Start, End: parts[at].End}
	if v.partDenied(t, parts[at]) {
		return m, false
	}
	for _, p := range t.Missing {
		if _, ok := v.partNear(t, p, parts, at); ok {
			return m, false
		}
	}
	for _, p := range t.Parts[1:] {
		other, ok := v.partNear(t, p, parts, at)
		if !ok {
			return m, false
		}
		m.Start, m.End = min(m.Start, other.Start), max(m.End, other.End)
	}
	return m, true
}

// partNear finds the phrase near parts[at].
func (v *view) partNear(t lang.Together, phrase int32, parts []lang.Match, at int) (lang.Match, bool) {
	from := parts[at].Start
	near := func(p lang.Match) bool {
		v.steps++
		return p.Phrase == phrase && p.Start != from && v.belong(t, from, p.Start) && !v.partDenied(t, p)
	}
	for i := at - 1; i >= 0 && from-parts[i].Start <= togetherWords; i-- {
		if near(parts[i]) {
			return parts[i], true
		}
	}
	for i := at + 1; i < len(parts) && parts[i].Start-from <= togetherWords; i++ {
		if near(parts[i]) {
			return parts[i], true
		}
	}
	return lang.Match{}, false
}

// partDenied tells whether a sign of illness is denied ("no blood in it").
// What people say they don't do or want is a sign itself.
func (v *view) partDenied(t lang.Together, p lang.Match) bool {
	return !v.ofMind(t) && v.denied(cue{start: p.Start})
}

// ofMind tells alarms about what somebody wants, thinks or does to themselves.
func (v *view) ofMind(t lang.Together) bool {
	switch v.lex.Phrases[t.Phrase].Detail {
	case string(Crisis), string(Eating), alarmFasting:
		return true
	}
	return false
}

// belong tells whether tokens a and b speak of the same thing: no sentence
// starts anew between them.
func (v *view) belong(t lang.Together, a, b int) bool {
	if v.ofMind(t) {
		return true
	}
	for i := min(a, b) + 1; i <= max(a, b); i++ {
		if v.toks[i].Sentence && !v.is(i, v.class.goesOn) {
			return false
		}
	}
	return true
}
