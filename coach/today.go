package coach

import (
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Today is what the nudges of a day depend on besides the person's settings.
type Today struct {
	Day       day.Day      // the person's day
	Logged    Logged       // what they told of it
	Yesterday Logged       // what they told of the day before, for a slot that is open past the day's end
	Nudges    []NudgeState // what became of both days' nudges
}

// Logged is what a person told of one day, as far as nudges ask for it.
type Logged struct {
	FluidML   float64
	Fermented bool
	Skin      bool
}

// TodayOf gathers Today at the instant now from the entries and the nudges of
// the person's today and yesterday; those of other days are left aside.
func TodayOf(u *User, now time.Time, entries []Entry, nudges []NudgeState) Today {
	today := Today{Day: u.Today(now), Nudges: nudges}
	for _, e := range entries {
		switch e.Day {
		case today.Day:
			today.Logged.add(e)
		case today.Day.Add(-1):
			today.Yesterday.add(e)
		}
	}
	return today
}

func (l *Logged) add(e Entry) {
	for _, f := range e.Foods {
		l.FluidML += f.FluidML
		l.Fermented = l.Fermented || f.Categories.Has(food.Fermented)
	}
	l.Skin = l.Skin || e.Skin != nil && e.Skin.Rating > 0
}

// of is what was told of the day d.
func (t Today) of(d day.Day) Logged {
	switch d {
	case t.Day:
		return t.Logged
	case t.Day.Add(-1):
		return t.Yesterday
	}
	return Logged{}
}

// The hours over which a day's fluid is spread evenly when a nudge asks
// whether a person is behind: the coach's own default.
const (
	paceFrom = 8 * time.Hour
	paceTo   = 22 * time.Hour
)

// WaterPace is the fluid in ml that keeps up with the day's aim at the time of
// day clock: the aim times the elapsed share of 08:00–22:00. Of 2,000 ml that
// is 429 at 11:00 and 1,000 at 15:00.
func WaterPace(aimML int, clock time.Duration) float64 {
	elapsed := min(max(clock, paceFrom), paceTo) - paceFrom
	return float64(aimML) * float64(elapsed) / float64(paceTo-paceFrom)
}

// needs tells whether the slot's nudge is wanted, given what was logged.
func (s slot) needs(u *User, logged Logged) bool {
	rule, ok := s.key.Kind.rule()
	return !ok || rule.met == nil || !rule.met(u, logged, s.clock)
}

// aimML is the person's aim of fluid a day, in ml.
func (u *User) aimML() int {
	if u.WaterAimML <= 0 {
		return DefaultWaterAimML
	}
	return u.WaterAimML
}
