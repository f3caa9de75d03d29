package conversation

import (
	"slices"
	"strconv"
	"time"

	"gutskin/coach"
)

// patience asks once about a kind of nudge that nobody answers.
type patience struct{ t *turn }

// asks reports whether this nudge is to ask whether to go on, and notes that it
// did. It may ask again once an answer has come in between.
func (p patience) asks(n coach.Nudge) (bool, error) {
	switch n.Kind {
	case coach.NudgeFermented, coach.NudgeWater, coach.NudgeSkin:
	default:
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
	key, err := d.t.latestNudge("")
	if err != nil || key.Kind == "" || d.t.now.Sub(slotTime(key, d.t.u)) > doneWithin {
		return false, err
	}
	if err := d.t.tx.SnoozeNudge(d.t.u.ID, key, d.t.now); err != nil { // ends a snooze that runs
		return true, err
	}
	if _, err := d.t.tx.RecordNudge(d.t.u.ID, key, d.t.now); err != nil {
		return true, err
	}
	switch key.Kind {
	case coach.NudgeWater:
		return true, d.t.sayWith("nudge.done.water", nil, d.t.waterKeyboard())
	case coach.NudgeFermented:
		d.t.ask("meal", "\n")
		return true, d.t.say("nudge.done.fermented", nil)
	case coach.NudgeSkin:
		d.t.askRatingToday()
		return true, d.t.sayWith("nudge.done.skin", nil, d.t.ratingKeyboard())
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
