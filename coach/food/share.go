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
// and rice"), was weighed together with it. Where only one has, that holds for
// what it is told to be made with ("250 g pasta featuring ham and peas").
func (d *drafter) shareOut() {
	weighed := 0
	for i := range d.drafts {
		if d.drafts[i].amount.grams > 0 {
			weighed++
		}
	}
	on, open := 0, false // 1 + the weighed food at hand; whether it is told what is in it
	for i := range d.drafts {
		if weighed == 0 {
			return
		}
		have := &d.drafts[i]
		switch {
		case have.amount.grams > 0:
			on, open = i+1, weighed > 1
		case on == 0 || have.amount.counted || have.amount.measured() || d.cueBetween(i-1, i):
			on = 0
		case have.within > 0:
		case d.dishes().cueBefore(have) == noCue && d.onlyComma(have.mark):
			on = 0
		case open || d.opens(on-1, have):
			open = true
			have.within, have.share = on, contentShare
			if d.dishes().cueBefore(have) == andCue && i == on {
				have.share = equalShare
			}
		default:
			on = 0
		}
	}
}

// opens tells whether the draft is joined to a weighed one as what is in it.
func (d *drafter) opens(weighed int, have *draft) bool {
	for k := d.drafts[weighed].mark + 1; k < have.mark; k++ {
		if m := &d.marks[k]; m.cue == containCue {
			return d.drafts[weighed].head.holds() || d.tokens[m.first].word != d.lexicon.words.with
		}
	}
	return false
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

// onlyComma tells whether a comma stands right before mark k.
func (d *drafter) onlyComma(k int) bool {
	return k > 0 && d.marks[k-1].sign == ',' && d.marks[k-1].last == d.marks[k].first
}
