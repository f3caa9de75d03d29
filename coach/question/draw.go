package question

import (
	"errors"
	"math/rand/v2"
)

// Plan is a planned experiment: consecutive blocks of days, half of them with
// the exposure, in an order drawn at random and recorded before it starts.
type Plan struct {
	BlockDays int    `json:"block_days"`
	With      []bool `json:"with"` // by block
}

// plans are the lengths a person can choose: weeks and the days of a block.
// Each has at least 8 blocks, without which a balanced draw has too few orders
// for a test at 5 % (8 blocks: 70 orders). Blocks of whole weeks have each
// weekday equally often.
var plans = map[int]int{8: 7, 12: 7, 24: 14}

// Blocks is how many blocks of how many days an experiment of so many weeks
// has; false for a length that isn't offered.
func Blocks(weeks int) (n, days int, ok bool) {
	days, ok = plans[weeks]
	if !ok {
		return 0, 0, false
	}
	return weeks * 7 / days, days, true
}

// ErrWeeks is returned for a length that is not offered.
var ErrWeeks = errors.New("an experiment takes 8, 12 or 24 weeks")

// Draw makes the plan of an experiment of 8, 12 or 24 weeks: a balanced
// (completely randomised) order, each equally likely.
func Draw(weeks int, random *rand.Rand) (Plan, error) {
	n, days, ok := Blocks(weeks)
	if !ok {
		return Plan{}, ErrWeeks
	}
	with := make([]bool, n)
	for i := range len(with) / 2 {
		with[i] = true
	}
	random.Shuffle(len(with), func(i, j int) { with[i], with[j] = with[j], with[i] })
	return Plan{BlockDays: days, With: with}, nil
}

// Sound tells whether the plan is one that Draw makes.
func (p Plan) Sound() bool {
	with := 0
	for _, w := range p.With {
		if w {
			with++
		}
	}
	for weeks, days := range plans {
		if days == p.BlockDays && weeks*7 == p.Days() {
			return 2*with == len(p.With)
		}
	}
	return false
}

// Days is the length of the experiment.
func (p Plan) Days() int { return p.BlockDays * len(p.With) }

// WithOn tells whether the plan has the exposure on its t-th day, from 0.
func (p Plan) WithOn(t int) bool { return p.With[t/p.BlockDays] }

// Window is, for each of the first days days, whether the plan has the
// exposure in the tested window before it. What was eaten before the first
// block isn't part of the plan, so a window that reaches back is unknown.
func (p Plan) Window(days int) []Exposure {
	s := make(Series, days)
	for t := range s {
		s[t].Exposure = Absent
		if p.WithOn(t) {
			s[t].Exposure = Present
		}
	}
	return s.Window(Lag)
}

// orders are the exposed days of all plans that the draw could have made, this
// one's first.
func (p Plan) orders(days int) [][]Exposure {
	all := [][]Exposure{p.Window(days)}
	drawn := mask(p.With)
	for m := range uint(1) << len(p.With) {
		if with, ok := balanced(m, len(p.With)); ok && m != drawn {
			all = append(all, Plan{p.BlockDays, with}.Window(days))
		}
	}
	return all
}

func mask(with []bool) uint {
	var m uint
	for i, w := range with {
		if w {
			m |= 1 << i
		}
	}
	return m
}

// balanced is the order of n blocks that the bits of m stand for; false unless
// half of them are with.
func balanced(m uint, n int) (with []bool, ok bool) {
	with = make([]bool, n)
	count := 0
	for i := range with {
		if with[i] = m>>i&1 == 1; with[i] {
			count++
		}
	}
	return with, 2*count == n
}
