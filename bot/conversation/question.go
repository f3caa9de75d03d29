package conversation

import (
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
)

// questionCommand shows the question that runs, or helps to pick one; what
// follows names it, or stops it: "/question dairy", "/question stop".
func (t *turn) questionCommand(words string) error {
	switch {
	case words == "":
		return t.questionPanel(t.say)
	case t.says("words.stop", words):
		return t.questionStop(t.say)
	}
	return t.pickQuestion(words, t.say)
}

// questionPanel is what there is to see of the questions.
func (t *turn) questionPanel(show shower) error {
	switch {
	case t.u.Question == nil:
		return t.questionMenu(show)
	case t.u.Question.Over(t.today()):
		return t.questionAnswer()
	}
	return t.questionProgress(show)
}

// shower is say or change.
type shower func(name string, data any, rows ...[]Button) error

// with shows a wording with a keyboard.
func (show shower) with(name string, data any, k *keyboard) error {
	rows, err := k.done()
	if err != nil {
		return err
	}
	return show(name, data, rows...)
}

// questionMenuView is what the choice of a question says.
type questionMenuView struct {
	Running bool // one runs; another will wait its turn
	Queue   []coach.Question
}

// offered is how many exposures are offered as buttons, and how many foods
// that the person eats now and then besides.
const offered, offeredOwn = 5, 3

// questionMenu asks what the question is about.
func (t *turn) questionMenu(show shower) error {
	t.ask("exposure", "")
	k := t.keyboard()
	for _, x := range t.exposures.All()[:offered] {
		k.flow(2, "button.question.about", x.Name, "q", "about", x.Name)
	}
	usual, err := t.nowAndThen()
	if err != nil {
		return err
	}
	for _, name := range usual {
		k.flow(2, "button.question.about", name, "q", "about", name)
	}
	t.queueButtons(k)
	if len(t.u.Past) > 0 && !t.u.Past[0].Drop {
		k.row().add("button.question.again", t.u.Past[0], "q", "again", t.u.Past[0].About.Name)
	}
	return show.with("question.menu", questionMenuView{t.u.Question != nil, t.u.Queue}, k)
}

// queueButtons offers to begin, when none runs, or to drop what waits.
func (t *turn) queueButtons(k *keyboard) {
	for i, q := range t.u.Queue {
		k.row()
		if t.u.Question == nil {
			k.add("button.question.begin", q, "q", "queued", strconv.Itoa(i), q.About.Name)
		}
		k.add("button.question.drop", q, "q", "drop", strconv.Itoa(i), q.About.Name)
	}
}

// pressQuestion handles the buttons: "q <what> …".
func (t *turn) pressQuestion(args arguments) error {
	switch args.at(0) {
	case "about":
		return t.pickQuestion(args.from(1), t.change)
	case "one":
		return t.questionPanel(t.say)
	case "own":
		return t.pickQuestion(args.from(1), t.say)
	case "menu":
		return t.questionMenu(t.change)
	case "show":
		return t.questionPanel(t.change)
	case "watch":
		return t.watch(args.weeks(1), args.from(2))
	case "plan":
		return t.confirmPlan(args.weeks(1), args.from(2))
	case "draw":
		return t.drawPlan(args.weeks(1), args.from(2))
	case "queued", "drop":
		return t.pressQueued(args)
	case "again":
		return t.answerAgain(args.from(1))
	case "stop":
		return t.questionStop(t.change)
	case "stopped":
		return t.questionStopped(args.from(1))
	case "evening":
		t.turnOn(&t.u.Reminders.Skin, true)
		return t.questionPanel(t.say)
	}
	return t.say("button.old", nil)
}

// from is what the arguments from i on say, as one text.
func (a arguments) from(i int) string { return strings.Join(a[min(i, len(a)):], " ") }

// weeks is the length at i; 0 when it is none.
func (a arguments) weeks(i int) int {
	n, err := strconv.Atoi(a.at(i))
	if err != nil {
		return 0
	}
	return n
}

// watch begins a question of the diary as it is lived, today; while another
// runs it waits its turn.
func (t *turn) watch(weeks int, about string) error {
	x, ok, err := t.exposure(about)
	if err != nil || !ok {
		return t.unclearExposure(about, err)
	}
	return t.begin(coach.Question{About: x, Weeks: weeks, Asked: t.now.Truncate(time.Second)})
}

// begin begins a question without a plan, or lets it wait its turn.
func (t *turn) begin(q coach.Question) error {
	t.settle()
	if t.u.Question != nil {
		return t.queueQuestion(q)
	}
	if err := t.u.BeginQuestion(q, t.today(), nil); err != nil {
		return t.say("button.old", nil)
	}
	return t.began()
}

func (t *turn) queueQuestion(q coach.Question) error {
	if err := t.u.QueueQuestion(q); err != nil {
		return t.change("question.queue.full", nil)
	}
	return t.change("question.queued", q)
}

// beganView is a question that begins.
type beganView struct {
	coach.Question
	First, End dayView
	Blocks     []blockView // of an experiment
	Hour       time.Duration
	Reminded   bool // its nudges can come
	Numbers    bool
}

// blockView is a block of an experiment.
type blockView struct {
	Number      int
	With        bool
	First, Last dayView
}

// began says what the question is now, and offers the evening skin check-in,
// without which many days go unrated.
func (t *turn) began() error {
	q := t.u.Question
	v := beganView{
		Question: *q, First: t.dayView(q.Start), End: t.dayView(q.Last()), Numbers: !t.u.HideNumbers,
		Hour: t.u.Reminders.Question.Hours[0], Reminded: t.u.Zone != "" && !t.u.Started.IsZero(),
	}
	if q.Plan != nil {
		for i := range q.Plan.With {
			_, first, last := q.Block(q.Start.Add(i * q.Plan.BlockDays))
			v.Blocks = append(v.Blocks, blockView{i + 1, q.Plan.With[i], t.dayView(first), t.dayView(last)})
		}
	}
	return t.changeWith("question.began", v, t.runningButtons(t.keyboard()))
}

// runningButtons are those under a question that runs.
func (t *turn) runningButtons(k *keyboard) *keyboard {
	if !t.u.Reminders.Skin.On {
		k.row().add("button.question.evening", nil, "q", "evening")
	}
	return k.row().add("button.question.stop", nil, "q", "stop").add("button.question.another", nil, "q", "menu")
}
