package coach

import (
	"errors"
	"slices"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/question"
)

// Question is one question that a person has their diary answer: does
// something go with my skin? It is about days that come after it was asked,
// for days that gave rise to a hunch can't test it, and it is answered once, at
// its end: looking again and again finds differences where there are none,
// unless it is an experiment that is made for it (see package question).
type Question struct {
	About   Exposure      `json:"about"`
	Outcome Outcome       `json:"outcome,omitempty"`
	Weeks   int           `json:"weeks"`             // one of QuestionWeeks
	Planned bool          `json:"planned,omitempty"` // an experiment; else the diary as it is lived
	Form    question.Form `json:"form,omitempty"`    // of an experiment; "" in those that were asked for before there were forms
	Pace    question.Pace `json:"pace,omitempty"`    // of the diary as it is lived
	Asked   time.Time     `json:"asked"`

	Start   day.Day        `json:"start,omitempty"`   // its first day; "" while it waits its turn
	Plan    *question.Plan `json:"plan,omitempty"`    // of an experiment, drawn before Start
	Periods []day.Day      `json:"periods,omitempty"` // days of a period that were marked in the question itself, before diaries held marks
	Ended   day.Day        `json:"ended,omitempty"`   // the day it was answered or stopped; "" while it runs
	Drop    bool           `json:"dropped,omitempty"`
}

// Outcome is what a question compares: a rating from 1 (bad) to 5 (good) that
// the person gives.
type Outcome string

// The outcomes.
const (
	SkinOutcome Outcome = ""    // the skin rating
	GutOutcome  Outcome = "gut" // the rating of the gut's comfort
)

// Known reports whether there is such an outcome.
func (o Outcome) Known() bool { return o == SkinOutcome || o == GutOutcome }

// of is the day's rating; 0 when there is none.
func (o Outcome) of(d DayFigures) int {
	if o == GutOutcome {
		return d.Gut.Rating
	}
	return d.Skin.Rating
}

// QuestionWeeks are the lengths that can be chosen.
var QuestionWeeks = []int{8, 12, 24}

// The most questions that wait their turn, and ended ones that are kept.
const (
	maxQueue = 5
	maxPast  = 10
)

// ErrQuestion is when a question runs already, the queue is full, or there is no such
// length.
var ErrQuestion = errors.New("a question can't be begun like that")

// Days is the question's length.
func (q *Question) Days() int {
	if q.Plan != nil {
		return q.Plan.Days()
	}
	return q.Weeks * 7
}

// Speed is how fast the effect is that it looks for.
func (q *Question) Speed() question.Pace {
	switch {
	case q.Plan != nil:
		return q.Plan.Pace()
	case q.Form == question.Weekly:
		return question.Slow
	}
	return q.Pace
}

// shortestSlow is how many weeks a question of slow effects takes at least: in
// fewer there are too few weeks that differ.
const shortestSlow = 12

// offered reports whether a question of its kind and length can be asked.
func (q *Question) offered() bool {
	if !slices.Contains(QuestionWeeks, q.Weeks) || !q.Outcome.Known() || q.Pace != question.Quick && q.Pace != question.Slow {
		return false
	}
	if q.Form != "" {
		_, _, ok := q.Form.Blocks(q.Weeks)
		return ok && q.Planned && q.Pace == question.Quick
	}
	return q.Pace == question.Quick || !q.Planned && q.Weeks >= shortestSlow
}

// Waits reports whether it is a question that may wait its turn.
func (q *Question) Waits() bool { return q.Start == "" && q.Plan == nil && q.offered() }

// Sound reports whether a question that began is one that can be asked.
func (q *Question) Sound() bool {
	if q.Planned != (q.Plan != nil) || !q.offered() || len(q.Periods) > q.Days() {
		return false
	}
	return q.Plan == nil || q.Plan.Sound() && q.Plan.Weeks() == q.Weeks
}

// Last is its last day; the answer comes on the day after.
func (q *Question) Last() day.Day { return q.Start.Add(q.Days() - 1) }

// Over tells whether today lies after its last day.
func (q *Question) Over(today day.Day) bool { return today > q.Last() }

// WithOn tells whether the plan has the exposure on the day d; planned is false
// for a day or a question without a plan.
func (q *Question) WithOn(d day.Day) (with, planned bool) {
	t := d.Sub(q.Start)
	if q.Plan == nil || t < 0 || t >= q.Plan.Days() {
		return false, false
	}
	return q.Plan.WithOn(t), true
}

// Block is the number of the block that the day d lies in, from 0, and the
// block's first and last day.
func (q *Question) Block(d day.Day) (number int, first, last day.Day) {
	number = d.Sub(q.Start) / q.Plan.BlockDays
	first = q.Start.Add(number * q.Plan.BlockDays)
	return number, first, first.Add(q.Plan.BlockDays - 1)
}

// Looked reports whether the experiment is looked at on the day d: on the second
// day of a block, when the ratings of the block before are complete.
func (q *Question) Looked(d day.Day) bool {
	t := d.Sub(q.Start)
	return q.Plan != nil && q.Plan.Looks() && t > q.Plan.BlockDays && t < q.Days() && t%q.Plan.BlockDays == 1
}

// prompts tells whether the day d has a nudge of the question: each block of a
// plan on its first day, and each week of a longer one; the looks at one that
// may be answered early; and after the end until the answer was told, for a
// week at most.
func (q *Question) prompts(d day.Day) bool {
	t := d.Sub(q.Start)
	if t >= q.Days() {
		return t < q.Days()+7
	}
	return q.Plan != nil && t >= 0 && (t%min(q.Plan.BlockDays, 7) == 0 || q.Looked(d))
}

// Series are the question's days up to today, with the day's rating and
// whether the exposure was told. A day without it counts as one without only
// when it was logged (DayFigures.Logged); else nobody knows.
func (q *Question) Series(u *User, entries []Entry, today day.Day, told Told) question.Series {
	byDay := make(map[day.Day][]Entry)
	for _, e := range entries {
		byDay[e.Day] = append(byDay[e.Day], e)
	}
	last := min(q.Last(), today)
	if q.Ended != "" {
		last = min(last, q.Ended)
	}
	periods := PeriodDays(entries)
	var s question.Series
	for d := q.Start; d <= last; d = d.Add(1) {
		one := q.About.on(u, byDay[d], d, told, q.Outcome)
		one.Period = periods[d] || slices.Contains(q.Periods, d)
		s = append(s, one)
	}
	return s
}

// BeginQuestion starts a question on the day start. An experiment brings the
// plan that was drawn for it.
func (u *User) BeginQuestion(q Question, start day.Day, plan *question.Plan) error {
	q.Start, q.Plan = start, plan
	if u.Question != nil || !q.Sound() {
		return ErrQuestion
	}
	u.Question = &q
	r := &u.Reminders.Question
	r.On = true
	if len(r.Hours) == 0 {
		r.Hours = []time.Duration{questionHour}
	}
	return nil
}

// questionHour is when a question's nudges come unless the person sets another
// hour: early enough to plan the day's meals. The coach's own default.
const questionHour = 9 * time.Hour

// QueueQuestion lets a question wait its turn.
func (u *User) QueueQuestion(q Question) error {
	q.Start, q.Plan = "", nil
	if len(u.Queue) >= maxQueue || !q.Waits() {
		return ErrQuestion
	}
	u.Queue = append(u.Queue, q)
	return nil
}

// EndQuestion ends the running question on the day today: answered, or
// stopped before, which leaves no answer.
func (u *User) EndQuestion(today day.Day, stopped bool) {
	if u.Question == nil {
		return
	}
	q := *u.Question
	q.Ended, q.Drop = today, stopped
	u.Past = append([]Question{q}, u.Past[:min(len(u.Past), maxPast-1)]...)
	u.Question = nil
}
