package sweep

import (
	"math"
	"time"

	"gutskin/coach/food"
)

// moment is any day: weights don't depend on it.
var moment = food.Moment{Sent: time.Unix(1e9, 0).UTC(), DayEnd: 4 * time.Hour}

const (
	// leastGrams and mostGrams bound what one of a food weighs. A small thing
	// that people eat many of (a peanut, a raisin) may weigh less, where the
	// usual serving is a handful of it.
	leastGrams, mostGrams = 3, 900
	// mostUnit is the largest vessel or portion of food: a large pizza for
	// several. What is shared from a jug or a bottle is bounded by its vessel.
	mostUnit = 1300
	// handful is how many of a small thing the usual serving holds.
	handful = 4
	// morePiece is how much more than the usual serving one piece may weigh.
	morePiece = 1.3
	// betweenLeast and betweenMost bound a serving that is neither one piece
	// nor two.
	betweenLeast, betweenMost = 1 / 0.7, 1.7
)

// sweepPieces finds a piece that weighs more than the usual serving, and
// pieces that the serving is no number of.
func (s *sweeper) sweepPieces(r *row) {
	each := weightOf(r, "each")
	if each == 0 {
		return
	}
	if each > morePiece*r.Serving.Value && !servedBy(r) {
		s.found("piece", r, r.Name, "one of it weighs %g g and the usual serving %g g: put each or the serving right, or say in an exception why people eat a part of it", each, r.Serving.Value)
	}
	if parts := r.Serving.Value / each; parts > betweenLeast && parts < betweenMost {
		s.found("piece", r, r.Name, "the usual serving, %g g, is neither one of it (%g g) nor two: put each or the serving right", r.Serving.Value, each)
	}
}

// servedBy reports whether the usual serving is a slice, a cup or another part
// that the row names: one melon is a whole one, and people eat a slice.
func servedBy(r *row) bool {
	for _, unit := range [...]string{"slice", "wedge", "half", "piece", "cup", "ring"} {
		if g := weightOf(r, unit); g > 0 && math.Abs(g-r.Serving.Value) <= r.Serving.Value/10 {
			return true
		}
	}
	return false
}

func weightOf(r *row, unit string) float64 {
	for _, u := range r.Units {
		if u.Unit == unit {
			return u.Grams
		}
	}
	return 0
}

// sweepWeights reads "a food" and "2 food" and asks whether one of it weighs
// what a person can eat of it.
func (s *sweeper) sweepWeights(r *row) {
	for _, said := range [...]struct {
		text  string
		count float64
	}{{"a ", 1}, {"2 ", 2}} {
		grams := 0.0
		for _, item := range s.reader.Read("had "+said.text+r.Name, moment).Items {
			if item.Food == r.Name {
				grams = item.Grams / said.count
			}
		}
		if grams < leastGrams && r.Serving.Value >= handful*grams {
			continue
		}
		if grams != 0 && (grams < leastGrams || grams > mostGrams) && !r.Categories.Has(food.HerbSpice) {
			s.found("weight", r, r.Name, "%q gives %g g of it each: put the serving or each right", said.text+r.Name, grams)
			return
		}
	}
	for _, u := range r.Units {
		if u.Grams > mostUnit && !poured(r) {
			s.found("weight", r, r.Name, "a %s of it is %g g: put the unit right, or say in an exception who eats that", u.Unit, u.Grams)
			return
		}
	}
}

const (
	// mostSize is how many times the usual serving a medium one may be, or the
	// other way round.
	mostSize = 2.5
	// smallGrams is what a medium one of a small thing weighs at most, of which
	// a serving is many: shrimp.
	smallGrams = 35
)

// sweepSizes finds sizes that aren't in order, and a medium one that is far from
// the usual serving and from a piece.
func (s *sweeper) sweepSizes(r *row) {
	last, lastName := 0.0, ""
	for _, size := range [...]string{"mini", "small", "medium", "large", "xlarge"} {
		grams := weightOf(r, size)
		if grams == 0 {
			continue
		}
		if grams < last {
			s.found("size", r, r.Name, "a %s one, %g g, is less than a %s one, %g g: put the sizes right", size, grams, lastName, last)
			return
		}
		last, lastName = grams, size
	}
	medium := weightOf(r, "medium")
	if medium == 0 || medium == weightOf(r, "each") || medium <= smallGrams && medium < r.Serving.Value {
		return
	}
	if ratio := medium / r.Serving.Value; (ratio > mostSize || ratio*mostSize < 1) && !servedBy(r) {
		s.found("size", r, r.Name, "a medium one is %g g and the usual serving %g g: put one of them right", medium, r.Serving.Value)
	}
}
