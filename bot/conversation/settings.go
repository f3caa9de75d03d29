package conversation

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
)

// settingsView is how the settings stand.
type settingsView struct {
	Zone      string
	Clock     string
	DayEnd    time.Duration
	AimML     int
	Default   bool // of the aim
	Units     coach.Units
	Cups      []cupView
	WeekStart int
	Numbers   bool
	Avoided   []string
	Unwanted  []coach.Line
	KeepDays  int
	Answers   coach.AnswerLength
	Own       []ownWord
}

// ownWord is a word that the person taught.
type ownWord struct{ Phrase, Meaning string }

// settingsCommand shows the settings, or changes what follows: "/settings zone
// Pune", "/settings water 2500", "/settings my mug holds 400 ml".
func (t *turn) settingsCommand(words string) error {
	name, value, _ := strings.Cut(words, " ")
	switch {
	case words == "":
		return t.settingsPanel(t.say)
	case t.says("words.settings.zone", name):
		if zone, place, ok := t.places.Zone(value); ok {
			return t.confirmZone(zone, place)
		}
		return t.say("zone.unclear", nil)
	case t.says("words.settings.aim", name):
		fluid, _ := t.Reader.Fluid(value, t.moment(t.sent()))
		return t.setAim(t.ml(fluid))
	}
	m := t.read(words)
	if done, err := t.granted(&m); done || err != nil {
		return err
	}
	if zone, place, ok := t.places.Zone(words); ok {
		return t.confirmZone(zone, place)
	}
	return t.settingsPanel(t.say)
}

func (t *turn) settingsView() settingsView {
	v := settingsView{
		Zone: t.u.Zone, Clock: t.now.Format("15:04"), DayEnd: t.u.DayEnd, AimML: t.u.WaterAimML,
		Default: t.u.WaterAimML == coach.DefaultWaterAimML, Units: t.u.Units, Cups: t.ownCups(),
		WeekStart: int(t.u.WeekStart), Numbers: !t.u.HideNumbers, Unwanted: t.u.Unwanted, KeepDays: t.u.KeepDays, Answers: t.u.Answers,
	}
	for _, a := range t.avoided() {
		v.Avoided = append(v.Avoided, a.Name)
	}
	for _, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		v.Own = append(v.Own, ownWord{phrase, t.u.Own[phrase]})
	}
	return v
}

// settingsPanel shows the settings, each with a button to change it.
func (t *turn) settingsPanel(show shower) error {
	v, k := t.settingsView(), t.keyboard()
	k.add("button.set.zone", nil, "zone", "ask").add("button.set.dayend", nil, "set", "days")
	k.row().add("button.set.aim", nil, "set", "aims").add("button.set.units", v.Units, "set", "units")
	k.row().add("button.set.week", t.nextWeekStart(), "set", "week").add("button.set.numbers", v.Numbers, "set", "numbers")
	k.row().add("button.set.advice", nil, "set", "advice").add("button.set.keep", nil, "set", "keeping")
	k.row().add("button.set.answers", brief{t}.next(), "set", "answers")
	if len(v.Cups) > 0 {
		k.add("button.set.cups", nil, "set", "cups")
	}
	if len(v.Own) > 0 {
		k.add("button.set.words", nil, "set", "words")
	}
	return show.with("settings", v, k)
}

// pressSettings handles the panel's buttons and those of the screens behind it.
func (t *turn) pressSettings(args arguments) error {
	switch what := args.at(0); what {
	case "aims":
		return t.aimPanel()
	case "aim":
		return t.pressAim(args.at(1))
	case "days":
		return t.dayEndPanel()
	case "dayend":
		return t.pressDayEnd(args.at(1))
	case "cups":
		return t.cupsPanel(t.change)
	case "cup":
		return t.forgetCup(args.at(1))
	case "advice":
		return t.advicePanel(t.change)
	case "line", "eat":
		return t.pressAdvice(what, args.at(1))
	case "keeping":
		return t.keepPanel(t.change)
	case "keep":
		return t.pressKeep(args.at(1), args.at(2))
	case "words":
		return t.ownWords(t.change)
	case "forget":
		return t.forgetWord(args.at(1))
	}
	t.toggle(args.at(0))
	return t.settingsPanel(t.change)
}

// toggle changes a setting that a tap turns to its next value.
func (t *turn) toggle(what string) {
	switch what {
	case "answers":
		t.u.Answers = brief{t}.next()
	case "week":
		t.u.WeekStart = time.Weekday(t.nextWeekStart())
	case "numbers":
		t.u.HideNumbers = !t.u.HideNumbers
	case "units":
		if t.u.Units == coach.US {
			t.u.Units = coach.Metric
		} else {
			t.u.Units = coach.US
		}
	}
}

// nextWeekStart is the weekday that weeks are to start on next: of Monday,
// Saturday and Sunday.
func (t *turn) nextWeekStart() int {
	switch t.u.WeekStart {
	case time.Monday:
		return int(time.Saturday)
	case time.Saturday:
		return int(time.Sunday)
	}
	return int(time.Monday)
}

// The limits of the fluid aim, in ml.
const minAim, maxAim = 500, 6000

// aimView is the fluid aim, and its limits.
type aimView struct {
	AimML, Least, Most int
	Units              coach.Units
}

func (t *turn) aimView() aimView { return aimView{t.u.WaterAimML, minAim, maxAim, t.u.Units} }

// setAim sets the fluid aim, in ml.
func (t *turn) setAim(ml float64) error {
	if math.Round(ml) < minAim || math.Round(ml) > maxAim {
		return t.say("settings.aim.unclear", t.aimView())
	}
	t.u.WaterAimML = int(math.Round(ml))
	return t.say("settings.aim.set", t.aimView())
}

// aimSteps are how much the buttons change the aim by: in ml, and in US fluid
// ounces.
const aimStepML, aimStepOz = 250, 8

func (t *turn) aimPanel() error {
	step := amount{US: t.u.Units == coach.US, N: strconv.Itoa(aimStepML)}
	if step.US {
		step.N = strconv.Itoa(aimStepOz)
	}
	k := t.keyboard().add("button.aim.less", step, "set", "aim", "-").add("button.aim.more", step, "set", "aim", "+")
	k.row().add("button.back", nil, "set", "show")
	return t.changeWith("settings.aim", t.aimView(), k)
}

func (t *turn) pressAim(way string) error {
	step := 1
	if way == "-" {
		step = -1
	}
	aim := t.u.WaterAimML + step*aimStepML
	if t.u.Units == coach.US {
		ounces := math.Round(float64(t.u.WaterAimML)/coach.FluidOunceML) + float64(step*aimStepOz)
		aim = int(math.Round(ounces * coach.FluidOunceML))
	}
	t.u.WaterAimML = min(max(aim, minAim), maxAim)
	return t.aimPanel()
}

// maxDayEnd is the latest hour at which a day can end. Whoever sleeps by day
// ends it at noon.
const maxDayEnd = 12 * time.Hour

// dayEndPanel offers the usual hours; others can be written.
func (t *turn) dayEndPanel() error {
	k := t.keyboard()
	for hour := range 9 {
		at := time.Duration(hour) * time.Hour
		k.flow(3, "button.hour", hourLabel{at, at == t.u.DayEnd}, "set", "dayend", clockText(at))
	}
	k.row().add("button.back", nil, "set", "show")
	return t.changeWith("settings.dayend", t.u.DayEnd, k)
}

func (t *turn) pressDayEnd(clock string) error {
	at, err := time.Parse("15:04", clock)
	if err != nil || sinceMidnight(at) > maxDayEnd {
		return t.say("button.old", nil)
	}
	t.u.DayEnd = sinceMidnight(at)
	return t.dayEndPanel()
}
