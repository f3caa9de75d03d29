package conversation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/intent"
	"gutskin/storage"
)

// Reports makes a diary of some weeks into a PDF: on US Letter or else on A4,
// with figures or without, and with what questions found, in words.
type Reports interface {
	Report(r coach.Report, letter, numbers bool, answers []string) ([]byte, error)
}

// reports make a diary into a file for a dermatologist, a doctor or a dietitian.
// All of one is done between two turns, as an export is: the diary is read and
// the pages are printed while nobody waits for it.
type reports struct{ *turn }

func (t *turn) reports() reports { return reports{t} }

// usualReport is how many weeks a report has where none are named.
const usualReport = 8

// command makes a report of so many weeks: "/report 12", "/report 3 months".
func (t reports) command(rest string) error {
	if n, err := strconv.Atoi(rest); err == nil && n > 0 {
		return t.tell(n, !t.u.HideNumbers)
	}
	return t.summary(t.readAs("read.report", rest).Request)
}

// summary makes the report that a message asks for.
func (t reports) summary(r intent.Request) error {
	weeks := r.Weeks
	if weeks == 0 {
		weeks = usualReport
	}
	return t.tell(weeks, !t.u.HideNumbers)
}

// press makes a report of another length, or with the numbers that are hidden
// elsewhere: "report 12", "report 8 numbers".
func (t reports) press(args arguments) error {
	weeks, err := strconv.Atoi(args.at(0))
	if err != nil || !slices.Contains(coach.ReportWeeks, weeks) {
		return t.say("button.old", nil)
	}
	return t.tell(weeks, !t.u.HideNumbers || args.at(1) == withNumbers)
}

// withNumbers marks the button of a report with the numbers that are hidden
// elsewhere.
const withNumbers = "numbers"

// reportView is what is said of a report.
type reportView struct {
	Weeks   int
	Longer  bool // more weeks were asked for
	Numbers bool // are in it
	Words   bool // it quotes the person
}

// tell sends a report of about so many weeks, or says that there is none.
func (t reports) tell(weeks int, numbers bool) error {
	v := reportView{Weeks: coach.ReportLength(weeks), Numbers: numbers}
	v.Longer = weeks > v.Weeks
	made, err := t.made(v)
	switch {
	case err != nil:
		return err
	case made.failed:
		return t.say("report.failed", nil)
	}
	k := t.keyboard()
	for _, n := range coach.ReportWeeks {
		if n != v.Weeks {
			k.add("button.report", n, "report", strconv.Itoa(n))
		}
	}
	if made.file == nil {
		return t.sayWith("report.empty", v, k)
	}
	if !numbers {
		k.row().add("button.report.numbers", nil, "report", strconv.Itoa(v.Weeks), withNumbers)
	}
	v.Words = made.words
	rows, err1 := k.done()
	text, err2 := t.words.HTML("report.done", v)
	t.reply(Message{Text: text, Buttons: rows, Document: &Document{Name: "food-skin-diary-" + string(t.today()) + ".pdf", Data: made.file}}, "")
	return errors.Join(err1, err2)
}

// madeReport is a report as it was made.
type madeReport struct {
	file   []byte // nil: nothing was told in its weeks
	words  bool   // it quotes the person
	failed bool   // it couldn't be made
}

// made is the report. The first turn that wants it ends for it.
func (t reports) made(v reportView) (madeReport, error) {
	d := t.drawings
	if t.Reports == nil || d == nil {
		return madeReport{failed: true}, nil
	}
	if d.report != nil {
		return d.report()
	}
	e, user := t.e, t.u
	d.wanted = func() {
		made, err := t.writeReport(t.ctx, e, user, v)
		d.report = func() (madeReport, error) { return made, err }
	}
	return madeReport{}, errUndrawn
}

// writeReport reads the diary and prints the report. One is made at a time.
func (s *Service) writeReport(ctx context.Context, e Event, u coach.User, v reportView) (madeReport, error) {
	select {
	case s.exporting <- struct{}{}:
		defer func() { <-s.exporting }()
	case <-ctx.Done():
		return madeReport{}, context.Cause(ctx)
	}
	var r coach.Report
	var answers []string
	err := s.DB.View(ctx, func(tx *storage.Tx) (err error) {
		t := s.newTurn(ctx, tx, e)
		t.u, t.now = u, t.now.In(u.Location())
		r, answers, err = t.reports().read(v)
		return err
	})
	switch {
	case err != nil:
		return madeReport{}, fmt.Errorf("reading a diary for a report: %w", err)
	case r.Empty():
		return madeReport{}, nil
	}
	file, err := s.Reports.Report(r, s.atlas().Letter(u.Zone), v.Numbers, answers)
	if err != nil {
		s.Log.Error("printing a report", "user", u.ID, "error", err)
		return madeReport{failed: true}, nil
	}
	return madeReport{file: file, words: len(r.Notes) > 0 || slices.ContainsFunc(r.Marks, func(m coach.ReportMark) bool { return m.Words != "" })}, nil
}

// read adds up the diary, and tells what the questions found whose days lie in
// the report's weeks.
func (t reports) read(v reportView) (coach.Report, []string, error) {
	today := t.today()
	entries, err := t.tx.Entries(t.u.ID, today.Add(1-7*v.Weeks), today)
	if err != nil {
		return coach.Report{}, nil, err
	}
	r := coach.SummariseReport(&t.u, entries, v.Weeks, today)
	answers, err := t.answers(r.First, v.Numbers)
	return r, answers, err
}

// mostReported is how many answers a report holds, the latest first.
const mostReported = 3

// answers are what the questions found that ended on the day first or later.
func (t reports) answers(first day.Day, numbers bool) ([]string, error) {
	var list []string
	for _, q := range t.u.Past {
		if q.Drop || q.Ended < first || len(list) == mostReported {
			continue
		}
		v, s, err := t.experiment().answerOf(q)
		if err != nil {
			return nil, err
		}
		v.judge(s)
		v.Numbers = numbers
		text, err := t.words.Label("report.answer", v)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}
