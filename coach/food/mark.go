package food

import (
	"slices"
	"strings"

	"gutskin/coach/assert"
)

// mark is a stretch of tokens that means something together: a food, a unit,
// a sign. Words that mean nothing have no mark.
type mark struct {
	kind        markKind
	cue         cueKind  // for cueMark
	sign        byte     // for signMark; '\n' for a line break
	head        headKind // for foodMark: of the name that matched
	lists       bool     // for foodMark: the name tells what is in the dish
	mode        assert.Assertion
	stated      bool        // for numberMark: digits or a number word, not an article; for clockMark: the half of the day is told
	it          bool        // for cueMark: "ate it"
	drank       bool        // for cueMark: "drank"
	ordered     bool        // for cueMark: "ordered"
	theirs      bool        // for cueMark: "he's having"
	eats        bool        // for cueMark: "devoured"
	only        bool        // for cueMark: "only ate"
	shared      bool        // for cueMark: "shared"
	rule        assert.Rule // for cueMark: of a scopedCue
	first, last int32       // tokens first to last-1
	index       int32       // of the food, unit, qualifier or time
	food        int32       // for qualifierMark: 1 + the food that it is by itself; 0: none
	value       float64     // for numberMark
}

type markKind uint8

const (
	foodMark markKind = iota
	unitMark
	numberMark
	qualifierMark
	cueMark
	timeMark
	signMark
	clockMark   // 7:30; its value is in hours
	percentMark // a number with a per cent sign
	unknownMark // a word that is neither in the lexicon nor ordinary English
)

// denies reports whether the mark is a cue that denies as far as scope.
func (m *mark) denies(scope assert.Scope) bool {
	return m.cue == scopedCue && m.rule.Says == assert.Denied && m.rule.Scope == scope
}

// mark finds what the tokens mean, the longest match first at every place.
func (s *state) mark() {
	for i := 0; i < len(s.tokens); {
		i = s.markAt(i)
	}
	doubtTypos(s.marks, s.tokens)
	s.lexicon.words.takeMadeOf(s.marks, s.tokens)
}

// takeMadeOf takes "out of" right after a food for what it is made of: a salad out
// of three cups of spinach. Elsewhere nothing is left: we are out of spinach.
func (v *vocabulary) takeMadeOf(marks []mark, tokens []token) {
	for k := 1; k < len(marks); k++ {
		m := &marks[k]
		if m.cue == scopedCue && m.last == m.first+2 && tokens[m.first].word == v.out && tokens[m.first+1].word == v.of &&
			marks[k-1].kind == foodMark && marks[k-1].last == m.first {
			*m = mark{kind: cueMark, cue: containCue, first: m.first, last: m.last}
		}
	}
}

// doubtTypos takes a word that is a food only as a mistyped one for no food where
// it stands right beside a word that nothing is known of: the two are a name that
// the lexicon hasn't (pisca andina), and no pistachio.
func doubtTypos(marks []mark, tokens []token) {
	for k := range marks {
		m := &marks[k]
		if m.kind != foodMark || m.last != m.first+1 || !tokens[m.first].typo {
			continue
		}
		if k > 0 && isNewWord(&marks[k-1], tokens) && marks[k-1].last == m.first || k+1 < len(marks) && isNewWord(&marks[k+1], tokens) && marks[k+1].first == m.last {
			*m = mark{kind: unknownMark, first: m.first, last: m.last}
			tokens[m.first].word, tokens[m.first].stem, tokens[m.first].typo = 0, 0, false
		}
	}
}

// isNewWord tells whether the mark is a word that is nowhere in the lexicon.
func isNewWord(m *mark, tokens []token) bool {
	return m.kind == unknownMark && tokens[m.first].word == 0
}

// markAt makes the mark that begins at token i, if any, and returns the token
// after it.
func (s *state) markAt(i int) int {
	t := &s.tokens[i]
	if t.kind == signToken && t.word == 0 || t.kind == lineToken {
		return s.markSign(i)
	}
	if t.kind == numberToken || t.class&isNumber != 0 {
		if c, end, ok := s.clocks().clockAt(i); ok {
			s.marks = append(s.marks, mark{kind: clockMark, first: int32(i), last: int32(end), value: c.hours, stated: c.sure})
			return end
		}
	}
	food, entry, foodEnd := s.longestName(i)
	meant, meantEnd := s.longestPhrase(i)
	if meant >= 0 && meantEnd == i+1 && s.isContraction(i) && s.lexicon.language.meanings[meant].kind == timeMark {
		meant, meantEnd = -1, i // we'd is no Wednesday
	}
	if meant >= 0 && s.timeKindOf(meant) == headdayTime && (meantEnd == len(s.tokens) || s.tokens[meantEnd].sign != ':' && s.tokens[meantEnd].sign != '-') {
		meant, meantEnd = -1, i // I sat, the sun
	}
	if s.headsMeal(i, meant) {
		food, foodEnd = -1, i
	}
	if food >= 0 && foodEnd == i+1 && !s.isMealWas(i, meant, meantEnd) {
		if kind, end := s.kindAfter(i); kind >= 0 {
			s.marks = append(s.marks, mark{kind: foodMark, first: int32(i), last: int32(end), index: kind})
			return end
		}
	}
	cut := false
	if food >= 0 {
		var end int
		if end, cut = s.shorter(i, meant, meantEnd, foodEnd); end < foodEnd && !cut {
			food, entry, foodEnd = s.nameOf(i, end)
		}
	}
	switch {
	case food >= 0 && foodEnd == meantEnd && s.givesWay(meant, foodEnd):
		m := s.lexicon.language.meanings[meant]
		s.marks = append(s.marks, mark{kind: m.kind, cue: m.cue, rule: m.rule, head: s.headOf(entry, food), first: int32(i), last: int32(meantEnd), index: m.index, food: food + 1})
		return meantEnd
	case food >= 0 && foodEnd >= meantEnd && !cut:
		if glossed, end := s.glossedName(i, foodEnd); glossed >= 0 {
			s.marks = append(s.marks, mark{kind: foodMark, first: int32(i), last: int32(end), index: glossed})
			return end
		}
		s.marks = append(s.marks, mark{kind: foodMark, head: s.headOf(entry, food), lists: entry.lists, first: int32(i), last: int32(foodEnd), index: food})
		return foodEnd
	case meant >= 0 && meantEnd > i+1 || meant >= 0 && t.class&isNumber == 0:
		m := s.lexicon.language.meanings[meant]
		s.marks = append(s.marks, mark{kind: m.kind, cue: m.cue, it: m.it, drank: m.drank, ordered: m.ordered, theirs: m.theirs, eats: m.eats, only: m.only, shared: m.shared, rule: m.rule, first: int32(i), last: int32(meantEnd), index: m.index})
		return meantEnd
	case t.kind == numberToken || t.class&isNumber != 0:
		return s.counts().markNumber(i)
	case t.kind == wordToken && !t.ordinary && !t.emoji:
		s.marks = append(s.marks, mark{kind: unknownMark, first: int32(i), last: int32(i + 1)})
	}
	return i + 1
}

// headsMeal reports whether the word of token i heads a meal and is no drink:
// "tea: fish and chips", "my tea - sausages", "lunch soup, tea fish pie".
func (s *state) headsMeal(i int, meant int32) bool {
	next := i + 1
	if meant < 0 || s.timeKindOf(meant) != headingTime || next >= len(s.tokens) {
		return false
	}
	if s.tokens[next].sign == ':' {
		return true
	}
	last := mark{}
	if len(s.marks) > 0 {
		last = s.marks[len(s.marks)-1]
	}
	own := last.cue == selfCue && int(last.last) == i
	if s.tokens[next].sign == '-' && next+1 < len(s.tokens) {
		next++
	} else if own || i > 0 && last.kind != signMark {
		return false
	}
	if food, _, end := s.longestName(next); food < 0 || end == next {
		return false
	}
	return own || slices.ContainsFunc(s.marks, func(m mark) bool { return m.kind == timeMark && s.lexicon.language.isMeal(&m) })
}

// timeKindOf is the kind of time that a meaning is, notTime if it is none.
func (s *state) timeKindOf(meant int32) timeKind {
	m := s.lexicon.language.meanings[meant]
	if m.kind != timeMark {
		return notTime
	}
	return s.lexicon.language.times[m.index].kind
}

// isMealWas reports whether the phrase at token i names a meal that "was" the food
// behind it: "tea was fish", but not "tea was green".
func (s *state) isMealWas(i int, meant int32, end int) bool {
	if meant < 0 || end != i+2 || end == len(s.tokens) || s.lexicon.language.meanings[meant].kind != timeMark {
		return false
	}
	food, _, _ := s.longestName(end)
	return food >= 0 && !s.lexicon.foods[food].drinkable()
}

// isContraction reports whether token i was written with an apostrophe before
// another letter than s.
func (s *state) isContraction(i int) bool {
	text := s.text[s.tokens[i].start:s.tokens[i].end]
	at := strings.IndexAny(text, "'’")
	return at > 0 && !strings.HasSuffix(text, "s")
}

// headOf is what the matched name makes of a food before it, or what the food's
// canonical name does: turkey & swiss is a sandwich.
func (s *state) headOf(entry nameEntry, food int32) headKind {
	if entry.head != noHead {
		return entry.head
	}
	if head := s.heads[food]; head == sandwichHead || head == dishHead || head == breadHead {
		return head
	}
	return noHead
}

// kindAfter reads "milk was soya", "juice of orange": the food that the words make
// the other way round, or -1.
func (s *state) kindAfter(i int) (food int32, end int) {
	if i+2 >= len(s.tokens) || s.tokens[i+1].word == 0 || s.tokens[i+1].word != s.lexicon.words.was && s.tokens[i+1].word != s.lexicon.words.of {
		return -1, i
	}
	names := s.lexicon.names
	node := names.step(0, s.tokens[i+2].stem)
	if node >= 0 {
		node = names.step(node, s.tokens[i].stem)
	}
	if node < 0 || names.values[node] < 0 {
		return -1, i
	}
	return s.lexicon.entries[names.values[node]].food, i + 3
}

// givesWay tells whether a food gives way to what its name means otherwise: a
// chain's name, which is a food only where no other is named, a cue ("ate"), or
// a unit before "of".
func (s *state) givesWay(meant int32, end int) bool {
	switch s.lexicon.language.meanings[meant].kind {
	case qualifierMark, cueMark:
		return true
	case unitMark:
		return s.counts().wordAt(end) != 0 && s.counts().wordAt(end) == s.lexicon.words.of
	}
	return false
}

func (s *state) markSign(i int) int {
	t := &s.tokens[i]
	sign := t.sign
	if t.kind == lineToken {
		sign = '\n'
	}
	s.marks = append(s.marks, mark{kind: signMark, sign: sign, first: int32(i), last: int32(i + 1)})
	return i + 1
}

// longestName is the food with the longest name that begins at token i, or -1,
// the name's entry, and the token after it.
func (s *state) longestName(i int) (food int32, entry nameEntry, end int) {
	return s.nameOf(i, len(s.tokens))
}

// nameOf is longestName for names that end at token limit or before.
func (s *state) nameOf(i, limit int) (food int32, entry nameEntry, end int) {
	food, end = -1, i
	if s.tokens[i].class&startsName == 0 {
		return food, entry, end
	}
	l := s.lexicon
	node := int32(0)
	for j := i; j < limit; j++ {
		s.steps++
		word := s.tokens[j].stem
		if s.tokens[j].sign == ',' {
			word = l.words.comma
		}
		if node = l.names.step(node, word); node < 0 {
			break
		}
		if e := l.names.values[node]; e >= 0 {
			if f := l.entries[e].named(s.tokens[j].plural); f >= 0 {
				food, entry, end = f, l.entries[e], j+1
			}
		}
	}
	return food, entry, end
}

// named is the food that the name stands for, or -1.
func (e nameEntry) named(plural bool) int32 {
	if plural && e.plural >= 0 {
		return e.plural
	}
	return e.food
}

// longestPhrase is the meaning of the longest phrase of the language files
// that begins at token i, or -1, and the token after it.
func (s *state) longestPhrase(i int) (meant int32, end int) {
	meant, end = -1, i
	if s.tokens[i].class&startsPhrase == 0 {
		return meant, end
	}
	phrases := s.lexicon.language.phrases
	node := int32(0)
	for j := i; j < len(s.tokens); j++ {
		s.steps++
		next := phrases.step(node, s.tokens[j].word)
		if next < 0 {
			next = phrases.step(node, s.tokens[j].stem)
		}
		if node = next; node < 0 {
			break
		}
		if v := phrases.values[node]; v >= 0 {
			meant, end = v, j+1
			if j == i && s.isHalfOfDay(i, v) {
				break
			}
		}
	}
	return meant, end
}

// isHalfOfDay tells whether token i, which means that by itself, belongs to the
// hour before it: 7am I had toast doesn't ask "am I?".
func (s *state) isHalfOfDay(i int, meant int32) bool {
	m := s.lexicon.language.meanings[meant]
	return i > 0 && s.tokens[i-1].kind == numberToken && m.kind == timeMark && s.lexicon.language.times[m.index].kind == ampmTime
}
