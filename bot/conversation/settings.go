package conversation

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// settingsView is how the settings stand.
type settingsView struct {
	Zone      string
	Clock     string
	DayEnd    time.Duration
	AimML     int
	WeekStart int
	Numbers   bool
	Own       []ownWord
}

// ownWord is a word that the person taught.
type ownWord struct{ Phrase, Meaning string }

// settingsCommand shows the settings, or sets the zone, the water aim or the
// day's end: "/settings zone Pune", "/settings water 2500", "/settings day 5".
func (t *turn) settingsCommand(words string) error {
	name, value, _ := strings.Cut(words, " ")
	switch strings.ToLower(name) {
	case "":
		return t.settingsPanel(t.say)
	case "zone", "city", "place":
		if zone, place, ok := t.places.Zone(value); ok {
			return t.confirmZone(zone, place)
		}
		return t.say("zone.unclear", nil)
	case "water", "aim":
		return t.setAim(value)
	}
	if zone, place, ok := t.places.Zone(words); ok {
		return t.confirmZone(zone, place)
	}
	return t.settingsPanel(t.say)
}

// The limits of the fluid aim, in ml.
const minAim, maxAim = 500, 6000

func (t *turn) setAim(value string) error {
	value = strings.ToLower(strings.ReplaceAll(value, " ", ""))
	litres := strings.HasSuffix(value, "l") && !strings.HasSuffix(value, "ml")
	aim, err := strconv.ParseFloat(strings.TrimRight(value, "ml"), 64)
	if litres || aim > 0 && aim < 10 {
		aim *= 1000
	}
	if err != nil || aim < minAim || aim > maxAim {
		return t.say("settings.aim.unclear", nil)
	}
	t.u.WaterAimML = int(aim)
	return t.settingsPanel(t.say)
}

func (t *turn) settingsPanel(show func(string, any, ...[]Button) error) error {
	v := settingsView{
		Zone: t.u.Zone, Clock: t.now.Format("15:04"), DayEnd: t.u.DayEnd, AimML: t.u.WaterAimML,
		WeekStart: int(t.u.WeekStart), Numbers: !t.u.HideNumbers,
	}
	for _, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		v.Own = append(v.Own, ownWord{phrase, t.u.Own[phrase]})
	}
	k := t.keyboard().add("button.set.zone", nil, "zone", "ask")
	k.row().add("button.set.less", nil, "set", "aim", "-250").add("button.set.more", nil, "set", "aim", "+250")
	k.row().add("button.set.dayend", t.nextDayEnd(), "set", "dayend").add("button.set.week", t.nextWeekStart(), "set", "week")
	k.row().add("button.set.numbers", v.Numbers, "set", "numbers")
	if len(v.Own) > 0 {
		k.add("button.set.words", nil, "set", "words")
	}
	rows, err := k.done()
	if err != nil {
		return err
	}
	return show("settings", v, rows...)
}

// nextDayEnd is the hour that the day's end is changed to next: 0 to 6.
func (t *turn) nextDayEnd() time.Duration { return (t.u.DayEnd + time.Hour) % (7 * time.Hour) }

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

// pressSettings handles the panel's buttons.
func (t *turn) pressSettings(args arguments) error {
	switch args.at(0) {
	case "aim":
		step, err := strconv.Atoi(args.at(1))
		if err == nil && (step == 250 || step == -250) {
			t.u.WaterAimML = min(max(t.u.WaterAimML+step, minAim), maxAim)
		}
	case "dayend":
		t.u.DayEnd = t.nextDayEnd()
	case "week":
		t.u.WeekStart = time.Weekday(t.nextWeekStart())
	case "numbers":
		t.u.HideNumbers = !t.u.HideNumbers
	case "words":
		return t.ownWords()
	case "forget":
		return t.forgetWord(args.at(1))
	}
	return t.settingsPanel(t.change)
}

// ownWords lists the words taught, each with a button to forget it.
func (t *turn) ownWords() error {
	k := t.keyboard()
	for i, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		k.row().add("button.forget", ownWord{phrase, t.u.Own[phrase]}, "set", "forget", strconv.Itoa(i)+"."+wordMark(phrase))
	}
	k.row().add("button.back", nil, "set", "show")
	return t.changeWith("settings.words", len(t.u.Own), k)
}

// wordMark is a short mark of a phrase, so that a button made for one never
// hits another.
func wordMark(phrase string) string {
	sum := 0
	for _, r := range phrase {
		sum = (sum*31 + int(r)) % 46656
	}
	return strconv.FormatInt(int64(sum), 36)
}

func (t *turn) forgetWord(which string) error {
	index, mark, _ := strings.Cut(which, ".")
	i, err := strconv.Atoi(index)
	phrases := slices.Sorted(maps.Keys(t.u.Own))
	if err == nil && i >= 0 && i < len(phrases) && wordMark(phrases[i]) == mark {
		own := maps.Clone(t.u.Own)
		delete(own, phrases[i])
		t.u.Own = own
	}
	return t.ownWords()
}
