package intent

import (
	"gutskin/coach/lang"
	"slices"
)

// Lines of several parts (lang.Together) speak for their intent in whatever
// order the parts come, so that "my chin is bumpy" and "bumpy, my chin" need
// one line.
//
// Parts belong together within a sentence, or over its end where the next one
// goes on with it ("My chin again. It's bumpy"): there the class goes_on holds
// its first word.

// togetherWords is how far apart parts may start.
const togetherWords = 24

// join adds the lines whose parts were found together.
func (v *view) join(found, parts []lang.Match) []lang.Match {
	parts = slices.DeleteFunc(parts, func(p lang.Match) bool { return v.toks[p.Start].void })
	for _, p := range parts {
		v.seen[p.Phrase] = true
	}
	defer func() {
		for _, p := range parts {
			v.seen[p.Phrase] = false
		}
	}()
	absent := func(p int32) bool { return !v.seen[p] }
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
	if v.partDenied(parts[at]) {
		return m, false
	}
	for _, p := range t.Missing {
		if _, ok := v.partNear(p, parts, at); ok {
			return m, false
		}
	}
	for _, p := range t.Parts[1:] {
		other, ok := v.partNear(p, parts, at)
		if !ok {
			return m, false
		}
		m.Start, m.End = min(m.Start, other.Start), max(m.End, other.End)
	}
	return m, true
}

// partNear finds the phrase near parts[at].
func (v *view) partNear(phrase int32, parts []lang.Match, at int) (lang.Match, bool) {
	from := parts[at].Start
	near := func(p lang.Match) bool {
		v.steps++
		return p.Phrase == phrase && p.Start != from && v.belong(from, p.Start) && !v.partDenied(p)
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

// partDenied tells whether what the part speaks of is denied ("no spots").
func (v *view) partDenied(p lang.Match) bool { return v.denied(cue{start: p.Start}) }

// belong tells whether tokens a and b speak of the same thing: no sentence
// starts anew between them.
func (v *view) belong(a, b int) bool {
	for i := min(a, b) + 1; i <= max(a, b); i++ {
		if v.toks[i].Sentence && !v.is(i, v.class.goesOn) {
			return false
		}
	}
	return true
}
