package conversation

import (
	"math"
	"slices"

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
	First, End   dayView
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
func (t *turn) questionAnswer() error {
	t.u.EndQuestion(t.today(), false)
	return t.tellAnswer(t.u.Past[0])
}

// answerAgain tells the latest answer once more.
func (t *turn) answerAgain(name string) error {
	if len(t.u.Past) == 0 || t.u.Past[0].Drop || t.u.Past[0].About.Name != name {
		return t.say("button.gone", nil)
	}
	return t.tellAnswer(t.u.Past[0])
}

// verdict fills in the answer and draws it.
func (t *turn) verdict(v *verdictView, s question.Series) ([]byte, error) {
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
func (t *turn) tellAnswer(q coach.Question) error {
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
func (t *turn) answerFigures(name string) error {
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
func (t *turn) answerOf(q coach.Question) (verdictView, question.Series, error) {
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
