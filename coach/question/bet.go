package question

import "math"

// Looking is a betting e-process (Shafer 2021; Ramdas et al. 2023). A
// capital of 1 is put on the coins of the plan: after each block a bet on the
// coin that decided it, by what the ratings say, is settled at fair odds. If
// nothing affects the ratings, they don't know the coins, the capital is a
// martingale, and whatever the skin does by itself, whoever misses what, it
// ever grows to 20 with a probability of at most 1 in 20 (Ville 1939). So it may
// be looked at after every block, and an experiment ends as soon as it is there.
//
// How the bets are laid only decides how fast the capital grows. For an effect
// of e points a bet is the likelihood ratio of the block's days with the
// exposure and without, given the days before, by the working model of
// statistic.go; the capital is spread over the effects of stakes (the mixture
// method: Robbins 1970; Howard et al. 2021).

// enough is the capital at which the answer is told.
const enough = 1 / Level

// stakes are the effects, in rating points, that the capital is spread over.
var stakes = [...]float64{-1.6, -0.8, 0.8, 1.6}

// The working model of a block's ratings: their variance, and by how many days
// the assumed variance and level outweigh those seen so far.
const (
	usualVariance, varianceDays = 0.6, 10
	usualLevel, levelDays       = 3, 1
)

// odds are what a stake is multiplied by when a block's bet is settled, by block
// and by the block's index in an order (moves).
type odds [][4][len(stakes)]float64

// odds of the blocks that are complete on the last of the days. A block's
// ratings reach from its second day to the first of the next.
func (p Plan) odds(levels [][4]float64, r rated) odds {
	var all odds
	m := model{variance: usualVariance * varianceDays, variances: varianceDays, level: usualLevel * levelDays, levels: levelDays, last: -1}
	next := 0
	if len(r.days) > 0 && r.days[0] == 0 {
		m.learn(0, r.values[0])
		next = 1
	}
	for block := range p.complete(len(levels)) {
		first := next
		for next < len(r.days) && r.days[next] <= (block+1)*p.BlockDays {
			next++
		}
		own := rated{r.days[first:next], r.values[first:next]}
		var bets [4][len(stakes)]float64
		for i, effect := range stakes {
			for without := 0; without < 4; without += 2 { // by the block before
				with := without + 1
				ratio := m.likelihood(p, levels, own, block, without, effect) - m.likelihood(p, levels, own, block, with, effect)
				chance := 1 / (1 + math.Exp(ratio))
				bets[with][i], bets[without][i] = 2*chance, 2*(1-chance)
			}
		}
		all = append(all, bets)
		for i, t := range own.days {
			m.learn(t, own.values[i])
		}
	}
	return all
}

// moves are, for each block of an order, its index in the odds, or noCoin.
func (p Plan) moves(with []bool) []int8 {
	moves := make([]int8, len(with))
	for i := range with {
		moves[i] = int8(state(with, i))
		if p.forced(with, i) {
			moves[i] = noCoin
		}
	}
	return moves
}

// noCoin is for a block that no coin decided: there is nothing to bet on.
const noCoin = -1

// complete is how many blocks can be betted on with the ratings of so many
// days, the last of which is today.
func (p Plan) complete(days int) int {
	if days >= p.Days() {
		return len(p.With)
	}
	return max(0, days-2) / p.BlockDays
}

// model is what the bets know of the ratings so far.
type model struct {
	variance, variances, level, levels float64
	last                               int // the latest rated day
	value                              float64
}

func (m *model) learn(t int, value float64) {
	mean := m.level / m.levels
	w, earlier := whitening{0, 1}, 0.0
	if m.last >= 0 {
		w, earlier = whiten(t-m.last, working), m.value-mean
	}
	surprise := w.of(earlier, value-mean)
	m.variance += surprise * surprise
	m.variances++
	m.level += value
	m.levels++
	m.last, m.value = t, value
}

// likelihood is the log likelihood of a block's own ratings when it and the one
// before are as the index says, and an exposure has the effect.
func (m *model) likelihood(p Plan, levels [][4]float64, own rated, block, index int, effect float64) float64 {
	mean, sum := m.level/m.levels, 0.0
	last, earlier := m.last, m.value-mean-effect*(float64(index>>1)-0.5)
	if block == 0 {
		earlier = m.value - mean
	}
	for i, t := range own.days {
		dose := float64(index & 1)
		if t < (block+1)*p.BlockDays {
			dose = levels[t][index]
		}
		w := whitening{0, 1}
		if last >= 0 {
			w = whiten(t-last, working)
		}
		value := own.values[i] - mean - effect*(dose-0.5)
		surprise := w.of(earlier, value)
		sum -= surprise * surprise
		last, earlier = t, value
	}
	return sum / (2 * m.variance / m.variances)
}

// capital settles the bets on an order: the most that the capital ever was, at
// most enough, and whether it then lay on negative effects.
func (o odds) capital(moves []int8) (most float64, lower bool) {
	var parts [len(stakes)]float64
	for i := range parts {
		parts[i] = 1.0 / float64(len(stakes))
	}
	most = 1
	for block := range o {
		if moves[block] == noCoin {
			continue
		}
		bets := &o[block][moves[block]]
		down, up := 0.0, 0.0
		for i := range parts {
			parts[i] *= bets[i]
			if stakes[i] < 0 {
				down += parts[i]
			} else {
				up += parts[i]
			}
		}
		if down+up > most {
			most, lower = down+up, down > up
		}
		if most >= enough {
			return enough, lower
		}
	}
	return most, lower
}
