package conversation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/question"
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
	if clear, err := t.clear(); err != nil {
		return err
	} else if clear {
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
	case "quick":
		return t.pickPace(args.from(1), question.Quick, t.change)
	case "slow":
		return t.pickPace(args.from(1), question.Slow, t.change)
	case "watch":
		return t.watch(args.weeks(), question.Quick, args.from(2))
	case "watchslow":
		return t.watch(args.weeks(), question.Slow, args.from(2))
	case "plan":
		return t.confirmPlan(args.weeks(), question.Quick, args.from(2))
	case "planslow":
		return t.confirmPlan(args.weeks(), question.Slow, args.from(2))
	case "draw":
		return t.drawPlan(args.weeks(), question.InPairs, args.from(2))
	case "early":
		return t.drawPlan(args.weeks(), question.Early, args.from(2))
	case "weeks":
		return t.drawPlan(args.weeks(), question.Weekly, args.from(2))
	case "period":
		return t.markPeriod()
	case "figures":
		return t.answerFigures(args.from(1))
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

// weeks is the length that follows the verb; 0 when it is none.
func (a arguments) weeks() int {
	n, err := strconv.Atoi(a.at(1))
	if err != nil {
		return 0
	}
	return n
}

// watch begins a question of the diary as it is lived, today; while another
// runs it waits its turn.
func (t *turn) watch(weeks int, pace question.Pace, about string) error {
	x, ok, err := t.compared(about)
	if err != nil || !ok {
		return t.unclearExposure(about, err)
	}
	return t.begin(coach.Question{About: x.Exposure, Outcome: x.Outcome, Weeks: weeks, Pace: pace, Asked: t.now.Truncate(time.Second)})
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
	Blocks     []blockView // of an experiment, the first ones
	More       int         // blocks
	Looks      bool        // it may be answered early
	Hour       time.Duration
	Reminded   bool // its nudges can come
	Numbers    bool
}

// shownBlocks is how many blocks are told at an experiment's beginning; a
// message comes at each.
const shownBlocks = 4

// blockView is a block of an experiment.
type blockView struct {
	With        bool
	First, Last dayView
}

// blockOf is the block of the day d in the running experiment; nil when there
// is none.
func (t *turn) blockOf(d day.Day) *blockView {
	with, planned := t.u.Question.WithOn(d)
	if !planned {
		return nil
	}
	_, first, last := t.u.Question.Block(d)
	return &blockView{with, t.dayView(first), t.dayView(last)}
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
		v.Looks = q.Plan.Looks()
		for i := range min(len(q.Plan.With), shownBlocks) {
			v.Blocks = append(v.Blocks, *t.blockOf(q.Start.Add(i * q.Plan.BlockDays)))
		}
		v.More = len(q.Plan.With) - len(v.Blocks)
	}
	return t.changeWith("question.began", v, t.runningButtons(t.keyboard()))
}

// runningButtons are those under a question that runs.
func (t *turn) runningButtons(k *keyboard) *keyboard {
	if !t.u.Reminders.Skin.On && t.u.Question.Outcome == coach.SkinOutcome {
		k.row().add("button.question.evening", nil, "q", "evening")
	}
	k.row().add("button.question.stop", nil, "q", "stop").add("button.question.another", nil, "q", "menu")
	if t.u.Question.Planned {
		return k
	}
	marked, err := t.periodToday()
	if err != nil {
		k.err = err
	}
	return k.row().add("button.question.period", marked != nil, "q", "period")
}

// markPeriod marks today as a day of a period in the diary, or takes that back.
// Skin, gut and appetite may all follow a cycle; from marks the analysis can
// allow for it.
func (t *turn) markPeriod() error {
	q := t.u.Question
	if q == nil || q.Planned || q.Over(t.today()) {
		return t.say("button.gone", nil)
	}
	marked, err := t.periodToday()
	switch {
	case err != nil:
	case marked != nil:
		err = t.unmark(*marked)
	default:
		source := t.source()
		_, err = t.append(coach.ChangeLog, source, 0, []coach.Entry{{
			Source: source, Kind: coach.KindMark, Day: t.today(), At: t.now, Clock: -1, Mark: &coach.Mark{Kind: coach.MarkPeriod},
		}})
	}
	if err != nil {
		return err
	}
	return t.questionProgress(t.change)
}

// periodToday is the entry that marks a period today, nil for none.
func (t *turn) periodToday() (*coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today(), t.today())
	for i := range entries {
		if len(coach.PeriodDays(entries[i:i+1])) > 0 {
			return &entries[i], nil
		}
	}
	return nil, err
}

// unmark takes a mark out of the diary, and leaves what else its message tells.
func (t *turn) unmark(marked coach.Entry) error {
	_, entries, err := t.standing(marked.Source)
	if err != nil {
		return err
	}
	text := textOf(entries)
	kept := slices.DeleteFunc(slices.Clone(entries), func(e coach.Entry) bool { return e.Part == marked.Part })
	kind := coach.ChangeCorrect
	if len(kept) == 0 {
		kind = coach.ChangeDelete
	}
	_, err = t.append(kind, marked.Source, 0, numbered(kept, text))
	return err
}
