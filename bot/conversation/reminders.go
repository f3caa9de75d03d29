package conversation

import (
	"slices"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/intent"
)

// nudgeKinds are the kinds of reminder that a person sets, in the order in
// which they are listed.
var nudgeKinds = []coach.NudgeKind{coach.NudgeFermented, coach.NudgeWater, coach.NudgeWeekly, coach.NudgeSkin, coach.NudgeQuestion}

// remindersCommand shows the reminders, or reads what follows: "/reminders
// water off".
func (t *turn) remindersCommand(words string) error {
	if words == "" {
		return t.remindersPanel(t.say)
	}
	if m := t.readAs("read.reminder", words); m.Is(intent.ReminderSettings) {
		return t.reminderWords(m.Reminds())
	}
	return t.remindersPanel(t.say)
}

// remindersView is how the reminders stand.
type remindersView struct {
	Kinds      []scheduleView
	Zone       string // "" when it isn't known, and nothing comes
	Started    bool
	Paused     bool
	Until      dayView // of a pause
	UntilClock string
	QuietOn    bool
	Quiet      [2]time.Duration
	AnyOn      bool
	Finished   bool
}

// scheduleView is how the reminders of one kind stand.
type scheduleView struct {
	Kind  coach.NudgeKind
	On    bool
	Hours []time.Duration
	Days  []int  // weekdays from Monday on, 0: Sunday; none: every day
	Group string // "every", "weekdays", "weekend", "but" for all except But, or "" for Days one by one
	But   int    // the weekday left out
}

func (t *turn) remindersView() remindersView {
	r := &t.u.Reminders
	v := remindersView{
		Zone: t.u.Zone, Started: !t.u.Started.IsZero(), Paused: r.PausedUntil.After(t.now),
		QuietOn: r.QuietFrom != r.QuietTo, Quiet: [2]time.Duration{r.QuietFrom, r.QuietTo},
	}
	if v.Paused {
		until := r.PausedUntil.In(t.u.Location())
		v.Until, v.UntilClock = t.dayView(day.Of(until, 0)), until.Format("15:04")
	}
	for _, kind := range nudgeKinds {
		if kind == coach.NudgeQuestion && t.u.Question == nil {
			continue
		}
		one := viewSchedule(kind, *t.schedule(kind))
		v.Kinds = append(v.Kinds, one)
		v.AnyOn = v.AnyOn || one.On
	}
	return v
}

func viewSchedule(kind coach.NudgeKind, s coach.Schedule) scheduleView {
	v := scheduleView{Kind: kind, On: s.On, Hours: s.Hours}
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); slices.Contains(s.Days, d) {
			v.Days = append(v.Days, int(d))
		}
	}
	if len(v.Days) == 6 {
		v.Group = "but"
		for d := range 7 {
			if !slices.Contains(v.Days, d) {
				v.But = d
			}
		}
	}
	for name, days := range dayGroups {
		if slices.Equal(v.Days, days) || name == "every" && len(v.Days) == 0 {
			v.Group = name
		}
	}
	return v
}

// dayGroups are the groups of weekdays that have a name, as in scheduleView.
var dayGroups = map[string][]int{"every": {1, 2, 3, 4, 5, 6, 0}, "weekdays": {1, 2, 3, 4, 5}, "weekend": {6, 0}}

// schedule is the person's schedule of a kind, nil for a kind without one.
func (t *turn) schedule(kind coach.NudgeKind) *coach.Schedule {
	r := &t.u.Reminders
	switch kind {
	case coach.NudgeFermented:
		return &r.Fermented
	case coach.NudgeWater:
		return &r.Water
	case coach.NudgeWeekly:
		return &r.Weekly
	case coach.NudgeSkin:
		return &r.Skin
	case coach.NudgeQuestion:
		return &r.Question
	}
	return nil
}

// remindersPanel shows how the reminders stand, with buttons to change them.
func (t *turn) remindersPanel(show shower) error {
	v, k := t.remindersView(), t.keyboard()
	for _, one := range v.Kinds {
		k.flow(2, "button.rem.kind", one, "rem", "hours", string(one.Kind))
	}
	k.row().add("button.rem.quiet", nil, "rem", "quiet")
	switch {
	case v.Paused:
		k.add("button.rem.resume", nil, "rem", "resume")
	case v.AnyOn:
		k.add("button.rem.pause", nil, "rem", "pause")
		k.row().add("button.rem.none", nil, "rem", "none")
	}
	if !v.Started || v.Zone == "" {
		k.row().add("button.setup", v.Zone != "", "start", "2")
	}
	return show.with("reminders", v, k)
}

// pressReminders handles the panel's buttons.
func (t *turn) pressReminders(args arguments) error {
	switch args.at(0) {
	case "on", "off", "hours", "hour", "days", "day":
		return t.pressSchedule(args)
	case "quiet":
		return t.pressQuiet(args.at(1), args.at(2))
	case "pause":
		t.u.Reminders.PausedUntil = t.now.AddDate(0, 0, 7)
	case "resume":
		t.u.Reminders.PausedUntil = time.Time{}
	case "none":
		t.allOff()
	case "back":
		return t.remindersBack()
	}
	return t.remindersPanel(t.change)
}

func (t *turn) allOff() {
	for _, kind := range nudgeKinds {
		t.schedule(kind).On = false
	}
}

// maxHours is the most reminders of one kind a day.
const maxHours = 8

// setHours sets a schedule's hours, the person's own choice.
func (t *turn) setHours(s *coach.Schedule, hours []time.Duration) {
	hours = slices.Clone(hours)
	slices.Sort(hours)
	hours = slices.Compact(hours)
	s.Hours, s.Chosen, s.On, s.Since = hours[:min(len(hours), maxHours)], true, true, t.now
}
