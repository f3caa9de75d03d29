package conversation

import (
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/intent"
)

// alarms answers what calls for care before anything else.
type alarms struct{ *turn }

func (t *turn) alarms() alarms { return alarms{t} }

// askedCare is the question that a concern asks: how the person is.
const askedCare = "care"

// careView is what the answers to an alarm or a concern are given.
type careView struct{ Help care.Help }

func (t alarms) careView() careView { return careView{t.helplines.For(t.u.Zone)} }

// alarm answers a red flag with where to find help, and with nothing else. A
// meal that the message states is kept without a word about it.
func (t alarms) alarm(text string, m intent.Message) error {
	if err := t.calmDown(text, m); err != nil {
		return err
	}
	if err := t.refer(m.About); err != nil {
		return err
	}
	// A keyboard that waits for an answer goes; a message can't close it and have
	// buttons of its own.
	if last := &t.replies[len(t.replies)-1]; len(last.Buttons) == 0 {
		last.CloseKeyboard = true
	}
	return nil
}

// refer says where to find help. Where it is about eating, numbers stay hidden
// until the person wants them back.
func (t alarms) refer(about care.Kind) error {
	k := t.keyboard()
	if about == care.Eating {
		t.u.HideNumbers = true
		if err := t.experiment().endExclusion(); err != nil {
			return err
		}
		k.add("button.care.numbers", nil, "care", "numbers")
	}
	return t.sayWith("care."+string(about), t.careView(), k)
}

// concern asks about what may be a sign of harm, before anything else and in
// place of an answer to it.
func (t alarms) concern(text string, m intent.Message) error {
	if err := t.calmDown(text, m); err != nil {
		return err
	}
	about := string(m.About)
	t.ask(askedCare, about)
	k := t.keyboard()
	k.add("button.care."+about+".well", nil, "care", "well", about)
	k.add("button.care."+about+".help", nil, "care", "help", about)
	return t.sayWith("care.ask."+about, t.careView(), k)
}

// calmDown keeps silently what the message tells, and begins the hours in which
// the coach says nothing by itself.
func (t alarms) calmDown(text string, m intent.Message) error {
	t.settle()
	if err := t.keepSilently(text, m); err != nil || t.e.Forwarded {
		return err
	}
	var blamed []string
	for _, span := range m.Food.NotEaten {
		for _, item := range t.read(span.Text).Food.Items {
			blamed = appendNew(blamed, item.Food)
		}
	}
	t.u.StayCalm(t.now, blamed)
	return nil
}

// careAnswer takes what the person writes after a concern was asked about.
// To "are you safe?" a yes is good news, to "is this still going on?" a no.
func (t alarms) careAnswer(text string) (done bool, err error) {
	about := care.Kind(t.u.Dialog.About)
	well, help := "words.no", "words.yes"
	if about == care.Crisis {
		well, help = help, well
	}
	switch {
	case t.says(well, text), t.says("words.care.well", text):
		t.settle()
		return true, t.say("care.well."+string(about), t.careView())
	case t.says(help, text), t.says("words.care.help", text):
		t.settle()
		return true, t.refer(about)
	}
	return false, nil
}

// pressCare handles the buttons of alarms and concerns.
func (t alarms) pressCare(args arguments) error {
	about := care.Kind(args.at(1))
	switch args.at(0) {
	case "numbers":
		t.u.HideNumbers = false
		t.dropButtons()
		return t.say("care.numbers", nil)
	case "well", "help":
		if !about.Valid() {
			break
		}
		if t.asked() == askedCare {
			t.settle()
		}
		t.dropButtons()
		if args.at(0) == "help" {
			return t.refer(about)
		}
		return t.say("care.well."+string(about), t.careView())
	}
	return t.say("button.old", nil)
}

// keepSilently keeps what the message tells, as logging or editing would.
func (t alarms) keepSilently(text string, m intent.Message) error {
	if t.e.Forwarded {
		return nil
	}
	changes, _, err := t.standing(t.source())
	if err != nil {
		return err
	}
	m.Food.Unknown = nil
	entries := t.entries(t.source(), text, t.sent(), m)
	switch {
	case len(changes) > 0:
		_, err = t.append(coach.ChangeEdit, t.source(), 0, entries)
	case len(entries) > 0:
		_, err = t.append(coach.ChangeLog, t.source(), 0, entries)
	}
	return err
}
