package food

import "gutskin/coach/assert"

// takeShare reads who else had of the food before: shared by two, between four.
// What was shared from the verb on ("shared a pizza and wings between three")
// is shared alike.
func (d *drafter) takeShare(k int) {
	if n := k - 1; n >= 0 && d.marks[n].kind == numberMark && d.marks[n].last == d.marks[k].first && d.marks[n].value >= 2 { // three ways
		d.marks[n].mode = assert.Figured
		d.divide(1 / d.marks[n].value)
		return
	}
	with := d.tokens[d.marks[k].last-1].word == d.lexicon.words.with
	of := 2.0
	if n := k + 1; n < len(d.marks) && d.marks[n].kind == numberMark && d.marks[n].first == d.marks[k].last {
		m := &d.marks[n]
		if m.value < 2 || !with && !d.ownsNumber(n) {
			return
		}
		if of = m.value; with {
			of++
		}
		m.mode = assert.Figured
	} else if !with {
		return
	}
	d.divide(1 / of)
}

// ownsNumber tells whether the number of mark n counts people: nothing follows
// it but a sign, "of us" or a word for them (between 3 people), no meetings.
func (d *drafter) ownsNumber(n int) bool {
	after := d.marks[n].last
	if int(after) == len(d.tokens) || d.tokens[after].kind != wordToken || d.counts().wordAt(int(after)) == d.lexicon.words.of {
		return true
	}
	if n+1 == len(d.marks) || d.marks[n+1].first > after {
		return false
	}
	next := d.marks[n+1].cue
	return next == selfCue || next == personCue || next == measureCue || next == ateCue || next == toldCue
}

// divide gives the person their part of what was shared.
func (d *drafter) divide(part float64) {
	from := len(d.drafts) - 1
	if d.sharing > 0 {
		from = min(d.sharing-1, from) // "a tin of beans, split three ways"
	}
	for i := max(from, d.since); i < len(d.drafts); i++ {
		d.drafts[i].part = part
	}
	d.sharing = 0
}

// endSharing gives the person their part where it was told who had of it before
// what it was.
func (d *drafter) endSharing() {
	if d.sharers > 0 && d.sharing > 0 && len(d.drafts) >= d.sharing {
		d.divide(1 / d.sharers)
	}
	d.sharers = 0
}

// takeCompany reads with whom something was shared: "shared a pizza with my
// sister". With a food, it is one more that was shared.
func (d *drafter) takeCompany(k int) {
	if d.sharing == len(d.drafts)+1 && d.last() != nil && k+1 < len(d.marks) && d.marks[k+1].cue == personCue {
		d.sharing-- // half a kilo of melon, split with my wife
	}
	if d.sharing == 0 || len(d.drafts) < d.sharing || d.tokens[d.marks[k].first].word != d.lexicon.words.with {
		return
	}
	if k+1 < len(d.marks) {
		switch next := &d.marks[k+1]; next.kind {
		case foodMark, unitMark, qualifierMark:
			return
		case numberMark:
			if !next.stated || k+2 < len(d.marks) && d.marks[k+2].kind == foodMark {
				return
			}
			next.mode = assert.Figured
			d.divide(1 / (1 + next.value))
			return
		}
	}
	d.divide(0.5)
}

// takeOwnPart reads the person's part of what was told as a whole: "a 400 g tub,
// a quarter for me", "a cake, a third each". It tells whether mark k is one.
func (d *drafter) takeOwnPart(k int) bool {
	m, last := &d.marks[k], d.last()
	if last == nil || !m.stated || m.value >= 1 || k+1 == len(d.marks) {
		return false
	}
	next := &d.marks[k+1]
	forMe := next.cue == selfCue && next.first == m.last+1 && d.tokens[m.last].class&standsFor != 0
	each := next.kind == unitMark && next.first == m.last && d.lexicon.language.units[next.index].name == "each" &&
		(k+2 == len(d.marks) || d.marks[k+2].kind == signMark)
	if !forMe && !each {
		return false
	}
	d.flush()
	last.part = m.value
	next.mode = assert.Figured
	return true
}

// sharersBefore is how many had of what mark k says was shared, as the words before
// it tell: "three of us", "mum and I", two of "we"; 0 where they tell of nobody
// but the teller.
func (d *drafter) sharersBefore(k int) float64 {
	from, others, self := 0, 0.0, false
	for n := k - 1; n >= 0; n-- {
		m := &d.marks[n]
		if m.kind == foodMark || m.cue == ateCue || d.endsSentence(n) {
			from = int(m.last)
			break
		}
		switch {
		case m.kind == numberMark && m.stated && m.value >= 2 && int(m.last) < len(d.tokens) && d.counts().wordAt(int(m.last)) == d.lexicon.words.of:
			m.mode = assert.Figured
			return m.value
		case m.cue == personCue:
			others++
		case m.cue == selfCue:
			self = true
		}
	}
	several := false
	for i := from; i < int(d.marks[k].first); i++ {
		several = several || d.tokens[i].class&isSeveral != 0
	}
	if !several && (!self || others == 0) {
		return 0
	}
	return max(2, others+1)
}
