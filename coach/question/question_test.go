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
	if diff := cmp.Diff(want, s.Window(Quick.Lag())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCountLeavesUnknownDaysOut(t *testing.T) {
	s := Series{
		{Rating: 3, Exposure: Present}, {Rating: 3, Exposure: Absent}, {Rating: 0, Exposure: Absent},
		{Rating: 2, Exposure: Unknown}, {Rating: 4, Exposure: Absent},
	}
	want := Counts{Days: 5, Rated: 4, Exposed: 1, Unexposed: 1, Varied: 2}
	if diff := cmp.Diff(want, s.Count(Quick)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m := want.Missing(); m != (Missing{Days: 23, Rated: 16, Exposed: 3, Unexposed: 3, Varied: 1}) || m.None() {
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
		if s.before(t, Quick.Lag()) == Present {
			s[t].Rating -= drop
		}
	}
	return s
}

func TestObserve(t *testing.T) {
	few := Observe(regular(20, 1), Quick)
	if few.Verdict() != CannotTell || few.Missing.Days != 8 || few.P != 0 {
		t.Errorf("20 days: %+v", few)
	}
	clear := Observe(regular(84, 1), Quick)
	if clear.Verdict() != GoesLower || clear.With >= clear.Without || math.Abs(clear.Low+1.05) > 0.01 || math.Abs(clear.High+0.95) > 0.01 {
		t.Errorf("a drop of one point: %+v", clear)
	}
	none := Observe(regular(84, 0), Quick)
	if none.Verdict() != CannotTell || none.Missing != (Missing{Varied: MinVaried}) {
		t.Errorf("a rating that never changes: %+v", none)
	}
}

func TestObserveTurnedAround(t *testing.T) {
	s := regular(84, 1)
	a := Observe(s, Quick)
	for t := range s {
		s[t].Rating = 6 - s[t].Rating
	}
	b := Observe(s, Quick)
	if math.Abs(a.Difference+b.Difference) > 1e-9 || a.P != b.P || b.Verdict() != GoesHigher {
		t.Errorf("%+v is not the mirror of %+v", b, a)
	}
}

func TestDraw(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, tt := range []struct {
		form         Form
		weeks        int
		blocks, days int
	}{
		{InPairs, 8, 14, 56}, {InPairs, 12, 21, 84}, {InPairs, 24, 42, 168},
		{Early, 8, 14, 56}, {Early, 12, 21, 84}, {Early, 24, 42, 168},
		{Weekly, 12, 12, 84}, {Weekly, 24, 24, 168},
	} {
		first := 0
		for range 1000 {
			p, err := Draw(tt.form, tt.weeks, r)
			if err != nil || len(p.With) != tt.blocks || p.Days() != tt.days || p.Weeks() != tt.weeks || !p.Sound() {
				t.Fatalf("%s, %d weeks: %+v, %v", tt.form, tt.weeks, p, err)
			}
			if p.With[0] {
				first++
			}
			alike := 1
			for i := 1; i < len(p.With); i++ {
				if alike++; p.With[i] != p.With[i-1] {
					alike = 1
				}
				if alike > mostAlike || tt.form == InPairs && i%2 == 1 && alike > 1 {
					t.Fatalf("%s: %v", tt.form, p.With)
				}
			}
		}
		if first < 400 || first > 600 {
			t.Errorf("%s: %d of 1000 begin with it", tt.form, first)
		}
	}
	for _, no := range []struct {
		form  Form
		weeks int
	}{{InPairs, 10}, {Weekly, 8}, {"", 8}, {"weekly", 12}} {
		if _, err := Draw(no.form, no.weeks, r); !errors.Is(err, ErrForm) {
			t.Errorf("%q, %d weeks: %v", no.form, no.weeks, err)
		}
	}
}

func TestUnsoundPlans(t *testing.T) {
	for name, p := range map[string]Plan{
		"no days":        {With: make([]bool, 8)},
		"nothing":        {},
		"not half":       {BlockDays: 7, With: make([]bool, 8)},
		"a pair alike":   {BlockDays: 4, With: make([]bool, 14), Drawn: Pairs},
		"four alike":     {BlockDays: 4, With: make([]bool, 14), Drawn: Coins},
		"unknown rule":   {BlockDays: 4, With: make([]bool, 14), Drawn: "dice"},
		"wrong length":   {BlockDays: 4, With: []bool{true, false, true, false}, Drawn: Coins},
		"wrong blocks":   {BlockDays: 1, With: make([]bool, 56), Drawn: Halves},
		"backward block": {BlockDays: -7, With: make([]bool, 8)},
	} {
		if p.Sound() {
			t.Errorf("%s: %+v is sound", name, p)
		}
	}
}

func TestOrdersAreThoseOfTheDraw(t *testing.T) {
	for name, tt := range map[string]struct {
		plan Plan
		want int
	}{
		"halves":       {Plan{BlockDays: 7, With: []bool{true, false, false, true, false, true, true, false}}, 70},
		"few pairs":    {drawn(t, InPairs, 8), 1 << 7},
		"pairs":        {drawn(t, InPairs, 12), drawnOrders + 1},
		"coins":        {drawn(t, Early, 8), drawnOrders + 1},
		"coined weeks": {drawn(t, Weekly, 24), drawnOrders + 1},
	} {
		orders := tt.plan.orders()
		for _, with := range orders {
			if !(Plan{tt.plan.BlockDays, with, tt.plan.Drawn}).Sound() {
				t.Fatalf("%s: %v can't be drawn", name, with)
			}
		}
		if len(orders) != tt.want || mask(orders[0]) != mask(tt.plan.With) {
			t.Errorf("%s: %d orders, want %d", name, len(orders), tt.want)
		}
	}
}

func drawn(t testing.TB, f Form, weeks int) Plan {
	t.Helper()
	plan, err := Draw(f, weeks, rand.New(rand.NewPCG(5, 6)))
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestAnalyse(t *testing.T) {
	halves := Plan{BlockDays: 7, With: []bool{true, false, false, true, false, true, true, false}}
	for name, plan := range map[string]Plan{"halves": halves, "pairs": drawn(t, InPairs, 8), "early": drawn(t, Early, 8), "weeks": drawn(t, Weekly, 24)} {
		s := followed(plan)
		s[0].Exposure = Unknown
		r := Analyse(plan, s)
		if r.P > Level || math.Abs(r.Difference+1) > 0.4 || r.Verdict() != GoesLower || r.Kept != plan.Days()-1 || r.Broken != 0 {
			t.Errorf("%s: %+v", name, r)
		}
		if early := Analyse(plan, s[:14]); early.Enough && name != "early" || early.Early || early.Verdict() != CannotTell {
			t.Errorf("%s after two weeks: %+v", name, early)
		}
	}
}

// An experiment that may be looked at is answered as soon as it is clear, and
// the answer stays the same; one that is looked at once isn't.
func TestAnalyseEarly(t *testing.T) {
	for _, f := range []Form{InPairs, Early} {
		plan := drawn(t, f, 12)
		s, first := followed(plan), 0
		for days := range plan.Days() {
			r := Analyse(plan, s[:days])
			if r.Early && first == 0 {
				first = days
			}
			if (first > 0) != r.Early || r.Early && r.Verdict() != GoesLower {
				t.Fatalf("%s, day %d: %+v", f, days, r)
			}
		}
		if (f == Early) != (first > 0) || first > 50 || f == Early && first%plan.BlockDays != 2 {
			t.Errorf("%s: first clear on day %d", f, first)
		}
	}
}

// Whoever rates bad days only where they count isn't told of a difference.
func TestSelectiveRating(t *testing.T) {
	plan := drawn(t, InPairs, 24)
	c := scenario{rho: 0.6, days: plan.Days(), selective: 0.2}
	s := c.person(rand.New(rand.NewPCG(1, 2)), &plan)
	if r := Analyse(plan, s); !r.Uneven || r.Verdict() != CannotTell {
		t.Errorf("planned: %+v", r)
	}
	c = usual.with(func(c *scenario) { c.days, c.selective = 168, 0.35 })
	if o := c.watched(40, Quick, 1); o.uneven < 10 || o.found > 6 {
		t.Errorf("watched: %v", o)
	}
}

func TestDoses(t *testing.T) {
	s := Series{{Exposure: Present}, {Exposure: Absent}, {Exposure: Absent}, {Exposure: Absent}, {}, {Exposure: Absent}}
	const p = 0.2 // the share of known days
	want := []float64{1 - (1-p)*(1-p), 1, 1, 0, 0, p}
	for day, dose := range s.doses(Quick) {
		if math.Abs(dose-want[day]) > 1e-9 {
			t.Errorf("quick, day %d: %.3f, want %.3f", day, dose, want[day])
		}
	}
	if slow := s.doses(Slow); math.Abs(slow[5]-(1+p+2*p)/7) > 1e-9 {
		t.Errorf("slow: %.3f", slow[5])
	}
}

func TestCycle(t *testing.T) {
	s := make(Series, 70)
	if _, ok := s.cycle(); ok {
		t.Error("a cycle without marks")
	}
	s[10].Period = true
	if phase, ok := s.cycle(); !ok || phase[10] != 0 || phase[24] != 0.5 {
		t.Errorf("one mark: %v", phase)
	}
	s[12].Period, s[42].Period = true, true // the third day of the same, and the next
	if phase, _ := s.cycle(); phase[10] != 0 || phase[26] != 0.5 || phase[42] != 0 || phase[58] != 0.5 {
		t.Errorf("two marks: %v", phase)
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
		if s.before(t, plan.Pace().Lag()) == Present && (plan.Pace() == Quick || plan.WithOn(t)) {
			s[t].Rating = 3
		}
	}
	return s
}

func BenchmarkObserveYear(b *testing.B) {
	s := regular(365, 1)
	for b.Loop() {
		Observe(s, Quick)
	}
}

func BenchmarkAnalyse(b *testing.B) {
	for _, f := range []Form{InPairs, Early, Weekly} {
		b.Run(string(f), func(b *testing.B) {
			plan := drawn(b, f, 24)
			s := (scenario{rho: 0.6, days: 168}).person(rand.New(rand.NewPCG(1, 2)), &plan)
			for b.Loop() {
				Analyse(plan, s)
			}
		})
	}
}
