package conversation

import (
	"strconv"

	"gutskin/coach"
)

// checkinCommand asks for sleep, stress and movement in three taps, or reads
// what follows: "/checkin slept 7 h, calm".
func (t *turn) checkinCommand(words string) error {
	if words != "" {
		if m := t.read(words); m.CheckIn != nil {
			return t.logAndAnswer(words, m)
		}
	}
	return t.sayWith("checkin.sleep", nil, t.scale("sleep", ""))
}

// scale is the buttons 1–5 of one of the three questions.
func (t *turn) scale(verb, source string) *keyboard {
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

// pressCheckIn keeps one answer and asks for the next in place. The first one
// makes the entry, the others fill it in.
func (t *turn) pressCheckIn(verb string, args arguments) error {
	n, err := strconv.Atoi(args.at(0))
	if err != nil || n < 1 || n > 5 {
		return t.say("button.old", nil)
	}
	if verb == "sleep" {
		source := t.source()
		if err := t.keepCheckIn(coach.ChangeLog, source, coach.CheckIn{Sleep: n}); err != nil {
			return err
		}
		return t.askScale(source, "checkin.stress", "stress")
	}
	source := args.at(1)
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
	return t.showSource(source, t.e.MessageID)
}

func (t *turn) askScale(source, question, verb string) error {
	return t.sayOf(source, t.e.MessageID, question, nil, t.scale(verb, source))
}

// keepCheckIn puts a check-in into the diary: of today, or of the day it was
// begun on.
func (t *turn) keepCheckIn(kind coach.ChangeKind, source string, told coach.CheckIn) error {
	e := coach.Entry{Source: source, Kind: coach.KindCheckIn, Day: t.today(), At: t.now, Clock: -1, CheckIn: &told}
	if _, entries, err := t.standing(source); err != nil {
		return err
	} else if len(entries) > 0 {
		e.Day, e.At = entries[0].Day, entries[0].At
	}
	_, err := t.append(kind, source, 0, []coach.Entry{e})
	return err
}
