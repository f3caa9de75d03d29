package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
)

// adviceLines are the lines of the summary that give advice.
func adviceLines() []coach.Line {
	return []coach.Line{
		coach.LinePlants, coach.LineFermented, coach.LineFiber, coach.LineFluid, coach.LineFats, coach.LinePolyphenols,
		coach.LinePrebiotic, coach.LineDisruptors, coach.LineSkin, coach.LineSleep, coach.LineStress, coach.LineMovement,
	}
}

// wishAdvice asks not to hear about a line any more, or to hear about it again.
func (t *turn) wishAdvice(wanted bool, said string) (done bool, err error) {
	for _, line := range adviceLines() {
		name, err := t.words.Label("line.subject", line)
		if err != nil {
			return false, err
		}
		if said != string(line) && !slices.Contains(strings.Split(name, ", "), said) && said != name {
			continue
		}
		t.passOver()
		t.want(line, wanted)
		return true, t.say("advice.set", adviceView{line, wanted})
	}
	return false, nil
}

// adviceView is a line and whether advice about it is wanted.
type adviceView struct {
	Line   coach.Line
	Wanted bool
}

func (t *turn) want(line coach.Line, wanted bool) {
	t.u.Unwanted = slices.DeleteFunc(slices.Clone(t.u.Unwanted), func(l coach.Line) bool { return l == line })
	if !wanted {
		t.u.Unwanted = append(t.u.Unwanted, line)
	}
}

// advicePanel shows what is kept out of the advice: foods with a button to let
// each in again, and the lines of the summary to turn off and on.
func (t *turn) advicePanel(show shower) error {
	k, foods := t.keyboard(), t.avoided()
	for i, f := range foods {
		k.flow(2, "button.avoid.lift", f.Name, "set", "eat", strconv.Itoa(i)+"."+wordMark(f.Name))
	}
	k.row()
	for _, line := range adviceLines() {
		v := adviceView{line, !slices.Contains(t.u.Unwanted, line)}
		k.flow(2, "button.advice", v, "set", "line", string(line))
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.advice", foods, k)
}

func (t *turn) pressAdvice(what, which string) error {
	if what == "line" {
		if line := coach.Line(which); slices.Contains(adviceLines(), line) {
			t.want(line, slices.Contains(t.u.Unwanted, line))
		}
		return t.advicePanel(t.change)
	}
	index, mark, _ := strings.Cut(which, ".")
	foods := t.avoided()
	if i, err := strconv.Atoi(index); err == nil && i >= 0 && i < len(foods) && wordMark(foods[i].Name) == mark {
		t.u.Avoids = slices.DeleteFunc(slices.Clone(t.u.Avoids), func(s string) bool { return slices.Contains(foods[i].holds, s) })
	}
	return t.advicePanel(t.change)
}
