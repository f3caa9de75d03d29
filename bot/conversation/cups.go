package conversation

import (
	"maps"
	"math"
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
)

// The limits of what a person's own vessel holds, in ml.
const minCup, maxCup = 30, 2000

// vessels are those that a person may have of their own, by the names of their
// units.
func (t *turn) vessels() []string {
	text, err := t.words.Label("words.vessels", nil)
	if err != nil {
		return nil
	}
	return strings.Fields(text)
}

// wishCup keeps what a vessel of the person's own holds: "my mug holds 400 ml".
func (t *turn) wishCup(vessel string, ml float64) error {
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

// cupView is a vessel and what it holds.
type cupView struct {
	Cup   string // "" for an amount alone
	ML    float64
	Units coach.Units
}

// ownCups are the person's own vessels, the smallest first.
func (t *turn) ownCups() []cupView {
	var list []cupView
	for _, name := range slices.Sorted(maps.Keys(t.u.Cups)) {
		list = append(list, cupView{name, t.u.Cups[name], t.u.Units})
	}
	slices.SortStableFunc(list, func(a, b cupView) int { return int(a.ML - b.ML) })
	return list
}

// quickSips are the amounts of the quick buttons, in ml: round ones in the
// person's units.
func (t *turn) quickSips() [2]int {
	if t.u.Units == coach.US {
		return [2]int{int(math.Round(8 * coach.FluidOunceML)), int(math.Round(16 * coach.FluidOunceML))}
	}
	return [2]int{250, 500}
}

// cupsPanel shows the person's vessels, each with a button to forget it.
func (t *turn) cupsPanel(show shower) error {
	k, list := t.keyboard(), t.ownCups()
	for _, c := range list {
		k.row().add("button.cup.forget", c, "set", "cup", c.Cup)
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.cups", list, k)
}

func (t *turn) forgetCup(name string) error {
	cups := maps.Clone(t.u.Cups)
	delete(cups, name)
	t.u.Cups = cups
	return t.cupsPanel(t.change)
}
