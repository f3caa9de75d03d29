package coach

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"gutskin/coach/day"
)

// sent is a nudge that was given.
type sent struct {
	Nudge
	at time.Time
}

func (s sent) String() string {
	return fmt.Sprintf("%s %s of %s at %s", s.Kind, s.Slot, s.Day, s.at.Format(time.RFC3339))
}

// life is one person over time, nudged by a scheduler that looks once a minute
// at those whose NextDue has come, as the program's does.
type life struct {
	t      testing.TB
	user   User
	states map[day.Day]map[NudgeKey]NudgeState
	days   map[day.Day]Logged
	next   time.Time // what the store keeps beside the person
	sent   []sent
}

func newLife(t testing.TB, zone string, start time.Time) *life {
	l := &life{t: t, user: NewUser(1, start), states: make(map[day.Day]map[NudgeKey]NudgeState), days: make(map[day.Day]Logged)}
	if err := l.user.MoveTo(zone, start.Add(-moveMemory)); err != nil {
		t.Fatal(err)
	}
	l.user.Started = start
	return l
}

// nudges are the states of the person's today and yesterday.
func (l *life) nudges(now time.Time) []NudgeState {
	today := l.user.Today(now)
	var list []NudgeState
	for _, d := range [2]day.Day{today, today.Add(-1)} {
		for _, s := range l.states[d] {
			list = append(list, s)
		}
	}
	return list
}

func (l *life) record(s NudgeState) {
	if l.states[s.Day] == nil {
		l.states[s.Day] = make(map[NudgeKey]NudgeState)
	}
	l.states[s.Day][s.NudgeKey] = s
}

func (l *life) save(now time.Time) { l.next = NextDue(&l.user, now, l.nudges(now)...) }

// tick is what the scheduler does at a minute for a person who is due.
func (l *life) tick(now time.Time) {
	today := l.user.Today(now)
	plan := Due(&l.user, Today{Day: today, Logged: l.days[today], Yesterday: l.days[today.Add(-1)], Nudges: l.nudges(now)}, now)
	for _, n := range plan {
		if was, ok := l.states[n.Day][n.NudgeKey]; ok && was.SnoozedUntil.IsZero() {
			l.t.Fatalf("%v is given twice", n.NudgeKey)
		}
		l.record(NudgeState{NudgeKey: n.NudgeKey})
		l.user.Nudged(n, now)
		l.sent = append(l.sent, sent{n, now.UTC()})
	}
	l.user.Reviewed = now
	l.save(now)
}

// until lets the scheduler run from the minute now up to, and not with, end.
func (l *life) until(now, end time.Time) {
	for l.save(now); !l.next.IsZero(); {
		minute := l.next.Truncate(time.Minute)
		if minute.Before(l.next) {
			minute = minute.Add(time.Minute)
		}
		if !minute.Before(end) {
			return
		}
		l.tick(minute)
	}
}

// act is something that the person does at the minute now.
func (l *life) act(rng *rand.Rand, names []string, now time.Time) {
	u := &l.user
	today := u.Today(now)
	logged := l.days[today]
	switch rng.IntN(12) {
	case 0, 1:
		logged.Fermented = true
	case 2, 3, 4:
		logged.FluidML += 250
	case 5:
		logged.Skin = true
	case 6, 7, 8:
		if last := len(l.sent) - 1; last >= 0 && l.sent[last].Kind != NudgeQuiet && now.Sub(l.sent[last].at) < 10*time.Hour {
			l.record(NudgeState{NudgeKey: l.sent[last].NudgeKey, SnoozedUntil: now.Add(time.Duration(1+2*rng.IntN(2)) * time.Hour)})
		}
	case 9:
		if rng.IntN(10) == 0 {
			u.Reminders.PausedUntil = now.AddDate(0, 0, 7)
		}
	case 10:
		if rng.IntN(5) == 0 {
			if err := u.MoveTo(names[rng.IntN(len(names))], now); err != nil {
				l.t.Fatal(err)
			}
		}
	}
	l.days[today] = logged
	u.LastWrote = now
}
