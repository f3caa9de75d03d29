package food

import "gutskin/coach/day"

// build makes items of the marks.
func (s *state) build() Reading {
	var reading Reading
	today := day.Of(s.moment.Sent, s.moment.DayEnd)
	for _, m := range s.marks {
		if m.kind != foodMark {
			continue
		}
		f := &s.lexicon.foods[m.index]
		item := Item{
			Span: s.span(m.first, m.last), Food: f.Name, Categories: f.Categories, Plants: f.Plants, Herbs: f.Herbs,
			Grams: f.Serving.Value, FiberG: f.Serving.Value * f.Fiber.Value / 100, EatenOn: today, Clock: -1,
		}
		reading.Items = append(reading.Items, item)
	}
	return reading
}

func (s *state) span(first, last int32) Span {
	start, end := s.tokens[first].start, s.tokens[last-1].end
	return Span{int(start), int(end), s.text[start:end]}
}
