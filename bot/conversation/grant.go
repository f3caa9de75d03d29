package conversation

import (
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// wishing does what people ask of their settings and data in plain words.
type wishing struct{ *turn }

func (t *turn) wishing() wishing { return wishing{t} }

// wishNames are the wishes that can be granted, and "dish", which names a meal
// that nobody knows. The phrases for them are in messages/wishes.tsv.
var wishNames = []string{
	"zone", "zone.later", "zone.ask", "dayend", "weekstart", "units.us", "units.metric", "cup", "aim", "numbers.hide", "numbers.show",
	"avoid", "dislike", "leaveout", "diet", "eat", "unwanted", "wanted", "quiet", "quiet.off", "keep", "keep.ever", "export", "import", "privacy",
	"erase", "settings", "words", "help", "start", "why", "skin.history", "skin.photos", "water", "checkin", "again", "about", "fix", "stop", "bye",
	"answers.full", "answers.short", "answers.reaction", "cost", "plants", "week", "week.last", "calories", "triggers", "reminders", "howto.change", "howto.log", "forget", "fermented", "cancel", "nottoday", "idea", "dish",
}

// ownWords is how many times a phrase for the wish has the person's own words,
// "…", at least.
func ownWords(wish string) int {
	switch wish {
	case "cup", "quiet":
		return 2
	case "zone", "zone.later", "dayend", "weekstart", "aim", "avoid", "dislike", "leaveout", "diet", "eat", "unwanted", "wanted", "forget", "fermented", "dish":
		return 1
	}
	return 0
}

// mostDisliked is how many words name what somebody doesn't like.
const mostDisliked = 4

// grant does what a wish asks for. said are the person's own words in it; done
// is false when they make no sense there.
func (t wishing) grant(name string, said []string) (done bool, err error) {
	switch name {
	case "zone":
		return t.wishZone(said[0])
	case "zone.later":
		place, ok := t.places.Named(said[0])
		if !ok {
			return false, nil
		}
		return true, t.say("zone.later", place.Name)
	case "nottoday":
		return t.wishNotToday()
	case "dayend":
		return t.wishDayEnd(said[0])
	case "weekstart":
		return t.wishWeekStart(said[0])
	case "cup":
		return t.preferences().wishCup(said[0], said[1])
	case "aim":
		return t.wishAim(said[0])
	case "dislike":
		if len(strings.Fields(said[0])) > mostDisliked {
			return false, nil // it tells more
		}
		return t.preferences().wishAvoid(name, said[0])
	case "avoid", "leaveout", "diet", "eat":
		return t.preferences().wishAvoid(name, said[0])
	case "unwanted", "wanted":
		return t.preferences().wishAdvice(name == "wanted", said[0])
	case "quiet":
		return t.wishQuiet(said[0], said[1])
	case "forget":
		return t.vocabulary().wishForget(said[0])
	case "fermented":
		return t.articles().wishFermented(said[0])
	case "why":
		return true, t.articles().whyLatest()
	case "dish":
		return false, nil
	}
	t.passOver()
	return true, t.grantPlain(name)
}

// grantPlain does what needs no words of the person's own.
func (t wishing) grantPlain(name string) error {
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
	case "quiet.off":
		t.u.Reminders.QuietFrom, t.u.Reminders.QuietTo = 0, 0
		return t.reminders().remindersPanel(t.say)
	case "keep":
		return t.preferences().keepPanel(t.say)
	case "keep.ever":
		t.u.KeepDays = 0
		return t.preferences().keepPanel(t.say)
	case "words":
		return t.vocabulary().ownWords(t.say)
	}
	return t.grantView(name)
}

// grantView shows what looks back.
func (t wishing) grantView(name string) error {
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
	return t.grantScreen(name)
}

// grantScreen shows what a command of about that name does.
func (t wishing) grantScreen(name string) error {
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
	case "reminders":
		return t.reminders().remindersPanel(t.say)
	case "checkin":
		return t.checkIns().checkinCommand("")
	case "again":
		return t.repeats().againMenu()
	case "fix":
		return t.corrections().fixLatest()
	case "settings":
		return t.preferences().settingsPanel(t.say)
	}
	return t.grantWords(name)
}

// grantWords answers what needs no more than words.
func (t wishing) grantWords(name string) error {
	switch name {
	case "stop":
		return t.sayWith("stop.what", nil, t.keyboard().add("button.rem.none", nil, "rem", "none"))
	case "triggers":
		return t.sayWith("triggers", nil, t.keyboard().add("button.question.one", nil, "q", "one"))
	case "privacy":
		return t.say("privacy", nil)
	case "about":
		return t.say("about", nil)
	case "cost":
		return t.say("cost", nil)
	case "calories":
		return t.say("calories", nil)
	case "howto.change":
		return t.say("howto.change", nil)
	case "howto.log":
		return t.say("howto.log", nil)
	case "bye":
		return t.say("bye", strings.Contains(strings.ToLower(t.e.Text), "night"))
	}
	return t.say("cancel.nothing", nil)
}

// wishZone takes a place, an IANA name or an offset, and nothing else.
func (t wishing) wishZone(said string) (done bool, err error) {
	zone, place, ok := t.places.Exactly(said)
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

func (t wishing) wishDayEnd(said string) (done bool, err error) {
	at, ok := t.clockSaid(said)
	if !ok {
		return false, nil
	}
	t.passOver()
	if at > maxDayEnd {
		return true, t.say("settings.dayend.unclear", nil)
	}
	t.u.DayEnd = at
	return true, t.say("settings.dayend.set", at)
}

func (t wishing) wishWeekStart(said string) (done bool, err error) {
	day, ok := t.Reader.Weekday(said, t.moment(t.sent()))
	if !ok {
		return false, nil
	}
	t.passOver()
	t.u.WeekStart = day
	return true, t.say("settings.week.set", int(day))
}

func (t wishing) wishAim(said string) (done bool, err error) {
	if _, ok := t.mlSaid(said); !ok {
		return false, nil
	}
	t.passOver()
	return true, t.preferences().setAim(said)
}

func (t wishing) wishQuiet(from, to string) (done bool, err error) {
	start, ok1 := t.clockSaid(from)
	end, ok2 := t.clockSaid(to)
	if !ok1 || !ok2 {
		return false, nil
	}
	t.passOver()
	t.u.Reminders.QuietFrom, t.u.Reminders.QuietTo = start, end
	return true, t.reminders().remindersPanel(t.say)
}

// clockSaid is a time of day in words: "8pm", "20:30", "half past nine", "23".
func (t wishing) clockSaid(said string) (time.Duration, bool) {
	return t.Reader.Clock(said, t.moment(t.sent()))
}

// mlSaid is an amount of fluid in words: "2.5 l", "80 oz", "8 glasses"; a bare
// number is ml, or litres or, for who uses them, fluid ounces.
func (t wishing) mlSaid(said string) (ml float64, ok bool) {
	said = strings.TrimSpace(said)
	if n, err := strconv.ParseFloat(strings.ReplaceAll(said, ",", ""), 64); err == nil {
		switch {
		case n > 0 && n < 10:
			n *= 1000
		case t.u.Units == coach.US && n < 250:
			n *= coach.FluidOunceML
		}
		return n, n > 0
	}
	name := "read.fluid"
	if bare := t.withoutOunces(said); bare != said {
		name, said = "read.ounces", bare
	}
	items := t.readAs(name, said).Food.Items
	if len(items) != 1 || !items[0].Stated {
		return 0, false
	}
	return items[0].FluidML, items[0].FluidML > 0
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
