package question

import (
	"fmt"
	"slices"
	"testing"
)

// usual is the kind of person that the tables of power are about.
var usual = scenario{rho: 0.6, rate: 0.25, sticky: 0.3, weekly: 0.3, missing: 0.2}

// with is the scenario changed.
func (c scenario) with(change func(*scenario)) scenario {
	change(&c)
	return c
}

// named is a scenario of the tables of docs/question.md.
type named struct {
	name string
	scenario
	open bool // known to be told of differences too often: no cure without marks
}

// lengths are the days of a question.
var lengths = []int{56, 84, 168}

// TestSimulationWatchedGrid has people whom nothing affects ask whether an
// exposure goes with their skin; -v prints the table.
func TestSimulationWatchedGrid(t *testing.T) {
	t.Parallel()
	people := scale(100)
	pooled := map[string]outcome{} // one cell holds too few people to judge
	for i, c := range sampled(nullScenarios(), 9) {
		o := c.watched(people, Quick, uint64(i))
		t.Logf("grid %s: %v, naive %.3f", c, o, share(o.naive, o.n))
		for _, of := range []string{fmt.Sprintf("ρ %.1f", c.rho), fmt.Sprintf("%d days", c.days), fmt.Sprintf("exposed %.0f %%", 100*c.rate)} {
			pool := pooled[of]
			pool.told += o.told
			pool.found += o.found
			pooled[of] = pool
		}
	}
	for of, o := range pooled {
		t.Logf("pooled %s: false %.3f of %d", of, share(o.found, o.told), o.told)
		if share(o.found, o.told) > Level+tolerated(o.told) {
			t.Errorf("%s: false positives %.3f of %d", of, share(o.found, o.told), o.told)
		}
	}
}

func nullScenarios() []scenario {
	var all []scenario
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		for _, rate := range []float64{0.08, 0.25, 0.6} {
			for _, sticky := range []float64{0, 0.5, 0.8} {
				for _, weekly := range []float64{0, 0.5} {
					for _, missing := range []float64{0, 0.2, 0.4} {
						for _, days := range lengths {
							all = append(all, scenario{rho: rho, rate: rate, sticky: sticky, weekly: weekly, missing: missing, days: days})
						}
					}
				}
			}
		}
	}
	return all
}

// reactive are people whom nothing affects and whom an analysis of their diary
// could mislead.
func reactive() []named {
	c := usual.with(func(c *scenario) { c.rate = 0.4 })
	return []named{
		{"nothing of this", usual, false},
		{"40 % missing", usual.with(func(c *scenario) { c.missing = 0.4 }), false},
		{"slow skin, long habits", usual.with(func(c *scenario) { c.rho, c.sticky, c.weekly = 0.8, 0.8, 0.5 }), false},
		{"skin gains 2 points, exposure fades", usual.with(func(c *scenario) { c.drift = 2 }), false},
		{"avoids after a bad day", c.with(func(c *scenario) { c.avoids = 0.8 }), false},
		{"the same, ρ 0.8", c.with(func(c *scenario) { c.avoids, c.rho = 0.8, 0.8 }), false},
		{"avoids after one of two bad days, ρ 0.8", c.with(func(c *scenario) { c.avoids, c.rho, c.recalls = 0.8, 0.8, true }), false},
		{"a cycle, marked", usual.with(func(c *scenario) { c.cycle, c.marks = 0.8, true }), false},
		{"a cycle, not marked", usual.with(func(c *scenario) { c.cycle = 0.8 }), true},
		{"rates half of other days", usual.with(func(c *scenario) { c.selective, c.rate = 0.5, 0.3 }), false},
		{"rates a third of other days", usual.with(func(c *scenario) { c.selective, c.rate = 0.35, 0.3 }), false},
	}
}

// TestSimulationWatched has them watch, at either pace.
func TestSimulationWatched(t *testing.T) {
	t.Parallel()
	people, runs := scale(500), third()
	for _, n := range reactive() {
		t.Run(n.name, func(t *testing.T) {
			for _, pace := range []Pace{Quick, Slow} {
				for i, days := range lengths {
					if pace == Slow && days < 84 || !runs() {
						continue
					}
					c := n.scenario
					c.days = days
					o := c.watched(people, pace, uint64(i))
					t.Logf("watched %-5s %3d days: %v, naive %.2f", pace, days, o, share(o.naive, o.n))
					if !n.open && share(o.found, o.n) > Level+tolerated(o.n) {
						t.Errorf("%s, %d days: false positives %.3f of %d", n.name, days, share(o.found, o.n), o.n)
					}
				}
			}
		})
	}
}

// TestSimulationPlanned has people whom nothing affects make experiments.
func TestSimulationPlanned(t *testing.T) {
	t.Parallel()
	people, runs := scale(500), third()
	for _, n := range []named{
		{"ρ 0.3", usual.with(func(c *scenario) { c.rho = 0.3 }), false},
		{"ρ 0.6", usual, false},
		{"ρ 0.8, weekends, 40 % missing", usual.with(func(c *scenario) { c.rho, c.weekly, c.missing = 0.8, 0.5, 0.4 }), false},
		{"drift of 2 points", usual.with(func(c *scenario) { c.drift = 2 }), false},
		{"a cycle, 20 % of days lapse", usual.with(func(c *scenario) { c.cycle, c.lapses = 0.8, 0.2 }), false},
		{"rates half of the good days with", usual.with(func(c *scenario) { c.selective = 0.5 }), false},
		{"rates 70 % of the good days with", usual.with(func(c *scenario) { c.selective = 0.7 }), false},
	} {
		t.Run(n.name, func(t *testing.T) {
			for _, f := range []Form{InPairs, Early, Weekly} {
				for i, days := range lengths {
					c := n.scenario
					if c.days = days; !offers(f, days) || !runs() {
						continue
					}
					o := c.tried(people, f, uint64(i), false)
					t.Logf("planned %-5s %3d days: %v", f, days, o)
					if share(o.found, o.n) > Level+tolerated(o.n) {
						t.Errorf("%s, %s, %d days: false positives %.3f of %d", n.name, f, days, share(o.found, o.n), o.n)
					}
				}
			}
		})
	}
}

func offers(f Form, days int) bool {
	_, _, ok := f.Blocks(days / week)
	return ok
}

// TestSimulationPower prints how often a true effect is found, by every form.
func TestSimulationPower(t *testing.T) {
	t.Parallel()
	people, runs := scale(300), third()
	for _, effect := range []float64{-1, -0.6} {
		for _, rho := range []float64{0.3, 0.6, 0.8} {
			for _, missing := range []float64{0, 0.2, 0.4} {
				if effect == -0.6 && (rho != 0.6 || missing != 0.2) || !runs() {
					continue
				}
				n := people
				if rho == 0.6 && missing == 0.2 {
					n = scale(1500)
				}
				for i, days := range lengths {
					c := usual.with(func(c *scenario) { c.rho, c.missing, c.effect, c.days = rho, missing, effect, days })
					line := fmt.Sprintf("power %.1f, ρ %.1f, missing %2.0f %%, %3d days", effect, rho, 100*missing, days)
					t.Logf("%s: watched %v", line, c.watched(n, Quick, uint64(i)))
					t.Logf("%s: pairs   %v", line, c.tried(n, InPairs, uint64(i), false))
					t.Logf("%s: early   %v", line, c.tried(n, Early, uint64(i), false))
				}
			}
		}
	}
}

// TestSimulationSlow prints what questions of either pace say of slow effects.
func TestSimulationSlow(t *testing.T) {
	t.Parallel()
	people := scale(400)
	for _, when := range []acts{later, fades} {
		for i, days := range lengths[1:] {
			c := usual.with(func(c *scenario) { c.effect, c.acts, c.days = -1, when, days })
			line := fmt.Sprintf("slow %d, %3d days", when, days)
			t.Logf("%s: watched quick %v", line, c.watched(people, Quick, uint64(i)))
			t.Logf("%s: watched slow  %v", line, c.watched(people, Slow, uint64(i)))
			t.Logf("%s: weeks         %v", line, c.tried(people, Weekly, uint64(i), false))
			t.Logf("%s: pairs         %v", line, c.tried(people, InPairs, uint64(i), false))
		}
	}
}

// TestSimulationCoverage asks how often an interval holds a true difference of
// none, half a point and one.
func TestSimulationCoverage(t *testing.T) {
	t.Parallel()
	people := scale(200)
	for _, effect := range []float64{0, -0.5, -1} {
		for i, days := range []int{56, 168} {
			c := usual.with(func(c *scenario) { c.effect, c.days = effect, days })
			watched, pairs, early := c.watched(people, Quick, uint64(i)), c.tried(people, InPairs, uint64(i), true), c.tried(people, Early, uint64(i), true)
			t.Logf("holds %.1f, %3d days: watched %.3f pairs %.3f early %.3f", effect, days,
				share(watched.held, watched.made), share(pairs.held, pairs.made), share(early.held, early.made))
			for _, o := range []outcome{pairs, early} {
				if share(o.held, o.made) < 1-Level-tolerated(o.made) {
					t.Errorf("effect %.1f, %d days: the interval held it in %.3f of %d", effect, days, share(o.held, o.made), o.made)
				}
			}
		}
	}
}

// The scenarios' lengths are those that a question can have.
func TestLengthsAreOffered(t *testing.T) {
	for _, days := range lengths {
		if !slices.Contains(weeksOffered[:], days/week) {
			t.Errorf("%d days", days)
		}
	}
}
