package question

import (
	"errors"
	"math"
	"math/bits"
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
// for a test at 5 % (8 blocks: 70 orders).
var plans = map[int]int{8: 7, 12: 7, 24: 14}

// ErrWeeks is returned for a length that is not offered.
var ErrWeeks = errors.New("an experiment takes 8, 12 or 24 weeks")

// Draw makes the plan of an experiment of 8, 12 or 24 weeks: a balanced
// (completely randomised) order, each equally likely.
func Draw(weeks int, random *rand.Rand) (Plan, error) {
	days, ok := plans[weeks]
	if !ok {
		return Plan{}, ErrWeeks
	}
	with := make([]bool, weeks*7/days)
	for i := range len(with) / 2 {
		with[i] = true
	}
	random.Shuffle(len(with), func(i, j int) { with[i], with[j] = with[j], with[i] })
	return Plan{BlockDays: days, With: with}, nil
}

// Days is the length of the experiment.
func (p Plan) Days() int { return p.BlockDays * len(p.With) }

// WithOn tells whether the plan has the exposure on its t-th day, from 0.
func (p Plan) WithOn(t int) bool { return p.With[t/p.BlockDays] }

// washout days at a block's start are left out: their ratings may still show
// the block before.
const washout = Lag

// TrialResult is the answer of a planned experiment.
type TrialResult struct {
	RatedWith, RatedWithout int     // rated days that count
	With, Without           float64 // their mean ratings
	Difference              float64 // With − Without, in rating points
	Low, High               float64 // interval of differences that the test does not reject
	P                       float64 // two-sided p value of the randomisation test
	Kept, Broken            int     // logged days that kept to the plan, and that did not
	Enough                  bool    // enough rated days in enough blocks for an answer
}

// minBlocksRated is how many blocks of each kind need a rating.
const minBlocksRated = 3

// Analyse compares the blocks with the exposure with those without, as they
// were drawn, whatever was eaten (intention to treat), by the randomisation
// test over all balanced orders (Fisher 1935; Edgington and Onghena 2007). It
// is exact for whatever course the skin takes by itself. s holds the plan's
// days from its first; days that are still to come are missing.
func Analyse(p Plan, s Series) TrialResult {
	blocks := sumBlocks(p, s)
	r := TrialResult{}
	r.Kept, r.Broken = adherence(p, s)
	r.RatedWith, r.RatedWithout, r.With, r.Without = groupMeans(p, blocks)
	r.Enough = enoughBlocks(p, blocks)
	if !r.Enough {
		return r
	}
	all, unit := orders(p, blocks)
	r.P = pValue(all)
	r.Difference, r.Low, r.High = invert(all, unit)
	return r
}

// Verdict is what may be said of the experiment.
func (r TrialResult) Verdict() Verdict {
	o := Observation{Difference: r.Difference, Low: r.Low, High: r.High, P: r.P}
	if !r.Enough {
		return CannotTell
	}
	return o.Verdict()
}

// block is the sum of a block's ratings and their number.
type block struct{ sum, n float64 }

func sumBlocks(p Plan, s Series) []block {
	blocks := make([]block, len(p.With))
	for t, d := range s[:min(len(s), p.Days())] {
		if d.Rating > 0 && t%p.BlockDays >= washout {
			blocks[t/p.BlockDays].sum += float64(d.Rating)
			blocks[t/p.BlockDays].n++
		}
	}
	return blocks
}

func adherence(p Plan, s Series) (kept, broken int) {
	for t, d := range s[:min(len(s), p.Days())] {
		switch {
		case d.Exposure == Unknown:
		case (d.Exposure == Present) == p.WithOn(t):
			kept++
		default:
			broken++
		}
	}
	return kept, broken
}

func groupMeans(p Plan, blocks []block) (nWith, nWithout int, with, without float64) {
	var groups [2]block
	for i, b := range blocks {
		g := &groups[0]
		if p.With[i] {
			g = &groups[1]
		}
		g.sum += b.sum
		g.n += b.n
	}
	return int(groups[1].n), int(groups[0].n), groups[1].sum / groups[1].n, groups[0].sum / groups[0].n
}

func enoughBlocks(p Plan, blocks []block) bool {
	var with, without int
	for i, b := range blocks {
		switch {
		case b.n == 0:
		case p.With[i]:
			with++
		default:
			without++
		}
	}
	return with >= minBlocksRated && without >= minBlocksRated
}

// orders gives the difference for the drawn order first and then for every
// other balanced order; and, for the interval, the difference that an effect
// of one point in the drawn blocks would make under each.
func orders(p Plan, blocks []block) (all, unit []float64) {
	drawn := mask(p.With)
	all, unit = append(all, orderDifference(blocks, drawn, drawn, false)), append(unit, 1)
	n := len(blocks)
	for m := uint(0); m < 1<<n; m++ {
		if m == drawn || bits.OnesCount(m) != n/2 {
			continue
		}
		all = append(all, orderDifference(blocks, m, drawn, false))
		unit = append(unit, orderDifference(blocks, m, drawn, true))
	}
	return all, unit
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

// orderDifference is the difference of the means under the order m; with
// effect, that of ratings that are 1 in the drawn blocks and 0 elsewhere.
func orderDifference(blocks []block, m, drawn uint, effect bool) float64 {
	var sum, n [2]float64
	for i, b := range blocks {
		g := m >> i & 1
		n[g] += b.n
		switch {
		case !effect:
			sum[g] += b.sum
		case drawn>>i&1 == 1:
			sum[g] += b.n
		}
	}
	if n[0] == 0 || n[1] == 0 {
		return math.NaN()
	}
	return sum[1]/n[1] - sum[0]/n[0]
}
