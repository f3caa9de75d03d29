package food

// mark is a stretch of tokens that means something together: a food, a unit,
// a sign. Tokens that mean nothing have no mark.
type mark struct {
	kind        markKind
	first, last int32 // tokens first to last-1
	index       int32 // food, unit, …
	value       float64
}

type markKind uint8

const (
	foodMark markKind = iota
	unitMark
	numberMark
)

// mark finds what the tokens mean, the longest match first at every place.
func (s *state) mark() {
	for i := 0; i < len(s.tokens); {
		food, foodEnd := s.longestName(i)
		meant, meantEnd := s.longestPhrase(i)
		switch {
		case food >= 0 && foodEnd >= meantEnd:
			s.marks = append(s.marks, mark{kind: foodMark, first: int32(i), last: int32(foodEnd), index: food})
			i = foodEnd
		case meant >= 0:
			m := s.lexicon.language.meanings[meant]
			if m.kind == unitMeaning {
				s.marks = append(s.marks, mark{kind: unitMark, first: int32(i), last: int32(meantEnd), index: m.index})
			}
			i = meantEnd
		default:
			i++
		}
	}
}

// longestName is the food with the longest name that begins at token i, or -1,
// and the token after it.
func (s *state) longestName(i int) (food int32, end int) {
	food, end = -1, i
	if s.tokens[i].class&startsName == 0 {
		return food, end
	}
	l := s.lexicon
	node := int32(0)
	for j := i; j < len(s.tokens); j++ {
		if node = l.names.step(node, s.tokens[j].stem); node < 0 {
			break
		}
		if f := s.named(node, j); f >= 0 {
			food, end = f, j+1
		}
	}
	return food, end
}

// named is the food whose name ends at the node with token j, or -1.
func (s *state) named(node int32, j int) int32 {
	e := s.lexicon.names.values[node]
	if e < 0 {
		return -1
	}
	entry := s.lexicon.entries[e]
	if entry.plural >= 0 && s.tokens[j].plural {
		return entry.plural
	}
	return entry.food
}

// longestPhrase is the meaning of the longest phrase of the language files
// that begins at token i, or -1, and the token after it.
func (s *state) longestPhrase(i int) (meant int32, end int) {
	meant, end = -1, i
	if s.tokens[i].class&startsPhrase == 0 && s.tokens[i].word == 0 {
		return meant, end
	}
	phrases := s.lexicon.language.phrases
	node := int32(0)
	for j := i; j < len(s.tokens); j++ {
		next := phrases.step(node, s.tokens[j].word)
		if next < 0 {
			next = phrases.step(node, s.tokens[j].stem)
		}
		if node = next; node < 0 {
			break
		}
		if v := phrases.values[node]; v >= 0 {
			meant, end = v, j+1
		}
	}
	return meant, end
}
