package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// What was asked about the gut; the same as of the skin (rate.go).
const (
	askedGut      = "gut rating" // About is the source of a note without one, or ""
	askedGutRated = "gut rated"
	askedGutNote  = "gut note" // About is the source of the rating
)

// gutNotes takes and shows what people tell of their gut, as skin.go does of
// their skin.
type gutNotes struct{ *turn }

func (t *turn) gutNotes() gutNotes { return gutNotes{t} }

// command asks for a rating, or reads what follows: "/gut 3 bloated".
func (g gutNotes) command(words string) error {
	if words == "" {
		return g.menu()
	}
	text, err := g.words.Label("read.gut", words)
	if err != nil {
		return err
	}
	m := g.read(text)
	if m.Gut == nil || !m.Gut.Told() {
		return g.menu()
	}
	return g.meals().logAndAnswer(text, m)
}

// menu asks for a rating by buttons, and offers to look back.
func (g gutNotes) menu() error {
	g.ask(askedGut, "")
	k := g.ratings(g.keyboard())
	k.row().add("button.skin.history", nil, "gut", "history")
	return g.sayWith("gut.ask", nil, k)
}

// ratings adds the ratings 1 to 5 to the last row. With more arguments, such as
// "new" for an answer that leaves the message as it is, they follow.
func (g gutNotes) ratings(k *keyboard, more ...string) *keyboard {
	for rating := 1; rating <= coach.MaxRating; rating++ {
		k.add("button.rating", rating, "gut", append([]string{strconv.Itoa(rating)}, more...)...)
	}
	return k
}

// press keeps a rating ("gut 3"), shows the last weeks ("gut history"), or turns
// one of a rating's tags on or off ("gtag <source> gas"; without a tag the
// choice is finished).
func (g gutNotes) press(verb string, args arguments) error {
	switch {
	case verb == "gtag":
		return g.pressTag(args.at(0), args.at(1))
	case args.at(0) == "history":
		return g.history()
	}
	rating, err := strconv.Atoi(args.at(0))
	if err != nil || rating < 1 || rating > coach.MaxRating {
		return g.say("button.old", nil)
	}
	source := g.source()
	_, err = g.append(coach.ChangeLog, source, 0, []coach.Entry{{
		Source: source, Kind: coach.KindGut, Day: g.today(), At: g.now, Clock: -1, Gut: &coach.Gut{Rating: rating},
	}})
	if err != nil {
		return err
	}
	edit := g.e.MessageID
	if args.at(1) == "new" {
		edit = 0
	}
	return g.showTags(source, coach.Gut{Rating: rating}, edit)
}

// showTags offers the tags to a rating, the chosen ones ticked: in place of
// message edit, or in a new one when that is 0.
func (g gutNotes) showTags(source string, gut coach.Gut, edit int) error {
	k := g.keyboard()
	for _, tag := range coach.GutTags() {
		k.flow(3, "button.gut.tag", tagLabel{tag, slices.Contains(gut.Tags, tag)}, "gtag", source, tag)
	}
	k.row().add("button.done", nil, "gtag", source)
	g.ask(askedGutNote, source)
	return g.display().sayOf(source, edit, "gut.tags", gut, k)
}

func (g gutNotes) pressTag(source, tag string) error {
	_, entries, err := g.standing(source)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(entries, func(e coach.Entry) bool { return e.Gut != nil })
	if i < 0 {
		return g.say("button.gone", nil)
	}
	if !slices.Contains(coach.GutTags(), tag) {
		g.ask(askedGutRated, source)
		return g.display().showSource(source, g.e.MessageID)
	}
	gut := *entries[i].Gut
	if at := slices.Index(gut.Tags, tag); at >= 0 {
		gut.Tags = slices.Delete(slices.Clone(gut.Tags), at, at+1)
	} else {
		gut.Tags = append(slices.Clone(gut.Tags), tag)
	}
	if err := g.put(source, entries, i, gut, ""); err != nil {
		return err
	}
	return g.showTags(source, gut, g.e.MessageID)
}

// put gives the source's entry i another note, and more words.
func (g gutNotes) put(source string, entries []coach.Entry, i int, gut coach.Gut, words string) error {
	list := slices.Clone(entries)
	list[i].Gut = &gut
	list[i].Text = strings.TrimSpace(list[i].Text + "\n" + words)
	_, err := g.append(coach.ChangeCorrect, source, 0, list)
	return err
}

// told remembers that the gut was told of, so that a number that follows is its
// rating, or that of another day.
func (g gutNotes) told(source string, entries []coach.Entry) {
	for _, e := range entries {
		switch {
		case e.Gut == nil || g.asked() != "":
		case e.Gut.Rating == 0:
			g.ask(askedGut, source)
		default:
			g.ask(askedGutRated, source)
		}
	}
}

// answer takes a rating, or the words that follow one. done is false for a
// message that gives neither.
func (g gutNotes) answer(asked, text string, m intent.Message) (done bool, err error) {
	a, ok := m.Answer()
	about := g.u.Dialog.About
	switch {
	case !ok || a.Rating == 0:
		if asked == askedGutNote {
			return g.note(text, m)
		}
		return false, nil
	case a.When != "":
	case asked != askedGut, about == "" && m.Gut != nil && m.Gut.Rating > 0, m.Skin != nil && m.Skin.Rating > 0:
		return false, nil // nothing was asked, or it tells all by itself: "skin 4 though"
	case about != "" && len(m.Corrections()) > 0 && hasFoods(g.skinNotes().standingOf(about)):
		return false, nil // "make it 2" of a meal that was told together with the gut
	case about != "":
		return g.rate(about, text, a, m)
	}
	g.settle()
	return true, g.logRating(text, a)
}

// rate gives a note the rating that it lacked.
func (g gutNotes) rate(source, text string, a intent.Answer, m intent.Message) (done bool, err error) {
	g.settle()
	entries := g.skinNotes().standingOf(source)
	i := slices.IndexFunc(entries, func(e coach.Entry) bool { return e.Gut != nil })
	if i < 0 {
		return true, g.logRating(text, a)
	}
	gut := *entries[i].Gut
	gut.Rating = a.Rating
	if err := g.put(source, entries, i, gut, ""); err != nil {
		return false, err
	}
	g.ask(askedGutRated, source)
	if err := g.display().showSource(source, 0); err != nil || len(m.Food.Items) == 0 {
		return true, err
	}
	return true, g.meals().logAndAnswer(text, m)
}

// logRating keeps a rating that answers a question, together with what else the
// message tells.
func (g gutNotes) logRating(text string, a intent.Answer) error {
	note, err := g.words.Label("read.gut.rated", rateView{a.When, a.Rating})
	if err != nil {
		return err
	}
	whole := strings.TrimSpace(text[:a.Start] + note + text[a.End:])
	m := g.read(whole)
	if m.Gut == nil || m.Gut.Rating != a.Rating {
		whole = note
		m = g.read(note)
	}
	if a.When != "" || len(m.Food.Items)+len(m.Food.Unknown) > 0 || m.CheckIn != nil || m.Gut == nil {
		return g.meals().logAndAnswer(whole, m)
	}
	source, err := g.meals().log(whole, m)
	if err != nil {
		return err
	}
	return g.showTags(source, *m.Gut, 0)
}

// note keeps the words that follow a rating as its note. Words that tell
// something of their own aren't one.
func (g gutNotes) note(text string, m intent.Message) (done bool, err error) {
	own := m.Gut == nil || m.Gut.Rating > 0 || len(m.Food.Items) > 0 || m.CheckIn != nil || m.Skin != nil || len(m.Also) > 0
	if m.Intent != intent.Unknown && (m.Intent != intent.Lifestyle || own) {
		return false, nil
	}
	source := g.u.Dialog.About
	entries := g.skinNotes().standingOf(source)
	i := slices.IndexFunc(entries, func(e coach.Entry) bool { return e.Gut != nil })
	if i < 0 {
		return false, nil
	}
	g.settle()
	gut := *entries[i].Gut
	if m.Gut != nil {
		for _, tag := range m.Gut.Tags {
			gut.Tags = appendNew(slices.Clone(gut.Tags), tag)
		}
	}
	if err := g.put(source, entries, i, gut, text); err != nil {
		return false, err
	}
	return true, g.say("gut.noted", nil)
}

// gutDay is what a day tells of the gut.
type gutDay struct {
	Day wording.Day
	coach.Gut
}

// history shows the notes of the last weeks.
func (g gutNotes) history() error {
	from := g.today().Add(1 - monthDays)
	entries, err := g.tx.Entries(g.u.ID, from, g.today())
	if err != nil {
		return err
	}
	var list []gutDay
	for _, d := range coach.SummariseDays(&g.u, entries, from, g.today()) {
		if d.Gut.Told() {
			list = append(list, gutDay{g.dayView(d.Day), d.Gut})
		}
	}
	g.ask(askedGut, "")
	return g.sayWith("gut.history", list, g.ratings(g.keyboard(), "new"))
}

// hadBefore are the foods that a note says were had before, and that the diary
// doesn't hold yet of that day or the day before, as far as it was told by then:
// "bloated after the beans" need not tell of a second helping.
func (g gutNotes) hadBefore(source string, m intent.Message, before coach.Entry) []food.Item {
	if len(m.After) == 0 {
		return nil
	}
	on := m.After[0].EatenOn
	entries, err := g.tx.Entries(g.u.ID, on.Add(-1), on)
	if err != nil {
		return nil
	}
	entries = slices.DeleteFunc(entries, func(e coach.Entry) bool { return e.Source == source || e.At.After(before.At) })
	return slices.DeleteFunc(slices.Clone(m.After), func(it food.Item) bool {
		return len(diary.Lacking(entries, []coach.Food{coach.FoodOf(it)})) == 0
	})
}

// markView is something that marks a day.
type markView struct {
	Day wording.Day
	coach.Mark
}

// marksOf are the marks of the days, in order.
func (t *turn) marksOf(days []coach.DayFigures) []markView {
	var list []markView
	for _, d := range days {
		for _, m := range d.Marks {
			list = append(list, markView{t.dayView(d.Day), m})
		}
	}
	return list
}
