package intent

import (
	"slices"

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

// ideas is the wish for ideas that the message tells. What somebody may eat with an
// illness isn't the coach's to say.
func (v suggesting) ideas() (Ideas, bool) {
	if v.looking().anyOf(0, len(v.toks), v.class.ideaIll) {
		return Ideas{}, false
	}
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

// ideaParts are what a sentence holds of what asking for ideas is made of.
type ideaParts struct {
	first                                     int
	ask, what, can, eat, eatFirst, meal, need bool // eatFirst: "to eat" or "to cook"
	something, light, hungry, instead, food   bool
	who, hand, goes, opensAsk                 bool // goes: the sentence ends in "go" or "help"
	told                                      bool // it names a food as if it had been eaten
	not                                       bool // it speaks of what was, or of what to leave out
}

// ideaCues are the wishes for ideas that are heard by the kinds of their words,
// sentence by sentence, whatever their order; with them what is said to be at
// hand in the sentences beside.
func (v *view) ideaCues() []cue {
	var list []cue
	s := v.suggesting()
	for i := 0; i < len(v.toks); {
		_, to := v.sentence(i)
		if s.asks(i, to) {
			list = append(list, cue{intent: string(Question), detail: questionIdea, start: i, end: to})
		}
		i = to
	}
	if len(list) == 0 && !slices.ContainsFunc(v.cues, func(c cue) bool { return c.detail == questionIdea }) {
		return nil
	}
	for i := 0; i < len(v.toks); {
		_, to := v.sentence(i)
		if s.tellsAtHand(i, to) {
			list = append(list, cue{intent: string(Question), detail: questionIdea, start: i, end: to})
		}
		i = to
	}
	return list
}

// asks reports whether the sentence asks for something to eat.
func (v suggesting) asks(from, to int) bool {
	p := v.ideaParts(from, to)
	switch {
	case p.not, p.told && !v.opens(p.first) && !p.goes: // "for lunch I savoured a cup of lasagne from my own recipe"
		return false
	case p.ask && (p.meal || p.eat || p.something || p.need && p.light):
		return true
	case p.ask && (p.what || p.opensAsk) && v.ideaOf(from, to) != "":
		return true
	case p.meal && v.toks[from].Asked && v.onlyMeal(from, to): // "snack??"
		return true
	case p.something && p.light && !p.told && (v.toks[from].Asked || v.toks[p.first].Text == "something"): // "crunchy thing for later?"
		return true
	case p.hand && p.light && p.meal && !p.told: // "cheap dinner, there are lentils in the cupboard"
		return true
	case p.goes && v.tellsAtHand(from, to): // "got chicken and peppers, go"
		return true
	case p.what && p.can && p.who && (p.eat || p.meal):
		return true
	case p.what && p.light && p.meal && !p.food: // "what would be a good breakfast?"
		return true
	case p.instead && p.food:
		return p.what || v.toks[from].Asked
	case p.told: // "something sweet: a brownie"
		return false
	case p.ask && v.looking().anyOf(from, to, v.class.ideaOwn): // "any ideas?"
		return v.onlyIdeas(from, to)
	case p.hungry && (p.what || p.need || p.something):
		return true
	case p.something && (p.eatFirst || p.meal || p.need && p.light):
		return p.need && (p.eatFirst || p.meal) || v.toks[from].Asked || p.eatFirst && v.toks[p.first].Text == "something"
	case p.need && p.meal && p.light:
		return true
	}
	return false
}

// opens reports whether the token begins a sentence that asks for something.
func (v suggesting) opens(i int) bool {
	_, _, part := v.value(i, v.class.ideaPart)
	return part || v.is(i, v.class.asking) || v.is(i, v.class.ideaWho)
}

// onlyMeal reports whether the sentence holds nothing but the name of a meal.
func (v suggesting) onlyMeal(from, to int) bool {
	for i := from; i < to; i++ {
		_, _, meal := v.value(i, v.class.ideaMeal)
		if !meal && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) && !v.is(i, v.class.lookBetween) {
			return false
		}
	}
	return true
}

// onlyIdeas reports whether the sentence holds nothing but words of asking for
// ideas.
func (v suggesting) onlyIdeas(from, to int) bool {
	for i := from; i < to; i++ {
		id := v.toks[i].ID
		_, _, part := v.value(i, v.class.ideaPart)
		if !part && !v.lex.IsFiller(id) && !v.lex.IsLeadIn(id) && !v.lex.IsLeadOut(id) && !v.is(i, v.class.ideaWho) && !v.is(i, v.class.lookBetween) {
			return false
		}
	}
	return true
}

func (v suggesting) ideaParts(from, to int) ideaParts {
	p := ideaParts{first: from}
	for p.first < to-1 && (v.lex.IsLeadIn(v.toks[p.first].ID) || v.lex.IsFiller(v.toks[p.first].ID)) {
		p.first++
	}
	for i := from; i < to; i++ {
		value, _, _ := v.value(i, v.class.ideaPart)
		_, _, meal := v.value(i, v.class.ideaMeal)
		p.meal = p.meal || meal && value != "something"
		p.who = p.who || v.is(i, v.class.ideaWho)
		p.food = p.food || v.toks[i].Food > 0
		if _, _, past := v.value(i, v.class.ideaNot); past {
			p.not = true
		}
		p.told = p.told || v.toks[i].eaten && !v.toks[from].Asked
		if t := v.toks[i].Text; v.is(i, v.class.ate) && t != "have" && t != "eat" && t != "eating" && t != "got" {
			p.not = true
		}
		switch value {
		case "hand":
			p.hand = true
		case "go":
			p.goes = p.goes || i == to-1
		case "ask":
			p.ask = true
			p.opensAsk = p.opensAsk || i == p.first
		case "what":
			p.what = true
		case "can":
			p.can = p.can || p.what
		case "eat":
			p.eat = true
			p.eatFirst = p.eatFirst || i > from && v.toks[i-1].Text == "to"
		case "need":
			p.need = true
		case "something":
			p.something = true
		case "light":
			p.light = true
		case "hungry":
			p.hungry = true
		case "instead":
			p.instead = true
		}
	}
	return p
}

// tellsAtHand reports whether the sentence tells of foods that are at hand: "I've
// some leftover rice and a tin of tuna".
func (v suggesting) tellsAtHand(from, to int) bool {
	food := false
	for i := from; i < to; i++ {
		_, _, meal := v.value(i, v.class.ideaMeal)
		if meal || v.calendar().dayIn(i, i+1) != "" {
			return false
		}
		food = food || v.toks[i].Food > 0
	}
	i := from
	for i < to-1 && (v.lex.IsLeadIn(v.toks[i].ID) || v.lex.IsFiller(v.toks[i].ID)) {
		i++
	}
	_, _, opens := v.value(i, v.class.atHand)
	return food && opens
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
		if value, end, ok := v.value(i, v.class.lookSubject); ok && v.toks[i].Food <= end && !v.alarms().denied(cue{start: i}) && !v.tiredOf(i) {
			return value
		}
	}
	return ""
}
