package conversation

import (
	"maps"
	"slices"

	"gutskin/coach"
	"gutskin/coach/day"
)

// dayRating is a day's skin rating.
type dayRating struct {
	Day    dayView
	Rating int
	Tags   []string
	Photo  string
}

// skinHistory shows the ratings of the last weeks.
func (t *turn) skinHistory() error {
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
func (t *turn) skinPhotos() error {
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
