package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// rateToo keeps ratings of other days that follow a note on the skin: "and
// yesterday it was 3". done is false where the newest entry is none.
func (t *turn) rateToo(m intent.Message) (done bool, err error) {
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
	return true, t.showSource(source, 0)
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
func (t *turn) askRating(source string) { t.ask(askedRating, source) }

// askRatingToday is askRating until the day is over, for the evening check-in.
func (t *turn) askRatingToday() {
	if t.asked() == "" {
		t.askRating("")
		t.u.Dialog.Until = t.today().Add(1).At(t.u.DayEnd, t.u.Location())
	}
}

// afterSkin remembers that the skin was told of, so that a number that follows
// is its rating, or that of another day.
func (t *turn) afterSkin(source string, entries []coach.Entry) {
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
func (t *turn) ratingAnswer(asked, text string, m intent.Message) (done bool, err error) {
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
func (t *turn) standingOf(source string) []coach.Entry {
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
func (t *turn) logRating(text string, a intent.Answer) error {
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
		return t.logAndAnswer(whole, m)
	}
	source, err := t.log(whole, m)
	if err != nil || m.Skin == nil {
		return err
	}
	return t.showTags(source, *m.Skin, 0)
}

// rerate gives the note of another day the rating that the message tells, where
// the diary holds one of that day.
func (t *turn) rerate(m intent.Message) (done bool, err error) {
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
func (t *turn) rateNote(source, text string, a intent.Answer, m intent.Message) (done bool, err error) {
	for _, e := range t.standingOf(source) {
		if e.Skin == nil {
			continue
		}
		t.settle()
		if done, err = t.setRating(source, e.Part, a.Rating); done && err == nil && len(m.Food.Items) > 0 {
			err = t.logAndAnswer(text, m)
		}
		return done, err
	}
	t.settle()
	return true, t.logRating(text, a)
}

// setRating puts another rating into an entry, and shows how it stands.
func (t *turn) setRating(source string, part, rating int) (done bool, err error) {
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
		return true, t.showSource(source, 0)
	}
	return false, nil
}
