package conversation

import (
	"slices"
	"strconv"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/intent"
)

// reminders sets when reminders come, by buttons and by words.
type reminders struct{ *turn }

func (t *turn) reminders() reminders { return reminders{t} }

// remindersCommand shows the reminders, or reads what follows: "/reminders
// water off".
func (t reminders) remindersCommand(words string) error {
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
	Until      wording.Day // of a pause
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

func (t reminders) remindersView() remindersView {
	r := &t.u.Reminders
	v := remindersView{
		Zone: t.u.Zone, Started: !t.u.Started.IsZero(), Paused: r.PausedUntil.After(t.now),
		QuietOn: r.QuietFrom != r.QuietTo, Quiet: [2]time.Duration{r.QuietFrom, r.QuietTo},
	}
	if v.Paused {
		until := r.PausedUntil.In(t.u.Location())
		v.Until, v.UntilClock = t.dayView(day.Of(until, 0)), until.Format("15:04")
	}
	for _, kind := range coach.ScheduledKinds() {
		if kind == coach.NudgeQuestion && t.u.Question == nil {
			continue
		}
		one := viewSchedule(kind, *t.u.Reminders.Of(kind))
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

// remindersPanel shows how the reminders stand, with buttons to change them.
func (t reminders) remindersPanel(show shower) error {
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
func (t reminders) pressReminders(args arguments) error {
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

func (t reminders) allOff() {
	for _, kind := range coach.ScheduledKinds() {
		t.u.Reminders.Of(kind).On = false
	}
}

// maxHours is the most reminders of one kind a day.
const maxHours = 8

// setHours sets a schedule's hours, the person's own choice.
func (t reminders) setHours(s *coach.Schedule, hours []time.Duration) {
	hours = slices.Clone(hours)
	slices.Sort(hours)
	hours = slices.Compact(hours)
	s.Hours, s.Chosen, s.On, s.Since = hours[:min(len(hours), maxHours)], true, true, t.now
}

// turnOn turns a schedule on from now on, or off.
func (t reminders) turnOn(s *coach.Schedule, on bool) {
	if on && !s.On {
		s.Since = t.now
	}
	s.On = on
}

// hoursOffered are the hours that can be chosen by button; others in words.
var hoursOffered = []time.Duration{8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}

// hourLabel is an hour as its button shows it.
type hourLabel struct {
	Hour   time.Duration
	Chosen bool
}

// schedulePanel offers the hours and days of one kind; water may have several
// hours, the week's summary one day.
func (t reminders) schedulePanel(kind coach.NudgeKind, s *coach.Schedule) error {
	v, k := viewSchedule(kind, *s), t.keyboard()
	for _, h := range hoursOffered {
		hour := h * time.Hour
		k.flow(5, "button.hour", hourLabel{hour, s.On && slices.Contains(s.Hours, hour)}, "rem", "hour", string(kind), wording.Clock(hour))
	}
	k.row()
	if kind == coach.NudgeWeekly {
		for _, d := range dayGroups["every"] {
			label := dayLabel{Weekday: d, Chosen: slices.Contains(v.Days, d)}
			k.flow(4, "button.weekday", label, "rem", "day", string(kind), strconv.Itoa(d))
		}
	} else {
		for _, group := range []string{"every", "weekdays", "weekend"} {
			k.add("button.days", dayLabel{Group: group, Chosen: v.Group == group}, "rem", "days", string(kind), group)
		}
	}
	k.row()
	if s.On {
		k.add("button.rem.off", nil, "rem", "off", string(kind))
	} else {
		k.add("button.rem.on", nil, "rem", "on", string(kind))
	}
	k.add("button.back", nil, "rem", "show")
	return t.changeWith("reminders.kind", v, k)
}

// dayLabel is a weekday or a group of them as its button shows it.
type dayLabel struct {
	Weekday int
	Group   string
	Chosen  bool
}

// pressSchedule handles the buttons of one kind: "hour water 10:00".
func (t reminders) pressSchedule(args arguments) error {
	kind, value := coach.NudgeKind(args.at(1)), args.at(2)
	s := t.u.Reminders.Of(kind)
	if s == nil {
		return t.say("button.old", nil)
	}
	switch args.at(0) {
	case "on", "off":
		t.turnOn(s, args.at(0) == "on")
	case "hour":
		if !t.chooseHour(kind, s, value) {
			return t.say("button.old", nil)
		}
	case "days":
		if days, ok := dayGroups[value]; ok {
			t.chooseDays(s, days)
		}
	case "day":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 7 {
			t.chooseDays(s, []int{n})
		}
	}
	return t.schedulePanel(kind, s)
}

// chooseHour chooses an hour; of the water reminders, it adds or removes one.
func (t reminders) chooseHour(kind coach.NudgeKind, s *coach.Schedule, clock string) (ok bool) {
	at, err := time.Parse("15:04", clock)
	if err != nil {
		return false
	}
	hour := sinceMidnight(at)
	hours := []time.Duration{hour}
	if kind == coach.NudgeWater && s.On {
		hours = slices.Clone(s.Hours)
		if i := slices.Index(hours, hour); i >= 0 && len(hours) > 1 {
			hours = slices.Delete(hours, i, i+1)
		} else if i < 0 && len(hours) < maxHours {
			hours = append(hours, hour)
		}
	}
	t.setHours(s, hours)
	return true
}

func (t reminders) chooseDays(s *coach.Schedule, days []int) {
	s.Days, s.Since = nil, t.now
	if len(days) == 7 {
		return
	}
	for _, d := range days {
		s.Days = append(s.Days, time.Weekday(d))
	}
}

// quietFrom and quietTo are the hours offered for the start and the end of the
// quiet hours; others in words.
var (
	quietFrom = []time.Duration{20, 21, 22, 23, 0}
	quietTo   = []time.Duration{5, 6, 7, 8, 9}
)

// pressQuiet shows the quiet hours, or changes their start or end.
func (t reminders) pressQuiet(which, clock string) error {
	r := &t.u.Reminders
	at, err := time.Parse("15:04", clock)
	switch {
	case which == "none":
		r.QuietFrom, r.QuietTo = 0, 0
	case which == "from" && err == nil:
		r.QuietFrom = sinceMidnight(at)
	case which == "to" && err == nil:
		r.QuietTo = sinceMidnight(at)
	}
	k := t.keyboard()
	for _, h := range quietFrom {
		hour := h * time.Hour
		k.flow(5, "button.hour", hourLabel{hour, r.QuietFrom != r.QuietTo && hour == r.QuietFrom}, "rem", "quiet", "from", wording.Clock(hour))
	}
	k.row()
	for _, h := range quietTo {
		hour := h * time.Hour
		k.flow(5, "button.hour", hourLabel{hour, r.QuietFrom != r.QuietTo && hour == r.QuietTo}, "rem", "quiet", "to", wording.Clock(hour))
	}
	k.row().add("button.quiet.none", nil, "rem", "quiet", "none").add("button.back", nil, "rem", "show")
	return t.changeWith("reminders.quiet", t.remindersView(), k)
}
