package intent

import (
	"fmt"
	"strings"
)

// A line of a phrases file may hold several phrases joined by " & ": they
// speak for the line's intent together, in whatever order and with whatever
// between them, so that "not eaten since Monday, I'll be thin" and "to be thin
// I've stopped eating altogether" need one line. A part with a "!" before it
// must be missing: "<blood> & <toilet> & !(beetroot|borscht)".
//
// Parts belong together within a sentence, or over its end where the next one
// goes on with it ("A rash on my arm. It's been there for weeks"): there the
// class goes_on holds its first word. Alarms of the mind may stand in any two
// sentences.
type together struct {
	phrase  int32   // the line's phrase
	parts   []int32 // phrases that must be there; the first isn't negative
	missing []int32 // phrases that must not
}

// togetherWords is how far apart parts may start.
const togetherWords = 24

const joint = " & "

// compileTogether adds a line of several parts for phrase id.
func (l *loader) compileTogether(line string, id int32) error {
	t := together{phrase: id}
	for part := range strings.SplitSeq(line, joint) {
		words, negative := strings.CutPrefix(strings.TrimSpace(part), "!")
		p, err := l.part(words)
		if err != nil {
			return err
		}
		if negative {
			t.missing = append(t.missing, p)
		} else {
			t.parts = append(t.parts, p)
		}
	}
	if len(t.parts) < 1 || len(t.parts)+len(t.missing) < 2 {
		return fmt.Errorf("%q joins nothing", line)
	}
	l.lex.joined[t.parts[0]] = append(l.lex.joined[t.parts[0]], t)
	return nil
}

// part is the phrase of one part; the same words are the same phrase.
func (l *loader) part(words string) (int32, error) {
	if id, ok := l.parts[words]; ok {
		return id, nil
	}
	forms, err := l.compile(words)
	if err != nil {
		return 0, err
	}
	id := int32(len(l.lex.phrases))
	l.lex.phrases = append(l.lex.phrases, phrase{intent: tagPart})
	for _, f := range forms {
		l.phrases.insert(f, id)
	}
	l.parts[words] = id
	return id, nil
}

// join adds the lines whose parts were found together.
func (v *view) join(found, harmless []match) []match {
	var parts []match
	for _, f := range found {
		if v.lex.phrases[f.phrase].intent == tagPart && !v.toks[f.start].void && !v.excused(f.start, f.end, harmless) {
			parts = append(parts, f)
		}
	}
	for i, first := range parts {
		for _, t := range v.lex.joined[first.phrase] {
			if m, ok := v.joins(t, parts, i); ok {
				found = append(found, m)
			}
		}
	}
	return found
}

// joins tells whether all parts of t stand around its first one, parts[at],
// and the stretch that they span.
func (v *view) joins(t together, parts []match, at int) (match, bool) {
	m := match{t.phrase, parts[at].start, parts[at].end}
	if v.partDenied(t, parts[at]) {
		return m, false
	}
	for _, p := range t.missing {
		if _, ok := v.partNear(t, p, parts, at); ok {
			return m, false
		}
	}
	for _, p := range t.parts[1:] {
		other, ok := v.partNear(t, p, parts, at)
		if !ok {
			return m, false
		}
		m.start, m.end = min(m.start, other.start), max(m.end, other.end)
	}
	return m, true
}

// partNear finds the phrase near parts[at].
func (v *view) partNear(t together, phrase int32, parts []match, at int) (match, bool) {
	from := parts[at].start
	near := func(p match) bool {
		v.steps++
		return p.phrase == phrase && p.start != from && v.belong(t, from, p.start) && !v.partDenied(t, p)
	}
	for i := at - 1; i >= 0 && from-parts[i].start <= togetherWords; i-- {
		if near(parts[i]) {
			return parts[i], true
		}
	}
	for i := at + 1; i < len(parts) && parts[i].start-from <= togetherWords; i++ {
		if near(parts[i]) {
			return parts[i], true
		}
	}
	return match{}, false
}

// partDenied tells whether a sign of illness is denied ("no blood in it").
// What people say they don't do or want is a sign itself.
func (v *view) partDenied(t together, p match) bool {
	return !v.ofMind(t) && v.denied(cue{start: p.start})
}

// ofMind tells alarms about what somebody wants, thinks or does to themselves.
func (v *view) ofMind(t together) bool {
	switch v.lex.phrases[t.phrase].detail {
	case string(Crisis), string(Eating), alarmFasting:
		return true
	}
	return false
}

// belong tells whether tokens a and b speak of the same thing: no sentence
// starts anew between them.
func (v *view) belong(t together, a, b int) bool {
	if v.ofMind(t) {
		return true
	}
	for i := min(a, b) + 1; i <= max(a, b); i++ {
		if v.toks[i].sentence && !v.is(i, v.class.goesOn) {
			return false
		}
	}
	return true
}
