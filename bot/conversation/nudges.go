package conversation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/storage"
)

// nudging words the reminders that are due, and takes the answers under them.
type nudging struct{ *turn }

func (t *turn) nudging() nudging { return nudging{t} }

// nudgePage is how many people are looked at in one go, and nudgesAtOnce how many
// of them at a time: their transactions share commits, or go side by side.
const nudgePage, nudgesAtOnce = 200, 8

// Nudge writes the nudges that are due at the instant now into the outbox.
// Everybody is a transaction of their own: one whose nudge fails doesn't keep
// it from the others. The error joins what failed.
func (s *Service) Nudge(ctx context.Context, now time.Time) error {
	var mu sync.Mutex // guards failed
	var failed []error
	skip := map[int64]bool{}
	for {
		ids, err := s.DB.DueUsers(ctx, now, nudgePage+len(skip))
		if err != nil {
			return fmt.Errorf("finding who is due a nudge: %w", err)
		}
		todo := slices.DeleteFunc(ids, func(id int64) bool { return skip[id] })
		if len(todo) == 0 {
			return errors.Join(failed...)
		}
		var page errgroup.Group
		page.SetLimit(nudgesAtOnce)
		for _, id := range todo {
			if ctx.Err() != nil {
				break
			}
			skip[id] = true
			page.Go(func() error {
				if err := s.nudge(ctx, id, now); err != nil {
					mu.Lock()
					defer mu.Unlock()
					failed = append(failed, fmt.Errorf("nudging user %d: %w", id, err))
				}
				return nil
			})
		}
		_ = page.Wait() // what failed is in failed
		if ctx.Err() != nil {
			return errors.Join(failed...)
		}
	}
}

// nudge plans one person's nudges and keeps them together with the note that
// they were given.
func (s *Service) nudge(ctx context.Context, id int64, now time.Time) error {
	return s.update(ctx, func(tx *storage.Tx, d *drawings) error {
		t := s.newTurn(ctx, tx, Event{UserID: id, ChatID: id, Private: true})
		t.now, t.drawings = now, d
		if _, err := t.known(); err != nil {
			return err
		}
		today, err := t.nudging().todayFigures()
		if err != nil {
			return err
		}
		due := coach.Due(&t.u, today, t.now)
		if !s.allowed(id) {
			due = nil
		}
		for _, n := range due {
			if err := t.nudging().give(n); err != nil {
				return err
			}
		}
		t.u.Reviewed = t.now
		return t.save()
	})
}

// todayFigures is what the day's nudges depend on.
func (t nudging) todayFigures() (coach.Today, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-1), t.today())
	if err != nil {
		return coach.Today{}, err
	}
	nudges, err := t.recentNudges()
	return coach.TodayOf(&t.u, t.now, entries, nudges), err
}

// give records a nudge and lays it into the outbox, unless it was given.
func (t nudging) give(n coach.Nudge) error {
	first, err := t.tx.RecordNudge(t.u.ID, n.NudgeKey, t.now)
	if err != nil || !first {
		return err
	}
	t.u.Nudged(n, t.now)
	if err := t.compose(n); err != nil {
		return err
	}
	class := coach.ClassNudge
	if n.Kind == coach.NudgeWeekly {
		class = coach.ClassWeekly
	}
	for i, r := range t.replies {
		key := n.DeliveryKey(t.u.ID)
		if i > 0 {
			key += fmt.Sprintf("/%d", i)
		}
		err := t.tx.Enqueue(coach.Delivery{
			Key: key, UserID: t.u.ID, ChatID: t.u.ID, Class: class, Nudge: n.Kind,
			Payload: r.Encode(), NotBefore: t.now, Expires: n.Expires, Created: t.now,
		})
		if err != nil {
			return err
		}
	}
	t.replies = nil
	return nil
}

// compose writes the nudge's message.
func (t nudging) compose(n coach.Nudge) error {
	p := patience{t.turn}
	if asks, err := p.asks(n); err != nil {
		return err
	} else if asks {
		return p.ask(n)
	}
	if m, ok := nudgeMessages[n.Kind]; ok {
		return m.compose(t, n)
	}
	k := t.keyboard().add("button.quiet.yes", nil, "nudge", "silent").add("button.quiet.no", nil, "nudge", "stay")
	return t.sayWith("nudge.silent", nil, k)
}

// nudgeMessages are what the kinds of nudge say, and what is said to "done".
var nudgeMessages = map[coach.NudgeKind]struct {
	compose func(nudging, coach.Nudge) error
	done    func(nudging) error // nil: "noted"
}{
	coach.NudgeFermented: {nudging.fermentedNudge, nudging.fermentedDone},
	coach.NudgeWater:     {nudging.waterNudge, nudging.waterDone},
	coach.NudgeWeekly:    {compose: nudging.weeklyNudge},
	coach.NudgeQuestion:  {compose: nudging.questionNudge},
	coach.NudgeSkin:      {nudging.skinNudge, nudging.skinDone},
}

func (t nudging) questionNudge(n coach.Nudge) error { return t.experiment().questionNudge(n) }

func (t nudging) skinNudge(n coach.Nudge) error {
	t.skinNotes().askRatingToday()
	return t.sayWith(t.variant("nudge.skin", n), nil, t.nudgeButtons(t.skinNotes().ratingKeyboard(), n))
}

func (t nudging) fermentedDone() error {
	t.ask("meal", "\n")
	return t.say("nudge.done.fermented", nil)
}

func (t nudging) waterDone() error {
	return t.sayWith("nudge.done.water", nil, t.fluids().waterKeyboard())
}

func (t nudging) skinDone() error {
	t.skinNotes().askRatingToday()
	return t.sayWith("nudge.done.skin", nil, t.skinNotes().ratingKeyboard())
}

// variant is the wording of the day and slot for this person.
func (t nudging) variant(name string, n coach.Nudge) string {
	number := pick(t.u.ID, t.today(), name) + slotNumber(n.Slot)
	if n.Snoozed {
		number++
	}
	return t.words.Variant(name, number)
}

// slotNumber differs between the usual slots of a day, so that their wordings
// do too.
func slotNumber(slot string) int {
	hour, _ := strconv.Atoi(slot[:min(2, len(slot))])
	return hour / 4
}

// nudgeButtons adds snooze, not today and turn off.
func (t nudging) nudgeButtons(k *keyboard, n coach.Nudge) *keyboard {
	key := []string{string(n.Kind), string(n.Day), n.Slot}
	act := func(what string) []string { return append([]string{what}, key...) }
	k.row().add("button.snooze", 1, "nudge", act("1h")...).add("button.snooze", 3, "nudge", act("3h")...)
	return k.row().add("button.nottoday", nil, "nudge", act("today")...).add("button.turnoff", nil, "nudge", act("off")...)
}

// fermentedView is what the fermented nudge suggests.
type fermentedView struct {
	Food string // what this person eats that is fermented, or a small first serving
	Care bool   // the word for those who should ask first
}

// fermentedNudge suggests what the person already eats; to someone who never
// told of anything fermented, a small first serving.
func (t nudging) fermentedNudge(n coach.Nudge) error {
	usual, err := t.usualFermented()
	if err != nil {
		return err
	}
	name, v := "nudge.fermented", fermentedView{Care: t.once("care")}
	if len(usual) > 0 {
		v.Food = t.Guide.Plural(usual[pick(t.u.ID, t.today(), "food")%len(usual)])
	} else {
		name = "nudge.first"
		if v.Food, err = t.starter(); err != nil || v.Food == "" {
			return err
		}
	}
	return t.sayWith(t.variant(name, n), v, t.nudgeButtons(t.keyboard(), n))
}

// usualFermented are the fermented foods that the person ate most often of
// late, without those they avoid.
func (t nudging) usualFermented() ([]string, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-usualDays), t.today())
	if err != nil {
		return nil, err
	}
	times := map[string]int{}
	for _, e := range entries {
		for _, f := range e.Foods {
			if f.Categories.Has(food.Fermented) && !t.avoids(f.Name) && !t.experiment().leavesOut(f) {
				times[f.Name]++
			}
		}
	}
	names := make([]string, 0, len(times))
	for name := range times {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if times[a] != times[b] {
			return times[b] - times[a]
		}
		return strings.Compare(a, b)
	})
	return names[:min(len(names), 3)], nil
}

// starter is a small first serving: one of those that the wording lists.
func (t nudging) starter() (string, error) {
	text, err := t.words.Label("starters", nil)
	if err != nil {
		return "", err
	}
	list := slices.DeleteFunc(strings.Split(text, "\n"), t.experiment().namesLeftOut)
	if len(list) == 0 {
		return "", nil
	}
	from := pick(t.u.ID, t.today(), "starter")
	for i := range list {
		if name := strings.TrimSpace(list[(from+i)%len(list)]); !t.avoids(name) {
			return name, nil
		}
	}
	return strings.TrimSpace(list[from%len(list)]), nil
}

// waterNudge tells how the day's fluid stands, with quick buttons.
func (t nudging) waterNudge(n coach.Nudge) error {
	today, err := t.todayFigures()
	if err != nil {
		return err
	}
	return t.sayWith(t.variant("nudge.water", n), t.fluids().waterView(today.Logged.FluidML), t.nudgeButtons(t.fluids().waterKeyboard(), n))
}

// earlyInWeek is for how many days a week has too little in it for a summary
// that comes by itself: the coach's own default.
const earlyInWeek = 3

// weeklyNudge is a week's summary by itself: of its day's week or,
// early in that, of the week before, unless the person wasn't there yet.
func (t nudging) weeklyNudge(n coach.Nudge) error {
	d := n.Day
	start := t.u.WeekOf(d)
	if d.Sub(start) < earlyInWeek && t.u.Today(t.u.Started) < start {
		start = start.Add(-7)
	}
	return t.sheets().newWeek(start)
}

// pressNudge handles a nudge's buttons: "nudge <what> <kind> <day> <slot>".
func (t nudging) pressNudge(args arguments) error {
	key := coach.NudgeKey{Kind: coach.NudgeKind(args.at(1)), Slot: args.at(3)}
	key.Day, _ = day.Parse(args.at(2))
	s := t.u.Reminders.Of(key.Kind)
	switch what := args.at(0); {
	case what == "silent":
		t.reminders().allOff()
		return t.change("nudge.staysilent", nil)
	case what == "stay":
		return t.change("nudge.stays", nil)
	case s == nil:
		return t.say("button.old", nil)
	case what == "off":
		s.On = false
		return t.change("nudge.off", key.Kind)
	case key.Day != t.today():
		return t.change("nudge.past", nil)
	case what == "1h":
		return t.reminders().snooze(key, time.Hour, t.change)
	case what == "3h":
		return t.reminders().snooze(key, 3*time.Hour, t.change)
	}
	return t.notToday(key, s)
}

// notToday lets go of the kind's remaining slots of the day.
func (t nudging) notToday(key coach.NudgeKey, s *coach.Schedule) error {
	for _, hour := range s.Hours {
		later := coach.NudgeKey{Kind: key.Kind, Day: key.Day, Slot: wording.Clock(hour)}
		if err := t.tx.SnoozeNudge(t.u.ID, later, t.now); err != nil { // ends a snooze that runs
			return err
		}
		if _, err := t.tx.RecordNudge(t.u.ID, later, t.now); err != nil {
			return err
		}
	}
	return t.change("nudge.nottoday", nil)
}

// patience asks once about a kind of nudge that nobody answers.
type patience struct{ t *turn }

// asks reports whether this nudge is to ask whether to go on, and notes that it
// did. It may ask again once an answer has come in between.
func (p patience) asks(n coach.Nudge) (bool, error) {
	if !n.Kind.Asks() {
		return false, nil
	}
	from, to := p.t.today().Add(-coach.PatienceBack), p.t.today().Add(-1)
	nudges, err := p.t.tx.NudgesBetween(p.t.u.ID, from, to)
	if err != nil || len(nudges) < coach.PatienceDays {
		return false, err
	}
	entries, err := p.t.tx.Entries(p.t.u.ID, from, to)
	if err != nil {
		return false, err
	}
	days := coach.Unanswered(&p.t.u, n.Kind, p.t.today(), entries, nudges)
	note := "patience:" + string(n.Kind)
	if days == 0 {
		p.t.u.Told = slices.DeleteFunc(p.t.u.Told, func(told string) bool { return told == note })
	}
	return days >= coach.PatienceDays && p.t.once(note), nil
}

// ask asks in place of the nudge.
func (p patience) ask(n coach.Nudge) error {
	key := []string{string(n.Kind), string(n.Day), n.Slot}
	k := p.t.keyboard().add("button.nudge.keep", nil, "nudge", append([]string{"stay"}, key...)...)
	k.add("button.turnoff", nil, "nudge", append([]string{"off"}, key...)...)
	return p.t.sayWith("nudge.patience", n.Kind, k)
}

// doneWithin is for how long after a nudge "done" is an answer to it.
const doneWithin = 3 * time.Hour

// done takes "done" as the answer to the day's latest nudge: that one is over,
// and what was done can be logged with a tap. handled is false where no nudge
// came lately.
type done struct{ t *turn }

func (d done) answered(text string) (handled bool, err error) {
	if !d.t.says("words.done", text) {
		return false, nil
	}
	key, err := d.t.reminders().latestNudge("")
	if err != nil || key.Kind == "" || d.t.now.Sub(slotTime(key, d.t.u)) > doneWithin {
		return false, err
	}
	if err := d.t.tx.SnoozeNudge(d.t.u.ID, key, d.t.now); err != nil { // ends a snooze that runs
		return true, err
	}
	if _, err := d.t.tx.RecordNudge(d.t.u.ID, key, d.t.now); err != nil {
		return true, err
	}
	if m := nudgeMessages[key.Kind]; m.done != nil {
		return true, m.done(d.t.nudging())
	}
	return true, d.t.say("nudge.done", nil)
}

// slotTime is when a nudge's slot opened.
func slotTime(k coach.NudgeKey, u coach.User) time.Time {
	hour, _ := strconv.Atoi(k.Slot[:min(2, len(k.Slot))])
	minute := 0
	if len(k.Slot) == len("15:04") {
		minute, _ = strconv.Atoi(k.Slot[3:])
	}
	clock := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
	d := k.Day
	if clock < u.DayEnd {
		d = d.Add(1)
	}
	return d.At(clock, u.Location())
}
