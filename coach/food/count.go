package food

import "gutskin/coach/assert"

// counts reads numbers and amounts as they stand in the text.
type counts struct{ *state }

func (s *state) counts() counts { return counts{s} }

// markNumber reads how many: 2, 1 1/2, two and a half, half a, a couple, a
// dozen, 2-3, 3x. A number with a per cent sign is no count.
func (s counts) markNumber(i int) int {
	value, end, stated := s.countAt(i)
	if s.wordAt(end) == s.lexicon.words.percent {
		s.marks = append(s.marks, mark{kind: percentMark, first: int32(i), last: int32(end + 1), value: value})
		return end + 1
	}
	if high, after, ok := s.rangeEnd(end); ok {
		value, end, stated = (value+high)/2, after, true
	}
	if s.isTimes(end) {
		end++
	}
	if value < 1 && s.andAHalf(i, end, value) {
		return end
	}
	if s.isRefusedNumber(i) {
		s.marks = s.marks[:len(s.marks)-1] // "2 not 3 eggs"
		return end
	}
	s.marks = append(s.marks, mark{kind: numberMark, first: int32(i), last: int32(end), value: value, stated: stated})
	return end
}

// isRefusedNumber tells whether the number at token i is the wrong one of two.
func (s counts) isRefusedNumber(i int) bool {
	n := len(s.marks)
	return n > 1 && s.marks[n-1].denies(assert.ToNext) && int(s.marks[n-1].last) == i &&
		s.marks[n-2].kind == numberMark && s.marks[n-2].last == s.marks[n-1].first
}

// countAt reads one number without a range.
func (s counts) countAt(i int) (value float64, end int, stated bool) {
	t := &s.tokens[i]
	end = i + 1
	if t.kind == numberToken {
		value, stated = t.value, true
		if f, ok := s.fractionAt(end); ok && value >= 1 {
			value, end = value+f, end+1
		}
		if value < 1 { // ½ an
			end = s.pastArticle(end)
		}
		return s.multiplied(value, end, stated)
	}
	value = s.lexicon.words.numberOf(t)
	article := value == 1 && t.end-t.start <= 2
	if next := s.numberAfter(end); next > 0 {
		if article && s.isOrdinal(end) { // a third coffee
			return 1, end + 1, false
		}
		if article && !s.namesFood(end) { // a couple, a dozen, a half
			return s.multiplied(next, end+1, true)
		}
	}
	if s.isOrdinal(i) {
		return 1, end, false
	}
	if value < 1 && !article { // half a, a quarter of an
		end = s.pastArticle(end)
	}
	return s.multiplied(value, end, !article)
}

// namesFood tells whether a food's name of more than one word begins at token i: a
// quarter pounder, a half and half.
func (s counts) namesFood(i int) bool {
	_, _, end := s.longestName(i)
	return end > i+1
}

// multiplied reads what may follow a number: dozen, hundred and fifty, "and a half".
func (s counts) multiplied(value float64, end int, stated bool) (float64, int, bool) {
	switch next := s.numberAfter(end); {
	case next > 0 && s.namesFood(end):
	case next == 12:
		return value * next, end + 1, true
	case next >= hundred:
		return s.rest(value*next, end+1)
	case value >= hundred && s.wordAt(end) == s.lexicon.words.and && s.numberAfter(end+1) > 1, isTens(value) && next > 0 && next < 10:
		return s.rest(value, end)
	case next > 0 && next < 1 && s.tokens[end].plural: // three quarters
		return value * next, s.pastArticle(end + 1), true
	}
	if s.wordAt(end) == s.lexicon.words.and && value >= 1 && end+1 < len(s.tokens) {
		if part, ok := s.fractionAt(end + 1); ok { // 1 and 1/2
			return value + part, end + 2, true
		}
		a := &s.tokens[end+1]
		if half := s.numberAfter(end + 1); half > 0 && half < 1 { // one and half
			return value + half, end + 2, true
		}
		if half := s.numberAfter(end + 2); s.lexicon.words.numberOf(a) == 1 && half > 0 && half < 1 {
			return value + half, end + 3, true
		}
	}
	return value, end, stated
}

// hundred is the least of the words that multiply the number before them and may
// be followed by what is added: two hundred and fifty.
const hundred = 100

// isTens tells whether a number is twenty to ninety, to which ones are added.
func isTens(value float64) bool { return value >= 20 && value < hundred && int(value)%10 == 0 }

// rest adds the tens and ones that follow.
func (s counts) rest(value float64, end int) (float64, int, bool) {
	if value >= hundred {
		if next := s.numberAfter(end + 1); s.wordAt(end) == s.lexicon.words.and && next > 1 && next < hundred {
			end++
		}
		if next := s.numberAfter(end); next > 1 && next < hundred && !s.namesFood(end) {
			value, end = value+next, end+1
			if !isTens(next) {
				return value, end, true
			}
		}
	}
	if next := s.numberAfter(end); next > 0 && next < 10 && isTens(float64(int(value)%hundred)) {
		return value + next, end + 1, true
	}
	return value, end, true
}

// numberOf is the value of a number word, or 0.
func (v *vocabulary) numberOf(t *token) float64 {
	if t.kind != wordToken || t.class&isNumber == 0 {
		return 0
	}
	return v.numbers[t.word]
}

// numberAfter is the value of the number word at i that can follow another, or
// 0.
func (s counts) numberAfter(i int) float64 {
	if i >= len(s.tokens) {
		return 0
	}
	v := s.lexicon.words.numberOf(&s.tokens[i])
	if v == 1 {
		return 0
	}
	return v
}

// fractionAt reads a fraction that completes a whole number before it.
func (s counts) fractionAt(i int) (float64, bool) {
	if i >= len(s.tokens) {
		return 0, false
	}
	t := &s.tokens[i]
	return t.value, t.kind == numberToken && t.value > 0 && t.value < 1
}

// isOrdinal tells whether token i counts which one of several it was: my third
// tea, but not a third of the pie, a third cup.
func (s counts) isOrdinal(i int) bool {
	if s.wordAt(i) != s.lexicon.words.third || s.wordAt(i+1) == s.lexicon.words.of || s.isArticle(i+1) || i+1 == len(s.tokens) {
		return false
	}
	meant, _ := s.longestPhrase(i + 1)
	return meant < 0 || s.lexicon.language.meanings[meant].kind != unitMark
}

// pastArticle passes over "a", "an" and "of a" after half.
func (s counts) pastArticle(i int) int {
	if s.wordAt(i) == s.lexicon.words.of && s.isArticle(i+1) {
		return i + 2
	}
	if s.isArticle(i) {
		return i + 1
	}
	return i
}

func (s counts) isArticle(i int) bool {
	return i < len(s.tokens) && s.lexicon.words.numberOf(&s.tokens[i]) == 1 && s.tokens[i].end-s.tokens[i].start <= 2
}

func (s counts) wordAt(i int) wordID {
	if i >= len(s.tokens) {
		return 0
	}
	return s.tokens[i].word
}

// rangeEnd reads "-3", "to 3" or "or 3" after a number.
func (s counts) rangeEnd(i int) (high float64, end int, ok bool) {
	if i+1 >= len(s.tokens) {
		return 0, i, false
	}
	t := &s.tokens[i]
	hyphen := t.kind == signToken && t.sign == '-' && s.tokens[i+1].kind == numberToken
	word := t.kind == wordToken && (t.word == s.lexicon.words.to || t.word == s.lexicon.words.or)
	if !hyphen && !word {
		return 0, i, false
	}
	next := &s.tokens[i+1]
	switch {
	case next.kind == numberToken && !next.clock:
		return next.value, i + 2, true
	case s.numberAfter(i+1) > 1:
		return s.numberAfter(i + 1), i + 2, true
	}
	return 0, i, false
}

// isTimes tells whether token i is the x of "3x" or "3 x".
func (s counts) isTimes(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	return t.kind == signToken && (t.sign == 'x' || t.sign == '*') ||
		t.kind == wordToken && t.end-t.start == 1 && s.text[t.start]|0x20 == 'x'
}

// andAHalf adds a part of one to the vessel before it: a glass and a half, 2
// cups and a quarter.
func (s counts) andAHalf(i, end int, part float64) bool {
	n := len(s.marks)
	if n < 2 || s.marks[n-1].cue != andCue || int(s.marks[n-1].last) != i || s.marks[n-2].kind != unitMark || s.marks[n-2].last != s.marks[n-1].first {
		return false
	}
	if s.wordAt(end) != s.lexicon.words.of && end < len(s.tokens) && s.tokens[end].kind == wordToken {
		return false // a glass and half an apple
	}
	unit := s.marks[n-2]
	if n > 2 && s.marks[n-3].kind == numberMark && s.marks[n-3].last == unit.first {
		s.marks[n-3].value += part
		s.marks[n-3].stated = true
		s.marks[n-2].last = int32(end)
		s.marks = s.marks[:n-1]
		return true
	}
	s.marks[n-2] = mark{kind: numberMark, first: unit.first, last: unit.first, value: 1 + part, stated: true}
	unit.last = int32(end)
	s.marks[n-1] = unit
	return true
}
