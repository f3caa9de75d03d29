package conversation

import (
	"strconv"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// checkIns asks for sleep, stress and movement, and keeps the answers.
type checkIns struct{ *turn }

func (t *turn) checkIns() checkIns { return checkIns{t} }

// checkinCommand asks for sleep, stress and movement in three taps, or reads
// what follows: "/checkin slept 7 h, calm".
func (t checkIns) checkinCommand(words string) error {
	if words != "" {
		if m := t.read(words); m.CheckIn != nil {
			return t.meals().logAndAnswer(words, m)
		}
	}
	t.ask("sleep", "")
	return t.sayWith("checkin.sleep", nil, t.scale("sleep", ""))
}

// scale is the buttons 1–5 of one of the three questions.
func (t checkIns) scale(verb, source string) *keyboard {
	k := t.keyboard()
	for n := 1; n <= 5; n++ {
		args := []string{strconv.Itoa(n)}
		if source != "" {
			args = append(args, source)
		}
		k.add("button.scale", scaleLabel{verb, n}, verb, args...)
	}
	return k
}

// scaleLabel is a step of a scale as its button names it.
type scaleLabel struct {
	Scale string
	Step  int
}

// pressCheckIn keeps the answer of a button.
func (t checkIns) pressCheckIn(verb string, args arguments) error {
	n, err := strconv.Atoi(args.at(0))
	if err != nil || n < 1 || n > 5 {
		return t.say("button.old", nil)
	}
	if verb == "sleep" {
		return t.step(verb, t.source(), n)
	}
	return t.step(verb, args.at(1), n)
}

// scaleAnswer takes the answer to one of the three questions in words.
func (t checkIns) scaleAnswer(asked, text string, m intent.Message) (done bool, err error) {
	a, ok := m.Answer()
	n := a.Rating
	if !ok || n == 0 {
		n = t.scaleSaid(asked, text, m)
	}
	source := t.u.Dialog.About
	if source == "" {
		source = t.source()
	}
	if n == 0 || a.When != "" {
		return false, nil
	}
	t.settle()
	return true, t.step(asked, source, n)
}

// scaleSaid is the step of the scale that an answer means without a number:
// "badly", "not at all"; 0 for none.
func (t checkIns) scaleSaid(asked, text string, m intent.Message) int {
	if m.Intent != intent.Unknown && m.Intent != intent.Lifestyle && m.Intent != intent.Greeting {
		return 0
	}
	told := func(read intent.Message) coach.CheckIn {
		if read.CheckIn == nil || len(read.Food.Items) > 0 {
			return coach.CheckIn{}
		}
		return *read.CheckIn
	}
	switch asked {
	case "sleep":
		return told(t.readAs("read.sleep", text)).Sleep
	case "stress":
		return told(t.readAs("read.stress", text)).Stress
	}
	return told(t.readAs("read.moved", text)).Movement
}

// step keeps one answer and asks for the next: in place of the message whose
// button was pressed. The first one makes the entry, the others fill it in.
func (t checkIns) step(verb, source string, n int) error {
	if verb == "sleep" {
		if err := t.keepCheckIn(coach.ChangeLog, source, coach.CheckIn{Sleep: n}); err != nil {
			return err
		}
		return t.askScale(source, "checkin.stress", "stress")
	}
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 || entries[0].CheckIn == nil {
		return t.say("button.gone", nil)
	}
	told := *entries[0].CheckIn
	if verb == "stress" {
		told.Stress = n
		if err := t.keepCheckIn(coach.ChangeCorrect, source, told); err != nil {
			return err
		}
		return t.askScale(source, "checkin.movement", "moved")
	}
	told.Movement = n
	if err := t.keepCheckIn(coach.ChangeCorrect, source, told); err != nil {
		return err
	}
	t.settle()
	return t.display().showSource(source, t.pressed())
}

// pressed is the message whose button was pressed, 0 for a text.
func (t checkIns) pressed() int {
	if t.e.Kind == KindButton {
		return t.e.MessageID
	}
	return 0
}

func (t checkIns) askScale(source, question, verb string) error {
	t.ask(verb, source)
	return t.display().sayOf(source, t.pressed(), question, nil, t.scale(verb, source))
}

// keepCheckIn puts a check-in into the diary: of today, or of the day it was
// begun on.
func (t checkIns) keepCheckIn(kind coach.ChangeKind, source string, told coach.CheckIn) error {
	e := coach.Entry{Source: source, Kind: coach.KindCheckIn, Day: t.today(), At: t.now, Clock: -1, CheckIn: &told}
	if _, entries, err := t.standing(source); err != nil {
		return err
	} else if len(entries) > 0 {
		e.Day, e.At = entries[0].Day, entries[0].At
	}
	_, err := t.append(kind, source, 0, []coach.Entry{e})
	return err
}
