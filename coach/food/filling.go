package food

import "strings"

// maxFillings is how many foods named before a dish its name tells.
const maxFillings = 3

// fill puts the name of last before the dish's: duck burrito.
func (d *draft) fill(last *draft) {
	if d.filled == maxFillings {
		return
	}
	copy(d.fillings[1:], d.fillings[:d.filled])
	d.fillings[0] = last.food
	d.filled++
}

// called is the draft's name: its food's, and before it what it was said to be
// made of, where the lexicon has no name for the two together.
func (s *state) called(d *draft) string {
	name := s.lexicon.foods[d.food].name
	said := strings.HasSuffix(name, s.lexicon.words.words[s.tokens[d.last-1].stem])
	if d.filled == 0 || !said && s.heads[d.food] != sandwichHead {
		return name
	}
	if _, rest, ok := strings.Cut(name, " "); ok && s.lexicon.foods[d.food].categories&^d.categories&SetOf(Protein) != 0 {
		name = rest // of jackfruit, no beef rendang
	}
	joined := d.joint != 0 && strings.Contains(name, " ")
	var b strings.Builder
	b.Grow(64)
	for i, food := range d.fillings[:d.filled] {
		filling := s.lexicon.foods[food].name
		if strings.Contains(name, filling) || strings.HasSuffix(filling, name) {
			return name
		}
		switch {
		case i == 0:
		case i+1 < d.filled || joined:
			b.WriteString(", ")
		default:
			b.WriteString(" and ")
		}
		b.WriteString(filling)
	}
	b.WriteByte(' ')
	if joined {
		b.WriteString(s.lexicon.words.words[d.joint])
		b.WriteByte(' ')
	}
	b.WriteString(name)
	return b.String()
}

// isSavoury tells whether a pie or tart named after the food is no sweet one.
func (d *draft) isSavoury() bool {
	return d.categories.Any(SetOf(Protein, Vegetable)) && !d.categories.Any(SetOf(Fruit, HighSugar, Dairy))
}

// unsweeten takes from a dish what its bare name means only where nothing else
// is said to be in it: a pie is a fruit pie.
func (d *draft) unsweeten() {
	if d.head == dishHead && d.categories.Has(HighSugar) {
		d.categories &^= SetOf(Fruit, Berry, FiberRich, HighSugar)
		d.plants = nil
	}
}

// isObscured tells whether a word that no list holds stands right before mark k.
func (s *state) isObscured(k int) bool {
	return k > 0 && s.marks[k-1].kind == unknownMark && s.marks[k-1].last == s.marks[k].first
}
