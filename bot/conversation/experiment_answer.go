package conversation

import (
	"math"
	"slices"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/question"
)

// verdictView is everything that an answer may say. Its sentences are held to
// the table of allowed claims, content/messages/claims.tsv.
type verdictView struct {
	coach.Question
	Verdict      question.Verdict
	Missing      question.Missing // of an observation that can't tell for want of days
	Days         int              // of the series
	First, End   wording.Day
	Numbers      bool
	Mean         question.Means
	Difference   float64 // without its sign
	Lower        bool    // the ratings are lower with it
	Low, High    float64 // of the interval, without signs, the smaller first unless Crosses
	Crosses      bool    // the interval holds both directions: Low lower to High higher
	Estimated    bool    // there is a difference with an interval
	Against      bool    // the plain means point the other way
	InHundred    int     // how often chance alone does as much, in a hundred; at least 1
	Slow         bool    // of slow effects
	Early        bool    // of an experiment: told before its end
	Uneven       bool    // days of one group were rated more often
	Cycle        bool    // a marked cycle is allowed for
	Kept, Logged int     // of an experiment: logged days that kept to the plan, of all
	Rated        int
	Queue        []coach.Question
}

// questionAnswer tells the answer of the question that is over; it is among
// the past ones from then on.
func (t experiment) questionAnswer() error {
	t.u.EndQuestion(t.today(), false)
	return t.tellAnswer(t.u.Past[0])
}

// answerAgain tells the latest answer once more.
func (t experiment) answerAgain(name string) error {
	if len(t.u.Past) == 0 || t.u.Past[0].Drop || t.u.Past[0].About.Name != name {
		return t.say("button.gone", nil)
	}
	return t.tellAnswer(t.u.Past[0])
}

// verdict fills in the answer and draws it.
func (t experiment) verdict(v *verdictView, s question.Series) ([]byte, error) {
	q, numbers := v.Question, v.Numbers
	if q.Plan != nil {
		r := question.Analyse(*q.Plan, s)
		v.tried(r)
		return t.drawn("trial", []any{q.About.Name, q.Outcome, q.Start, *q.Plan, s, numbers}, func(p Pictures) ([]byte, error) {
			return p.Trial(q.About.Name, q.Outcome, q.Start, s, *q.Plan, r, numbers)
		})
	}
	o := question.Observe(s, q.Speed())
	v.observed(o, s)
	return t.drawn("observation", []any{q.About.Name, q.Outcome, q.Start, s, o.Pace, numbers}, func(p Pictures) ([]byte, error) {
		return p.Observation(q.About.Name, q.Outcome, q.Start, s, o, numbers)
	})
}

// judge fills in the answer without drawing it.
func (v *verdictView) judge(s question.Series) {
	if v.Plan != nil {
		v.tried(question.Analyse(*v.Plan, s))
		return
	}
	v.observed(question.Observe(s, v.Speed()), s)
}

func (v *verdictView) tried(r question.TrialResult) {
	v.Verdict = r.Verdict()
	v.Mean = question.Means{With: r.With, Without: r.Without, DaysWith: r.RatedWith, DaysWithout: r.RatedWithout}
	v.Kept, v.Logged, v.Uneven = r.Kept, r.Kept+r.Broken, r.Uneven
	v.Early = r.Early && v.Days < v.Plan.Days()
	if r.Enough {
		v.estimate(r.Difference, r.Low, r.High, r.P)
	}
}

func (v *verdictView) observed(o question.Observation, s question.Series) {
	v.Verdict, v.Missing, v.Uneven = o.Verdict(), o.Missing, o.Uneven
	v.Mean = s.Means(o.Pace)
	v.Cycle = slices.ContainsFunc(s, func(d question.Day) bool { return d.Period })
	if o.Missing.None() {
		v.estimate(o.Difference, o.Low, o.High, o.P)
	}
}

func (v *verdictView) estimate(difference, low, high, p float64) {
	v.Estimated, v.Lower, v.Difference = true, difference < 0, math.Abs(difference)
	v.Against = difference*(v.Mean.With-v.Mean.Without) < 0
	v.Crosses = low < 0 && high > 0
	v.Low, v.High = math.Abs(low), math.Abs(high)
	if !v.Crosses {
		v.Low, v.High = min(v.Low, v.High), max(v.Low, v.High)
	}
	v.InHundred = max(1, int(math.Round(100*p)))
}

// Bounded tells whether both groups have days, and so means.
func (v verdictView) Bounded() bool { return v.Mean.DaysWith > 0 && v.Mean.DaysWithout > 0 }

// tellAnswer says the answer in a sentence, under its picture where there is one.
func (t experiment) tellAnswer(q coach.Question) error {
	v, s, err := t.answerOf(q)
	if err != nil {
		return err
	}
	png, err := t.verdict(&v, s)
	if err != nil {
		return err
	}
	k := t.keyboard()
	if v.Numbers {
		k.add("button.question.figures", nil, "q", "figures", q.About.Name)
	}
	t.queueButtons(k)
	k.row().add("button.question.next", nil, "q", "menu")
	text, err := t.words.HTML("question.answer", v)
	if err != nil {
		return err
	}
	rows, err := k.done()
	t.reply(Message{Text: text, Photo: png, Buttons: rows}, "")
	return err
}

// answerFigures tells the figures of the latest answer.
func (t experiment) answerFigures(name string) error {
	if len(t.u.Past) == 0 || t.u.Past[0].Drop || t.u.Past[0].About.Name != name || t.u.HideNumbers {
		return t.say("button.gone", nil)
	}
	v, s, err := t.answerOf(t.u.Past[0])
	if err == nil {
		_, err = t.verdict(&v, s)
	}
	if err != nil {
		return err
	}
	return t.say("question.figures", v)
}

// answerOf is what the answer of a question rests on.
func (t experiment) answerOf(q coach.Question) (verdictView, question.Series, error) {
	s, err := t.questionSeries(q)
	last := q.Last()
	if q.Ended != "" {
		last = min(last, q.Ended)
	}
	return verdictView{
		Question: q, Days: len(s), First: t.dayView(q.Start), End: t.dayView(last), Numbers: !t.u.HideNumbers,
		Slow: q.Speed() == question.Slow, Rated: s.Count(q.Speed()).Rated, Queue: t.u.Queue,
	}, s, err
}

// progressView is how a running question stands: how many days it has, never
// what they say.
type progressView struct {
	coach.Question
	Day     int // of the question, from 1; 0 before its first
	Days    int
	End     wording.Day
	Counts  question.Counts
	Needs   question.Missing // but for Days, which come by themselves
	Enough  bool
	Numbers bool
	Slow    bool          // it looks for slow effects
	Looks   bool          // it may be answered early
	Block   *blockView    // of an experiment: the one of today
	Next    *blockView    // and the one after it
	Same    bool          // today's block is as the one before
	Marked  []wording.Day // periods
	Kept    int           // logged days that kept to the plan, of Checked
	Checked int
	Rates   bool // the evening skin check-in is on
	Queue   []coach.Question
}

func (t experiment) progress() (progressView, error) {
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
func (t experiment) questionSeries(q coach.Question) (question.Series, error) {
	entries, err := t.tx.Entries(t.u.ID, q.Start, min(q.Last(), t.today()))
	if err != nil {
		return nil, err
	}
	return q.Series(&t.u, entries, t.today(), t.suspects().tells), nil
}

// clear reports whether the running experiment may be answered before its end.
func (t experiment) clear() (bool, error) {
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
func (t experiment) questionProgress(show shower) error {
	v, err := t.progress()
	if err != nil {
		return err
	}
	return show.with("question.progress", v, t.runningButtons(t.keyboard()))
}

// questionLine is the weekly summary's line on the running question, or nil.
func (t experiment) questionLine() (*progressView, error) {
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
func (t experiment) questionNudge(n coach.Nudge) error {
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
	k := t.nudging().nudgeButtons(t.keyboard(), n)
	if v.Block != nil && v.Block.First.Day != n.Day {
		return t.sayWith("nudge.question.mid", v, k)
	}
	return t.sayWith("nudge.question.block", v, k)
}
