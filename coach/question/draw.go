package question

import (
	"errors"
	"math/rand/v2"
)

// Plan is a planned experiment: consecutive blocks of days, with the exposure
// or without, in an order drawn at random and recorded before it starts.
type Plan struct {
	BlockDays int    `json:"block_days"`
	With      []bool `json:"with"` // by block
	Drawn     Rule   `json:"draw,omitempty"`
}

// Rule is how the order of a plan was drawn.
type Rule string

// The rules.
const (
	Halves Rule = ""      // half of the blocks, every such order equally likely; no longer drawn
	Pairs  Rule = "pairs" // of each two blocks one, a fair coin deciding which
	Coins  Rule = "coins" // a fair coin for each block, but after three alike the other
)

// Form is an experiment that can be chosen.
type Form string

// The forms.
const (
	InPairs Form = "pairs" // for quick effects: pairs of short blocks, one look, at the end
	Early   Form = "early" // for quick effects: short blocks, a look after every block
	Weekly  Form = "weeks" // for slow effects: blocks of a week, a look after every block
)

// form is how an experiment of a form is made.
type form struct {
	rule      Rule
	blockDays int
	shortest  int // weeks
}

// shortBlock is the length of a block for a quick effect, in days: twice the
// tested window.
const shortBlock = 4

// made are the forms. Eight weeks hold too few blocks of a week.
func (f Form) made() (form, bool) {
	switch f {
	case InPairs:
		return form{Pairs, shortBlock, 8}, true
	case Early:
		return form{Coins, shortBlock, 8}, true
	case Weekly:
		return form{Coins, week, 12}, true
	}
	return form{}, false
}

// Weeks are the lengths that a question can have.
var weeksOffered = [...]int{8, 12, 24}

// Blocks is how many blocks of how many days an experiment of about so many
// weeks has; false for a form or a length that isn't offered.
func (f Form) Blocks(weeks int) (n, days int, ok bool) {
	made, ok := f.made()
	if !ok || weeks < made.shortest || !offered(weeks) {
		return 0, 0, false
	}
	n = weeks * week / made.blockDays
	return n, made.blockDays, true
}

func offered(weeks int) bool {
	for _, w := range weeksOffered {
		if w == weeks {
			return true
		}
	}
	return false
}

// ErrForm is returned for a form or a length that is not offered.
var ErrForm = errors.New("no such experiment is offered")

// Draw makes the plan of an experiment.
func Draw(f Form, weeks int, random *rand.Rand) (Plan, error) {
	n, days, ok := f.Blocks(weeks)
	if !ok {
		return Plan{}, ErrForm
	}
	made, _ := f.made()
	p := Plan{BlockDays: days, With: make([]bool, n), Drawn: made.rule}
	p.redraw(p.With, random)
	return p, nil
}

// redraw fills in an order by the rule of the plan.
func (p Plan) redraw(with []bool, random *rand.Rand) {
	for i := range with {
		switch {
		case p.Drawn == Halves:
			with[i] = i < len(with)/2
		case p.Drawn == Pairs && i%2 == 1:
			with[i] = !with[i-1] // a last block without a partner has a coin of its own
		case p.forced(with, i):
			with[i] = !with[i-1]
		default:
			with[i] = random.Uint64()&1 == 1
		}
	}
	if p.Drawn == Halves {
		random.Shuffle(len(with), func(i, j int) { with[i], with[j] = with[j], with[i] })
	}
}

// mostAlike is how many blocks in a row a coin may make alike; nobody need go
// without for longer.
const mostAlike = 3

// forced reports whether no coin decided block i of an order that was drawn by
// coins.
func (p Plan) forced(with []bool, i int) bool {
	if p.Drawn != Coins || i < mostAlike {
		return false
	}
	for _, w := range with[i-mostAlike : i] {
		if w != with[i-1] {
			return false
		}
	}
	return true
}

// halves are the plans that were drawn by halves: weeks and the days of a block.
var halves = map[int]int{8: 7, 12: 7, 24: 14}

// Sound reports whether the plan is one that Draw makes or once made.
func (p Plan) Sound() bool {
	if p.BlockDays <= 0 {
		return false
	}
	switch p.Drawn {
	case Halves:
		with := 0
		for _, w := range p.With {
			if w {
				with++
			}
		}
		return halves[p.Weeks()] == p.BlockDays && p.Days() == p.Weeks()*week && 2*with == len(p.With)
	case Pairs:
		for i := 1; i < len(p.With); i += 2 {
			if p.With[i] == p.With[i-1] {
				return false
			}
		}
		return p.made(InPairs)
	case Coins:
		for i := range p.With {
			if p.forced(p.With, i) && p.With[i] == p.With[i-1] {
				return false
			}
		}
		return p.made(Early) || p.made(Weekly)
	}
	return false
}

// made reports whether the plan has the blocks of a form.
func (p Plan) made(f Form) bool {
	n, days, ok := f.Blocks(p.Weeks())
	return ok && n == len(p.With) && days == p.BlockDays
}

// Days is the length of the experiment.
func (p Plan) Days() int { return p.BlockDays * len(p.With) }

// Weeks is its length in weeks, the last of which may be a part.
func (p Plan) Weeks() int { return (p.Days() + week - 1) / week }

// Pace is how fast the effect is that the experiment looks for.
func (p Plan) Pace() Pace {
	if p.Drawn == Coins && p.BlockDays == week {
		return Slow
	}
	return Quick
}

// Looks reports whether the experiment is looked at after every block, and may
// be answered before its end.
func (p Plan) Looks() bool { return p.Drawn == Coins }

// WithOn reports whether the plan has the exposure on its t-th day, from 0.
func (p Plan) WithOn(t int) bool { return p.With[t/p.BlockDays] }

// Groups are, for each of the first days days, which group its rating is told
// in: with, when the plan has the exposure in the tested window before it, or
// on most of a slow one. What was eaten before the first block isn't part of
// the plan, so that a window that reaches back is in neither.
func (p Plan) Groups(days int) []Exposure {
	s := make(Series, days)
	for t := range s {
		s[t].Exposure = Absent
		if p.WithOn(t) {
			s[t].Exposure = Present
		}
	}
	if p.Pace() != Slow {
		return s.Window(p.Pace().Lag())
	}
	groups := make([]Exposure, days)
	for t, dose := range s.doses(Slow) {
		switch {
		case t < Slow.Lag():
		case 2*dose > 1:
			groups[t] = Present
		default:
			groups[t] = Absent
		}
	}
	return groups
}

// levels are, for each of the first days days, the dose that the plan gives it,
// by whether the block before and this block are with: no window reaches
// further back.
func (p Plan) levels(days int) [][4]float64 {
	levels := make([][4]float64, days)
	lag := p.Pace().Lag()
	for t := range levels {
		for at := range levels[t] {
			levels[t][at] = p.Pace().dose(lag, 0, func(day int) float64 {
				if lag-day <= t%p.BlockDays { // so many days back is in this block
					return float64(at & 1)
				}
				return float64(at >> 1)
			})
		}
	}
	for t := range min(days, p.BlockDays) { // nobody knows what was before the plan
		for now := range 2 {
			mean := (levels[t][now] + levels[t][2+now]) / 2
			levels[t][now], levels[t][2+now] = mean, mean
		}
	}
	return levels
}

// doses are the levels of an order.
func (p Plan) doses(levels [][4]float64, with []bool) []float64 {
	doses := make([]float64, 0, len(levels))
	for block := range with {
		at := state(with, block)
		for t := block * p.BlockDays; t < min((block+1)*p.BlockDays, len(levels)); t++ {
			doses = append(doses, levels[t][at])
		}
	}
	return doses
}

// state is the index of a level or a likelihood: whether the block before block
// i and block i are with.
func state(with []bool, i int) int {
	index := 0
	if i > 0 && with[i-1] {
		index = 2
	}
	if with[i] {
		index++
	}
	return index
}

// The most orders that are enumerated, and how many are drawn anew where there
// are more.
const mostOrders, drawnOrders = 1024, 999

// orders are orders that the draw might have made, this one's first: all of
// them, or a sample by the same rule, with which the test is as exact (Dwass
// 1957; Phipson and Smyth 2010). The sample is the same each time, so that an
// answer told twice is the same.
func (p Plan) orders() [][]bool {
	all := [][]bool{p.With}
	n := len(p.With)
	each := func(bits int, order func(m uint) []bool) [][]bool {
		drawn := mask(p.With)
		for m := range uint(1) << bits {
			with := order(m)
			if (Plan{p.BlockDays, with, p.Drawn}).Sound() && mask(with) != drawn {
				all = append(all, with)
			}
		}
		return all
	}
	switch {
	case p.Drawn == Halves:
		return each(n, func(m uint) []bool { return unmask(m, n) })
	case p.Drawn == Pairs && 1<<((n+1)/2) <= mostOrders:
		return each((n+1)/2, func(m uint) []bool {
			with := make([]bool, n)
			for i := range with {
				with[i] = (m>>(i/2)&1 == 1) == (i%2 == 0)
			}
			return with
		})
	}
	random := rand.New(rand.NewPCG(uint64(len(p.With)), uint64(p.BlockDays)))
	for range drawnOrders {
		with := make([]bool, len(p.With))
		p.redraw(with, random)
		all = append(all, with)
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

func unmask(m uint, n int) []bool {
	with := make([]bool, n)
	for i := range with {
		with[i] = m>>i&1 == 1
	}
	return with
}
