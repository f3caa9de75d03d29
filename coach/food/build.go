package food

import "time"

// reading makes the Reading of what the drafts say.
func (s *state) reading() Reading {
	var r Reading
	if n := len(s.clauses); n > 0 {
		r.Clauses = append(make([]Clause, 0, n), s.clauses...)
	}
	if n := len(s.drafts); n > 0 {
		r.Items = make([]Item, n)
		for i := range s.drafts {
			s.weighIn(&s.drafts[i])
		}
		for i := range s.drafts {
			r.Items[i] = s.item(&s.drafts[i])
		}
	}
	for k := range s.marks {
		m := &s.marks[k]
		switch {
		case m.kind == foodMark && m.mode != Told && m.mode != Figured:
			r.NotEaten = append(r.NotEaten, s.span(m.first, m.last))
		case m.kind == unknownMark && m.mode == Told && !s.isBrand(k) && (s.tokens[m.first].word == 0 || s.standsAlone(k)):
			r.Unknown = append(r.Unknown, s.span(m.first, m.last))
		}
	}
	s.unlisted(&r)
	if len(r.Items)+len(r.NotEaten)+len(r.Unknown) == 0 {
		s.unnamed(&r)
	}
	return r
}

// isBrand tells whether the unknown word of mark k, with a capital in the middle
// of a sentence, stands right before a food that is no dish (a Nabisco cookie),
// or in brackets right before any: 1 (Panera) soup. A short one is a name anywhere.
func (s *state) isBrand(k int) bool {
	if m := &s.marks[k]; s.isCapital(k) && s.tokens[m.first].end-s.tokens[m.first].start == minUnknown {
		return true // Jen
	}
	if k+1 == len(s.marks) {
		return false
	}
	next := &s.marks[k+1]
	if next.sign == ')' && next.first == s.marks[k].last {
		k += 2
		for k < len(s.marks) && (s.marks[k].kind == unitMark || s.marks[k].kind == qualifierMark) {
			k++
		}
		return k < len(s.marks) && s.marks[k].kind == foodMark
	}
	return s.isCapital(k) && next.first == s.marks[k].last && next.kind == foodMark && !next.head.holds()
}

// isCapital tells whether the word of mark k begins with a capital after a word
// that doesn't.
func (s *state) isCapital(k int) bool {
	m := &s.marks[k]
	return m.first > 0 && upper(s.text[s.tokens[m.first].start]) && lower(s.text[s.tokens[m.first-1].start])
}

// standsAlone tells whether mark k is all that stands between two joints of the
// sentence: only there a word that is part of some food's name (misir) is
// reported, for elsewhere it is a brand (by Kellogg's).
func (s *state) standsAlone(k int) bool {
	m := &s.marks[k]
	before := m.first == 0 || k > 0 && s.marks[k-1].last == m.first && s.marks[k-1].kind != foodMark && s.marks[k-1].kind != unknownMark
	after := int(m.last) == len(s.tokens) || k+1 < len(s.marks) && s.marks[k+1].first == m.last && (s.marks[k+1].kind == signMark || s.marks[k+1].kind == cueMark)
	return before && after
}

// weighIn weighs a draft, and takes its weight from the dish that it is in.
func (s *state) weighIn(d *draft) {
	d.grams, d.ml = s.weigh(d)
	if d.within == 0 {
		return
	}
	dish := &s.drafts[d.within-1]
	dish.inside += d.grams
	if dish.head == breadHead && dish.amount.grams > 0 && d.categories.Has(Protein) {
		dish.inside = max(dish.inside, (1-breadShare)*dish.grams)
	}
}

// item is what a draft has become.
func (s *state) item(d *draft) Item {
	for _, q := range d.qualifiers[:d.qualified] {
		s.lexicon.language.qualifiers[q].apply(d)
	}
	f := &s.lexicon.foods[d.food]
	fiber := max(0, d.grams-d.inside) * d.fiber / 100
	if d.explained {
		fiber = 0
	}
	item := Item{
		Span: s.span(d.first, d.last), Food: s.called(d),
		Categories: d.categories, Plants: d.plants, Herbs: d.herbs,
		Grams: d.grams, FiberG: fiber,
		EatenOn: d.when.day, Meal: d.when.meal, Clock: -1,
		Stated: d.amount.stated || d.amount.measured(),
	}
	if d.when.clock >= 0 {
		item.Clock = time.Duration(d.when.clock * float64(time.Hour)).Round(time.Minute)
	}
	switch {
	case f.fluid == PlainWater:
		item.WaterML, item.FluidML = d.ml, d.ml
	case d.countsAsFluid(f):
		item.FluidML = d.ml
	}
	return item
}

// countsAsFluid follows content/README.md: drinks that are not alcohol and
// not high in sugar. A soda that is called diet has become one.
func (d *draft) countsAsFluid(f *foodInfo) bool {
	if d.categories.Any(SetOf(Alcohol, HighSugar)) {
		return false
	}
	return f.fluid == AnyFluid || f.categories.Has(HighSugar) && f.drinkable()
}

func (s *state) span(first, last int32) Span {
	start, end := s.tokens[first].start, s.tokens[last-1].end
	return Span{int(start), int(end), s.text[start:end]}
}
