package food

const (
	// contentShare is how much of a dish one of the foods is that it is said
	// to hold.
	contentShare = 0.1
	// equalShare is how much a food is of a weight that was told for it and the
	// one before it.
	equalShare = 0.4
)

// shareOut looks at the foods of a person who weighs: where two or more foods
// of a message have a weight, one without, joined to one with ("170 g beans
// and rice"), was weighed together with it.
func (d *drafter) shareOut() {
	weighed := 0
	for i := range d.drafts {
		if d.drafts[i].amount.grams > 0 {
			weighed++
		}
	}
	if weighed < 2 {
		return
	}
	on := 0 // 1 + the weighed food at hand
	for i := range d.drafts {
		have := &d.drafts[i]
		switch {
		case have.amount.grams > 0:
			on = i + 1
		case on == 0 || have.amount.counted || have.amount.measured() || d.cueBetween(i-1, i):
			on = 0
		case have.within == 0:
			have.within, have.share = on, contentShare
			if d.cueBefore(have) == andCue && i == on {
				have.share = equalShare
			}
		}
	}
}

// cueBetween tells whether the two drafts stand apart: in different sentences,
// or with "then" or "had" between them.
func (d *drafter) cueBetween(a, b int) bool {
	for k := d.drafts[a].mark + 1; k < d.drafts[b].mark; k++ {
		switch m := &d.marks[k]; {
		case m.cue == thenCue, m.cue == ateCue, m.cue == toldCue, m.kind == signMark && d.endsSentence(k):
			return true
		}
	}
	return false
}
