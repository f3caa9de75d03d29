package conversation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"gutskin/coach"
	"gutskin/coach/question"
)

// planView is an experiment before it is drawn.
type planView struct {
	compared
	Weeks int
	Days  int // of a block
	Slow  bool
}

// confirmPlan says what an experiment asks of the person, with a word of care,
// before anything is drawn.
func (t experiment) confirmPlan(weeks int, pace question.Pace, about string) error {
	x, err := t.plannable(about)
	if err != nil || x == nil {
		return err
	}
	slow, watch, form := pace == question.Slow, "watch", question.Early
	if slow {
		watch, form = "watchslow", question.Weekly
	}
	_, days, ok := form.Blocks(weeks)
	if !ok {
		return t.say("button.old", nil)
	}
	k, length := t.keyboard(), strconv.Itoa(weeks)
	switch waits := t.u.Question != nil; {
	case slow && waits:
		k.add("button.question.wait", nil, "q", "weeks", length, x.Arg())
	case slow:
		k.add("button.question.weeks", nil, "q", "weeks", length, x.Arg())
	case waits:
		k.add("button.question.wait.early", nil, "q", "early", length, x.Arg())
		k.row().add("button.question.wait.draw", nil, "q", "draw", length, x.Arg())
	default:
		k.add("button.question.early", nil, "q", "early", length, x.Arg())
		k.row().add("button.question.draw", nil, "q", "draw", length, x.Arg())
	}
	k.row().add("button.question.rather", nil, "q", watch, length, x.Arg())
	k.row().add("button.question.other", nil, "q", "menu")
	return t.changeWith("question.care", planView{*x, weeks, days, slow}, k)
}

// plannable is the exposure of that name if an experiment may be planned with
// it; else nil, and the person has been told.
func (t experiment) plannable(about string) (*compared, error) {
	x, ok, err := t.suspects().compared(about)
	if err != nil || !ok {
		return nil, t.suspects().unclearExposure(about, err)
	}
	days, _, err := t.suspects().daysWith(x.Exposure, recentDays)
	if err != nil {
		return nil, err
	}
	if t.suspects().offer(x.Exposure, days) != planYes {
		return nil, t.suspects().pickQuestion(about, t.change)
	}
	return &x, nil
}

// drawPlan draws the experiment's order and keeps it; it starts tomorrow.
// While another question runs it waits its turn undrawn.
func (t experiment) drawPlan(weeks int, form question.Form, about string) error {
	x, err := t.plannable(about)
	if err != nil || x == nil {
		return err
	}
	t.settle()
	q := coach.Question{About: x.Exposure, Outcome: x.Outcome, Weeks: weeks, Planned: true, Form: form, Asked: t.now.Truncate(time.Second)}
	if t.u.Question != nil {
		return t.queueQuestion(q)
	}
	plan, err := question.Draw(form, weeks, t.random())
	if err != nil {
		return t.say("button.old", nil)
	}
	if err := t.u.BeginQuestion(q, t.today().Add(1), &plan); err != nil {
		return fmt.Errorf("beginning an experiment: %w", err)
	}
	return t.began()
}

// random is a source of chance for one draw.
func (t experiment) random() *rand.Rand {
	if t.Random != nil {
		return t.Random()
	}
	return rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
}

// pressQueued begins or drops a question that waits. The name makes sure that
// it is the one that the button meant.
func (t experiment) pressQueued(args arguments) error {
	i, err := strconv.Atoi(args.at(1))
	if err != nil || i < 0 || i >= len(t.u.Queue) || t.u.Queue[i].About.Name != args.from(2) {
		return t.say("button.gone", nil)
	}
	q := t.u.Queue[i]
	if args.at(0) == "queued" && t.u.Question != nil {
		return t.questionPanel(t.change)
	}
	t.u.Queue = slices.Delete(slices.Clone(t.u.Queue), i, i+1)
	switch {
	case args.at(0) == "drop":
		return t.questionMenu(t.change)
	case q.Planned:
		return t.confirmPlan(q.Weeks, q.Speed(), argOf(q.About.Name, q.Outcome))
	}
	return t.begin(q)
}

// questionStop asks once before a question is given up.
func (t experiment) questionStop(show shower) error {
	q := t.u.Question
	if q == nil {
		return t.questionMenu(show)
	}
	k := t.keyboard().add("button.question.stop", nil, "q", "stopped", q.About.Name).add("button.question.go", nil, "q", "show")
	return show.with("question.stop", q, k)
}

func (t experiment) questionStopped(name string) error {
	q := t.u.Question
	if q == nil || q.About.Name != name {
		return t.say("button.gone", nil)
	}
	stopped := *q
	t.u.EndQuestion(t.today(), true)
	if err := t.tx.WithdrawNudges(t.u.ID, coach.NudgeQuestion); err != nil {
		return err
	}
	k := t.keyboard()
	t.queueButtons(k)
	return t.changeWith("question.stopped", stopped, k)
}

// endExclusion ends an experiment of someone for whom leaving food out isn't
// good, without a word: nothing goes beside a referral.
func (t experiment) endExclusion() error {
	t.u.Queue = slices.DeleteFunc(slices.Clone(t.u.Queue), func(q coach.Question) bool { return q.Planned })
	if q := t.u.Question; q == nil || !q.Planned {
		return nil
	}
	t.u.EndQuestion(t.today(), true)
	return t.tx.WithdrawNudges(t.u.ID, coach.NudgeQuestion)
}
