package coach

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

func TestReportLength(t *testing.T) {
	for weeks, want := range map[int]int{-1: 4, 0: 4, 1: 4, 4: 4, 5: 8, 8: 8, 9: 12, 12: 12, 13: 12, 1000: 12} {
		if got := ReportLength(weeks); got != want {
			t.Errorf("%d weeks: %d, want %d", weeks, got, want)
		}
	}
}

// groupDays are the days of a report's groups that were had at all.
func groupDays(r Report) map[string][]int {
	had := map[string][]int{}
	for _, g := range r.Groups {
		if g.Days > 0 {
			had[g.Name] = g.Weeks
		}
	}
	return had
}

func TestSummariseReport(t *testing.T) {
	r := SummariseReport(utcUser(), fullWeek(), 4, "2026-03-22")
	check := func(name string, got, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	check("days", []day.Day{r.First, r.Last, r.Days[0].Day, r.Days[27].Day}, []day.Day{"2026-02-23", "2026-03-22", "2026-02-23", "2026-03-22"})
	check("logged", []int{r.LoggedDays, r.Weeks[0].LoggedDays, r.Weeks[2].LoggedDays, r.Weeks[3].LoggedDays}, []int{7, 0, 2, 5})
	check("groups", groupDays(r)["fermented"], []int{0, 0, 0, 5})
	check("fast food", groupDays(r)["fast_food"], []int{0, 0, 2, 1})
	check("fruit on an unlogged day", groupDays(r)["fruit"], []int(nil))
	check("skin", []float64{r.Skin, r.Weeks[2].Skin, r.Weeks[3].Skin}, []float64{8.0 / 3, 2, 3})
	check("empty", r.Empty(), false)
	check("weeks later", SummariseReport(utcUser(), fullWeek(), 4, "2026-05-30").Empty(), true)
}

// TestReportGroupsAreAll holds that no group counts twice what stands beside it,
// and that each has a name of its own.
func TestReportGroupsAreAll(t *testing.T) {
	seen, names := food.Categories(0), map[string]bool{}
	for _, g := range ReportGroups() {
		if seen.Any(g.Of) || names[g.Name] || g.Of == 0 {
			t.Errorf("%s is there twice, or nothing", g.Name)
		}
		seen, names[g.Name] = seen|g.Of, true
	}
}

func TestReportTellsWhatWasWritten(t *testing.T) {
	at := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)
	skin := func(d day.Day, words string) Entry {
		return Entry{Source: "m:1", Kind: KindSkin, Day: d, At: at, Skin: &Skin{Rating: 2}, Text: words}
	}
	long := strings.Repeat("sore ", 60)
	for _, tt := range []struct {
		name    string
		entries []Entry
		notes   []string
		marks   []string
	}{
		{"a rating and a tag alone", []Entry{skin("2026-03-18", "skin 2 itchy")}, nil, nil},
		{"a note", []Entry{skin("2026-03-18", "skin 2,\n two spots on the chin")}, []string{"skin 2, two spots on the chin"}, nil},
		{"in the order of days", []Entry{skin("2026-03-18", "the later one of two"), skin("2026-03-10", "the earlier one of two")}, []string{"the earlier one of two", "the later one of two"}, nil},
		{"of another time", []Entry{skin("2026-01-18", "long before that, two spots")}, nil, nil},
		{"shortened", []Entry{skin("2026-03-18", long)}, []string{strings.TrimSpace(strings.Repeat("sore ", 32)) + "…"}, nil},
		{"no words of meals", []Entry{{Source: "m:2", Kind: KindMeal, Day: "2026-03-18", At: at, Text: "lentil soup with my mother"}}, nil, nil},
		{"marks, each once", []Entry{
			{Source: "m:3", Kind: KindMark, Day: "2026-03-17", At: at, Mark: &Mark{Kind: MarkSkincare}, Text: "started a new niacinamide serum"},
			{Source: "m:4", Kind: KindMark, Day: "2026-03-16", At: at, Mark: &Mark{Kind: MarkPeriod}, Text: "period"},
			{Source: "m:5", Kind: KindMark, Day: "2026-03-16", At: at, Mark: &Mark{Kind: MarkPeriod}, Text: "period"},
		}, nil, []string{"2026-03-16 period ", "2026-03-17 skincare started a new niacinamide serum"}},
	} {
		r := SummariseReport(utcUser(), tt.entries, 4, "2026-03-18")
		var notes, marks []string
		for _, n := range r.Notes {
			notes = append(notes, n.Words)
		}
		for _, m := range r.Marks {
			marks = append(marks, string(m.Day)+" "+string(m.Kind)+" "+m.Words)
		}
		if diff := cmp.Diff(tt.notes, notes); diff != "" {
			t.Errorf("%s: notes (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.marks, marks); diff != "" {
			t.Errorf("%s: marks (-want +got):\n%s", tt.name, diff)
		}
	}
}
