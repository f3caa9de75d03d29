package conversation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/question"
)

// experiment runs the person's question: does a food go with how I am?.
type experiment struct{ *turn }

func (t *turn) experiment() experiment { return experiment{t} }

// questionCommand shows the question that runs, or helps to pick one; what
// follows names it, or stops it: "/question dairy", "/question stop".
func (t experiment) questionCommand(words string) error {
	switch {
	case words == "":
		return t.questionPanel(t.say)
	case t.says("words.stop", words):
		return t.questionStop(t.say)
	}
	return t.suspects().pickQuestion(words, t.say)
}

// questionPanel is what there is to see of the questions.
func (t experiment) questionPanel(show shower) error {
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

// questionMenuView is what the choice of a question says.
type questionMenuView struct {
	Running bool // one runs; another will wait its turn
	Queue   []coach.Question
}

// offered is how many exposures are offered as buttons, and how many foods
// that the person eats now and then besides.
const offered, offeredOwn = 5, 3

// questionMenu asks what the question is about.
func (t experiment) questionMenu(show shower) error {
	t.ask("exposure", "")
	k := t.keyboard()
	for _, x := range t.exposures.All()[:offered] {
		k.flow(2, "button.question.about", x.Name, "q", "about", x.Name)
	}
	usual, err := t.suspects().nowAndThen()
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
func (t experiment) queueButtons(k *keyboard) {
	for i, q := range t.u.Queue {
		k.row()
		if t.u.Question == nil {
			k.add("button.question.begin", q, "q", "queued", strconv.Itoa(i), q.About.Name)
		}
		k.add("button.question.drop", q, "q", "drop", strconv.Itoa(i), q.About.Name)
	}
}

// pressQuestion handles the buttons: "q <what> …".
func (t experiment) pressQuestion(args arguments) error {
	switch args.at(0) {
	case "about":
		return t.suspects().pickQuestion(args.from(1), t.change)
	case "one":
		return t.questionPanel(t.say)
	case "own":
		return t.suspects().pickQuestion(args.from(1), t.say)
	case "menu":
		return t.questionMenu(t.change)
	case "show":
		return t.questionPanel(t.change)
	case "quick":
		return t.suspects().pickPace(args.from(1), question.Quick, t.change)
	case "slow":
		return t.suspects().pickPace(args.from(1), question.Slow, t.change)
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
		t.reminders().turnOn(&t.u.Reminders.Skin, true)
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
func (t experiment) watch(weeks int, pace question.Pace, about string) error {
	x, ok, err := t.suspects().compared(about)
	if err != nil || !ok {
		return t.suspects().unclearExposure(about, err)
	}
	return t.begin(coach.Question{About: x.Exposure, Outcome: x.Outcome, Weeks: weeks, Pace: pace, Asked: t.now.Truncate(time.Second)})
}

// begin begins a question without a plan, or lets it wait its turn.
func (t experiment) begin(q coach.Question) error {
	t.settle()
	if t.u.Question != nil {
		return t.queueQuestion(q)
	}
	if err := t.u.BeginQuestion(q, t.today(), nil); err != nil {
		return t.say("button.old", nil)
	}
	return t.began()
}

func (t experiment) queueQuestion(q coach.Question) error {
	if err := t.u.QueueQuestion(q); err != nil {
		return t.change("question.queue.full", nil)
	}
	return t.change("question.queued", q)
}

// beganView is a question that begins.
type beganView struct {
	coach.Question
	First, End wording.Day
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
	First, Last wording.Day
}

// blockOf is the block of the day d in the running experiment; nil when there
// is none.
func (t experiment) blockOf(d day.Day) *blockView {
	with, planned := t.u.Question.WithOn(d)
	if !planned {
		return nil
	}
	_, first, last := t.u.Question.Block(d)
	return &blockView{with, t.dayView(first), t.dayView(last)}
}

// began says what the question is now, and offers the evening skin check-in,
// without which many days go unrated.
func (t experiment) began() error {
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
func (t experiment) runningButtons(k *keyboard) *keyboard {
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
func (t experiment) markPeriod() error {
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
func (t experiment) periodToday() (*coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today(), t.today())
	for i := range entries {
		if len(coach.PeriodDays(entries[i:i+1])) > 0 {
			return &entries[i], nil
		}
	}
	return nil, err
}

// unmark takes a mark out of the diary, and leaves what else its message tells.
func (t experiment) unmark(marked coach.Entry) error {
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

// restoreQuestions takes over the questions of a file, as far as they make
// sense. The diary that goes with them comes with the file.
func (t experiment) restoreQuestions(from coach.User) {
	if q := from.Question; q != nil && soundQuestion(*q) {
		t.u.Question = q
	}
	t.u.Queue = soundQuestions(from.Queue)
	t.u.Past = soundQuestions(from.Past)
}

// maxExposureWords is the most words that an exposure asks for in names.
const maxExposureWords = 100

// mostRestored is the most questions of a kind that a file can bring.
const mostRestored = 10

func soundQuestions(list []coach.Question) []coach.Question {
	var sound []coach.Question
	for _, q := range list[:min(len(list), mostRestored)] {
		if q.Waits() && soundExposure(q.About) || soundQuestion(q) {
			sound = append(sound, q)
		}
	}
	return sound
}

func soundQuestion(q coach.Question) bool {
	for _, d := range append([]day.Day{q.Start}, q.Periods...) {
		if _, err := day.Parse(string(d)); err != nil {
			return false
		}
	}
	return q.Sound() && soundExposure(q.About)
}

func soundExposure(x coach.Exposure) bool {
	long := func(word string) bool { return len(word) > coach.MaxName }
	return x.Name != "" && len(x.Name) <= maxExposure && len(x.Own) <= 2*maxExposure &&
		len(x.Words)+len(x.Except) <= maxExposureWords && !slices.ContainsFunc(append(x.Words[:len(x.Words):len(x.Words)], x.Except...), long)
}

// withheld is what the person leaves out today for an experiment, or nil:
// nothing that the coach says by itself suggests it.
func (t experiment) withheld() *coach.Exposure {
	q := t.u.Question
	if q == nil {
		return nil
	}
	if with, planned := q.WithOn(t.today()); with || !planned {
		return nil
	}
	return &q.About
}

// leavesOut tells whether an experiment has the person leave out that food
// today.
func (t experiment) leavesOut(f coach.Food) bool {
	x := t.withheld()
	return x != nil && x.Counts(f)
}

// namesLeftOut tells whether the text names such a food.
func (t experiment) namesLeftOut(text string) bool {
	if t.withheld() == nil {
		return false
	}
	return slices.ContainsFunc(foodsOf(t.read(text).Food.Items), t.leavesOut)
}

// advised is the person as advice sees them: what an experiment leaves out
// today they avoid.
func (t experiment) advised() *coach.User {
	x, u := t.withheld(), t.u
	if x == nil {
		return &u
	}
	u.Avoids = slices.Concat(u.Avoids, x.Categories.Slugs(), x.Words)
	return &u
}
