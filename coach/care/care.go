package care

import "slices"

// Level is how much a message calls for care.
type Level string

// The levels; "" for a message that calls for none.
const (
	Alarm   Level = "alarm"   // answered first and alone
	Concern Level = "concern" // asked about before anything else
)

// Kind is what a message calls for care about; "" for nothing.
type Kind string

// The kinds, the most pressing first.
const (
	Crisis    Kind = "crisis"    // thoughts of suicide or self-harm
	Emergency Kind = "emergency" // trouble breathing, swelling of face or throat, vomiting blood
	Eating    Kind = "eating"    // days without food, purging, wanting to restrict ever more
	Medical   Kind = "medical"   // blood in stool, a rash that stays, ongoing distress of the gut
)

var kinds = [...]Kind{Crisis, Emergency, Eating, Medical}

// Finding is something that a rule heard in a message.
type Finding struct {
	Level      Level
	Kind       Kind
	Rule       int // in Reader.Rules
	Start, End int // words of the message
	Signs      int // of what adds up: how many things speak for it
	Points     int // their points
	Apart      int // of these, the points of what no food stands beside
}

// Reading is what was heard in a message.
type Reading struct {
	Level    Level
	Kind     Kind
	Findings []Finding

	ruled []Finding // of single rules
	hints []hint
	bare  int
}

// read is the reading that the findings and the hints make, without one rule's (-1
// for none): an alarm outweighs a concern, and among those of a level the most
// pressing kind leads.
func read(ruled []Finding, hints []hint, bare, without int) Reading {
	r := Reading{ruled: ruled, hints: hints, bare: bare}
	for _, f := range ruled {
		if f.Rule != without {
			r.Findings = append(r.Findings, f)
		}
	}
	if len(r.Findings) == 0 {
		r.Findings = weigh(hints, bare, without)
	}
	for _, level := range [...]Level{Alarm, Concern} {
		for _, kind := range kinds {
			if slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Level == level && f.Kind == kind }) {
				r.Level, r.Kind = level, kind
				return r
			}
		}
	}
	return r
}

// OnlyAddsUp reports whether no rule is heard by itself: it takes several things
// that speak for it together.
func (r Reading) OnlyAddsUp() bool { return len(r.Findings) > 0 && len(r.ruled) == 0 }

// Best is the finding that the reading goes by.
func (r Reading) Best() Finding {
	for _, f := range r.Findings {
		if f.Level == r.Level && f.Kind == r.Kind {
			return f
		}
	}
	return Finding{}
}

// Without is the reading as it would be if one rule were missing.
func (r Reading) Without(rule int) Reading { return read(r.ruled, r.hints, r.bare, rule) }

// Valid reports whether k is one of the kinds.
func (k Kind) Valid() bool { return slices.Contains(kinds[:], k) }
