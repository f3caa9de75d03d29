package intent

import (
	"gutskin/coach/food"
)

// suggesting reads questions for something to eat.
type suggesting struct{ *view }

func (v *view) suggesting() suggesting { return suggesting{v} }

// questionIdea is the detail of questions about what to eat.
const questionIdea = "idea"

// Ideas asks what to eat.
type Ideas struct {
	Bytes
	Meal food.Meal // "" where none is said
	Have []string  // what is at hand, in the message's words
	Not  []string  // what isn't wanted, foods or a way of eating: "vegan"
	Of   string    // what it should give, by its value in the class look_subject; "" for nothing special
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
func (v suggesting) ideas() (Ideas, bool) {
	for i := range v.cues {
		c := &v.cues[i]
		if c.detail != questionIdea {
			continue
		}
		from, to := v.sentence(c.start)
		have, not := v.atHand()
		return Ideas{v.acting().bytes(c.start, c.end), v.ideaMeal(from, to), have, append(not, v.without(from, to)...), v.ideaOf(from, to)}, true
	}
	return Ideas{}, false
}

// ideaMeal is the meal that ideas are asked for, "" for none.
func (v suggesting) ideaMeal(from, to int) food.Meal {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.ideaMeal); ok && !v.toks[i].eaten {
			return food.Meal(value)
		}
	}
	return ""
}

// atHand are the foods that the message names, in its words, and those that a
// negation stands before: "no cheese".
func (v suggesting) atHand() (have, not []string) {
	for _, s := range v.food.NotEaten {
		from, to := v.tokensOf(s)
		switch {
		case from == len(v.toks) || to == from+1 && v.is(from, v.class.ideaGroup): // "sneak in seeds" has none at hand
		case v.alarms().denied(cue{start: from}) || v.tiredOf(from):
			not = append(not, s.Text)
		default:
			have = append(have, s.Text)
		}
	}
	return have, not
}

// tiredOf reports whether somebody is bored of what stands at token i.
func (v suggesting) tiredOf(i int) bool {
	for k := max(0, i-tiredWords); k < i; k++ {
		if v.is(k, v.class.tiredOf) {
			return true
		}
	}
	return false
}

// tiredWords is how many words "bored of my usual" takes.
const tiredWords = 4

// without are words of the sentence for what isn't wanted: what stands after
// "without", and ways of eating.
func (v suggesting) without(from, to int) []string {
	var list []string
	for i := from; i < to; i++ {
		if v.is(i, v.class.ideaDiet) {
			_, end, _ := v.value(i, v.class.ideaDiet)
			list = append(list, v.captures().textOf(i, max(end, i+1)))
		}
		if v.is(i, v.class.without) && i+1 < to && v.toks[i+1].Food == 0 {
			list = append(list, v.captures().textOf(i+1, i+2))
		}
	}
	return list
}

// ideaOf is what ideas should give.
func (v suggesting) ideaOf(from, to int) string {
	for i := from; i < to; i++ {
		if value, end, ok := v.value(i, v.class.lookSubject); ok && v.toks[i].Food <= end && !v.alarms().denied(cue{start: i}) {
			return value
		}
	}
	return ""
}
