package conversation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/storage"
)

// preferences are the settings that a person makes for themself.
type preferences struct{ *turn }

func (t *turn) preferences() preferences { return preferences{t} }

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
func (t preferences) settingsCommand(words string) error {
	name, value, _ := strings.Cut(words, " ")
	switch {
	case words == "":
		return t.settingsPanel(t.say)
	case t.says("words.settings.zone", name):
		if zone, place, ok := t.atlas().Zone(value); ok {
			return t.setup().confirmZone(zone, place)
		}
		return t.say("zone.unclear", nil)
	case t.says("words.settings.aim", name):
		fluid, _ := t.Reader.Fluid(value, t.moment(t.sent()))
		return t.setAim(t.wishing().ml(fluid))
	}
	m := t.read(words)
	if done, err := t.wishing().granted(&m); done || err != nil {
		return err
	}
	if zone, place, ok := t.atlas().Zone(words); ok {
		return t.setup().confirmZone(zone, place)
	}
	return t.settingsPanel(t.say)
}

func (t preferences) settingsView() settingsView {
	v := settingsView{
		Zone: t.u.Zone, Clock: t.now.Format("15:04"), DayEnd: t.u.DayEnd, AimML: t.u.WaterAimML,
		Default: t.u.WaterAimML == coach.DefaultWaterAimML, Units: t.u.Units, Cups: t.fluids().ownCups(),
		WeekStart: int(t.u.WeekStart), Numbers: !t.u.HideNumbers, Unwanted: t.u.Unwanted, KeepDays: t.u.KeepDays, Answers: t.u.Answers,
	}
	for _, a := range t.avoided() {
		v.Avoided = append(v.Avoided, t.Guide.Plural(a.Name))
	}
	for _, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		v.Own = append(v.Own, ownWord{phrase, t.u.Own[phrase]})
	}
	return v
}

// settingsPanel shows the settings, each with a button to change it.
func (t preferences) settingsPanel(show shower) error {
	v, k := t.settingsView(), t.keyboard()
	k.add("button.set.zone", nil, "zone", "ask").add("button.set.dayend", nil, "set", "days")
	k.row().add("button.set.aim", nil, "set", "aims").add("button.set.units", v.Units, "set", "units")
	k.row().add("button.set.week", t.nextWeekStart(), "set", "week").add("button.set.numbers", v.Numbers, "set", "numbers")
	k.row().add("button.set.advice", nil, "set", "advice").add("button.set.keep", nil, "set", "keeping")
	k.row().add("button.set.answers", brief{t.turn}.next(), "set", "answers")
	if len(v.Cups) > 0 {
		k.add("button.set.cups", nil, "set", "cups")
	}
	if len(v.Own) > 0 {
		k.add("button.set.words", nil, "set", "words")
	}
	return show.with("settings", v, k)
}

// pressSettings handles the panel's buttons and those of the screens behind it.
func (t preferences) pressSettings(args arguments) error {
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
		return t.vocabulary().ownWords(t.change)
	case "forget":
		return t.vocabulary().forgetWord(args.at(1))
	}
	t.toggle(args.at(0))
	return t.settingsPanel(t.change)
}

// toggle changes a setting that a tap turns to its next value.
func (t preferences) toggle(what string) {
	switch what {
	case "answers":
		t.u.Answers = brief{t.turn}.next()
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
func (t preferences) nextWeekStart() int {
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

func (t preferences) aimView() aimView { return aimView{t.u.WaterAimML, minAim, maxAim, t.u.Units} }

// setAim sets the fluid aim, in ml.
func (t preferences) setAim(ml float64) error {
	if math.Round(ml) < minAim || math.Round(ml) > maxAim {
		return t.say("settings.aim.unclear", t.aimView())
	}
	t.u.WaterAimML = int(math.Round(ml))
	return t.say("settings.aim.set", t.aimView())
}

// aimSteps are how much the buttons change the aim by: in ml, and in US fluid
// ounces.
const aimStepML, aimStepOz = 250, 8

func (t preferences) aimPanel() error {
	step := wording.Amount{US: t.u.Units == coach.US, N: strconv.Itoa(aimStepML)}
	if step.US {
		step.N = strconv.Itoa(aimStepOz)
	}
	k := t.keyboard().add("button.aim.less", step, "set", "aim", "-").add("button.aim.more", step, "set", "aim", "+")
	k.row().add("button.back", nil, "set", "show")
	return t.changeWith("settings.aim", t.aimView(), k)
}

func (t preferences) pressAim(way string) error {
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
func (t preferences) dayEndPanel() error {
	k := t.keyboard()
	for hour := range 9 {
		at := time.Duration(hour) * time.Hour
		k.flow(3, "button.hour", hourLabel{at, at == t.u.DayEnd}, "set", "dayend", wording.Clock(at))
	}
	k.row().add("button.back", nil, "set", "show")
	return t.changeWith("settings.dayend", t.u.DayEnd, k)
}

func (t preferences) pressDayEnd(clock string) error {
	at, err := time.Parse("15:04", clock)
	if err != nil || sinceMidnight(at) > maxDayEnd {
		return t.say("button.old", nil)
	}
	t.u.DayEnd = sinceMidnight(at)
	return t.dayEndPanel()
}

// keepTerms are for how many days a diary can be kept: about half a year, a
// year, two; 0: until it is deleted. None is shorter than what a question over
// 24 weeks looks at.
var keepTerms = []int{183, 365, 730, 0}

// keepView is how long the diary is kept, and what a shorter term would erase.
type keepView struct {
	Days    int
	Entries int64
	Since   wording.Day
}

// keepPanel offers how long to keep the diary.
func (t preferences) keepPanel(show shower) error {
	k := t.keyboard()
	for _, days := range keepTerms {
		k.flow(2, "button.keep.days", days, "set", "keep", strconv.Itoa(days))
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.keep", keepView{Days: t.u.KeepDays}, k)
}

// pressKeep sets the term. One that would erase entries at once is asked about
// first.
func (t preferences) pressKeep(term, sure string) error {
	days, err := strconv.Atoi(term)
	if err != nil || !slices.Contains(keepTerms, days) {
		return t.say("button.old", nil)
	}
	if days > 0 && sure == "" {
		first, changed := t.keptFrom(days)
		n, err := t.tx.Forgettable(t.u.ID, first, changed)
		if err != nil {
			return err
		}
		if n > 0 {
			k := t.keyboard().add("button.keep.yes", nil, "set", "keep", term, "yes").add("button.no", nil, "set", "keeping")
			return t.changeWith("settings.keep.sure", keepView{days, n, t.dayView(first)}, k)
		}
	}
	t.u.KeepDays, t.u.Kept = days, ""
	if err := t.letGo(); err != nil {
		return err
	}
	return t.keepPanel(t.change)
}

// keptFrom is the first day of a diary kept for so many days, and the instant
// before which its changes are old.
func (t preferences) keptFrom(days int) (day.Day, time.Time) {
	return t.today().Add(-days), t.now.AddDate(0, 0, -days)
}

// letGo drops what is older than the person wants to have kept, once a day.
func (t preferences) letGo() error {
	if t.u.KeepDays <= 0 || t.u.Kept == t.today() {
		return nil
	}
	first, changed := t.keptFrom(t.u.KeepDays)
	t.u.Kept, t.u.Week = t.today(), coach.WeekSoFar{}
	_, err := t.tx.Forget(t.u.ID, first, changed)
	return err
}

// LetGo drops what is older than each person wants to have kept; also of those
// who don't write any more. It is meant to be called once a day.
func (s *Service) LetGo(ctx context.Context) error {
	var failed []error
	for after := int64(math.MinInt64); ; {
		ids, err := s.DB.UserIDs(ctx, after, rereadPage)
		if err != nil {
			return fmt.Errorf("finding whose diary is old: %w", err)
		}
		for _, id := range ids {
			after = id
			if err := s.letGo(ctx, id); err != nil {
				failed = append(failed, fmt.Errorf("dropping what is old of user %d: %w", id, err))
			}
		}
		if len(ids) < rereadPage {
			return errors.Join(failed...)
		}
	}
}

func (s *Service) letGo(ctx context.Context, id int64) error {
	due := false
	err := s.DB.View(ctx, func(tx *storage.Tx) error {
		u, err := tx.User(id)
		due = u.KeepDays > 0 && u.Kept != u.Today(s.Now())
		return err
	})
	if err != nil || !due {
		return err
	}
	return s.DB.Update(ctx, func(tx *storage.Tx) error {
		t := s.newTurn(ctx, tx, Event{UserID: id, ChatID: id, Private: true})
		if isNew, err := t.known(); err != nil || isNew {
			return err // just deleted: nothing is left
		}
		return errors.Join(t.preferences().letGo(), t.save())
	})
}

// The limits of what a person's own vessel holds, in ml.
const minCup, maxCup = 30, 2000

// vessels are those that a person may have of their own, by the names of their
// units.
func (t preferences) vessels() []string {
	text, err := t.words.Label("words.vessels", nil)
	if err != nil {
		return nil
	}
	return strings.Fields(text)
}

// wishCup keeps what a vessel of the person's own holds: "my mug holds 400 ml".
func (t preferences) wishCup(vessel string, ml float64) error {
	t.passOver()
	if ml < minCup || ml > maxCup {
		return t.say("settings.cup.unclear", vessel)
	}
	cups := maps.Clone(t.u.Cups)
	if cups == nil {
		cups = food.Cups{}
	}
	cups[vessel] = math.Round(ml)
	t.u.Cups = cups
	return t.say("settings.cup.set", cupView{vessel, cups[vessel], t.u.Units})
}

// cupsPanel shows the person's vessels, each with a button to forget it.
func (t preferences) cupsPanel(show shower) error {
	k, list := t.keyboard(), t.fluids().ownCups()
	for _, c := range list {
		k.row().add("button.cup.forget", c, "set", "cup", c.Cup)
	}
	if len(list) == 0 {
		example, err := t.words.Label("example.cup", nil)
		if err != nil {
			return err
		}
		k.copies("button.copy.example", example)
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.cups", list, k)
}

func (t preferences) forgetCup(name string) error {
	cups := maps.Clone(t.u.Cups)
	delete(cups, name)
	t.u.Cups = cups
	return t.cupsPanel(t.change)
}
