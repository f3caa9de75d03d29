package conversation

import (
	"gutskin/coach"
	"gutskin/coach/day"
)

// weekCard is a week in one message: its picture with a caption of few lines, or
// the caption alone where there is nothing to draw.
type weekCard struct {
	t          *turn
	start      day.Day
	hasPicture bool // the message whose button was pressed has a picture
}

// withPicture marks the buttons of a message with a picture. One with and one
// without can't become each other.
const withPicture = "p"

// show sends the week.
func (c weekCard) show() error {
	m, err := c.message()
	if err == nil {
		c.t.reply(m, "")
	}
	return err
}

// turnTo shows the week in place of the one whose button was pressed, where both
// have a picture, and else in a new message.
func (c weekCard) turnTo() error {
	m, err := c.message()
	if err != nil {
		return err
	}
	if m.Photo != nil && c.hasPicture {
		m.Edit = c.t.e.MessageID
	}
	if asked := c.t.asked(); asked == "" || asked == "week" {
		c.t.ask("week", string(c.start)) // so that "why?" is about it
	}
	c.t.reply(m, "")
	return nil
}

// figures says everything that the week's figures tell.
func (c weekCard) figures() error {
	_, v, err := c.view()
	if err != nil {
		return err
	}
	return c.t.say("week.all", v)
}

// view is the week as the wording is given it.
func (c weekCard) view() (coach.Week, weekView, error) {
	t := c.t
	entries, err := t.weekEntries(c.start)
	if err != nil {
		return coach.Week{}, weekView{}, err
	}
	w := coach.SummariseWeek(&t.u, entries, c.start, t.today())
	v := t.weekView(w)
	if step, ok := t.Guide.NextStep(t.advised(), w, entries); ok {
		v.Step = &stepView{step.Text, viewOf(step.Card)}
	}
	if w.Running {
		v.Asked, err = t.questionLine()
	}
	return w, v, err
}

// message is the week with its picture and buttons.
func (c weekCard) message() (Message, error) {
	w, v, err := c.view()
	if err != nil {
		return Message{}, err
	}
	var m Message
	if drawable(w) {
		step := ""
		if v.Step != nil {
			step = v.Step.Text
		}
		m.Photo, err = c.t.drawn("week", []any{w, step, v.Numbers}, func(p Pictures) ([]byte, error) { return p.Week(w, step, v.Numbers) })
		if err != nil {
			return Message{}, err
		}
	}
	if m.Buttons, err = c.buttons(w, v, m.Photo != nil); err != nil {
		return Message{}, err
	}
	m.Text, err = c.t.words.HTML("week", v)
	return m, err
}

// buttons leads to all figures, what they rest on, and the weeks around.
func (c weekCard) buttons(w coach.Week, v weekView, hasPicture bool) ([][]Button, error) {
	k := c.t.keyboard()
	to := func(start day.Day) []string {
		if hasPicture {
			return []string{string(start), withPicture}
		}
		return []string{string(start)}
	}
	if drawable(w) {
		k.add("button.week.figures", nil, "figures", string(w.Start))
	}
	if w.LoggedDays > 0 && v.Numbers {
		k.add("button.why", nil, "why", string(w.Start))
	}
	k.row().add("button.week.before", nil, "week", to(w.Start.Add(-7))...)
	switch this := c.t.u.WeekOf(c.t.today()); {
	case w.Start.Add(7) == this:
		k.add("button.week.now", nil, "week", to(this)...)
	case w.Start < this:
		k.add("button.week.after", nil, "week", to(w.Start.Add(7))...)
	}
	if v.RateSkin {
		k.row().ratings("new")
	}
	return k.done()
}
