package main

import (
	"context"
	"slices"
	"testing"
	"time"
)

// A wall clock that is set is noticed at the next look, once; one that runs a
// little fast or slow isn't.
func TestClockJumps(t *testing.T) {
	const sec = time.Second
	start := time.Date(2026, 3, 18, 14, 59, 0, 0, time.UTC)
	type look struct{ wall, steady time.Duration }
	looks := []look{
		{0, 0}, {5 * sec, 5 * sec}, {10*sec + 300*time.Millisecond, 10 * sec}, // runs
		{10*sec - 3*time.Hour, 15 * sec}, {11*sec - 3*time.Hour, 16 * sec}, {15*sec - 3*time.Hour, 20 * sec}, // is set back
		{20*sec + 9*time.Hour, 25 * sec}, {20*sec + 9*time.Hour, 25 * sec}, {25*sec + 9*time.Hour, 30 * sec}, // forward
		{24 * time.Hour, 31 * sec}, {24 * time.Hour, 31 * sec}, // the machine slept
	}
	ctx, cancel := context.WithCancel(t.Context())
	ticks := make(chan time.Time, len(looks))
	for range looks {
		ticks <- start
	}
	read := clocks(func() (time.Time, time.Duration) {
		now := looks[0]
		if looks = looks[1:]; len(looks) == 0 {
			cancel()
			looks = []look{now}
		}
		return start.Add(now.wall), now.steady
	})
	var jumps []time.Duration // after each the clocks are read once more
	read.follow(ctx, ticks, func(by time.Duration) { jumps = append(jumps, by.Round(time.Hour)) })
	if want := []time.Duration{-3 * time.Hour, 12 * time.Hour, 15 * time.Hour}; !slices.Equal(jumps, want) {
		t.Errorf("jumps of %v, want %v", jumps, want)
	}
}
