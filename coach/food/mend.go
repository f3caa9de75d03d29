package food

// reclaim takes the latest food before mark k, bought, wanted or refused, for
// eaten after all: "bought strawberries and ate half of them".
func (s *state) reclaim(k int) {
	if k+1 < len(s.marks) && s.marks[k+1].first == s.marks[k].last && s.marks[k+1].kind != signMark && s.marks[k+1].kind != timeMark && s.marks[k+1].kind != cueMark {
		return // "ate some bread"
	}
	for n := k - 1; n >= 0 && k-n <= 2*mendReach; n-- {
		m := &s.marks[n]
		if m.kind != foodMark {
			continue
		}
		switch m.mode {
		case Denied, Wished, Planned, Shopped:
			m.mode = Told
		}
		return
	}
}

// mend takes the food before mark k back when another follows it at once: "had
// eggs, no wait, pancakes".
func (s *state) mend(k int) {
	if !s.foodSoon(k) {
		return
	}
	for n := k - 1; n >= 0 && k-n <= mendReach; n-- {
		if m := &s.marks[n]; m.kind == foodMark && m.mode == Told {
			m.mode = Denied
			return
		}
	}
}

// mendReach is how many marks a correction looks back, and ahead.
const mendReach = 6

// foodSoon tells whether a food follows mark k with no more than an amount or
// "it was" before it.
func (s *state) foodSoon(k int) bool {
	for n := k + 1; n < len(s.marks) && n-k <= mendReach; n++ {
		switch m := &s.marks[n]; {
		case m.kind == foodMark:
			return true
		case m.kind == numberMark, m.kind == unitMark, m.kind == qualifierMark, m.sign == ',', m.cue == wasCue, m.cue == toldCue, m.cue == theCue, m.cue == ateCue, m.cue == selfCue:
		default:
			return false
		}
	}
	return false
}
