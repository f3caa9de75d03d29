package conversation

import (
	"slices"
	"strconv"
	"time"

	"gutskin/coach"
)

// hoursOffered are the hours that can be chosen by button; others in words.
var hoursOffered = []time.Duration{8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}

// hourLabel is an hour as its button shows it.
type hourLabel struct {
	Hour   time.Duration
	Chosen bool
}

// schedulePanel offers the hours and days of one kind; water may have several
// hours, the week's summary one day.
func (t *turn) schedulePanel(kind coach.NudgeKind, s *coach.Schedule) error {
	v, k := viewSchedule(kind, *s), t.keyboard()
	for _, h := range hoursOffered {
		hour := h * time.Hour
		k.flow(5, "button.hour", hourLabel{hour, s.On && slices.Contains(s.Hours, hour)}, "rem", "hour", string(kind), clockText(hour))
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
func (t *turn) pressSchedule(args arguments) error {
	kind, value := coach.NudgeKind(args.at(1)), args.at(2)
	s := t.schedule(kind)
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
func (t *turn) chooseHour(kind coach.NudgeKind, s *coach.Schedule, clock string) (ok bool) {
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

func (t *turn) chooseDays(s *coach.Schedule, days []int) {
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
func (t *turn) pressQuiet(which, clock string) error {
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
		k.flow(5, "button.hour", hourLabel{hour, r.QuietFrom != r.QuietTo && hour == r.QuietFrom}, "rem", "quiet", "from", clockText(hour))
	}
	k.row()
	for _, h := range quietTo {
		hour := h * time.Hour
		k.flow(5, "button.hour", hourLabel{hour, r.QuietFrom != r.QuietTo && hour == r.QuietTo}, "rem", "quiet", "to", clockText(hour))
	}
	k.row().add("button.quiet.none", nil, "rem", "quiet", "none").add("button.back", nil, "rem", "show")
	return t.changeWith("reminders.quiet", t.remindersView(), k)
}
