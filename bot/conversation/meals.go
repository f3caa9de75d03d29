package conversation

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gutskin/bot/conversation/archive"
	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// meals logs what a message tells.
type meals struct{ *turn }

func (t *turn) meals() meals { return meals{t} }

// logAndAnswer keeps what the message tells and says what was understood;
// what it asks besides is answered after that.
func (t meals) logAndAnswer(text string, m intent.Message) error {
	if err := t.logAndShow(text, m); err != nil {
		return err
	}
	if err := (doubt{t: t.turn}).beside(m.NotTaken); err != nil {
		return err
	}
	return t.router().also(text, m)
}

// logAndShow keeps what the message tells, with more entries of a repeated meal
// before it, and says what was understood.
func (t meals) logAndShow(text string, m intent.Message, more ...coach.Entry) error {
	source := t.source()
	told, err := t.sameDay(m, t.entries(source, text, t.sent(), m))
	if err != nil {
		return err
	}
	for i := range told {
		if len(more) > 0 && len(told[i].Foods) > 0 && (told[i].Meal == "" || told[i].Day == m.Request.Day) {
			told[i].Day, told[i].Meal = more[0].Day, more[0].Meal // it is of the meal that is repeated
		}
	}
	if err := t.goOn(m, told); err != nil {
		return err
	}
	entries := numbered(append(more, told...), text)
	if len(entries) == 0 {
		return nil // a correction has said it all
	}
	withPhoto(entries, t.e.Photo)
	if narrows, err := t.corrections().narrows(entries); err != nil {
		return err
	} else if narrows {
		t.unsure = true
	}
	if _, err := t.append(coach.ChangeLog, source, 0, entries); err != nil {
		return err
	}
	t.skinNotes().afterSkin(source, entries)
	t.gutNotes().told(source, entries)
	return t.display().showSource(source, 0)
}

// goOn puts what a message tells that goes on with the one before it ("and a naan")
// on the day and the meal of that one, where it names none of its own.
func (t meals) goOn(m intent.Message, told []coach.Entry) error {
	if !m.GoesOn || len(told) != 1 || told[0].Kind != coach.KindMeal || told[0].Meal != "" || told[0].Clock >= 0 || told[0].Day != t.today() || len(m.Food.Times) > 0 {
		return nil
	}
	recent, err := t.recent()
	if err != nil || len(recent) == 0 {
		return err
	}
	last := recent[len(recent)-1]
	if last.Kind == coach.KindMeal && t.now.Sub(last.At) <= completedWithin {
		told[0].Day, told[0].Meal = last.Day, last.Meal
	}
	return nil
}

// sameDay puts what a message tells of "the same evening" on the day of the
// newest entry.
func (t meals) sameDay(m intent.Message, entries []coach.Entry) ([]coach.Entry, error) {
	if told, _ := m.Log(); !told.SameDay {
		return entries, nil
	}
	recent, err := t.recent()
	if err != nil || len(recent) == 0 {
		return entries, err
	}
	for i := range entries {
		if entries[i].Day == t.today() {
			entries[i].Day = recent[len(recent)-1].Day
		}
	}
	return entries, nil
}

// more logs another amount of the food that was told last: "another 12 ounces".
// done is false where there is none of today or yesterday.
func (t meals) more(m intent.Message) (done bool, err error) {
	more, ok := m.More()
	if !ok {
		return false, nil
	}
	recent, err := t.recent()
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(recent) {
		if e.Day < t.today().Add(-1) {
			break
		}
		if len(e.Foods) == 0 {
			continue
		}
		last := e.Foods[len(e.Foods)-1]
		for i, words := range [...]string{more.Amount + " " + t.Guide.Plural(last.Title()), cmp.Or(more.Amount, "1") + " " + last.Title(), more.Amount + " of " + last.Title(), last.Title()} {
			if items := t.read(words).Food.Items; len(items) == 1 && items[0].Food == last.Name && (i > 0 || items[0].Count > 1) {
				return true, t.logFoods(foodsOf(items))
			}
		}
		break
	}
	return false, nil
}

// log keeps what the message tells.
func (t meals) log(text string, m intent.Message) (source string, err error) {
	source = t.source()
	entries := t.entries(source, text, t.sent(), m)
	withPhoto(entries, t.e.Photo)
	_, err = t.append(coach.ChangeLog, source, 0, entries)
	return source, err
}

// photo reads a picture's caption; a picture without one is asked for a line.
func (t meals) photo() error {
	switch {
	case t.imported != nil:
		return t.ownData().importAnswer()
	case t.e.Kind == KindDocument && t.e.File.zipped() && t.e.File.Size > archive.MaxSize:
		return t.say("import.large", nil)
	case t.e.Kind == KindDocument && t.e.File.tabled():
		return t.tables().came()
	case t.e.Kind == KindDocument && t.e.Text == "":
		return t.say("document", nil)
	}
	if t.e.Text == "" {
		return t.say("photo", nil)
	}
	return t.router().message()
}

// inAlbum reports whether the event is a picture without words of an album that
// was answered already: an album gets one answer.
func (t meals) inAlbum() bool {
	if t.e.Album == "" {
		return false
	}
	before := t.u.Album
	t.u.Album = t.e.Album
	return before == t.e.Album && t.e.Text == ""
}

// nothingEaten answers a message about food from which nothing is to be kept,
// unless it calls a meal by words that nobody knows.
func (t meals) nothingEaten(text string, m intent.Message) error {
	var names []string
	for _, span := range m.Food.NotEaten {
		names = append(names, span.Text)
	}
	if sip := m.Sip(); sip != "" {
		return t.fluids().waterCommand(sip)
	}
	if dish := m.Dish(); dish != "" && len(names) == 0 {
		m.Food.Unknown = []food.Span{{Text: dish}}
		return t.logAndAnswer(text, m)
	}
	if m.Intent == intent.Lifestyle && len(names) == 0 {
		return t.say("lifestyle.noted", nil)
	}
	if len(names) > 0 {
		return doubt{t: t.turn}.mentioned(names)
	}
	return t.say("meal.none", names)
}

// mealAsked is the meal whose foods are asked for.
type mealAsked struct {
	When  string // the day's words, "" for today
	Meal  food.Meal
	Words string // what it was
}

// askMeal asks what a meal was that is known by its name alone: "had lunch".
func (t meals) askMeal(meal food.Meal, when string) error {
	t.ask("meal", string(meal)+"\n"+when)
	return t.say("meal.ask", mealAsked{when, meal, ""})
}

// unsaid asks what was eaten, where a message tells of a meal and not what it
// was.
func (t meals) unsaid(m intent.Message) (done bool, err error) {
	u, ok := m.Unsaid()
	if !ok || loggable(m) {
		return false, nil
	}
	return true, t.askMeal(u.Meal, u.When)
}

// mealAnswer takes what the meal was. done is false for a message that tells of
// no food, or of a meal of its own.
func (t meals) mealAnswer(about mealAsked, m intent.Message) (done bool, err error) {
	switch m.Intent {
	case intent.Meal, intent.Water, intent.Correction, intent.Unknown, intent.Lifestyle:
	default:
		return false, nil
	}
	for _, c := range m.Corrections() {
		if !c.If && !c.Guess {
			return false, nil
		}
	}
	for _, item := range m.Food.Items {
		if item.Meal != "" {
			return false, nil
		}
	}
	text, err := t.words.Label("read.meal", about)
	if err != nil {
		return false, err
	}
	meal := t.read(text)
	if len(meal.Food.Items) == 0 {
		return false, nil
	}
	t.settle()
	return true, t.logAndAnswer(text, meal)
}

// askedDoubt is the question that waits when a message was not logged, or not
// understood: it may have been eaten after all. The dialog keeps its words.
const askedDoubt = "doubt"

// mostDoubt is the longest message that is asked about so, in letters. A longer
// one is told what can be written.
const mostDoubt = 80

// doubt asks what somebody meant by words, and does what they answer.
type doubt struct {
	t     *turn
	words string
}

// mentioned asks about foods that a message names and that were not logged.
func (d doubt) mentioned(names []string) error {
	if len(names) > mostMentioned {
		names = names[:mostMentioned]
	}
	list, err := d.t.words.List(names)
	if err != nil {
		return err
	}
	d.t.ask(askedDoubt, list)
	k := d.t.keyboard().add("button.had", nil, "doubt", "had")
	return d.t.sayWith("meal.none", names, k)
}

// remarked says that a food is logged already, with a button for one more.
func (d doubt) remarked(names []string) error {
	list, err := d.t.words.List(names)
	if err != nil || len(names) == 0 {
		return err
	}
	d.t.ask(askedDoubt, list)
	return d.t.sayWith("meal.already", names, d.t.keyboard().add("button.onemore", nil, "doubt", "had"))
}

// notLogged is a food that a message names and that wasn't logged, and why: how
// the message speaks of it.
type notLogged struct{ Name, Why string }

// beside names the foods that a message tells beside what was logged, with a
// button that logs them too, unless another question waits.
func (d doubt) beside(spans []food.Span) error {
	if len(spans) == 0 {
		return nil
	}
	var told []notLogged
	var names []string
	for _, s := range spans[:min(len(spans), mostMentioned)] {
		told, names = append(told, notLogged{s.Text, s.As.String()}), append(names, s.Text)
	}
	if d.t.asked() != "" {
		return d.t.say("logged.not", told)
	}
	list, err := d.t.words.List(names)
	if err != nil {
		return err
	}
	d.t.ask(askedDoubt, list)
	return d.t.sayWith("logged.not", told, d.t.keyboard().add("button.log", nil, "doubt", "had"))
}

// mostMentioned is how many foods are asked about at once.
const mostMentioned = 3

// unclear asks about a message that wasn't understood.
func (d doubt) unclear() error {
	if utf8.RuneCountInString(d.words) > mostDoubt || !strings.ContainsAny(strings.ToLower(d.words), "aeiouy") {
		return d.t.say("unknown.long", nil)
	}
	d.t.ask(askedDoubt, d.words)
	k := d.t.keyboard().add("button.had", nil, "doubt", "had").add("button.asking", nil, "doubt", "ask")
	k.row().add("button.nevermind", nil, "doubt", "no")
	return d.t.sayWith("unknown", nil, k)
}

// answered takes a typed yes or no. done is false for anything else.
func (d doubt) answered(text string) (done bool, err error) {
	switch {
	case d.t.says("words.yes", text):
		return true, d.had()
	case d.t.says("words.no", text), d.t.says("words.cancel", text):
		d.t.settle()
		return true, d.t.say("teach.cancelled", nil)
	}
	return false, nil
}

// pressed does what a button says, as long as its question waits.
func (d doubt) pressed(what string) error {
	if d.t.asked() != askedDoubt {
		return d.t.say("button.old", nil)
	}
	d.t.dropButtons()
	switch what {
	case "had":
		return d.had()
	case "ask":
		d.t.settle()
		return d.t.articles().question(d.words)
	}
	d.t.settle()
	return d.t.say("teach.cancelled", nil)
}

// had logs the words as eaten; of words that nobody knows it asks what it was.
func (d doubt) had() error {
	d.t.settle()
	m := d.t.readAs("read.had", d.words)
	if !loggable(m) {
		return d.t.meals().askMeal("", "")
	}
	return d.t.meals().logAndShow(d.words, m)
}
