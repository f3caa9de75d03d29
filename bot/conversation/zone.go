package conversation

import (
	"slices"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
)

// askZone is the second step of /start: where the person is. Where that is known
// they are asked to confirm the time.
func (t setup) askZone() error {
	if t.u.Zone != "" && t.u.Started.IsZero() {
		return t.confirmZone(t.u.Zone, "")
	}
	return t.askPlace()
}

// askPlace asks where the person is, with a button that shares it.
func (t setup) askPlace() error {
	t.ask("zone", "")
	text, err := t.words.HTML("zone.ask", nil)
	if err != nil {
		return err
	}
	share, err1 := t.words.Label("button.location", nil)
	skip, err2 := t.words.Label("button.skip", nil)
	t.reply(Message{Text: text, AskLocation: true, Buttons: [][]Button{{{Text: share}}, {{Text: skip}}}}, "")
	if err1 != nil {
		return err1
	}
	return err2
}

// zoneView is a zone to confirm: what the clock would show there.
type zoneView struct {
	Place string
	Clock string
	Zone  string
}

// confirmZone asks whether the clock would be right.
func (t setup) confirmZone(zone, place string) error {
	where, err := time.LoadLocation(zone)
	if err != nil {
		return t.say("zone.unclear", nil)
	}
	t.ask("zone", zone)
	k := t.keyboard().add("button.yes", nil, "zone", "yes", zone).add("button.no", nil, "zone", "no")
	return t.sayWith("zone.confirm", zoneView{place, t.now.In(where).Format("15:04"), zone}, k)
}

// zoneAnswer takes a place, an offset, or yes or no to the time shown. done is
// false for a message that tells something else, such as a meal.
func (t setup) zoneAnswer(text string, m intent.Message) (done bool, err error) {
	switch {
	case t.u.Dialog.About != "" && t.says("words.yes", text):
		return true, t.setZone(t.u.Dialog.About)
	case t.says("words.no", text):
		return true, t.askZoneAgain()
	}
	if zone, place, ok := t.atlas().Zone(text); ok && !t.eatsThere(text, m.Food) {
		return true, t.confirmZone(zone, place)
	}
	if m.Intent != intent.Unknown {
		return false, nil
	}
	return true, t.say("zone.unclear", nil)
}

// eatsThere reports whether a message that names a place among other words tells
// of food rather than of where the person is: "kefir with salmon for lunch", for
// there is a town called Salmon. A place's name may well look like a food's,
// as "Perth please" does; food that is told of has other words, a meal, or is
// called just what the place is.
func (t setup) eatsThere(text string, r food.Reading) bool {
	if _, _, ok := t.atlas().Exactly(text); ok {
		return false
	}
	_, name, ok := t.atlas().Within(text)
	if !ok {
		return false
	}
	name = lang.Fold(name)
	return slices.ContainsFunc(r.Items, func(i food.Item) bool {
		called := lang.Fold(i.Text)
		return i.Meal != "" || !strings.Contains(" "+name+" ", " "+called+" ") || called == name && called == lang.Fold(i.Food)
	})
}

func (t setup) askZoneAgain() error {
	t.ask("zone", "")
	return t.say("zone.again", nil)
}

func (t setup) pressZone(args arguments) error {
	if args.at(0) == "ask" {
		return t.askPlace()
	}
	t.dropButtons()
	if args.at(0) == "yes" {
		return t.setZone(args.at(1))
	}
	return t.askZoneAgain()
}

// location takes a shared place as the answer to where the person is.
func (t setup) location() error {
	place := t.atlas().Nearest(t.e.Lat, t.e.Lon)
	return t.confirmZone(place.Zone, place.Name)
}

// setZone sets the zone, re-dates the diary when none was known before, and
// goes on with /start where it was.
func (t setup) setZone(zone string) error {
	before := t.u
	if err := t.u.MoveTo(zone, t.now); err != nil {
		return t.say("zone.unclear", nil)
	}
	t.settle()
	t.now = t.now.In(t.u.Location())
	if before.Zone == "" {
		if err := t.redate(&before); err != nil {
			return err
		}
	}
	if t.u.Started.IsZero() {
		if err := t.close("zone.set", zoneView{Clock: t.now.Format("15:04"), Zone: zone}); err != nil {
			return err
		}
		return t.askReminders()
	}
	if before.Zone == "" {
		if err := t.close("zone.set", zoneView{Clock: t.now.Format("15:04"), Zone: zone}); err != nil {
			return err
		}
		return t.reminders().remindersPanel(t.say)
	}
	return t.close("zone.set", zoneView{Clock: t.now.Format("15:04"), Zone: zone})
}

// redate moves entries that were dated by UTC, for want of a zone, to the days
// that they belong to. "Yesterday" stays the day before the telling.
func (t setup) redate(before *coach.User) error {
	sources, err := t.vocabulary().sources()
	if err != nil {
		return err
	}
	for _, source := range sources {
		if err := t.redateSource(before, source); err != nil {
			return err
		}
	}
	return nil
}

func (t setup) redateSource(before *coach.User, source string) error {
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	base, ok := coach.Undoable(changes)
	list, moved := copyOf(entries), false
	for i, e := range list {
		list[i].Day = t.u.Today(e.At).Add(e.Day.Sub(before.Today(e.At)))
		moved = moved || list[i].Day != e.Day
	}
	if !ok || !moved {
		return nil
	}
	_, err = t.append(coach.ChangeReread, source, base.Seq, list)
	return err
}
