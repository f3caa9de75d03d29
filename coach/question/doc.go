// Package question answers one question that a person chose beforehand: does
// an exposure (a food, a category of foods) go with my skin?
//
// Skin changes slowly, exposures come in habits, and both follow the week. So
// days are not independent of each other, and comparing good and bad days as
// if they were finds "triggers" where there are none: in the simulation beside
// this package the usual rule of diary apps does so for most people. Two
// answers here stand that test:
//
//   - Observe compares the ratings of days after an exposure with the rest, by
//     a circular-shift permutation test, which keeps the autocorrelation of
//     both series (observe.go).
//   - Draw makes a planned experiment: blocks of days with and without the
//     exposure in a random order that is drawn before it starts (draw.go).
//     Analyse answers it by the randomisation test of that draw (trial.go).
//
// Both take a Series (series.go, count.go), in which days that nobody logged
// or rated stay unknown; adjust its ratings for weekdays and trend
// (adjust.go); form one statistic (statistic.go), and turn its distribution
// over shifts or orders into a p value, an estimate and an interval
// (invert.go). Everything is pure; the draw's randomness
// comes in from outside. docs/question.md explains the method, with tables of
// false positives and power that the tests in this folder reproduce.
package question
