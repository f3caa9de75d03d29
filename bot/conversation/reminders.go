package conversation

import (
	"slices"
	"time"

	"gutskin/coach"
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
	if m := t.read("reminders " + words); m.Is(intent.ReminderSettings) {
		return t.reminderWords(m.Request)
	}
	return t.remindersPanel(t.say)
}

// remindersView is how the reminders stand.
type remindersView struct {
	Kinds    []scheduleView
	Zone     string // "" when it isn't known, and nothing comes
	Started  bool
	Paused   bool
	Until    dayView // of a pause
	QuietOn  bool
	Quiet    [2]time.Duration
	AnyOn    bool
	Finished bool
}

// scheduleView is how the reminders of one kind stand.
type scheduleView struct {
	Kind  coach.NudgeKind
	On    bool
	Hours []time.Duration
	Days  []int // weekdays, 0: Sunday; none: every day
}

func (t *turn) remindersView() remindersView {
	r := &t.u.Reminders
	v := remindersView{
		Zone: t.u.Zone, Started: !t.u.Started.IsZero(), Paused: r.PausedUntil.After(t.now),
		QuietOn: r.QuietFrom != r.QuietTo, Quiet: [2]time.Duration{r.QuietFrom, r.QuietTo},
	}
	if v.Paused {
		v.Until = t.dayView(t.u.Today(r.PausedUntil))
	}
	for _, kind := range nudgeKinds {
		s := t.schedule(kind)
		if kind == coach.NudgeQuestion && t.u.Question == nil {
			continue
		}
		one := scheduleView{Kind: kind, On: s.On, Hours: s.Hours}
		for _, d := range s.Days {
			one.Days = append(one.Days, int(d))
		}
		v.Kinds = append(v.Kinds, one)
		v.AnyOn = v.AnyOn || s.On
	}
	return v
}

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
func (t *turn) remindersPanel(show func(string, any, ...[]Button) error) error {
	v, k := t.remindersView(), t.keyboard()
	for _, one := range v.Kinds {
		k.row()
		if one.On {
			k.add("button.rem.off", one.Kind, "rem", "off", string(one.Kind))
			k.add("button.rem.hours", one.Kind, "rem", "hours", string(one.Kind))
		} else {
			k.add("button.rem.on", one.Kind, "rem", "on", string(one.Kind))
		}
	}
	k.row()
	switch {
	case v.Paused:
		k.add("button.rem.resume", nil, "rem", "resume")
	case v.AnyOn:
		k.add("button.rem.pause", nil, "rem", "pause").add("button.rem.none", nil, "rem", "none")
	}
	if !v.Started || v.Zone == "" {
		k.row().add("button.setup", v.Zone != "", "start", "2")
	}
	rows, err := k.done()
	if err != nil {
		return err
	}
	return show("reminders", v, rows...)
}

// pressReminders handles the panel's buttons.
func (t *turn) pressReminders(args arguments) error {
	kind := coach.NudgeKind(args.at(1))
	s := t.schedule(kind)
	switch args.at(0) {
	case "on", "off":
		if s == nil {
			return t.say("button.old", nil)
		}
		t.turnOn(s, args.at(0) == "on")
	case "hours":
		if s == nil {
			return t.say("button.old", nil)
		}
		return t.hoursPanel(kind, s)
	case "hour":
		return t.pressHour(kind, s, args.at(2))
	case "pause":
		t.u.Reminders.PausedUntil = t.now.AddDate(0, 0, 7)
	case "resume":
		t.u.Reminders.PausedUntil = time.Time{}
	case "none":
		t.allOff()
	}
	return t.remindersPanel(t.change)
}

func (t *turn) allOff() {
	for _, kind := range nudgeKinds {
		t.schedule(kind).On = false
	}
}

// hoursOffered are the hours that can be chosen by button.
var hoursOffered = []time.Duration{8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}

// maxHours is the most reminders of one kind a day.
const maxHours = 8

// hourLabel is an hour as its button shows it.
type hourLabel struct {
	Hour   time.Duration
	Chosen bool
}

// hoursPanel offers the hours of a kind as buttons; water may have several.
func (t *turn) hoursPanel(kind coach.NudgeKind, s *coach.Schedule) error {
	k := t.keyboard()
	for _, h := range hoursOffered {
		hour := h * time.Hour
		label := hourLabel{hour, slices.Contains(s.Hours, hour)}
		k.flow(5, "button.hour", label, "rem", "hour", string(kind), clockText(hour))
	}
	k.row().add("button.done", nil, "rem", "show")
	return t.changeWith("reminders.hours", kind, k)
}

// pressHour chooses an hour; of the water reminders, it adds or removes one.
func (t *turn) pressHour(kind coach.NudgeKind, s *coach.Schedule, clock string) error {
	at, err := time.Parse("15:04", clock)
	if err != nil || s == nil {
		return t.say("button.old", nil)
	}
	hour := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	hours := []time.Duration{hour}
	if kind == coach.NudgeWater {
		hours = slices.Clone(s.Hours)
		if i := slices.Index(hours, hour); i >= 0 && len(hours) > 1 {
			hours = slices.Delete(hours, i, i+1)
		} else if i < 0 && len(hours) < maxHours {
			hours = append(hours, hour)
		}
	}
	t.setHours(s, hours)
	return t.hoursPanel(kind, s)
}

// setHours sets a schedule's hours, the person's own choice.
func (t *turn) setHours(s *coach.Schedule, hours []time.Duration) {
	hours = slices.Clone(hours)
	slices.Sort(hours)
	hours = slices.Compact(hours)
	s.Hours, s.Chosen, s.On, s.Since = hours[:min(len(hours), maxHours)], true, true, t.now
}
