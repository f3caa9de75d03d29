package food

import (
	"slices"

	"gutskin/coach/assert"
)

// glossWords is how many words a gloss has at most: rice (long grain brown).
const glossWords = 3

// glossedName reads what is said of the food of tokens i to end-1 in brackets
// or after a comma, where the words before its name make a name of the lexicon:
// rice (brown), latte (oat milk), beans, green. After a comma only words that
// mean nothing else count. It gives the food and the token after the gloss, or
// -1.
func (s *state) glossedName(i, end int) (food int32, after int) {
	if end >= len(s.tokens) || s.tokens[end].sign != '(' && s.tokens[end].sign != ',' {
		return -1, end
	}
	bracket := s.tokens[end].sign == '('
	last := end + 1
	for last < len(s.tokens) && last-end <= glossWords && s.tokens[last].kind == wordToken {
		last++
	}
	if last == end+1 || !s.closes(last, bracket) || !bracket && !s.onlyDescribes(end+1, last) {
		return -1, end
	}
	node := s.nameStep(s.nameStep(0, end+1, last), i, end)
	if node < 0 || s.lexicon.names.values[node] < 0 {
		return -1, end
	}
	food = s.lexicon.entries[s.lexicon.names.values[node]].named(s.tokens[end-1].plural)
	if bracket {
		last++
	}
	return food, last
}

// bracketKinds reads what says which of its kind a food was as if it stood in
// brackets behind it: "a curry, the lentil one".
func (s *state) bracketKinds() {
	for i := 1; i+2 < len(s.tokens); i++ {
		if s.tokens[i].sign != ',' || s.tokens[i+1].class&isDeterminer == 0 {
			continue
		}
		last := i + 2
		for last < len(s.tokens) && last-i <= glossWords+1 && s.tokens[last].kind == wordToken && s.tokens[last].class&(isNumber|isKind) == 0 {
			last++
		}
		if last == i+2 || last == len(s.tokens) || s.tokens[last].class&isKind == 0 {
			continue
		}
		if next := s.counts().wordAt(last + 1); !s.closes(last+1, false) && next != s.lexicon.words.and && next != s.lexicon.words.with {
			continue
		}
		s.tokens[i].sign = '('
		s.tokens[last] = token{start: s.tokens[last].start, end: s.tokens[last].end, kind: signToken, sign: ')'}
		s.tokens = slices.Delete(s.tokens, i+1, i+2)
	}
}

// closes tells whether a gloss may end before token i: with its bracket, or with
// the next sign, line or the message.
func (s *state) closes(i int, bracket bool) bool {
	if bracket {
		return i < len(s.tokens) && s.tokens[i].sign == ')'
	}
	return i == len(s.tokens) || s.tokens[i].kind == lineToken || s.tokens[i].kind == signToken && s.tokens[i].word == 0
}

// onlyDescribes tells whether the words of tokens from to to-1 neither begin a
// food's name that ends there nor mean anything of their own.
func (s *state) onlyDescribes(from, to int) bool {
	if meant, _ := s.longestPhrase(from); meant >= 0 || s.tokens[from].class&isNumber != 0 {
		return false
	}
	food, _, _ := s.nameOf(from, to)
	return food < 0
}

// nameStep goes on in the lexicon's names from node by tokens from to to-1.
func (s *state) nameStep(node int32, from, to int) int32 {
	for i := from; i < to && node >= 0; i++ {
		s.steps++
		node = s.lexicon.names.step(node, s.tokens[i].stem)
	}
	return node
}

// isGloss tells whether the food of mark k stands alone in brackets right after
// the food drafted before it.
func (d *drafter) isGloss(k int) bool {
	last := d.last()
	return last != nil && k > 0 && k+1 < len(d.marks) && d.marks[k-1].sign == '(' && d.marks[k-1].first == last.last &&
		d.marks[k-1].last == d.marks[k].first && d.marks[k+1].sign == ')' && d.marks[k+1].first == d.marks[k].last
}

// gloss takes a food in brackets for what it says of the one before it: the
// milk of a latte, the kind of a cheese, the flavour of a yogurt. It tells
// whether it did.
func (d *drafter) gloss(k int, next *draft) bool {
	if !d.isGloss(k) || next.amount.counted || next.amount.measured() {
		return false
	}
	last := d.last()
	switch {
	case isMilk(d.lexicon.foods[next.food].name) && last.categories.Any(SetOf(Tea, Coffee, Dairy)):
		if d.contents().isPlantMilk(next) {
			last.categories &^= SetOf(Dairy)
		}
		last.last = next.last
	case d.isGeneric(last) && next.categories.Any(last.categories):
		next.amount = last.amount
		d.dishes().replace(last, next)
	case last.head != dishHead && next.isFlavour() && last.categories.Any(SetOf(Fermented, HighSugar, UltraProcessed, Tea, Coffee, Alcohol, Water)),
		last.head == sweetHead && next.isFlavour():
		last.last = next.last
	default:
		return false
	}
	return true
}

// isFruited takes fruit in general for what it tells of the yogurt before it: with pieces of fruit, but not with fresh fruit,
// nor with strawberries.
func (d *drafter) isFruited(next *draft) bool {
	last := d.last()
	if last == nil || !last.categories.Has(Fermented) || !last.categories.Has(Dairy) || !next.categories.Has(Fruit) || len(next.plants) > 0 ||
		next.last-next.first == 2 || next.amount.stated {
		return false
	}
	for k := next.mark - 1; k > last.mark; k-- {
		switch m := &d.marks[k]; {
		case m.cue == containCue || m.cue == withCue:
			last.last = next.last
			return true
		case m.kind == signMark && m.sign != ',' || m.cue == andCue || m.cue == thenCue:
			return false
		}
	}
	return false
}

// isGeneric tells whether the draft is of a food that only names a kind:
// vegetables, fruit, nuts, fish.
func (d *drafter) isGeneric(have *draft) bool {
	return len(have.plants) == 0 && !have.head.holds() && have.head != sweetHead && have.categories.Any(kindsOfFood) &&
		!have.categories.Any(SetOf(RefinedGrain, Dairy, HighSugar, UltraProcessed)|drinkKinds)
}

// kindsOfFood are categories that a food can be the bare kind of.
var kindsOfFood = SetOf(Vegetable, Fruit, Berry, Nut, Seed, Legume, Protein, WholeGrain, HerbSpice)

// glossList takes the food at hand for the kind of all those that follow in
// brackets: vegetables (carrots, peas). They share its amount, and it goes.
func (d *drafter) glossList(k int) {
	last := d.last()
	if !d.isGeneric(last) || last.within > 0 {
		return
	}
	foods, fits := 0, false
	for n := k + 1; n < len(d.marks) && d.marks[n].sign != ')'; n++ {
		switch m := &d.marks[n]; {
		case m.kind == foodMark && m.mode == assert.Told:
			foods++
			fits = fits || d.lexicon.foods[m.index].categories.Any(last.categories&kindsOfFood)
		case m.kind == signMark && m.sign != ',' || m.kind == numberMark || m.kind == unitMark:
			return
		}
	}
	if foods < 2 || !fits {
		return
	}
	d.listed, d.kind = foods, *last
	d.drafts = d.drafts[:len(d.drafts)-1]
}

// endGlossList ends the bracket, and gives each of its foods its part of the
// amount that was said of their kind.
func (d *drafter) endGlossList() {
	n := len(d.drafts) - d.listed
	for i := max(n, 0); i < len(d.drafts) && d.listed > 0; i++ {
		have := &d.drafts[i]
		have.amount, have.qualifiers, have.qualified = d.kind.amount, d.kind.qualifiers, d.kind.qualified
		have.part = 1 / float64(d.listed)
	}
	d.listed = 0
}
