package conversation

import (
	"gutskin/coach"
	"gutskin/coach/question"
)

// progressView is how a running question stands: how many days it has, never
// what they say.
type progressView struct {
	coach.Question
	Day     int // of the question, from 1; 0 before its first
	Days    int
	End     dayView
	Counts  question.Counts
	Needs   question.Missing // but for Days, which come by themselves
	Enough  bool
	Numbers bool
	Slow    bool       // it looks for slow effects
	Looks   bool       // it may be answered early
	Block   *blockView // of an experiment: the one of today
	Next    *blockView // and the one after it
	Same    bool       // today's block is as the one before
	Marked  []dayView  // periods
	Kept    int        // logged days that kept to the plan, of Checked
	Checked int
	Rates   bool // the evening skin check-in is on
	Queue   []coach.Question
}

func (t *turn) progress() (progressView, error) {
	q, today := t.u.Question, t.today()
	s, err := t.questionSeries(*q)
	if err != nil {
		return progressView{}, err
	}
	v := progressView{
		Question: *q, Day: max(0, today.Sub(q.Start)+1), Days: q.Days(), End: t.dayView(q.Last()),
		Counts: s.Count(q.Speed()), Slow: q.Speed() == question.Slow, Numbers: !t.u.HideNumbers, Rates: t.u.Reminders.Skin.On, Queue: t.u.Queue,
	}
	v.Needs = v.Counts.Missing()
	v.Needs.Days = 0
	v.Enough = v.Needs.None()
	for i, d := range s {
		if d.Period {
			v.Marked = append(v.Marked, t.dayView(q.Start.Add(i)))
		}
	}
	if q.Plan == nil {
		return v, nil
	}
	v.Looks = q.Plan.Looks()
	if v.Block = t.blockOf(today); v.Block != nil {
		v.Next = t.blockOf(v.Block.Last.Day.Add(1))
		before, planned := q.WithOn(v.Block.First.Day.Add(-1))
		v.Same = planned && before == v.Block.With
	}
	r := question.Analyse(*q.Plan, s)
	v.Kept, v.Checked = r.Kept, r.Kept+r.Broken
	return v, nil
}

// questionSeries are the days of a question so far.
func (t *turn) questionSeries(q coach.Question) (question.Series, error) {
	entries, err := t.tx.Entries(t.u.ID, q.Start, min(q.Last(), t.today()))
	if err != nil {
		return nil, err
	}
	return q.Series(&t.u, entries, t.today(), t.tells), nil
}

// clear reports whether the running experiment may be answered before its end.
func (t *turn) clear() (bool, error) {
	q := t.u.Question
	if q.Plan == nil || !q.Plan.Looks() {
		return false, nil
	}
	s, err := t.questionSeries(*q)
	if err != nil {
		return false, err
	}
	return question.Analyse(*q.Plan, s).Early, nil
}

// questionProgress shows how the running question stands, what is missing and
// how to get there.
func (t *turn) questionProgress(show shower) error {
	v, err := t.progress()
	if err != nil {
		return err
	}
	return show.with("question.progress", v, t.runningButtons(t.keyboard()))
}

// questionLine is the weekly summary's line on the running question, or nil.
func (t *turn) questionLine() (*progressView, error) {
	if t.u.Question == nil {
		return nil, nil
	}
	v, err := t.progress()
	return &v, err
}

// Over tells whether the answer is there.
func (v progressView) Over() bool { return v.Day > v.Days }

// questionNudge tells at an experiment's block what is on its plate, and after
// a question's end the answer. A look that finds nothing yet says nothing.
func (t *turn) questionNudge(n coach.Nudge) error {
	q := t.u.Question
	if q == nil {
		return nil
	}
	if q.Over(n.Day) {
		return t.questionAnswer()
	}
	if q.Looked(n.Day) {
		clear, err := t.clear()
		if err != nil || !clear {
			return err
		}
		return t.questionAnswer()
	}
	v, err := t.progress()
	if err != nil {
		return err
	}
	k := t.nudgeButtons(t.keyboard(), n)
	if v.Block != nil && v.Block.First.Day != n.Day {
		return t.sayWith("nudge.question.mid", v, k)
	}
	return t.sayWith("nudge.question.block", v, k)
}
