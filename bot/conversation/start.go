package conversation

import (
	"errors"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/intent"
)

// setup gets to know a new person: their zone, and when to remind.
type setup struct{ *turn }

func (t *turn) setup() setup { return setup{t} }

// The three steps of /start: what the coach does; where the person is; which
// reminders they want. Each can be skipped, and logging works all the while.

func (t setup) start() error {
	if !t.u.Started.IsZero() {
		return t.say("start.again", nil)
	}
	t.ask("start", "1")
	k := t.keyboard().add("button.next", nil, "start", "next").add("button.skip", nil, "start", "skip")
	return t.sayWith("start.hello", nil, k)
}

// greet answers a greeting, thanks or an "ok"; someone new is shown the first
// step.
func (t setup) greet(said intent.Action) error {
	if t.u.IsCalm(t.now) {
		return t.say("care.here", nil)
	}
	if said == intent.ActThank {
		return t.say("welcome", nil)
	}
	if t.u.Started.IsZero() && t.once("hello") {
		return t.start()
	}
	if said == intent.ActAim {
		return t.say("aim", nil)
	}
	if said == intent.ActAccept {
		return t.say("ack", nil)
	}
	return t.say("hello", nil)
}

// met greets somebody whose first words ask for nothing that the coach can answer:
// they are shown how it begins, or where the same message is logged how it goes on.
// done is false for anybody else.
func (t setup) met() (done bool, err error) {
	if !t.isNew || t.u.IsCalm(t.now) {
		return false, nil
	}
	if entries, err := t.recent(); err != nil || len(entries) > 0 {
		return err == nil, errors.Join(err, t.say("aim", nil))
	}
	return true, t.start()
}

// helpView is what /help tells of.
type helpView struct {
	Commands []wording.Command
	Voice    bool // voice notes are listened to
}

func (t setup) help() error { return t.say("help", helpView{t.words.Commands, t.Transcribe != nil}) }

// startAnswer takes a message while a step of /start waits: "skip", "next", a
// place, yes or no. done is false for anything else, such as a meal.
func (t setup) startAnswer(asked, text string, m intent.Message) (done bool, err error) {
	a, _ := m.Answer()
	switch {
	case t.says("words.skip", text), a.Decline && asked == "start", a.Decline && asked == "zone" && !t.says("words.no", text):
		return true, t.skipStart()
	case asked == "zone":
		return t.zoneAnswer(text, m)
	case asked == "start" && (t.says("words.next", text) || t.says("words.yes", text)):
		return true, t.askZone()
	case asked == "reminders" && t.says("words.yes", text):
		return true, t.finishStart("on")
	case asked == "reminders" && t.says("words.no", text):
		return true, t.finishStart("off")
	}
	return false, nil
}

// pressStart handles the buttons of /start and of the zone question.
func (t setup) pressStart(verb string, args arguments) error {
	if verb == "zone" {
		return t.pressZone(args)
	}
	switch args.at(0) {
	case "next":
		t.dropButtons()
		return t.askZone()
	case "2":
		return t.askZone()
	case "3":
		return t.askReminders()
	case "skip":
		t.dropButtons()
		return t.skipStart()
	case "on", "evening", "off":
		return t.finishStart(args.at(0))
	}
	return t.say("button.old", nil)
}

// skipStart finishes /start with what is known. Reminders come from then on
// where the zone is known; nobody is nudged without one.
func (t setup) skipStart() error {
	if t.asked() == "zone" && !t.u.Started.IsZero() {
		t.settle()
		return t.close("zone.kept", t.u.Zone != "")
	}
	t.settle()
	if t.u.Started.IsZero() {
		t.u.Started = t.now
	}
	return t.close("start.skipped", t.reminders().remindersView())
}

// askReminders is the third step.
func (t setup) askReminders() error {
	t.ask("reminders", "")
	k := t.keyboard().add("button.reminders.yes", nil, "start", "on")
	k.row().add("button.reminders.evening", nil, "start", "evening")
	k.row().add("button.reminders.no", nil, "start", "off")
	return t.sayWith("start.reminders", t.reminders().remindersView(), k)
}

// finishStart ends /start with the reminders chosen: the usual ones, the
// evening skin check-in besides, or none.
func (t setup) finishStart(choice string) error {
	t.settle()
	if t.u.Started.IsZero() {
		t.u.Started = t.now
	}
	r := &t.u.Reminders
	for _, s := range []*coach.Schedule{&r.Fermented, &r.Water, &r.Weekly} {
		t.reminders().turnOn(s, choice != "off")
	}
	t.reminders().turnOn(&r.Skin, choice == "evening")
	return t.change("start.done", t.reminders().remindersView())
}

// close says something and takes a keyboard that asked for the location away.
func (t setup) close(name string, data any) error {
	text, err := t.words.HTML(name, data)
	if err != nil {
		return err
	}
	t.reply(Message{Text: text, CloseKeyboard: true}, "")
	return nil
}
