package intent

import (
	"gutskin/coach/food"
)

// questionIdea is the detail of questions about what to eat.
const questionIdea = "idea"

// Ideas asks what to eat.
type Ideas struct {
	Bytes
	Meal food.Meal // "" where none is said
	Have []string  // what is at hand, in the message's words
	Not  []string  // what isn't wanted
}

// Ideas is what the message asks for to eat; ok is false where it doesn't.
func (m *Message) Ideas() (i Ideas, ok bool) {
	for _, a := range m.Acts {
		if i, ok = a.(Ideas); ok {
			return i, true
		}
	}
	return Ideas{}, false
}

// ideas is the wish for ideas that the message tells.
func (v *view) ideas() (Ideas, bool) {
	for i := range v.cues {
		c := &v.cues[i]
		if c.detail != questionIdea {
			continue
		}
		from, to := v.sentence(c.start)
		have, not := v.atHand()
		return Ideas{v.bytes(c.start, c.end), v.ideaMeal(from, to), have, not}, true
	}
	return Ideas{}, false
}

// ideaMeal is the meal that ideas are asked for, "" for none.
func (v *view) ideaMeal(from, to int) food.Meal {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.ideaMeal); ok && !v.toks[i].eaten {
			return food.Meal(value)
		}
	}
	return ""
}

// atHand are the foods that the message names, in its words, and those that a
// negation stands before: "no cheese".
func (v *view) atHand() (have, not []string) {
	for _, s := range v.food.NotEaten {
		from, _ := v.tokensOf(s)
		switch {
		case from == len(v.toks):
		case v.denied(cue{start: from}):
			not = append(not, s.Text)
		default:
			have = append(have, s.Text)
		}
	}
	return have, not
}
