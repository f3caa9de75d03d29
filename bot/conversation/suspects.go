package conversation

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/lang"
	"gutskin/coach/question"
)

// suspects picks the food that a question is about.
type suspects struct{ *turn }

func (t *turn) suspects() suspects { return suspects{t} }

// The days that are looked back on: for what someone eats now, and for their
// own words.
const (
	recentDays = 28
	ownDays    = 90
)

// exposure is what a text names: a group that has a name, a food, or a word of
// the person's own that stands in their diary.
func (t suspects) exposure(text string) (coach.Exposure, bool, error) {
	text = strings.Trim(strings.TrimSpace(text), ".?! ")
	for _, article := range []string{"the ", "my ", "eating ", "drinking ", "having "} {
		text = strings.TrimPrefix(text, article)
	}
	if x, ok := t.exposures.Named(text); ok {
		return x, true, nil
	}
	if len(text) < 3 || len(text) > maxExposure {
		return coach.Exposure{}, false, nil
	}
	if items := t.read(text).Food.Items; len(items) == 1 {
		if x, ok := t.exposures.Named(items[0].Food); ok {
			return x, true, nil
		}
		x := coach.OfFood(items[0].Food)
		x.Name = t.Guide.Plural(x.Name)
		x.WatchOnly = items[0].Categories.Any(food.SetOf(food.Alcohol, food.Water))
		return x, true, nil
	}
	x := coach.OfWords(text)
	_, entries, err := t.daysWith(x, ownDays)
	return x, len(entries) > 0, err
}

// compared is what a question sets beside a rating of the person's.
type compared struct {
	coach.Exposure
	Outcome coach.Outcome
}

// gutPrefix stands before what is set beside the gut rating: "gut:dairy".
const gutPrefix = "gut:"

// Arg is the subject as the data of buttons names it.
func (x compared) Arg() string { return argOf(x.Name, x.Outcome) }

func argOf(name string, o coach.Outcome) string {
	if o == coach.GutOutcome {
		return gutPrefix + name
	}
	return name
}

// compared is what a text names, with the outcome that it tells: the skin where
// it tells none.
func (t suspects) compared(text string) (compared, bool, error) {
	outcome := coach.SkinOutcome
	name, gut := strings.CutPrefix(text, gutPrefix)
	if gut {
		outcome = coach.GutOutcome
	}
	x, ok, err := t.exposure(name)
	return compared{x, outcome}, ok, err
}

// maxExposure is the longest name of an exposure, in bytes: buttons carry it.
const maxExposure = 40

// daysWith are the days of the last n with the exposure, and the entries that
// tell of it.
func (t suspects) daysWith(x coach.Exposure, n int) (days int, told []coach.Entry, err error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(1-n), t.today())
	if err != nil {
		return 0, nil, err
	}
	for _, e := range entries {
		if !x.In(e, t.tells) {
			continue
		}
		if len(told) == 0 || told[len(told)-1].Day != e.Day {
			days++
		}
		told = append(told, e)
	}
	return days, told, nil
}

// tells tells whether an entry's message tells of a phrase as eaten: it is read
// as if the phrase were a dish, unless the person taught what it is, and one of
// the places where it stands says nothing else.
func (t suspects) tells(e coach.Entry, phrase string) bool {
	dish, err := t.words.Label("read.dish", nil)
	if err != nil {
		return false
	}
	moment := t.moment(e.At)
	own := food.OwnWords{phrase: dish}
	maps.Copy(own, moment.Own)
	moment.Own = own
	times := func(text string) int { return strings.Count(" "+lang.Fold(text)+" ", " "+phrase+" ") }
	denied := 0
	for _, span := range t.Reader.Read(e.Text, moment).Food.NotEaten {
		denied += times(span.Text)
	}
	return times(e.Text) > denied
}

// nowAndThen are foods that the person eats often enough and seldom enough for
// a question to have both kinds of day, the commonest first.
func (t suspects) nowAndThen() ([]string, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(1-recentDays), t.today())
	if err != nil {
		return nil, err
	}
	times, last, days := map[string]int{}, map[string]string{}, map[string]bool{}
	for _, e := range entries {
		for _, f := range e.Foods {
			days[string(e.Day)] = true
			if last[f.Name] != string(e.Day) {
				times[f.Name]++
				last[f.Name] = string(e.Day)
			}
		}
	}
	var names []string
	for name, n := range times {
		if n >= 3 && 4*n <= 3*len(days) && len(name) <= maxExposure && t.askable(name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(times[b]-times[a], strings.Compare(a, b)) })
	return names[:min(len(names), offeredOwn)], nil
}

// askable tells whether a food's name is worth offering.
func (t suspects) askable(name string) bool {
	x, ok, err := t.exposure(name)
	return ok && err == nil && !x.WatchOnly
}

// pickView is what the choice of length and form says.
type pickView struct {
	compared
	Days    int      // of the last recentDays with it
	Foods   []string // that count, of those logged
	Running bool
	Plan    planOffer
	Slow    bool // of slow effects
	Numbers bool
}

// planOffer tells whether an experiment is offered, and why not.
type planOffer string

const (
	planYes      planOffer = "yes"
	planNoWay    planOffer = "never"   // of what is not to be planned
	planNotEaten planOffer = "unknown" // of what the person doesn't seem to eat: none is added
	planSilent   planOffer = "silent"  // not mentioned to someone for whom leaving food out isn't good
)

// offer decides on the experiment. The rules are the coach's own care: nobody
// is asked to begin eating something, nor to drink, and whoever has told of
// trouble with eating, or hid the numbers, isn't invited to leave food out.
func (t suspects) offer(x coach.Exposure, days int) planOffer {
	switch {
	case t.u.HideNumbers:
		return planSilent
	case x.WatchOnly:
		return planNoWay
	case days == 0 || slices.ContainsFunc(t.u.Avoids, func(a string) bool { return a == x.Name || x.Counts(coach.Food{Name: a}) }):
		return planNotEaten
	}
	return planYes
}

// pickQuestion asks for length and form of a question about what the text
// names.
func (t suspects) pickQuestion(text string, show shower) error {
	return t.pickPace(text, question.Quick, show)
}

// pickPace does so for quick effects or for slow ones.
func (t suspects) pickPace(text string, pace question.Pace, show shower) error {
	x, ok, err := t.compared(text)
	if err != nil || !ok {
		return t.unclearExposure(strings.TrimPrefix(text, gutPrefix), err)
	}
	t.settle()
	days, told, err := t.daysWith(x.Exposure, recentDays)
	if err != nil {
		return err
	}
	v := pickView{compared: x, Days: days, Running: t.u.Question != nil, Plan: t.offer(x.Exposure, days), Slow: pace == question.Slow, Numbers: !t.u.HideNumbers}
	for _, e := range told {
		for _, f := range e.Foods {
			if x.Counts(f) && len(v.Foods) < 5 {
				v.Foods = appendNew(v.Foods, f.Name)
			}
		}
	}
	return show.with("question.length", v, t.lengths(v))
}

func (t suspects) lengths(v pickView) *keyboard {
	k := t.keyboard()
	q := coach.Question{}
	watch, plan := "watch", "plan"
	if v.Slow {
		q.Pace = question.Slow
		watch, plan = "watchslow", "planslow"
	}
	for _, q.Weeks = range coach.QuestionWeeks {
		if q.Waits() {
			k.add("button.question.watch", q.Weeks, "q", watch, strconv.Itoa(q.Weeks), v.Arg())
		}
	}
	k.row()
	for _, q.Weeks = range coach.QuestionWeeks {
		if v.Plan == planYes && q.Waits() {
			k.add("button.question.plan", q.Weeks, "q", plan, strconv.Itoa(q.Weeks), v.Arg())
		}
	}
	if k.row(); v.Slow {
		k.add("button.question.quick", nil, "q", "quick", v.Arg())
	} else {
		k.add("button.question.slow", nil, "q", "slow", v.Arg())
	}
	other := coach.GutOutcome
	if v.Outcome == other {
		other = coach.SkinOutcome
	}
	k.add("button.question.outcome", other, "q", "about", argOf(v.Name, other)).row()
	return k.add("button.question.other", nil, "q", "menu")
}

// unclearExposure says that nothing is known by that name.
func (t suspects) unclearExposure(text string, err error) error {
	if err != nil {
		return err
	}
	t.ask("exposure", "")
	return t.say("question.unclear", text)
}

// exposureAnswer takes a message that answers what the question is about. What
// isn't understood, or tells a meal, is another message.
func (t suspects) exposureAnswer(text string) (done bool, err error) {
	if t.says("words.cancel", text) {
		t.settle()
		return true, t.say("question.left", nil)
	}
	_, ok, err := t.exposure(text)
	if err != nil || !ok || len(strings.Fields(text)) > 4 {
		return false, err
	}
	return true, t.pickQuestion(text, t.say)
}

// questionWords does what plain words ask of the question: "does dairy go with
// my skin?", "is it the chocolate?", "stop my question".
func (t suspects) questionWords(text string) (done bool, err error) {
	switch {
	case t.says("words.question.stop", text):
		return true, t.experiment().questionStop(t.say)
	case t.says("words.question.show", text):
		return true, t.experiment().questionPanel(t.say)
	}
	outcome := coach.SkinOutcome
	about, ok := t.asksAbout("words.question.about", text)
	if !ok {
		outcome = coach.GutOutcome
		about, ok = t.asksAbout("words.question.about.gut", text)
	}
	if !ok {
		return false, nil
	}
	if _, ok, err := t.exposure(about); err != nil || !ok {
		return false, err
	}
	return true, t.pickQuestion(argOf(about, outcome), t.say)
}

// asksAbout is what a text asks about, in one of the ways that the wording of
// that name lists, a * for what it is about.
func (t suspects) asksAbout(wording, text string) (about string, ok bool) {
	ways, err := t.words.Label(wording, nil)
	if err != nil {
		return "", false
	}
	text = strings.Join(strings.Fields(strings.Trim(strings.ToLower(strings.TrimSpace(text)), ".?! ")), " ")
	for way := range strings.Lines(ways) {
		before, after, _ := strings.Cut(strings.TrimSpace(way), "*")
		if len(text) > len(before)+len(after) && strings.HasPrefix(text, before) && strings.HasSuffix(text, after) {
			return text[len(before) : len(text)-len(after)], true
		}
	}
	return "", false
}

// ownAnswer offers to have the person's own diary answer, where a question is
// about their skin and something that can be asked about.
func (t suspects) ownAnswer(text string, foods []coach.Named) (*keyboard, error) {
	k := t.keyboard()
	skin, err := t.words.Label("words.question.skin", nil)
	words := strings.Fields(lang.Fold(text))
	about := func(word string) bool { return slices.Contains(strings.Fields(skin), word) }
	if err != nil || t.u.HideNumbers || !slices.ContainsFunc(words, about) {
		return k, err
	}
	x, ok := t.exposureIn(words)
	if !ok && len(foods) == 1 {
		if x, ok, err = t.exposure(foods[0].Text); err != nil {
			return k, err
		}
	}
	if running := t.u.Question; ok && (running == nil || running.About.Name != x.Name) {
		k.add("button.question.own", x.Name, "q", "own", x.Name)
	}
	return k, nil
}

// exposureIn is the exposure with a name of its own that words name, the
// longest name first.
func (t suspects) exposureIn(words []string) (coach.Exposure, bool) {
	for n := min(len(words), 4); n > 0; n-- {
		for i := range len(words) - n + 1 {
			if x, ok := t.exposures.Named(strings.Join(words[i:i+n], " ")); ok {
				return x, true
			}
		}
	}
	return coach.Exposure{}, false
}
