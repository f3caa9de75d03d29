package diary

import (
	"strconv"
	"strings"

	"gutskin/coach"
)

// Units of an amount that was told by weight or volume.
const (
	gramUnit       = "g"
	millilitreUnit = "ml"
)

// measuredTarget finds the food that an amount without a name is about: in the
// newest entry with foods the only one; else the only one whose amount was
// told in the same way. An amount of a unit that the newest entry has no food
// for goes to the newest entry that has.
func (ed *Editor) measuredTarget(scope []coach.Entry, c Correction) (target, Outcome) {
	if unit := c.Amount.unit(); unit != "" {
		for i := len(scope) - 1; i >= 0; i-- {
			if same := ofUnit(&scope[i], ed, c.Amount); len(same) == 1 {
				return target{scope[i].Source, same}, Outcome{}
			}
		}
	}
	var first []Place
	for i := len(scope) - 1; i >= 0; i-- {
		if len(scope[i].Foods) == 0 {
			continue
		}
		list := ofSource(scope, scope[i].Source)
		fitting := ed.fitting(list, c.Amount)
		if len(fitting) == 1 || c.Amount.Times > 0 {
			return target{scope[i].Source, fitting}, Outcome{}
		}
		if first == nil {
			if first = fitting; len(fitting) == 0 {
				first = allFoods(list)
			}
		}
		if len(fitting) > 0 {
			break
		}
	}
	if first == nil {
		return target{}, Outcome{Result: Nothing}
	}
	return target{}, Outcome{Result: Ambiguous, Candidates: first[:min(len(first), maxCandidates)]}
}

// unit is what an amount with a unit is called by: its words without the number.
func (a Amount) unit() string {
	if a.Bare > 0 || a.Times > 0 {
		return ""
	}
	return strings.TrimLeft(a.Words, "0123456789.,/½¼¾ ")
}

// ofUnit are the foods of an entry that were told in the unit of an amount.
func ofUnit(e *coach.Entry, ed *Editor, a Amount) []Place {
	var list []Place
	for k, f := range e.Foods {
		if f.Count == 0 || f.Unit == "" {
			continue
		}
		if m, ok := ed.Lexicon.Measured(f.Name, a.Words); ok && m.Unit == f.Unit {
			list = append(list, Place{e.Source, e.Part, k})
		}
	}
	return list
}

// fitting are the foods that the amount can be one of: all for "half of it", a
// single food always, else those whose amount was told.
func (ed *Editor) fitting(list []coach.Entry, a Amount) []Place {
	all := allFoods(list)
	if a.Times > 0 || len(all) == 1 {
		return all
	}
	var told []Place
	for _, p := range all {
		f := entryAt(list, p).Foods[p.Index]
		if f.Count == 0 || tooFew(f, a) {
			continue
		}
		if a.Bare == 0 {
			m, ok := ed.Lexicon.Measured(f.Name, a.Words)
			if !ok || !sameMeasure(m.Unit, f.Unit) {
				continue
			}
		}
		told = append(told, p)
	}
	return told
}

// IsExact reports whether a food's amount was told by weight or volume.
func IsExact(f coach.Food) bool { return f.Unit == gramUnit || f.Unit == millilitreUnit }

// sameMeasure reports whether two units measure alike: by weight or volume, or
// by the piece or vessel.
func sameMeasure(a, b string) bool {
	return (a == gramUnit || a == millilitreUnit) == (b == gramUnit || b == millilitreUnit)
}

// measure gives the foods meant the amount that the correction says.
func (ed *Editor) measure(list []coach.Entry, t target, c Correction, out *Outcome) []coach.Entry {
	foods := t.foods
	if len(foods) == 0 {
		foods = allFoods(list)
	}
	done := false
	for _, p := range foods {
		f := &entryAt(list, p).Foods[p.Index]
		if m, ok := ed.inAmount(*f, c.Amount); ok {
			m.Said = resaid(*f, m, c.Amount, ed.Lexicon.Plural)
			*f, done = m, true
		}
	}
	if !done {
		out.Result, out.Candidates = Ambiguous, foods[:min(len(foods), maxCandidates)]
	}
	return list
}

// inAmount is f in another amount; ok is false where the words state none.
func (ed *Editor) inAmount(f coach.Food, a Amount) (coach.Food, bool) {
	switch {
	case a.Differs != 0:
		return ed.differing(f, a)
	case a.Times > 0:
		return Scaled(f, a.Times), true
	case a.Bare > 0 && f.Count > 0:
		return Scaled(f, a.Bare/f.Count), !tooFew(f, a)
	case a.Bare > 0:
		m, ok := ed.Lexicon.Measured(f.Name, strconv.FormatFloat(a.Bare, 'f', -1, 64))
		return withAmount(f, m), ok
	}
	m, ok := ed.Lexicon.Measured(f.Name, a.Words)
	if !ok {
		return f, false
	}
	return withAmount(f, m), true
}

// differing is f in so much more or less of it; ok is false where nothing would be left,
// or where its amount was told in another measure.
func (ed *Editor) differing(f coach.Food, a Amount) (more coach.Food, ok bool) {
	by := a.Bare
	if by == 0 {
		m, ok := ed.Lexicon.Measured(f.Name, a.Words)
		if !ok || m.Unit != f.Unit {
			return f, false
		}
		by = m.Count
	}
	left := f.Count + float64(a.Differs)*by
	if f.Count == 0 || left <= 0 {
		return f, false
	}
	return Scaled(f, left/f.Count), true
}

// leastShare is the least part of what was weighed or poured that a bare number stands
// for: "the one" of 200 g is no gram.
const leastShare = 0.1

// tooFew reports whether a bare number counts something else than the grams or
// millilitres that the food was told in.
func tooFew(f coach.Food, a Amount) bool {
	return IsExact(f) && a.Bare > 0 && a.Bare < leastShare*f.Count
}

// inAmountOf is a food that takes another's place in the amount of that one,
// where the person told it, told none of the new, and both are weighed or
// poured, or counted in the same vessel.
func (ed *Editor) inAmountOf(f, old coach.Food) coach.Food {
	if f.Count > 0 || old.Count == 0 {
		return f
	}
	words := strconv.FormatFloat(old.Count, 'f', -1, 64)
	if old.Unit != "" {
		words += " " + old.Unit
	}
	m, ok := ed.Lexicon.Measured(f.Name, words)
	if !ok || old.Unit == "" && m.Unit != "" {
		return f
	}
	return withAmount(f, m)
}

// withAmount is f in the amount of another reading of it.
func withAmount(f, amount coach.Food) coach.Food {
	if f.Grams > 0 && amount.Name != f.Name {
		amount.FiberG = f.FiberG * amount.Grams / f.Grams
	}
	f.Grams, f.FiberG, f.WaterML, f.FluidML = amount.Grams, amount.FiberG, amount.WaterML, amount.FluidML
	f.Count, f.Unit = amount.Count, amount.Unit
	return f
}

// Scaled is so many times as much of f, up to what is believed.
func Scaled(f coach.Food, times float64) coach.Food {
	if f.Grams > 0 {
		times = min(times, coach.MaxGrams/f.Grams)
	}
	f.Grams *= times
	f.FiberG *= times
	f.WaterML *= times
	f.FluidML *= times
	f.Count *= times
	return f
}
