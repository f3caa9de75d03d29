package conversation

import (
	"slices"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/intent"
)

// reminderWords does what wishes in words ask of the reminders, and says what
// has changed.
func (t reminders) reminderWords(wishes []intent.Remind) error {
	before := cloneReminders(t.u.Reminders)
	var touched []coach.NudgeKind
	for _, r := range wishes {
		switch r.Op {
		case intent.RemindShow:
			return t.remindersPanel(t.say)
		case intent.RemindCant:
			return t.say("reminders.cant", nil)
		case intent.RemindFewer:
			if kind := oneKind(r); kind != "" && len(t.u.Reminders.Of(kind).Hours) > 1 {
				return t.schedulePanel(kind, t.u.Reminders.Of(kind))
			}
			return t.fewerPanel()
		case intent.RemindSnooze:
			return t.snoozeLatest(r)
		}
		if one := oneKind(r); r.Op == intent.RemindPause && one != "" && r.For > 0 && r.For <= 24*time.Hour {
			return t.nudging().notToday(coach.NudgeKey{Kind: one, Day: t.today()}, t.u.Reminders.Of(one))
		}
		for _, kind := range t.remind(r) {
			touched = appendKind(touched, kind)
		}
	}
	if slices.Equal(touched, nil) && sameRest(before, t.u.Reminders) {
		return t.remindersPanel(t.say)
	}
	return t.remindersChanged(touched, before)
}

// remind does what one wish says and gives the kinds that it was about.
func (t reminders) remind(r intent.Remind) []coach.NudgeKind {
	rem := &t.u.Reminders
	switch r.Op {
	case intent.RemindPause:
		howLong := r.For
		if howLong <= 0 {
			howLong = 7 * 24 * time.Hour
		}
		rem.PausedUntil = t.now.Add(min(howLong, 366*24*time.Hour))
		return nil
	case intent.RemindResume:
		rem.PausedUntil = time.Time{}
		return nil
	case intent.RemindQuiet:
		if r.From != nil {
			rem.QuietFrom = *r.From % (24 * time.Hour)
		}
		if r.To != nil {
			rem.QuietTo = *r.To % (24 * time.Hour)
		}
		return nil
	case intent.RemindOnly:
		var changed []coach.NudgeKind
		for _, kind := range t.kindsMeant(nil, false) {
			if on := slices.Contains(r.Kinds, kind); on {
				t.turnOn(t.u.Reminders.Of(kind), true)
			} else if t.u.Reminders.Of(kind).On {
				t.u.Reminders.Of(kind).On = false
			}
			changed = append(changed, kind)
		}
		return changed
	}
	kinds := t.kindsMeant(r.Kinds, r.Op != intent.RemindOff && r.Op != intent.RemindNotOn)
	if len(r.Kinds) == 0 {
		kinds = t.kindsOfHours(r, kinds)
	}
	for _, kind := range kinds {
		t.remindKind(kind, t.u.Reminders.Of(kind), r)
	}
	return kinds
}

// kindsMeant are the kinds named; of none all that the person has, which to
// turn on doesn't mean the skin check-in that they never asked for.
func (t reminders) kindsMeant(named []coach.NudgeKind, on bool) []coach.NudgeKind {
	var list []coach.NudgeKind
	for _, kind := range coach.ScheduledKinds() {
		switch {
		case len(named) > 0 && !slices.Contains(named, kind), kind == coach.NudgeQuestion && t.u.Question == nil:
		case len(named) == 0 && on && kind == coach.NudgeSkin && !t.u.Reminders.Of(kind).On:
		default:
			list = append(list, kind)
		}
	}
	return list
}

// kindsOfHours are the kinds that a wish without one is about: for hours that go
// those that have them, for new ones the fermented food.
func (t reminders) kindsOfHours(r intent.Remind, all []coach.NudgeKind) []coach.NudgeKind {
	hours := r.Instead
	if r.Op == intent.RemindTakeOut || r.Op == intent.RemindSet && len(r.Days) == 0 {
		hours = append(slices.Clone(hours), r.Hours...)
	}
	var list []coach.NudgeKind
	for _, kind := range all {
		of := meantOf(t.u.Reminders.Of(kind).Hours, hours)
		if slices.ContainsFunc(t.u.Reminders.Of(kind).Hours, func(h time.Duration) bool { return slices.Contains(of, h) }) {
			list = append(list, kind)
		}
	}
	switch {
	case len(list) > 0:
		return list
	case len(r.Hours) > 0 || r.PerDay > 0:
		return []coach.NudgeKind{coach.NudgeFermented}
	case r.Op == intent.RemindNotOn:
		return slices.DeleteFunc(all, func(k coach.NudgeKind) bool { return k == coach.NudgeWeekly }) // no reminders on Sundays doesn't ask for no summary ever
	}
	return all
}

// remindKind does what a wish says of one kind.
func (t reminders) remindKind(kind coach.NudgeKind, s *coach.Schedule, r intent.Remind) {
	days := r.Days
	r.Instead, r.Hours = meantSwap(s.Hours, r.Instead, r.Hours)
	if kind == coach.NudgeWeekly && len(days) > 1 {
		days = days[len(days)-1:] // from Sunday to Monday
	}
	switch r.Op {
	case intent.RemindOff:
		s.On = false
		return
	case intent.RemindNotOn:
		turnOff(s, days)
		return
	case intent.RemindOn:
		t.turnOn(s, true)
		t.u.Reminders.PausedUntil = time.Time{}
		return
	case intent.RemindAdd:
		t.setHours(s, append(slices.Clone(s.Hours), r.Hours...))
	case intent.RemindSwap:
		kept := slices.DeleteFunc(slices.Clone(s.Hours), func(h time.Duration) bool {
			return len(s.Hours) == 1 || slices.Contains(r.Instead, h) || r.From != nil && r.To != nil && h >= *r.From && h < *r.To
		})
		t.setHours(s, append(kept, r.Hours...))
	case intent.RemindTakeOut:
		t.takeOut(s, r)
		return
	case intent.RemindSet:
		switch {
		case len(r.Hours) > 0:
			t.setHours(s, r.Hours)
		case r.PerDay > 0 && kind != coach.NudgeWeekly:
			t.setHours(s, spread(min(r.PerDay, maxHours)))
		}
	}
	t.turnOn(s, true)
	if len(days) > 0 {
		s.Days, s.Since = slices.Clone(days), t.now
	}
}

// meantOf are the hours of a schedule that somebody names, who may leave out in
// which half of the day they are: of one at 13:00 and 16:00 "the 1 o'clock one".
func meantOf(schedule, named []time.Duration) []time.Duration {
	meant := slices.Clone(named)
	for i, h := range meant {
		other := (h + 12*time.Hour) % (24 * time.Hour)
		if !slices.Contains(schedule, h) && slices.Contains(schedule, other) {
			meant[i] = other
		}
	}
	return meant
}

// meantSwap is meantOf of hours that go, and what comes in their place in the same
// half of the day: of one at 17:00 "the one at 5 should be 6:30".
func meantSwap(schedule, gone, come []time.Duration) (meant, instead []time.Duration) {
	meant, instead = meantOf(schedule, gone), slices.Clone(come)
	for i, h := range meant {
		for k, c := range instead {
			if h == gone[i]+12*time.Hour && c < 12*time.Hour {
				instead[k] = c + 12*time.Hour
			}
		}
	}
	return meant, instead
}

// takeOut leaves hours out of a schedule: those named, or those of a part of
// the day. One that has none left is off.
func (t reminders) takeOut(s *coach.Schedule, r intent.Remind) {
	r.Hours = meantOf(s.Hours, r.Hours)
	kept := slices.DeleteFunc(slices.Clone(s.Hours), func(h time.Duration) bool {
		within := r.From != nil && r.To != nil && h >= *r.From && h < *r.To ||
			r.From != nil && r.To == nil && h >= *r.From || r.From == nil && r.To != nil && h < *r.To
		return slices.Contains(r.Hours, h) || within
	})
	if len(kept) == 0 {
		s.On = false
		return
	}
	if len(kept) < len(s.Hours) {
		t.setHours(s, kept)
	}
}

// turnOff turns a schedule off, or leaves some weekdays out of it.
func turnOff(s *coach.Schedule, days []time.Weekday) {
	if len(days) == 0 {
		s.On = false
		return
	}
	kept := s.Days
	if len(kept) == 0 {
		kept = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	}
	kept = slices.DeleteFunc(slices.Clone(kept), func(d time.Weekday) bool { return slices.Contains(days, d) })
	if len(kept) == 0 {
		s.On = false
		return
	}
	s.Days = kept
}

// changedReminders is what a wish changed of the reminders.
type changedReminders struct {
	Touched      []scheduleView
	QuietChanged bool
	PauseChanged bool
	remindersView
}

// remindersChanged says how the reminders stand that a wish was about, with a
// button that takes it back.
func (t reminders) remindersChanged(touched []coach.NudgeKind, before coach.Reminders) error {
	now := &t.u.Reminders
	v := changedReminders{
		QuietChanged: now.QuietFrom != before.QuietFrom || now.QuietTo != before.QuietTo,
		PauseChanged: !now.PausedUntil.Equal(before.PausedUntil), remindersView: t.remindersView(),
	}
	changed := slices.DeleteFunc(slices.Clone(touched), func(kind coach.NudgeKind) bool {
		return sameSchedule(*before.Of(kind), *t.u.Reminders.Of(kind))
	})
	if len(changed) == 0 && !v.QuietChanged && !v.PauseChanged {
		changed = touched // what was asked for stands already
	}
	for _, kind := range changed {
		v.Touched = append(v.Touched, viewSchedule(kind, *t.u.Reminders.Of(kind)))
	}
	t.u.RemindersBefore = &before
	k := t.keyboard().add("button.undo", nil, "rem", "back").add("button.rem.all", nil, "rem", "show")
	if !v.Started || v.Zone == "" {
		k.row().add("button.setup", v.Zone != "", "start", "2")
	}
	t.waitForMore(changed)
	return t.sayWith("reminders.changed", v, k)
}

// moreWithin is how long after a wish about reminders a message that names no
// kind ("no, better at 8:45", "turn them back on") speaks of the same ones.
const moreWithin = 10 * time.Minute

// waitForMore notes which reminders a wish was about and its words, unless
// something else is asked.
func (t reminders) waitForMore(kinds []coach.NudgeKind) {
	if t.asked() != "" {
		return
	}
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	wish := t.heard.text
	if len(wish) > maxWish {
		wish = ""
	}
	t.u.Dialog = coach.Dialog{Asked: "wished", About: strings.Join(names, " ") + "\n" + wish, Until: t.now.Add(moreWithin)}
}

// maxWish is the longest wish, in bytes, that is kept to be said anew.
const maxWish = 200

// mostMoreWords is how many words a message has at most that goes on with a wish
// by nothing but an hour.
const mostMoreWords = 6

// wishedMore reads a message that goes on with the wish before it: one that says
// it anew with another value, one about reminders that names no kind, or only a
// time of day.
func (t reminders) wishedMore(m intent.Message) (done bool, err error) {
	names, wish, _ := strings.Cut(t.u.Dialog.About, "\n")
	var kinds []coach.NudgeKind
	for name := range strings.FieldsSeq(names) {
		kinds = append(kinds, coach.NudgeKind(name))
	}
	t.settle()
	if again, ok := t.Reader.Resaid(wish, t.heard.text, t.moment(t.sent())); ok {
		return t.resay(again)
	}
	if kind, ok := t.Reader.AlsoKind(t.heard.text, t.moment(t.sent())); ok {
		again := t.read(wish)
		wishes := again.Reminds()
		for i := range wishes {
			wishes[i].Kinds = []coach.NudgeKind{kind}
		}
		if len(wishes) > 0 {
			return true, t.reminderWords(wishes)
		}
	}
	if wishes := m.Reminds(); len(wishes) > 0 {
		for i := range wishes {
			if r := wishes[i]; r.Them || len(r.Kinds) == 0 && r.Op == intent.RemindSet && len(r.Hours) > 0 {
				wishes[i].Kinds = kinds
			} else if len(r.Kinds) == 0 {
				wishes[i].Kinds = t.havingHours(kinds, r)
			}
		}
		return true, t.reminderWords(wishes)
	}
	if len(kinds) == 0 {
		return false, nil
	}
	if len(strings.Fields(t.heard.text)) <= mostMoreWords && len(m.Food.Items)+len(m.Food.NotEaten)+len(m.Food.Unknown) == 0 {
		both := t.read(wish + " " + t.heard.text)
		if wishes := both.Reminds(); len(wishes) == 1 && len(wishes[0].Days) > 0 {
			wishes[0].Kinds = kinds
			return true, t.reminderWords(wishes)
		}
	}
	before := t.u.Reminders.Of(kinds[0]).Hours
	hours := t.hoursLike(m, before)
	if len(hours) == 0 || len(hours) < len(before) && allIn(before, hours) || // "the 9 one", and no word of the others
		len(strings.Fields(t.heard.text)) > mostMoreWords || len(m.Food.Items)+len(m.Food.NotEaten)+len(m.Food.Unknown) > 0 {
		return false, nil
	}
	return true, t.reminderWords([]intent.Remind{{Op: intent.RemindSet, Kinds: kinds, Hours: hours}})
}

// allIn reports whether every hour of the part is among the hours.
func allIn(hours, part []time.Duration) bool {
	return !slices.ContainsFunc(part, func(h time.Duration) bool { return !slices.Contains(hours, h) })
}

// havingHours are those of the kinds that come at an hour that the wish names as
// one that is to change or to go.
func (t reminders) havingHours(kinds []coach.NudgeKind, r intent.Remind) []coach.NudgeKind {
	named := r.Instead
	if r.Op == intent.RemindTakeOut {
		named = append(slices.Clone(named), r.Hours...)
	}
	var list []coach.NudgeKind
	for _, kind := range kinds {
		hours := t.u.Reminders.Of(kind).Hours
		if slices.ContainsFunc(meantOf(hours, named), func(h time.Duration) bool { return slices.Contains(hours, h) }) {
			list = append(list, kind)
		}
	}
	return list
}

// resay does a wish in the place of the one before it. done is false, and nothing
// has changed, where the words are no wish any more.
func (t reminders) resay(wish string) (done bool, err error) {
	m, said := t.read(wish), t.heard
	t.heard = heard{wish, m}
	if done, err := t.wishing().granted(&m); done || err != nil {
		return done, err
	}
	wishes := m.Reminds()
	if len(wishes) == 0 {
		t.heard = said
		return false, nil
	}
	if t.u.RemindersBefore != nil {
		t.u.Reminders = cloneReminders(*t.u.RemindersBefore)
	}
	return true, t.reminderWords(wishes)
}

// hoursLike are the times of day that a message names, in the half of the day
// in which the reminders came so far where it names none.
func (t reminders) hoursLike(m intent.Message, before []time.Duration) []time.Duration {
	var hours []time.Duration
	for _, named := range m.Food.Times {
		if named.Clock < 0 {
			continue
		}
		h := named.Clock
		if !named.Sure && h < 12*time.Hour && len(before) > 0 && before[0] >= 12*time.Hour {
			h += 12 * time.Hour
		}
		hours = append(hours, h)
	}
	return hours
}

// remindersBack takes the latest wish about reminders back.
func (t reminders) remindersBack() error {
	if t.u.RemindersBefore == nil {
		return t.say("button.old", nil)
	}
	t.u.Reminders, t.u.RemindersBefore = *t.u.RemindersBefore, nil
	return t.remindersPanel(t.change)
}

// fewerPanel asks which reminders are to be fewer.
func (t reminders) fewerPanel() error {
	k := t.keyboard()
	for _, one := range t.remindersView().Kinds {
		if one.On {
			k.flow(2, "button.rem.kind", one, "rem", "hours", string(one.Kind))
		}
	}
	k.row().add("button.rem.pause", nil, "rem", "pause").add("button.rem.none", nil, "rem", "none")
	return t.sayWith("reminders.fewer", nil, k)
}

func cloneReminders(r coach.Reminders) coach.Reminders {
	for _, s := range []*coach.Schedule{&r.Fermented, &r.Water, &r.Weekly, &r.Skin, &r.Question} {
		s.Hours, s.Days = slices.Clone(s.Hours), slices.Clone(s.Days)
	}
	return r
}

// sameRest reports whether quiet hours and pause are the same.
func sameRest(a, b coach.Reminders) bool {
	return a.QuietFrom == b.QuietFrom && a.QuietTo == b.QuietTo && a.PausedUntil.Equal(b.PausedUntil)
}

func sameSchedule(a, b coach.Schedule) bool {
	return a.On == b.On && slices.Equal(a.Hours, b.Hours) && slices.Equal(a.Days, b.Days)
}

func appendKind(list []coach.NudgeKind, kind coach.NudgeKind) []coach.NudgeKind {
	if slices.Contains(list, kind) {
		return list
	}
	return append(list, kind)
}

// oneKind is the only kind that a wish names, or "".
func oneKind(r intent.Remind) coach.NudgeKind {
	if len(r.Kinds) == 1 {
		return r.Kinds[0]
	}
	return ""
}

// spread are n hours over the day, from 10:00 to 19:00.
func spread(n int) []time.Duration {
	if n == 1 {
		return []time.Duration{15 * time.Hour}
	}
	var hours []time.Duration
	for i := range n {
		minutes := 9 * 60 * i / (n - 1)
		hours = append(hours, 10*time.Hour+time.Duration(minutes-minutes%15)*time.Minute)
	}
	return hours
}

// latestNudge is the day's latest nudge, of a kind or with "" of any; its Kind
// is "" when there was none.
func (t reminders) latestNudge(kind coach.NudgeKind) (latest coach.NudgeKey, err error) {
	nudges, err := t.tx.NudgesOn(t.u.ID, t.today())
	for _, n := range nudges {
		if n.Slot > latest.Slot && (kind == "" || kind == n.Kind) && t.u.Reminders.Of(n.Kind) != nil {
			latest = n.NudgeKey
		}
	}
	return latest, err
}

// snoozeLatest opens the day's latest nudge again later, an hour unless told
// otherwise.
func (t reminders) snoozeLatest(r intent.Remind) error {
	latest, err := t.latestNudge(oneKind(r))
	if err != nil {
		return err
	}
	if latest.Kind == "" {
		return t.remindersPanel(t.say)
	}
	howLong := r.For
	if howLong <= 0 {
		howLong = time.Hour
	}
	return t.snooze(latest, howLong, t.say)
}

// snooze opens a nudge's slot again after a while. One that would end in quiet
// hours is let go, and the person told.
func (t reminders) snooze(key coach.NudgeKey, howLong time.Duration, show func(string, any, ...[]Button) error) error {
	until := t.now.Add(howLong)
	if t.u.Quiet(until) {
		return show("nudge.quiet", wording.Clock(sinceMidnight(until)))
	}
	if err := t.tx.SnoozeNudge(t.u.ID, key, until); err != nil {
		return err
	}
	nudges, err := t.recentNudges()
	if err != nil {
		return err
	}
	return show("nudge.snoozed", wording.Clock(sinceMidnight(coach.SnoozedTo(&t.u, key, until, nudges...))))
}

func sinceMidnight(at time.Time) time.Duration {
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
}
