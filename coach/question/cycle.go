package question

// Cycle lengths in days: the usual one, by which the ends of the series are
// reckoned where fewer than two starts are marked, and the shortest between two
// marks that are of two periods (FIGO 2018: 24 to 38 days are usual).
const usualCycle, shortestCycle = 28, 15

// cycle is the phase of the menstrual cycle by day, from 0 at a period's first
// day to 1 at the next one's; false when no period is marked.
func (s Series) cycle() (phase []float64, ok bool) {
	var starts []int
	for t, d := range s {
		if d.Period && (len(starts) == 0 || t-starts[len(starts)-1] >= shortestCycle) {
			starts = append(starts, t)
		}
	}
	if len(starts) == 0 {
		return nil, false
	}
	length := float64(usualCycle)
	if n := len(starts); n > 1 {
		length = float64(starts[n-1]-starts[0]) / float64(n-1)
	}
	phase = make([]float64, len(s))
	next := 0
	for t := range s {
		for next < len(starts) && starts[next] <= t {
			next++
		}
		switch {
		case next == 0:
			phase[t] = float64(t-starts[0]) / length
		case next == len(starts):
			phase[t] = float64(t-starts[next-1]) / length
		default:
			phase[t] = float64(t-starts[next-1]) / float64(starts[next]-starts[next-1])
		}
	}
	return phase, true
}
