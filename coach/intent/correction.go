package intent

// readCorrection reads the new wording, and what it is about: a day or a
// meal alone moves the entry, a number alone changes an amount.
func (v *view) readCorrection(r *Request) {
	c := v.longest(Correction)
	from, to := v.sentence(c.start)
	r.Day, r.Meal = v.dayIn(from, to), v.mealIn(from, to)
	switch {
	case c.detail != "change" && c.detail != detailSwap && c.detail != detailInstead:
		r.Action = Action(c.detail)
	case len(v.food.Items) > 0 || v.foodIn(c.end, len(v.toks)):
		r.Action = ActReplace
	case r.Day != "" || r.Meal != "":
		r.Action = ActMove
	case v.lastNumber(c.start, len(v.toks)) > 0:
		r.Action = ActAmount
	case v.rest(c.end) != "":
		r.Action = ActReplace
	default:
		r.Action = ActWrong
	}
	if r.Action != ActMove {
		r.Day, r.Meal = "", ""
	}
	r.Text = v.newWords(r.Action, c)
}

// longest is the cue of the intent that says most.
func (v *view) longest(i Intent) cue {
	var best cue
	for _, c := range v.cues {
		if c.intent == string(i) && c.end-c.start > best.end-best.start {
			best = c
		}
	}
	return best
}

func (v *view) foodIn(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].food > 0 {
			return true
		}
	}
	return false
}
