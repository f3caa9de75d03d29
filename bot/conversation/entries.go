package conversation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
)

// loggable tells whether the message tells something to keep in the diary.
func loggable(m intent.Message) bool {
	_, told := m.Log()
	gut := m.Gut != nil && (m.Gut.Told() || len(m.After) > 0)
	return told || m.Skin != nil || gut || m.CheckIn != nil || len(m.Marks) > 0
}

// entries are what the message tells, as entries of one source: one for each
// meal, then the notes on skin and gut, the check-in and the marks. A meal of unknown words alone is
// an entry without foods, so that its words can be taught and read again.
func (t *turn) entries(source, text string, at time.Time, m intent.Message) []coach.Entry {
	var list []coach.Entry
	blank := coach.Entry{Source: source, Kind: coach.KindMeal, At: at, Clock: -1, Lexicon: t.Lexicon.Version()}
	told, _ := m.Log()
	for _, item := range append(slices.Clip(told.Items), t.gutNotes().hadBefore(source, m, blank)...) {
		if t.holdsNow(item) {
			continue // "the bagel was my daughter's, I only had the coffee"
		}
		i := mealIndex(list, item)
		if i < 0 {
			e := blank
			e.Day, e.Meal, e.Clock = item.EatenOn, item.Meal, item.Clock
			list, i = append(list, e), len(list)
		}
		list[i].Foods = append(list[i].Foods, coach.FoodOf(item))
	}
	for _, r := range m.Rates() {
		e := blank
		e.Kind, e.Day, e.Skin = coach.KindSkin, orDay(r.Day, t.dayAt(at)), &r.Skin
		list = append(list, e)
	}
	if m.Gut != nil && m.Gut.Told() {
		e := blank
		e.Kind, e.Day, e.Gut = coach.KindGut, orDay(m.GutDay, t.dayAt(at)), m.Gut
		list = append(list, e)
	}
	if m.CheckIn != nil {
		e := blank
		e.Kind, e.Day, e.CheckIn = coach.KindCheckIn, orDay(m.CheckInDay, t.dayAt(at)), m.CheckIn
		list = append(list, e)
	}
	for _, k := range m.Marks {
		e := blank
		e.Kind, e.Day, e.Mark = coach.KindMark, orDay(k.Day, t.dayAt(at)), &k.Mark
		list = append(list, e)
	}
	if len(list) == 0 && len(m.Food.Unknown) > 0 {
		list = append(list, t.unread(blank, text, m.Food.Unknown[0].Text))
	}
	return numbered(list, text)
}

// holdsNow reports whether the entry that the message has corrected holds the
// food.
func (t *turn) holdsNow(item food.Item) bool {
	return slices.ContainsFunc(t.standsNow, func(e coach.Entry) bool {
		return slices.ContainsFunc(e.Foods, func(f coach.Food) bool { return f.Name == item.Food || strings.HasPrefix(f.Name, item.Food+" ") })
	})
}

// dayAt is the person's day at the instant at, in the zone that they were in
// then.
func (t *turn) dayAt(at time.Time) day.Day { return day.Of(at.In(t.u.ZoneAt(at)), t.u.DayEnd) }

// unread is the entry of a meal of unknown words: of the day and the meal that
// the message would tell if its first unknown word were a food.
func (t *turn) unread(blank coach.Entry, text, word string) coach.Entry {
	blank.Day = t.dayAt(blank.At)
	moment := t.moment(blank.At)
	known, err := t.words.Label("read.dish", nil)
	if err != nil {
		return blank
	}
	moment.Own = food.OwnWords{lang.Fold(word): known}
	if items := t.Reader.Read(text, moment).Food.Items; len(items) > 0 {
		blank.Day, blank.Meal, blank.Clock = items[0].EatenOn, items[0].Meal, items[0].Clock
	}
	return blank
}

// numbered gives the entries their parts, and the first one the text.
func numbered(list []coach.Entry, text string) []coach.Entry {
	for i := range list {
		list[i].Part, list[i].Text = i, ""
	}
	if len(list) > 0 {
		list[0].Text = text
	}
	return list
}

// withPhoto gives the skin notes among the entries a photo, unless it is "".
func withPhoto(list []coach.Entry, photo string) {
	for i, e := range list {
		if e.Skin != nil && photo != "" {
			skin := *e.Skin
			skin.Photo = photo
			list[i].Skin = &skin
		}
	}
}

// photoOf is the photo of the entries' skin note, or "".
func photoOf(list []coach.Entry) string {
	for _, e := range list {
		if e.Skin != nil {
			return e.Skin.Photo
		}
	}
	return ""
}

func mealIndex(list []coach.Entry, item food.Item) int {
	for i, e := range list {
		if e.Day == item.EatenOn && e.Meal == item.Meal && e.Clock == item.Clock {
			return i
		}
	}
	return -1
}

func orDay(d, otherwise day.Day) day.Day {
	if d == "" {
		return otherwise
	}
	return d
}

// textOf is the message that the entries were read from.
func textOf(entries []coach.Entry) string {
	for _, e := range entries {
		if e.Text != "" {
			return e.Text
		}
	}
	return ""
}

// append adds a change to the diary and withdraws the nudges that it answers.
func (t *turn) append(kind coach.ChangeKind, source string, base int64, entries []coach.Entry) (coach.Change, error) {
	c, err := t.tx.AppendChange(t.u.ID, coach.Change{At: t.now, Kind: kind, Source: source, Base: base, Entries: entries})
	if err != nil {
		return c, err
	}
	t.newest = c.Seq
	return c, t.withdraw(entries)
}

// withdraw takes back the nudges that wait for what the entries tell of today.
func (t *turn) withdraw(entries []coach.Entry) error {
	for _, kind := range coach.Answered(entries, t.today()) {
		if err := t.tx.WithdrawNudges(t.u.ID, kind); err != nil {
			return err
		}
	}
	return nil
}

// standing are the source's changes and the entries that they leave.
func (t *turn) standing(source string) ([]coach.Change, []coach.Entry, error) {
	changes, err := t.tx.ChangesOf(t.u.ID, source)
	return changes, coach.Standing(changes), err
}

// recent are the entries of the last days in the order in which they were told.
func (t *turn) recent() ([]coach.Entry, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-correctDays), t.today().Add(1))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(entries, func(a, b coach.Entry) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(len(a.Source), len(b.Source)), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Part, b.Part))
	})
	return entries, nil
}

// latestSource is the source of the newest entry, or "".
func (t *turn) latestSource() (string, error) {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return "", err
	}
	for _, c := range slices.Backward(recent) {
		entries, err := t.tx.EntriesOf(t.u.ID, c.Source)
		if err != nil || len(entries) > 0 {
			return c.Source, err
		}
	}
	return "", nil
}

// logFoods logs foods as a meal of now.
func (t *turn) logFoods(foods []coach.Food) error {
	source := t.source()
	_, err := t.append(coach.ChangeLog, source, 0, []coach.Entry{{
		Source: source, Kind: coach.KindMeal, Day: t.today(), At: t.sent(), Clock: -1, Foods: foods, Lexicon: t.Lexicon.Version(),
		Text: strings.TrimSpace(t.e.Text),
	}})
	if err != nil {
		return err
	}
	return t.display().showSource(source, 0)
}
