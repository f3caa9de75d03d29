package coach

import (
	"slices"

	"gutskin/coach/day"
)

// Gut is the person's own view of how comfortable their gut is, never computed
// from food and never a diagnosis.
type Gut struct {
	Rating int      `json:"rating,omitempty"` // 1 (bad) to 5 (good); 0 when not given
	Tags   []string `json:"tags,omitempty"`   // some of GutTags
	Stool  int      `json:"stool,omitempty"`  // 1–7 of the Bristol Stool Form Scale (Lewis and Heaton 1997); 0 when not given
}

// Told reports whether anything is told.
func (g Gut) Told() bool { return g.Rating != 0 || len(g.Tags) > 0 || g.Stool != 0 }

// GutTags are what a gut note can be tagged with, in the order in which they
// are offered.
func GutTags() []string {
	return []string{"bloating", "gas", "cramps", "reflux", "nausea", "constipation", "loose_stool"}
}

// MaxStool is the last type of the Bristol Stool Form Scale.
const MaxStool = 7

func (g *Gut) check() error {
	known := GutTags()
	switch {
	case g.Rating < 0 || g.Rating > MaxRating:
		return bad("a gut rating")
	case g.Stool < 0 || g.Stool > MaxStool:
		return bad("a stool type")
	case len(g.Tags) > len(known) || slices.ContainsFunc(g.Tags, func(tag string) bool { return !slices.Contains(known, tag) }):
		return bad("a gut tag")
	}
	return nil
}

// MarkKind is what a mark is about.
type MarkKind string

// The kinds of mark.
const (
	MarkPeriod      MarkKind = "period"
	MarkAntibiotics MarkKind = "antibiotics"
	MarkMedicine    MarkKind = "medicine" // another one
	MarkSkincare    MarkKind = "skincare" // a new product, or one less
	MarkIllness     MarkKind = "illness"
	MarkTravel      MarkKind = "travel" // a holiday, a journey
)

// MarkKinds lists the kinds of mark.
func MarkKinds() []MarkKind {
	return []MarkKind{MarkPeriod, MarkAntibiotics, MarkMedicine, MarkSkincare, MarkIllness, MarkTravel}
}

// Mark is a dated note of something beside food that skin and gut may follow:
// "my period started", "new moisturiser".
type Mark struct {
	Kind MarkKind `json:"kind"`
	Ends bool     `json:"ends,omitempty"` // it ended on that day
}

func (m *Mark) check() error {
	if !slices.Contains(MarkKinds(), m.Kind) {
		return bad("a mark")
	}
	return nil
}

// PeriodDays are the days on which the entries mark a period, that is not over
// on them.
func PeriodDays(entries []Entry) map[day.Day]bool {
	days := map[day.Day]bool{}
	for _, e := range entries {
		if e.Mark != nil && e.Mark.Kind == MarkPeriod && !e.Mark.Ends {
			days[e.Day] = true
		}
	}
	return days
}
