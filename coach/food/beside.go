package food

import "fmt"

// beside is a line of language/beside.tsv: a name that means another food
// where one of certain foods stands next to it.
type beside struct {
	name  wordID
	means []wordID
	near  [][]wordID
}

func (l *language) addBeside(cells []string) error {
	name := l.words.phrase(cells[0], true)
	if len(name) != 1 {
		return fmt.Errorf("name %q is not one word", cells[0])
	}
	b := beside{name: name[0], means: l.words.phrase(cells[1], true)}
	for _, food := range list(cells[2], ";") {
		b.near = append(b.near, l.words.phrase(food, true))
	}
	l.besides = append(l.besides, b)
	return nil
}

// neighbour is a beside with its foods found: beside one of near, name is
// means.
type neighbour struct {
	name  wordID
	means int32
	near  map[int32]bool
}

// findNeighbours finds the foods of language/beside.tsv. It leaves out those
// that the lexicon has not.
func (l *Lexicon) findNeighbours() {
	for _, b := range l.language.besides {
		n := neighbour{name: b.name, means: l.foodCalled(b.means), near: map[int32]bool{}}
		for _, food := range b.near {
			if f := l.foodCalled(food); f >= 0 {
				n.near[f] = true
			}
		}
		if n.means >= 0 {
			l.neighbours = append(l.neighbours, n)
		}
	}
}

// foodCalled is the food with the name, or -1.
func (l *Lexicon) foodCalled(name []wordID) int32 {
	if entry := l.names.find(name); entry >= 0 {
		return l.entries[entry].food
	}
	return -1
}

// nearby is how many marks away a food may stand to be beside another.
const nearby = 6

// heed reads names of the sentence as what they mean beside other foods of it:
// chips with guacamole, chips with peas.
func (s weights) heed(start, end int) {
	for k := start; k < end; k++ {
		m := &s.marks[k]
		if m.kind != foodMark || m.last-m.first > 1 {
			continue
		}
		if means := s.beside(k, start, end); means >= 0 {
			m.index, m.head = means, s.heads[means]
		}
	}
}

// beside is what the name of mark k means by what stands nearest to it, or -1.
func (s weights) beside(k, start, end int) int32 {
	for reach := 2; reach <= nearby; reach++ {
		for i := range s.lexicon.neighbours {
			n := &s.lexicon.neighbours[i]
			if s.tokens[s.marks[k].first].stem == n.name && s.anyOf(n.near, max(start, k-reach), min(end, k+reach+1)) {
				return n.means
			}
		}
	}
	return -1
}

func (s weights) anyOf(foods map[int32]bool, start, end int) bool {
	for k := start; k < end; k++ {
		if s.marks[k].kind == foodMark && foods[s.marks[k].index] {
			return true
		}
	}
	return false
}
