package coach

import (
	"slices"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// NudgeKind is what a nudge is about.
type NudgeKind string

// The kinds of nudge.
const (
	NudgeFermented NudgeKind = "fermented"
	NudgeWater     NudgeKind = "water"
	NudgeWeekly    NudgeKind = "weekly"
	NudgeSkin      NudgeKind = "skin"
	NudgeQuestion  NudgeKind = "question" // an experiment's week begins, or a question's answer is there
	NudgeQuiet     NudgeKind = "quiet"    // "shall I stay quiet?" after SilentAfter, in place of the first nudge due then
)

// nudgeRule is all that the coach knows of a kind that a person schedules.
type nudgeRule struct {
	kind     NudgeKind
	schedule func(*Reminders) *Schedule
	// on reports whether it comes on the day at all; nil: on each.
	on func(u *User, d day.Day) bool
	// met reports whether what was logged of the day leaves nothing to remind of at
	// that clock time; nil: never.
	met func(u *User, l Logged, clock time.Duration) bool
	// answers reports whether the entry is what the nudge asks for, given since;
	// nil: it asks for nothing.
	answers func(e Entry, since time.Time) bool
}

// nudgeRules are the kinds that a person schedules, in the order in which they are
// listed.
var nudgeRules = []nudgeRule{
	{
		kind:     NudgeFermented,
		schedule: func(r *Reminders) *Schedule { return &r.Fermented },
		met:      func(_ *User, l Logged, _ time.Duration) bool { return l.Fermented },
		answers: func(e Entry, _ time.Time) bool {
			return slices.ContainsFunc(e.Foods, func(f Food) bool { return f.Categories.Has(food.Fermented) })
		},
	},
	{
		kind:     NudgeWater,
		schedule: func(r *Reminders) *Schedule { return &r.Water },
		met: func(u *User, l Logged, clock time.Duration) bool {
			return l.FluidML >= WaterPace(u.aimML(), clock)
		},
		answers: func(e Entry, since time.Time) bool {
			return !e.At.Before(since) && slices.ContainsFunc(e.Foods, func(f Food) bool { return f.FluidML > 0 })
		},
	},
	{kind: NudgeWeekly, schedule: func(r *Reminders) *Schedule { return &r.Weekly }},
	{
		kind:     NudgeSkin,
		schedule: func(r *Reminders) *Schedule { return &r.Skin },
		met:      func(_ *User, l Logged, _ time.Duration) bool { return l.Skin },
		answers:  func(e Entry, _ time.Time) bool { return e.Skin != nil && e.Skin.Rating > 0 },
	},
	{
		kind:     NudgeQuestion,
		schedule: func(r *Reminders) *Schedule { return &r.Question },
		on:       func(u *User, d day.Day) bool { return u.Question != nil && u.Question.prompts(d) },
	},
}

// rule is the kind's rule; false for a kind that nobody schedules.
func (k NudgeKind) rule() (nudgeRule, bool) {
	i := slices.IndexFunc(nudgeRules, func(r nudgeRule) bool { return r.kind == k })
	if i < 0 {
		return nudgeRule{}, false
	}
	return nudgeRules[i], true
}

// Asks reports whether nudges of the kind ask for something to be told.
func (k NudgeKind) Asks() bool {
	rule, ok := k.rule()
	return ok && rule.answers != nil
}

// ScheduledKinds are the kinds that a person schedules, in the order in which they
// are listed.
func ScheduledKinds() []NudgeKind {
	var list []NudgeKind
	for _, r := range nudgeRules {
		list = append(list, r.kind)
	}
	return list
}

// Of is the schedule of a kind, nil for one that nobody schedules.
func (r *Reminders) Of(kind NudgeKind) *Schedule {
	if rule, ok := kind.rule(); ok {
		return rule.schedule(r)
	}
	return nil
}

// Answered are the kinds whose nudges the day d asks for no more once the entries
// are told.
func Answered(entries []Entry, d day.Day) []NudgeKind {
	var list []NudgeKind
	for _, r := range nudgeRules {
		if r.answers != nil && slices.ContainsFunc(entries, func(e Entry) bool { return e.Day == d && r.answers(e, e.At) }) {
			list = append(list, r.kind)
		}
	}
	return list
}
