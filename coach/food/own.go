package food

import "gutskin/coach/lang"

// maxOwnWords is how many words a phrase that a person taught can have.
const maxOwnWords = 8

// useOwn puts what the person taught in the place of their own phrases. The
// new tokens keep the place of the phrase in the text.
func (s *state) useOwn() {
	if len(s.moment.Own) == 0 {
		return
	}
	s.raw = append(s.raw[:0], s.tokens...)
	s.tokens = s.tokens[:0]
	for i := 0; i < len(s.raw); {
		means, end := s.ownAt(i)
		if end == i {
			s.tokens = append(s.tokens, s.raw[i])
			i++
			continue
		}
		s.readAs(means, s.raw[i].start, s.raw[end-1].end)
		i = end
	}
}

// ownAt is what the longest own phrase that begins at raw token i stands for,
// and the token after it; i itself when there is none.
func (s *state) ownAt(i int) (means string, end int) {
	end = i
	s.folded = s.folded[:0]
	for j := i; j < min(len(s.raw), i+maxOwnWords); j++ {
		t := &s.raw[j]
		if t.kind != wordToken && t.kind != numberToken {
			break
		}
		if j > i {
			s.folded = append(s.folded, ' ')
		}
		s.folded = lang.AppendFolded(s.folded, s.text[t.start:t.end])
		s.steps++
		if m, ok := s.moment.Own[string(s.folded)]; ok {
			means, end = m, j+1
		}
	}
	return means, end
}

// readAs appends the tokens of another text as if they stood at start to end.
func (s *state) readAs(text string, start, end int32) {
	other := state{lexicon: s.lexicon, heads: s.heads, text: text}
	other.tokenise(other.scan.Tokens(other.text, nil))
	for _, t := range other.tokens {
		t.start, t.end = start, end
		s.tokens = append(s.tokens, t)
	}
}
