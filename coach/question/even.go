package question

import (
	"math"
	"slices"
)

// The levels of the check for selective rating. Whoever doesn't rate evenly at
// lenientLevel must show a difference once more without the surplus of ratings,
// at surplusLevel: all of the surplus is taken for misleading, so that test is
// severe already. Whoever rates unevenly at strictLevel isn't told that there is
// no sign of a difference.
const (
	lenientLevel = 0.4
	armsLevel    = 0.1
	surplusLevel = 0.1
	strictLevel  = 0.05
)

// rates are, for every day, 1 when it is rated and 0 when not.
func (s Series) rates() rated {
	r := rated{make([]int, len(s)), make([]float64, len(s))}
	for t, d := range s {
		r.days[t] = t
		if d.Rating > 0 {
			r.values[t] = 1
		}
	}
	return r
}

// trimmed is the series without the surplus of ratings in the group that rates
// more of its days: of those that speak most for the difference, so many are
// taken out that both groups rate the same share (Lee 2009: trimming bounds for
// selective attrition). What is left is the least difference that the ratings
// allow when the surplus was chosen by how the day was.
func (s Series) trimmed(doses []float64, lower bool) Series {
	var days, ratings [2]float64
	group := func(t int) int {
		if doses[t] >= 0.5 {
			return 1
		}
		return 0
	}
	for t, d := range s {
		days[group(t)]++
		if d.Rating > 0 {
			ratings[group(t)]++
		}
	}
	more := 0
	if ratings[1]*days[0] > ratings[0]*days[1] {
		more = 1
	}
	surplus := int(math.Round(ratings[more] - ratings[1-more]/days[1-more]*days[more]))
	var candidates []int
	for t, d := range s {
		if d.Rating > 0 && group(t) == more {
			candidates = append(candidates, t)
		}
	}
	worst := lower == (more == 1) // bad days after it, or good days otherwise, speak for "lower"
	slices.SortStableFunc(candidates, func(a, b int) int {
		if worst {
			return s[a].Rating - s[b].Rating
		}
		return s[b].Rating - s[a].Rating
	})
	rest := slices.Clone(s)
	for _, t := range candidates[:min(max(surplus, 0), len(candidates))] {
		rest[t].Rating = 0
	}
	return rest
}
