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

// odds are, for each block and stake, the chance that a fair bet gives to this
// block's being with, by whether the block before is.
type odds [][len(stakes)][2]float64

// odds of the blocks that are complete by the morning of day days. A block's
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
		var chances [len(stakes)][2]float64
		for i, effect := range stakes {
			for before := range 2 {
				without := m.likelihood(p, levels, own, block, 2*before, effect)
				with := m.likelihood(p, levels, own, block, 2*before+1, effect)
				chances[i][before] = 1 / (1 + math.Exp(without-with))
			}
		}
		all = append(all, chances)
		for i, t := range own.days {
			m.learn(t, own.values[i])
		}
	}
	return all
}

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
func (o odds) capital(p Plan, with []bool) (most float64, lower bool) {
	var parts [len(stakes)]float64
	for i := range parts {
		parts[i] = 1.0 / float64(len(stakes))
	}
	most = 1
	for block, chances := range o {
		if p.forced(with, block) {
			continue
		}
		before := 0
		if block > 0 && with[block-1] {
			before = 1
		}
		down, up := 0.0, 0.0
		for i := range parts {
			chance := chances[i][before]
			if !with[block] {
				chance = 1 - chance
			}
			parts[i] *= 2 * chance
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
