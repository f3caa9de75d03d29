package coach

import (
	"testing"

	"pgregory.net/rapid"
)

// shifted are the entries moved by that many days.
func shifted(entries []Entry, days int) []Entry {
	var list []Entry
	for _, e := range entries {
		e.Day, e.At = e.Day.Add(days), e.At.AddDate(0, 0, days)
		list = append(list, e)
	}
	return list
}

// TestTrendsMirror draws two weeks: two equal ones show no change, and what is
// higher one way round is lower the other.
func TestTrendsMirror(t *testing.T) {
	opposite := map[Trend]Trend{TrendUnknown: TrendUnknown, TrendSame: TrendSame, TrendHigher: TrendLower, TrendLower: TrendHigher}
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawWeek(t), drawWeek(t)
		week := func(now, before []Entry) Week {
			return SummariseWeek(utcUser(), append(shifted(before, -7), now...), "2026-03-16", "2026-03-23")
		}
		same, there, back := week(a, a), week(a, b), week(b, a)
		for _, l := range Lines() {
			if got := same.Trend(l); got == TrendHigher || got == TrendLower {
				t.Fatalf("%s differs between equal weeks", l)
			}
			if l == LineLogged && (there.First || back.First) {
				continue // a first week has nothing before it
			}
			if there.Trend(l) != opposite[back.Trend(l)] {
				t.Fatalf("%s: %v one way, %v the other", l, there.Trend(l), back.Trend(l))
			}
		}
	})
}

func BenchmarkSummariseWeek(b *testing.B) {
	var entries []Entry
	for i := range HistoryDays/7 + 1 {
		entries = append(entries, shifted(fullWeek(), -7*i)...)
	}
	for b.Loop() {
		SummariseWeek(utcUser(), entries, "2026-03-16", "2026-03-22")
	}
}
