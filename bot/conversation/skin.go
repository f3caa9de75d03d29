package conversation

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/intent"
)

// skinNotes takes and shows what people tell of their skin.
type skinNotes struct{ *turn }

func (t *turn) skinNotes() skinNotes { return skinNotes{t} }

// skinTags are the tags that can be chosen by button; "skin.tag" words them.
var skinTags = []string{"breakout", "redness", "dryness", "itch", "flare", "calm", "oily"}

// skinCommand asks for a rating, or reads what follows: "/skin 3 itchy".
func (t skinNotes) skinCommand(words string) error {
	if words == "" {
		return t.skinMenu()
	}
	text, err := t.words.Label("read.skin", words)
	if err != nil {
		return err
	}
	m := t.read(text)
	if m.Skin == nil {
		return t.skinMenu()
	}
	return t.meals().logAndAnswer(text, m)
}

// skinMenu asks for a rating by buttons, and offers to look back.
func (t skinNotes) skinMenu() error {
	t.askRating("")
	k := t.ratingKeyboard()
	k.row().add("button.skin.history", nil, "skin", "history").add("button.skin.photos", nil, "skin", "photos")
	return t.sayWith("skin.ask", nil, k)
}

func (t skinNotes) ratingKeyboard() *keyboard { return t.keyboard().ratings() }

// ratings adds the ratings 1 to 5 to the last row. With more arguments, such
// as "new" for an answer that leaves the message as it is, they follow.
func (k *keyboard) ratings(more ...string) *keyboard {
	for rating := 1; rating <= 5; rating++ {
		k.add("button.rating", rating, "skin", append([]string{strconv.Itoa(rating)}, more...)...)
	}
	return k
}

// pressSkin keeps a rating ("skin 3", "skin 3 new"), or turns one of its tags on or off
// ("tag <source> itch"; without a tag the choice is finished).
func (t skinNotes) pressSkin(verb string, args arguments) error {
	if verb == "tag" {
		return t.pressTag(args.at(0), args.at(1))
	}
	switch args.at(0) {
	case "history":
		return t.skinHistory()
	case "photos":
		return t.skinPhotos()
	}
	rating, err := strconv.Atoi(args.at(0))
	if err != nil || rating < 1 || rating > 5 {
		return t.say("button.old", nil)
	}
	source := t.source()
	_, err = t.append(coach.ChangeLog, source, 0, []coach.Entry{{
		Source: source, Kind: coach.KindSkin, Day: t.today(), At: t.now, Clock: -1, Skin: &coach.Skin{Rating: rating},
	}})
	if err != nil {
		return err
	}
	edit := t.e.MessageID
	if args.at(1) == "new" {
		edit = 0
	}
	return t.showTags(source, coach.Skin{Rating: rating}, edit)
}

// showTags offers the tags to a rating, the chosen ones ticked: in place of
// message edit, or in a new one when that is 0.
func (t skinNotes) showTags(source string, skin coach.Skin, edit int) error {
	k := t.keyboard()
	for _, tag := range skinTags {
		k.flow(3, "button.tag", tagLabel{tag, slices.Contains(skin.Tags, tag)}, "tag", source, tag)
	}
	k.row().add("button.done", nil, "tag", source)
	t.ask(askedNote, source)
	return t.display().sayOf(source, edit, "skin.tags", skin, k)
}

// tagLabel is a tag as its button shows it.
type tagLabel struct {
	Tag    string
	Chosen bool
}

func (t skinNotes) pressTag(source, tag string) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 || entries[0].Skin == nil {
		return t.say("button.gone", nil)
	}
	if tag == "" || !slices.Contains(skinTags, tag) {
		t.settle()
		return t.display().showSource(source, t.e.MessageID)
	}
	list := slices.Clone(entries)
	skin := *list[0].Skin
	if i := slices.Index(skin.Tags, tag); i >= 0 {
		skin.Tags = slices.Delete(slices.Clone(skin.Tags), i, i+1)
	} else {
		skin.Tags = append(slices.Clone(skin.Tags), tag)
	}
	list[0].Skin = &skin
	if _, err := t.append(coach.ChangeCorrect, source, 0, list); err != nil {
		return err
	}
	return t.showTags(source, skin, t.e.MessageID)
}

// skinNote keeps the words that follow a rating as its note. Words that tell
// something of their own aren't one.
func (t skinNotes) skinNote(text string, m intent.Message) (done bool, err error) {
	if m.Intent != intent.Unknown && (m.Intent != intent.Skin || m.Skin != nil && m.Skin.Rating > 0) {
		return false, nil
	}
	source := t.u.Dialog.About
	_, entries, err := t.standing(source)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	t.settle()
	list := slices.Clone(entries)
	list[0].Text = strings.TrimSpace(list[0].Text + "\n" + text)
	if m.Skin != nil && list[0].Skin != nil {
		skin := *list[0].Skin
		for _, tag := range m.Skin.Tags {
			skin.Tags = appendNew(slices.Clone(skin.Tags), tag)
		}
		list[0].Skin = &skin
	}
	if _, err := t.append(coach.ChangeCorrect, source, 0, list); err != nil {
		return false, err
	}
	return true, t.say("skin.noted", nil)
}

// rateToo keeps ratings of other days that follow a note on the skin: "and
// yesterday it was 3". done is false where the newest entry is none.
func (t skinNotes) rateToo(m intent.Message) (done bool, err error) {
	rates := m.RatesToo()
	if len(rates) == 0 {
		return false, nil
	}
	recent, err := t.recent()
	if err != nil || len(recent) == 0 || recent[len(recent)-1].Skin == nil {
		return false, err
	}
	source := t.source()
	var list []coach.Entry
	for _, r := range rates {
		list = append(list, coach.Entry{Source: source, Kind: coach.KindSkin, Day: r.Day, At: t.sent(), Clock: -1, Skin: &r.Skin, Lexicon: t.Lexicon.Version()})
	}
	if _, err := t.append(coach.ChangeLog, source, 0, numbered(list, strings.TrimSpace(t.e.Text))); err != nil {
		return true, err
	}
	return true, t.display().showSource(source, 0)
}

// What was asked, where a number from 1 to 5 answers it. "skin rated" asks
// nothing: a rating was kept just now, and one of another day may follow. The
// steps of the check-in, "sleep", "stress" and "moved", are asked by their names.
const (
	askedRating = "skin rating" // About is the source of a note without one, or ""
	askedRated  = "skin rated"
	askedNote   = "skin note" // About is the source of the rating
)

// askRating has the next message's number be a rating of the skin: of a note
// that gave none, or of today.
func (t skinNotes) askRating(source string) { t.ask(askedRating, source) }

// askRatingToday is askRating until the day is over, for the evening check-in.
func (t skinNotes) askRatingToday() {
	if t.asked() == "" {
		t.askRating("")
		t.u.Dialog.Until = t.today().Add(1).At(t.u.DayEnd, t.u.Location())
	}
}

// afterSkin remembers that the skin was told of, so that a number that follows
// is its rating, or that of another day.
func (t skinNotes) afterSkin(source string, entries []coach.Entry) {
	for _, e := range entries {
		switch {
		case e.Skin == nil || t.asked() != "":
		case e.Skin.Rating == 0:
			t.askRating(source)
		default:
			t.ask(askedRated, source)
		}
	}
}

// ratingAnswer takes a rating of the skin. done is false for a message that
// gives none.
func (t skinNotes) ratingAnswer(asked, text string, m intent.Message) (done bool, err error) {
	a, ok := m.Answer()
	about := t.u.Dialog.About
	switch {
	case !ok || a.Rating == 0:
		return false, nil
	case a.When != "":
	case asked != askedRating, about == "" && m.Skin != nil && m.Skin.Rating > 0:
		return false, nil // nothing was asked, or it tells all by itself
	case about != "" && len(m.Corrections()) > 0 && hasFoods(t.standingOf(about)):
		return false, nil // "make it 2" of a meal that was told together with the skin
	case about != "":
		return t.rateNote(about, text, a, m)
	}
	t.settle()
	return true, t.logRating(text, a)
}

// standingOf are the entries of a source, none where they can't be had.
func (t skinNotes) standingOf(source string) []coach.Entry {
	_, entries, err := t.standing(source)
	if err != nil {
		return nil
	}
	return entries
}

// rateView is a rating and the words for its day.
type rateView struct {
	When   string
	Rating int
}

// logRating keeps a rating that answers a question, together with what else the
// message tells. The answer is read as the note that it stands for, so that it
// is read the same ever after.
func (t skinNotes) logRating(text string, a intent.Answer) error {
	note, err := t.words.Label("read.rated", rateView{a.When, a.Rating})
	if err != nil {
		return err
	}
	whole := strings.TrimSpace(text[:a.Start] + note + text[a.End:])
	m := t.read(whole)
	if m.Skin == nil || m.Skin.Rating != a.Rating {
		whole = note
		m = t.read(note)
	}
	if done, err := t.rerate(m); done || err != nil {
		return err
	}
	if a.When != "" || len(m.Food.Items) > 0 || len(m.Food.Unknown) > 0 || m.CheckIn != nil {
		return t.meals().logAndAnswer(whole, m)
	}
	source, err := t.meals().log(whole, m)
	if err != nil || m.Skin == nil {
		return err
	}
	return t.showTags(source, *m.Skin, 0)
}

// rerate gives the note of another day the rating that the message tells, where
// the diary holds one of that day.
func (t skinNotes) rerate(m intent.Message) (done bool, err error) {
	if m.Skin == nil || m.SkinDay == t.today() || len(m.Food.Items) > 0 {
		return false, nil
	}
	entries, err := t.tx.Entries(t.u.ID, m.SkinDay, m.SkinDay)
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(entries) {
		if e.Skin != nil {
			return t.setRating(e.Source, e.Part, m.Skin.Rating)
		}
	}
	return false, nil
}

// rateNote gives a note on the skin the rating that it lacked.
func (t skinNotes) rateNote(source, text string, a intent.Answer, m intent.Message) (done bool, err error) {
	for _, e := range t.standingOf(source) {
		if e.Skin == nil {
			continue
		}
		t.settle()
		if done, err = t.setRating(source, e.Part, a.Rating); done && err == nil && len(m.Food.Items) > 0 {
			err = t.meals().logAndAnswer(text, m)
		}
		return done, err
	}
	t.settle()
	return true, t.logRating(text, a)
}

// setRating puts another rating into an entry, and shows how it stands.
func (t skinNotes) setRating(source string, part, rating int) (done bool, err error) {
	list := slices.Clone(t.standingOf(source))
	for i := range list {
		if list[i].Part != part || list[i].Skin == nil {
			continue
		}
		skin := *list[i].Skin
		skin.Rating = rating
		list[i].Skin = &skin
		if _, err := t.append(coach.ChangeCorrect, source, 0, list); err != nil {
			return false, err
		}
		t.ask(askedRated, source)
		return true, t.display().showSource(source, 0)
	}
	return false, nil
}

// dayRating is a day's skin rating.
type dayRating struct {
	Day    wording.Day
	Rating int
	Tags   []string
	Photo  string
}

// skinHistory shows the ratings of the last weeks.
func (t skinNotes) skinHistory() error {
	from := t.today().Add(-29)
	entries, err := t.tx.Entries(t.u.ID, from, t.today())
	if err != nil {
		return err
	}
	var list []dayRating
	for _, d := range coach.SummariseDays(&t.u, entries, from, t.today()) {
		if d.Skin.Rating > 0 || len(d.Skin.Tags) > 0 {
			list = append(list, dayRating{t.dayView(d.Day), d.Skin.Rating, d.Skin.Tags, d.Skin.Photo})
		}
	}
	t.askRating("")
	return t.sayWith("skin.history", list, t.keyboard().ratings("new"))
}

// photoWeeks is for how many weeks skin photos are shown.
const photoWeeks = 8

// skinPhotos shows the latest skin photo of each week, the oldest first. They
// lie with Telegram: what is kept is its name for the picture.
func (t skinNotes) skinPhotos() error {
	from := t.u.WeekOf(t.today()).Add(-7 * (photoWeeks - 1))
	entries, err := t.tx.Entries(t.u.ID, from, t.today())
	if err != nil {
		return err
	}
	latest := map[day.Day]dayRating{}
	for _, e := range entries {
		if e.Skin != nil && e.Skin.Photo != "" {
			latest[t.u.WeekOf(e.Day)] = dayRating{t.dayView(e.Day), e.Skin.Rating, e.Skin.Tags, e.Skin.Photo}
		}
	}
	if err := t.say("skin.photos", len(latest)); err != nil {
		return err
	}
	for _, week := range slices.Sorted(maps.Keys(latest)) {
		text, err := t.words.HTML("skin.photo", latest[week])
		if err != nil {
			return err
		}
		t.reply(Message{Text: text, PhotoID: latest[week].Photo}, "")
	}
	return nil
}
