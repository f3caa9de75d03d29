package food

import (
	"slices"
	"strings"
	"time"

	"gutskin/coach/assert"
	"gutskin/coach/day"
	"gutskin/coach/lang"
)

// outcome makes the Reading of what was drafted.
type outcome struct{ *state }

func (s *state) outcome() outcome { return outcome{s} }

// reading makes the Reading of what the drafts say.
func (s outcome) reading() Reading {
	var r Reading
	if n := len(s.clauses); n > 0 {
		r.Clauses = append(make([]Clause, 0, n), s.clauses...)
	}
	if n := len(s.drafts); n > 0 {
		r.Items = make([]Item, n)
		for i := range s.drafts {
			s.weighIn(&s.drafts[i])
		}
		s.weights().scaleMixes()
		for i := range s.drafts {
			r.Items[i] = s.item(&s.drafts[i])
		}
		for i := range s.drafts {
			for k, on := range s.drafts[i].also {
				if on == r.Items[i].EatenOn || slices.Contains(s.drafts[i].also[:k], on) || len(r.Items) == MaxItems {
					continue
				}
				again := r.Items[i]
				again.EatenOn = on
				r.Items = append(r.Items, again)
			}
		}
	}
	for k := range s.marks {
		m := &s.marks[k]
		switch {
		case m.kind == foodMark && m.mode != assert.Told && m.mode != assert.Figured:
			r.NotEaten = append(r.NotEaten, s.mention(m))
		case m.kind == qualifierMark && m.food > 0 && m.mode == assert.Asked && !s.qualifiesNext(k):
			r.NotEaten = append(r.NotEaten, s.mention(m)) // "is buckwheat a plant?"
		case m.kind == unknownMark && m.mode == assert.Told && !s.isBrand(k) && (s.tokens[m.first].word == 0 || s.standsAlone(k)):
			r.Unknown = append(r.Unknown, s.span(m.first, m.last))
		}
	}
	if len(r.Items) > 0 || slices.ContainsFunc(s.marks, func(m mark) bool { return m.cue == ateCue && m.mode == assert.Told }) {
		for _, i := range s.nameless {
			r.Unknown = append(r.Unknown, s.span(i, i+1))
		}
	}
	s.times(&r)
	s.unknowns().unlisted(&r)
	if len(r.Items)+len(r.NotEaten)+len(r.Unknown) == 0 {
		s.unknowns().unnamed(&r)
	}
	return r
}

// qualifiesNext reports whether a food stands right after mark k.
func (s outcome) qualifiesNext(k int) bool {
	return k+1 < len(s.marks) && s.marks[k+1].kind == foodMark && s.marks[k+1].first == s.marks[k].last
}

// isBrand tells whether the unknown word of mark k, with a capital in the middle
// of a sentence, stands right before a food that is no dish (a Nabisco cookie),
// or in brackets right before any: 1 (Panera) soup. A short one is a name anywhere.
func (s outcome) isBrand(k int) bool {
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
func (s outcome) isCapital(k int) bool {
	m := &s.marks[k]
	return m.first > 0 && upper(s.text[s.tokens[m.first].start]) && lower(s.text[s.tokens[m.first-1].start])
}

// standsAlone tells whether mark k is all that stands between two joints of the
// sentence: only there a word that is part of some food's name (misir) is
// reported, for elsewhere it is a brand (by Kellogg's).
func (s outcome) standsAlone(k int) bool {
	m := &s.marks[k]
	before := m.first == 0 || k > 0 && s.marks[k-1].last == m.first && s.marks[k-1].kind != foodMark && s.marks[k-1].kind != unknownMark
	after := int(m.last) == len(s.tokens) || k+1 < len(s.marks) && s.marks[k+1].first == m.last && (s.marks[k+1].kind == signMark || s.marks[k+1].kind == cueMark)
	return before && after
}

// weighIn weighs a draft, and takes its weight from the dish that it is in.
func (s outcome) weighIn(d *draft) {
	d.grams, d.ml = s.weights().weigh(d)
	if d.within == 0 {
		return
	}
	dish := &s.drafts[d.within-1]
	dish.inside += min(d.grams, d.share*dish.grams) // its figure knows of a filling
	if dish.head == breadHead && dish.amount.grams > 0 && d.categories.Has(Protein) {
		dish.inside = max(dish.inside, (1-breadShare)*dish.grams)
	}
}

// item is what a draft has become.
func (s outcome) item(d *draft) Item {
	qualify(d, s.lexicon.language.qualifiers)
	f := &s.lexicon.foods[d.food]
	fiber := max(0, d.grams-d.inside) * d.fiber / 100
	if d.explained {
		fiber = 0
	}
	item := Item{
		Span: s.span(d.first, d.last), Food: s.weights().called(d),
		Categories: d.categories, Plants: d.plants, Herbs: d.herbs,
		Grams: d.grams, FiberG: fiber,
		EatenOn: d.when.day, Meal: d.when.meal, Clock: -1,
		Stated: d.amount.stated || d.amount.measured() || d.part > 0,
	}
	item.Count, item.Unit = s.countOf(d)
	item.Called = s.ownName(d)
	item.Said = s.said(d)
	if d.when.clock >= 0 {
		item.Clock = time.Duration(d.when.clock * float64(time.Hour)).Round(time.Minute)
	}
	switch {
	case f.fluid == PlainWater && d.categories.Has(Water):
		item.WaterML, item.FluidML = d.ml, d.ml
	case d.countsAsFluid(f):
		item.FluidML = d.ml
	}
	return item
}

// ownName is the name that the message has for a draft's food, as the person
// wrote it, where it has no word of the lexicon's name for the food: fatteh and
// fattah. It is "" for drinks and short forms, of which the lexicon's name says
// more (cuppa, spag bol), and for what the person taught.
func (s outcome) ownName(d *draft) string {
	f := &s.lexicon.foods[d.food]
	if d.filled > 0 || f.fluid != NoFluid || s.sharesWord(d.first, d.last, f.name) {
		return ""
	}
	var b strings.Builder
	for i := d.first; i < d.last; i++ {
		t := &s.tokens[i]
		written := strings.ToLower(s.text[t.start:t.end])
		switch {
		case t.kind != wordToken || t.emoji || i > d.first && t.start < s.tokens[i-1].end:
			return ""
		case t.typo:
			written = s.lexicon.words.words[t.word]
		case lang.Fold(written) != s.lexicon.words.words[t.word]:
			return "" // a short form that was spelled out
		case t.plural && i == d.last-1 && s.hasSingular(written, t.stem):
			written = s.lexicon.words.words[t.stem]
		}
		if i > d.first {
			b.WriteByte(' ')
		}
		b.WriteString(written)
	}
	return b.String()
}

// hasSingular reports whether one of what the plural names goes by the stem: a
// spud of spuds, but no fry of fries, and no frijole.
func (s outcome) hasSingular(plural string, stem wordID) bool {
	return !strings.HasSuffix(plural, "ies") && s.lexicon.english.Has([]byte(s.lexicon.words.words[stem]))
}

// sharesWord reports whether one of the tokens first to last-1 is a word of
// name, or begins one.
func (s outcome) sharesWord(first, last int32, name string) bool {
	for word := range strings.FieldsSeq(name) {
		for i := first; i < last; i++ {
			if stem := s.lexicon.words.words[s.tokens[i].stem]; stem != "" && strings.HasPrefix(word, stem) {
				return true
			}
		}
	}
	return false
}

// countOf is the amount that the message states of a draft, and its unit.
func (s outcome) countOf(d *draft) (count float64, unit string) {
	a := &d.amount
	count = 1
	if a.counted {
		count = a.count
	}
	if d.part > 0 {
		count *= d.part
	}
	switch {
	case a.grams > 0:
		return a.grams * count, "g"
	case a.ml > 0:
		return a.ml * count, "ml"
	case a.unit >= 0:
		return count, s.lexicon.language.units[a.unit].name
	case a.counted && (a.stated || d.part > 0):
		return count, ""
	}
	return 0, ""
}

// said is how the message words a draft: its name with the amount before or
// after it.
func (s outcome) said(d *draft) string {
	from, to := d.first, d.last
	if m := &s.marks[d.mark]; m.kind == cueMark { // a coffee and another
		return s.text[s.tokens[from].start:s.tokens[to-1].end] + " " + s.lexicon.foods[d.food].name
	}
	if d.amount.counted || d.amount.measured() {
		from, to = min(from, d.amount.from), max(to, d.amount.to)
		if from < 0 || d.amount.to == 0 || from < d.first-sayReach || to > d.last+sayReach {
			from, to = d.first, d.last
		}
	}
	return s.text[s.tokens[from].start:s.tokens[to-1].end]
}

// sayReach is how many tokens from a food's name its amount may begin or end.
const sayReach = 7

// times notes the days, meals and times of day that the marks name.
func (s outcome) times(r *Reading) {
	d := dater{state: s.state, today: day.Of(s.moment.Sent, s.moment.DayEnd)}
	for k := range s.marks {
		m := &s.marks[k]
		if m.last == m.first {
			continue // the one of "cup and a half" isn't written
		}
		t := Time{Start: int(s.tokens[m.first].start), End: int(s.tokens[m.last-1].end), Clock: -1}
		switch m.kind {
		case unitMark:
			r.Units = append(r.Units, s.span(m.first, m.last))
			continue
		case clockMark:
			t.Clock, t.Sure = time.Duration(m.value*float64(time.Hour)).Round(time.Minute), m.stated
		case timeMark:
			word := s.lexicon.language.times[m.index]
			switch word.kind {
			case mealTime, headingTime:
				if t.Meal = word.meal; t.Meal == "" {
					continue
				}
			case clockTime:
				t.Clock, t.Sure = time.Duration(word.value)*time.Hour, true
			case weekdayTime, headdayTime, lastweekTime:
				t.Day, _ = d.dayOf(k, word)
				t.Weekday = 1 + word.value
			case possessiveTime:
				t.Day = d.today.Add(word.value)
			default:
				on, ok := d.dayOf(k, word)
				if !ok {
					continue
				}
				t.Day = on
				if word.kind == agoTime || word.kind == monthTime {
					t.Start, t.End = d.withNumber(k, t.Start, t.End)
				}
			}
		default:
			continue
		}
		r.Times = append(r.Times, t)
	}
}

// withNumber is the stretch of a time word with the number beside it: 2 days
// ago, 3 march.
func (d *dater) withNumber(k, start, end int) (int, int) {
	for _, n := range [2]int{k - 1, k + 1} {
		if n >= 0 && n < len(d.marks) && d.marks[n].kind == numberMark {
			start = min(start, int(d.tokens[d.marks[n].first].start))
			end = max(end, int(d.tokens[d.marks[n].last-1].end))
			break
		}
	}
	return start, end
}

// countsAsFluid follows content/README.md: drinks that are not alcohol and
// not high in sugar. A soda that is called diet has become one.
func (d *draft) countsAsFluid(f *foodInfo) bool {
	if d.categories.Any(SetOf(Alcohol, HighSugar)) {
		return false
	}
	return f.fluid == AnyFluid || f.categories.Has(HighSugar) && f.drinkable()
}

func (s outcome) span(first, last int32) Span {
	start, end := s.tokens[first].start, s.tokens[last-1].end
	return Span{Start: int(start), End: int(end), Text: s.text[start:end]}
}

// mention is the span of a food that wasn't eaten.
func (s outcome) mention(m *mark) Span {
	span := s.span(m.first, m.last)
	span.As = m.mode
	return span
}
