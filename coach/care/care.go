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

// Finding is something that was heard in a message.
type Finding struct {
	Level      Level
	Kind       Kind
	Rule       int // in Reader.Rules, or noRule
	Start, End int // words of the message
}

// noRule is in place of a rule where what words weigh is a sign.
const noRule = -1

// Reading is what was heard in a message.
type Reading struct {
	Level    Level
	Kind     Kind
	Findings []Finding
}

// read is the reading that the findings make, without one rule's (noRule for none):
// an alarm outweighs a concern, and among those of a level the most pressing kind
// leads.
func read(ruled []Finding, without int) (r Reading) {
	for _, f := range ruled {
		if f.Rule != without {
			r.Findings = append(r.Findings, f)
		}
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

// lower makes of an alarm a concern, and of a concern nothing.
func (r *Reading) lower() {
	if r.Level != Alarm {
		*r = Reading{}
		return
	}
	r.Level = Concern
	for i := range r.Findings {
		r.Findings[i].Level = Concern
	}
}

// OnlyWeighs reports whether no rule is heard, only what the words weigh.
func (r Reading) OnlyWeighs() bool { return len(r.Findings) > 0 && r.Findings[0].Rule == noRule }

// Best is the finding that the reading goes by.
func (r Reading) Best() Finding {
	for _, f := range r.Findings {
		if f.Level == r.Level && f.Kind == r.Kind {
			return f
		}
	}
	return Finding{}
}

// Valid reports whether k is one of the kinds.
func (k Kind) Valid() bool { return slices.Contains(kinds[:], k) }
