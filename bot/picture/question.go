package picture

import (
	"math"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/question"
)

// Question is the answer to one question, as it is drawn: the rated days in
// two rows, those after the exposure and those without, with their means, and
// the difference with its interval.
type Question struct {
	Name    string // of the exposure, as the person says it
	Outcome coach.Outcome
	First   day.Day
	Series  question.Series
	Rows    []question.Exposure // by day: which row it belongs to; Unknown: neither
	Planned bool                // an experiment: the rows are its blocks, moved on by the lag
	Slow    bool                // the rows are weeks with more of it and with less

	With, Without         float64 // mean ratings; NaN or 0: none
	Difference, Low, High float64 // in rating points; all 0: can't be told yet
	Verdict               question.Verdict
}

// Observed is the answer from a diary as it was lived, whose first day is
// first.
func Observed(name string, first day.Day, s question.Series, o question.Observation) Question {
	return Question{
		Name: name, First: first, Series: s, Rows: s.Groups(o.Pace), Slow: o.Pace == question.Slow,
		With: o.With, Without: o.Without, Difference: o.Difference, Low: o.Low, High: o.High, Verdict: o.Verdict(),
	}
}

// Tried is the answer of a planned experiment that began on first.
func Tried(name string, first day.Day, s question.Series, plan question.Plan, r question.TrialResult) Question {
	s = s[:min(len(s), plan.Days())]
	return Question{
		Name: name, First: first, Series: s, Rows: plan.Groups(len(s)), Planned: true, Slow: plan.Pace() == question.Slow,
		With: r.With, Without: r.Without, Difference: r.Difference, Low: r.Low, High: r.High, Verdict: r.Verdict(),
	}
}

// The boxes of the question's picture.
var (
	rowsBox       = box{40, 172, 1000, 620}
	differenceBox = box{40, 812, 1000, 262}
	answerBox     = box{40, 1094, 1000, 212}
)

// Question draws the answer to a question.
func (p *Painter) Question(q Question, numbers bool) ([]byte, error) {
	v := q.view(numbers)
	static := func(c *canvas) {
		c.emoji("question", headBox.x, headBox.y+10, 84)
		c.card(rowsBox)
		c.card(differenceBox)
		c.card(answerBox)
	}
	return p.paint(page{"question", static, func(c *canvas) {
		title := box{headBox.x + titleIndent, headBox.y + 2, headBox.w - titleIndent, 66}
		c.textFrom(c.label("picture.question", v), title, style{bold, 52}, smallestTitle, ink, left)
		c.under(c.label("picture.question.when", v), false)
		half := (rowsBox.h - 64) / 2
		c.lane(rowsBox.row(16, half), q, question.Present, v, numbers)
		c.lane(rowsBox.row(16+half, half), q, question.Absent, v, numbers)
		c.months(rowsBox.row(rowsBox.h-52, 40), q)
		c.difference(q, v, numbers)
		c.answer(v)
	}})
}

// questionView is what the wording of the answer is filled with.
type questionView struct {
	Name                string
	Outcome             coach.Outcome
	Start, End          date
	Days, With, Without int // of the series; rated days in each row
	Planned, Slow       bool
	Size, Low, High     float64 // of the difference and its interval, without signs
	Lower               bool    // the difference is downwards
	Crosses             bool    // the interval goes from Low downwards to High upwards
	Told                bool    // there is a difference to tell
	Verdict             string
	Numbers             bool
}

func (q Question) view(numbers bool) questionView {
	v := questionView{
		Name: q.Name, Outcome: q.Outcome, Start: viewDate(q.First), End: viewDate(q.First.Add(max(len(q.Series)-1, 0))), Days: len(q.Series),
		Planned: q.Planned, Slow: q.Slow, Verdict: string(q.Verdict), Numbers: numbers, Lower: q.Difference < 0,
		Size: math.Abs(q.Difference), Low: math.Abs(q.Low), High: math.Abs(q.High), Crosses: q.Low < 0 && q.High > 0,
	}
	v.Told = (q.Low != 0 || q.High != 0) && !math.IsNaN(q.Difference+q.Low+q.High)
	if !v.Crosses {
		v.Low, v.High = min(v.Low, v.High), max(v.Low, v.High)
	}
	for t, d := range q.Series {
		switch {
		case d.Rating == 0:
		case q.Rows[t] == question.Present:
			v.With++
		case q.Rows[t] == question.Absent:
			v.Without++
		}
	}
	return v
}

// lane draws the days of one row by date and rating, with their mean.
func (c *canvas) lane(b box, q Question, row question.Exposure, v questionView, numbers bool) {
	name, mean, with := "picture.question.with", q.With, purple
	if row == question.Absent {
		name, mean, with = "picture.question.without", q.Without, blue
	}
	heading := b.inset(36, 0).row(8, 44)
	c.text(c.label(name, v), box{heading.x, heading.y, heading.w - 250, heading.h}, style{semiBold, 32}, ink, left)
	chart := box{b.x + 76, b.y + 74, b.w - 116, b.h - 100}
	at := func(rating float64) float64 { return chart.y + chart.h*(5-rating)/4 }
	for r := 1; r <= 5; r++ {
		c.line(chart.x-16, at(float64(r)), chart.x+chart.w, at(float64(r)), 2, faint)
		if numbers && r%2 == 1 {
			c.text(string(rune('0'+r)), box{chart.x - 52, at(float64(r)) - 16, 28, 32}, style{regular, 24}, muted, right)
		}
	}
	radius := min(9, max(5, chart.w/float64(max(len(q.Series), 1))*0.42))
	for t, d := range q.Series {
		if d.Rating > 0 && q.Rows[t] == row {
			c.disc(dayX(chart, t, len(q.Series)), at(float64(d.Rating)), radius, with)
		}
	}
	if mean >= 1 && mean <= 5 {
		c.dashed(chart.x-16, at(mean), chart.x+chart.w, at(mean), 4, with)
		if numbers {
			label := box{heading.x + heading.w - 230, heading.y, 230, heading.h}
			c.text(c.label("picture.question.mean", mean), label, style{medium, 30}, with, right)
		}
	}
}

// dayX is where the t-th of n days stands.
func dayX(chart box, t, n int) float64 { return chart.x + (float64(t)+0.5)*chart.w/float64(n) }

// months names the months under the days, at their first day.
func (c *canvas) months(b box, q Question) {
	chart := box{b.x + 76, b.y, b.w - 116, b.h}
	end := 0.0
	for t := range q.Series {
		on := q.First.Add(t)
		x := dayX(chart, t, len(q.Series))
		if (t > 0 && on.Time().Day() != 1) || x < end || x > chart.x+chart.w-90 {
			continue
		}
		c.text(c.label("picture.calendar.first", viewDate(on)), box{x - 6, b.y, 110, b.h}, style{regular, 26}, muted, left)
		end = x + 120
	}
}

// Observation draws the answer from a diary as it was lived, whose first day
// is first.
func (p *Painter) Observation(name string, outcome coach.Outcome, first day.Day, s question.Series, o question.Observation, numbers bool) ([]byte, error) {
	q := Observed(name, first, s, o)
	q.Outcome = outcome
	return p.Question(q, numbers)
}

// Trial draws the answer of a planned experiment that began on first.
func (p *Painter) Trial(name string, outcome coach.Outcome, first day.Day, s question.Series, plan question.Plan, r question.TrialResult, numbers bool) ([]byte, error) {
	q := Tried(name, first, s, plan, r)
	q.Outcome = outcome
	return p.Question(q, numbers)
}
