package coach

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach/day"
	"gutskin/coach/question"
)

// noted is an entry of that day which is no meal.
func noted(source string, d day.Day, e Entry) Entry {
	e.Source, e.Day, e.Clock = source, d, -1
	switch {
	case e.Gut != nil:
		e.Kind = KindGut
	case e.Mark != nil:
		e.Kind = KindMark
	}
	return e
}

// TestGutOfADay: the latest rating and stool stand, and every tag.
func TestGutOfADay(t *testing.T) {
	d := SummariseDay(utcUser(), []Entry{
		noted("m:1", "2026-03-18", Entry{Gut: &Gut{Rating: 2, Tags: []string{"gas", "bloating"}, Stool: 6}}),
		noted("m:2", "2026-03-18", Entry{Gut: &Gut{Rating: 4}}),
		noted("m:3", "2026-03-18", Entry{Gut: &Gut{Tags: []string{"bloating", "reflux"}}}),
		noted("m:4", "2026-03-17", Entry{Gut: &Gut{Rating: 1, Tags: []string{"nausea"}}}),
		noted("m:5", "2026-03-18", Entry{Mark: &Mark{Kind: MarkPeriod}}),
		noted("m:6", "2026-03-18", Entry{Mark: &Mark{Kind: MarkPeriod}}),
		noted("m:7", "2026-03-18", Entry{Mark: &Mark{Kind: MarkIllness, Ends: true}}),
	}, "2026-03-18")
	if diff := cmp.Diff(Gut{Rating: 4, Tags: []string{"gas", "bloating", "reflux"}, Stool: 6}, d.Gut); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Mark{{Kind: MarkPeriod}, {Kind: MarkIllness, Ends: true}}, d.Marks); diff != "" {
		t.Error(diff)
	}
	if d.Meals != 0 || d.Logged {
		t.Error("a note makes no logged day")
	}
}

// TestGutOfAWeek: its mean is over the rated days alone, and the line tells of it.
func TestGutOfAWeek(t *testing.T) {
	w := SummariseWeek(utcUser(), []Entry{
		noted("m:1", "2026-03-16", Entry{Gut: &Gut{Rating: 2, Tags: []string{"gas"}}}),
		noted("m:2", "2026-03-18", Entry{Gut: &Gut{Rating: 5}}),
		noted("m:3", "2026-03-19", Entry{Gut: &Gut{Tags: []string{"gas"}}}),
		noted("m:4", "2026-03-10", Entry{Gut: &Gut{Rating: 3}}),
	}, "2026-03-16", "2026-03-22")
	if w.Gut != 3.5 || w.GutDays != 2 || w.Trend(LineGut) != TrendHigher || len(w.Counted(LineGut)) != 2 {
		t.Errorf("mean %v over %d days, trend %v, counted %v", w.Gut, w.GutDays, w.Trend(LineGut), w.Counted(LineGut))
	}
	if diff := cmp.Diff([]Tally{{"gas", 2}}, w.GutTags); diff != "" {
		t.Error(diff)
	}
}

// TestQuestionOfTheGut: the outcome is the rating that was asked about, and the
// periods are those that the diary marks, with those of an older question.
func TestQuestionOfTheGut(t *testing.T) {
	q := Question{About: OfFood("kefir"), Outcome: GutOutcome, Weeks: 8, Start: "2026-03-16", Periods: []day.Day{"2026-03-18"}}
	entries := []Entry{
		noted("m:1", "2026-03-16", Entry{Gut: &Gut{Rating: 2}}),
		{Source: "m:2", Kind: KindSkin, Day: "2026-03-17", Clock: -1, Skin: &Skin{Rating: 5}},
		noted("m:3", "2026-03-17", Entry{Mark: &Mark{Kind: MarkPeriod}}),
		noted("m:4", "2026-03-19", Entry{Mark: &Mark{Kind: MarkPeriod, Ends: true}}),
		noted("m:5", "2026-03-19", Entry{Mark: &Mark{Kind: MarkAntibiotics}}),
	}
	s := q.Series(utcUser(), entries, "2026-03-19", eaten)
	want := question.Series{{Rating: 2}, {Period: true}, {Period: true}, {}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	if !q.Sound() || (&Question{About: q.About, Outcome: "mood", Weeks: 8, Start: "2026-03-16"}).Sound() {
		t.Error("only the outcomes that there are can be asked about")
	}
}
