package question

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWindow(t *testing.T) {
	s := Series{{Exposure: Present}, {Exposure: Absent}, {Exposure: Absent}, {Exposure: Absent}, {Exposure: Unknown}, {Exposure: Absent}, {Exposure: Present}, {Exposure: Unknown}}
	want := []Exposure{Unknown, Present, Present, Absent, Absent, Unknown, Unknown, Present}
	if diff := cmp.Diff(want, s.Window(Lag)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCountLeavesUnknownDaysOut(t *testing.T) {
	s := Series{
		{Rating: 3, Exposure: Present}, {Rating: 3, Exposure: Absent}, {Rating: 0, Exposure: Absent},
		{Rating: 2, Exposure: Unknown}, {Rating: 4, Exposure: Absent},
	}
	want := Counts{Days: 5, Rated: 4, Exposed: 1, Unexposed: 1, Varied: 2}
	if diff := cmp.Diff(want, s.Count()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m := want.Missing(); m != (Missing{Days: 23, Rated: 18, Exposed: 5, Unexposed: 5, Varied: 1}) || m.None() {
		t.Errorf("missing %+v", m)
	}
}

// regular is a series in which the rating drops by drop after each exposure.
func regular(days, drop int) Series {
	r := rand.New(rand.NewPCG(1, 2))
	s := make(Series, days)
	for t := range s {
		s[t].Exposure = Absent
		if r.Float64() < 0.3 {
			s[t].Exposure = Present
		}
		s[t].Rating = 4
		if s.before(t, Lag) == Present {
			s[t].Rating -= drop
		}
	}
	return s
}

func TestObserve(t *testing.T) {
	few := Observe(regular(20, 1))
	if few.Verdict() != CannotTell || few.Missing.Days != 8 || few.P != 0 {
		t.Errorf("20 days: %+v", few)
	}
	clear := Observe(regular(84, 1))
	if clear.Verdict() != GoesLower || clear.With >= clear.Without || math.Abs(clear.Low+1.05) > 0.01 || math.Abs(clear.High+0.95) > 0.01 {
		t.Errorf("a drop of one point: %+v", clear)
	}
	none := Observe(regular(84, 0))
	if none.Verdict() != CannotTell || none.Missing != (Missing{Varied: MinVaried}) {
		t.Errorf("a rating that never changes: %+v", none)
	}
}

func TestObserveTurnedAround(t *testing.T) {
	s := regular(84, 1)
	a := Observe(s)
	for t := range s {
		s[t].Rating = 6 - s[t].Rating
	}
	b := Observe(s)
	if math.Abs(a.Difference+b.Difference) > 1e-9 || a.P != b.P || b.Verdict() != GoesHigher {
		t.Errorf("%+v is not the mirror of %+v", b, a)
	}
}

func TestDrawIsBalanced(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for weeks, blocks := range map[int]int{8: 8, 12: 12, 24: 12} {
		seen := map[uint]bool{}
		for range 2000 {
			p, err := Draw(weeks, r)
			if err != nil || len(p.With) != blocks || p.Days() != weeks*7 {
				t.Fatalf("%d weeks: %+v, %v", weeks, p, err)
			}
			n := 0
			for _, with := range p.With {
				if with {
					n++
				}
			}
			if n != blocks/2 {
				t.Fatalf("%d weeks: %d of %d blocks with", weeks, n, blocks)
			}
			seen[mask(p.With)] = true
		}
		if blocks == 8 && len(seen) != 70 {
			t.Errorf("8 blocks: %d orders of 70 were drawn", len(seen))
		}
	}
	if _, err := Draw(10, r); !errors.Is(err, ErrWeeks) {
		t.Errorf("10 weeks: %v", err)
	}
}

func TestAnalyse(t *testing.T) {
	plan, err := Draw(8, rand.New(rand.NewPCG(5, 6)))
	if err != nil {
		t.Fatal(err)
	}
	s := followed(plan)
	s[0].Exposure = Unknown
	r := Analyse(plan, s)
	if r.P > 2.0/70 || math.Abs(r.Difference+1) > 0.05 || r.Verdict() != GoesLower || r.Kept != 55 || r.Broken != 0 {
		t.Errorf("%+v", r)
	}
	early := Analyse(plan, s[:14])
	if early.Enough || early.Verdict() != CannotTell {
		t.Errorf("after two weeks: %+v", early)
	}
}

// followed are the days of someone who kept to the plan and rates 3 after it,
// else 4.
func followed(plan Plan) Series {
	s := make(Series, plan.Days())
	for t := range s {
		s[t] = Day{Rating: 4, Exposure: Absent}
		if plan.WithOn(t) {
			s[t].Exposure = Present
		}
		if s.before(t, Lag) == Present {
			s[t].Rating = 3
		}
	}
	return s
}

func BenchmarkObserveYear(b *testing.B) {
	s := regular(365, 1)
	for b.Loop() {
		Observe(s)
	}
}

func BenchmarkAnalyse(b *testing.B) {
	plan, err := Draw(24, rand.New(rand.NewPCG(5, 6)))
	if err != nil {
		b.Fatal(err)
	}
	s := regular(168, 1)
	for b.Loop() {
		Analyse(plan, s)
	}
}
