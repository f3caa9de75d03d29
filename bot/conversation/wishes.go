package conversation

import (
	"fmt"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// wishing does what people ask of their settings and data in plain words.
type wishing struct{ *turn }

func (t *turn) wishing() wishing { return wishing{t} }

// granted does what a message wishes of the settings and the data, or of the
// coach itself. done is false for a message that is no wish, or whose own words
// make no sense there.
func (t wishing) granted(m *intent.Message) (done bool, err error) {
	for _, w := range m.Wishes() {
		if done, err := t.do(w); done || err != nil {
			return done, err
		}
	}
	return false, nil
}

// do does what one wish asks for; done is false when its words make no sense
// there.
func (t wishing) do(w intent.Wish) (done bool, err error) {
	switch words := strings.ToLower(w.Words); w.Name {
	case "zone":
		return t.wishZone(words)
	case "zone.later":
		place, ok := t.atlas().Named(words)
		if !ok {
			return false, nil
		}
		return true, t.say("zone.later", place.Name)
	case "nottoday":
		return t.wishNotToday()
	case "dayend":
		return true, t.wishDayEnd(w.Clock)
	case "weekstart":
		return true, t.wishWeekStart(w.Weekday)
	case "cup":
		return true, t.preferences().wishCup(w.Vessel, t.ml(w.Fluid))
	case "aim":
		t.passOver()
		t.reminders().waitForMore(nil)
		return true, t.preferences().setAim(t.ml(w.Fluid))
	case "avoid", "dislike", "leaveout", "diet", "eat":
		return t.preferences().wishAvoid(w.Name, words)
	case "unwanted", "wanted":
		return t.preferences().wishAdvice(w.Name == "wanted", words)
	case "forget":
		return t.vocabulary().wishForget(words)
	case "fermented":
		return t.articles().wishFermented(words)
	case "why":
		return true, t.articles().whyLatest()
	}
	t.passOver()
	return true, t.doPlain(w.Name)
}

// doPlain does what needs no words of the person's own.
func (t wishing) doPlain(name string) error {
	switch name {
	case "units.us", "units.metric":
		t.u.Units = coach.Metric
		if name == "units.us" {
			t.u.Units = coach.US
		}
		return t.say("units.set", t.u.Units)
	case "answers.full", "answers.short", "answers.reaction":
		t.u.Answers = answersNamed(name)
		return t.say("answers.set", t.u.Answers)
	case "numbers.hide", "numbers.show":
		t.u.HideNumbers = name == "numbers.hide"
		return t.say("numbers.set", t.u.HideNumbers)
	case "keep":
		return t.preferences().keepPanel(t.say)
	case "keep.ever":
		t.u.KeepDays = 0
		return t.preferences().keepPanel(t.say)
	case "words":
		return t.vocabulary().ownWords(t.say)
	}
	return t.doView(name)
}

// doView shows what looks back.
func (t wishing) doView(name string) error {
	week := t.u.WeekOf(t.today())
	switch name {
	case "week":
		return t.sheets().newWeek(week)
	case "week.last":
		return t.sheets().newWeek(week.Add(-7))
	case "plants":
		return t.sheets().plants(t.today())
	case "skin.history":
		return t.skinNotes().skinHistory()
	case "skin.photos":
		return t.skinNotes().skinPhotos()
	case "idea":
		return suggestions{turn: t.turn}.suggest(intent.Ideas{}, 0)
	}
	return t.doScreen(name)
}

// doScreen shows what a command of about that name does.
func (t wishing) doScreen(name string) error {
	switch name {
	case "zone.ask":
		return t.setup().askPlace()
	case "export":
		return t.ownData().export()
	case "import":
		return t.say("import.how", t.Fetch != nil)
	case "erase":
		return t.ownData().deleteQuestion()
	case "help":
		return t.setup().help()
	case "start":
		return t.setup().start()
	case "water":
		return t.fluids().waterPanel(t.say)
	case "checkin":
		return t.checkIns().checkinCommand("")
	case "again":
		return t.repeats().againMenu()
	case "fix":
		return t.corrections().fixLatest()
	case "settings":
		return t.preferences().settingsPanel(t.say)
	}
	return t.sayAbout(name)
}

// sayAbout answers what needs no more than words.
func (t wishing) sayAbout(name string) error {
	switch name {
	case "stop":
		return t.sayWith("stop.what", nil, t.keyboard().add("button.rem.none", nil, "rem", "none"))
	case "triggers":
		return t.sayWith("triggers", nil, t.keyboard().add("button.question.one", nil, "q", "one"))
	case "privacy":
		return t.say("privacy", t.Transcribe != nil)
	case "about":
		return t.say("about", nil)
	case "cost":
		return t.say("cost", nil)
	case "calories":
		return t.say("calories", nil)
	case "howto.change":
		return t.say("howto.change", nil)
	case "howto":
		return t.say("howto", nil)
	case "howto.log":
		example, err := t.words.Label("example.log", nil)
		if err != nil {
			return err
		}
		return t.sayWith("howto.log", nil, t.keyboard().copies("button.copy.example", example))
	case "bye":
		return t.say("bye", strings.Contains(strings.ToLower(t.e.Text), "night"))
	case "cancel":
		return t.say("cancel.nothing", nil)
	}
	return fmt.Errorf("nothing does the wish %q", name)
}

// wishZone takes a place, an IANA name or an offset, and nothing else.
func (t wishing) wishZone(said string) (done bool, err error) {
	zone, place, ok := t.atlas().Exactly(said)
	if !ok {
		return false, nil
	}
	return true, t.setup().confirmZone(zone, place)
}

// wishNotToday lets go of what the latest nudge asked for.
func (t wishing) wishNotToday() (done bool, err error) {
	latest, err := t.reminders().latestNudge("")
	if err != nil || latest.Kind == "" {
		return false, err
	}
	t.passOver()
	return true, t.nudging().notToday(latest, t.u.Reminders.Of(latest.Kind))
}

func (t wishing) wishDayEnd(at time.Duration) error {
	t.passOver()
	if at > maxDayEnd {
		return t.say("settings.dayend.unclear", nil)
	}
	t.u.DayEnd = at
	return t.say("settings.dayend.set", at)
}

func (t wishing) wishWeekStart(day time.Weekday) error {
	t.passOver()
	t.u.WeekStart = day
	return t.say("settings.week.set", int(day))
}

// Below mostBareLitres a number without a unit is one of litres, and for who
// uses US units one below mostBareOunces is one of fluid ounces; any other is in
// ml.
const mostBareLitres, mostBareOunces = 10, 250

// ml is an amount of drink in ml.
func (t wishing) ml(f intent.Fluid) float64 {
	switch {
	case f.ML > 0:
		return f.N * f.ML
	case f.N < mostBareLitres:
		return f.N * 1000
	case t.u.Units == coach.US && f.N < mostBareOunces:
		return f.N * coach.FluidOunceML
	}
	return f.N
}

// withoutOunces is an amount in fluid ounces as its number, and any other as it
// is.
func (t wishing) withoutOunces(said string) string {
	text, err := t.words.Label("words.ounces", nil)
	if err != nil {
		return said
	}
	for word := range strings.Lines(text) {
		if bare, ok := strings.CutSuffix(said, strings.TrimSpace(word)); ok {
			return strings.TrimSpace(bare)
		}
	}
	return said
}
