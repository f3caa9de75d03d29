package conversation

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"gutskin/coach"
	"gutskin/coach/food"
)

// fluids adds and shows what was drunk.
type fluids struct{ *turn }

func (t *turn) fluids() fluids { return fluids{t} }

// maxTap is the most that one button logs, in ml.
const maxTap = maxCup

// A bare number below mostGlasses counts glasses, and for who uses US units one
// below mostOunces fluid ounces; a larger one is ml.
const mostGlasses, mostOunces = 7, 100

// waterCommand shows the day's fluid with quick buttons, or logs the amount
// that follows: "/water 300", "/water 12 oz", "/water 2 glasses".
func (t fluids) waterCommand(amount string) error {
	if amount == "" {
		return t.waterPanel(t.say)
	}
	name := "read.fluid"
	if bare := t.wishing().withoutOunces(amount); bare != amount {
		name, amount = "read.ounces", bare
	} else if n, err := strconv.ParseFloat(amount, 64); err == nil {
		switch {
		case n < mostGlasses:
			name = "read.glasses"
		case t.u.Units == coach.US && n < mostOunces:
			name = "read.ounces"
		default:
			name = "read.ml"
		}
	}
	text, err := t.words.Label(name, amount)
	if err != nil {
		return err
	}
	m := t.read(text)
	if len(m.Food.Items) == 0 || !m.Food.Items[0].Stated {
		return t.say("water.unclear", nil)
	}
	return t.meals().logAndAnswer(text, m)
}

// pressWater logs a tap on "+250 ml" and shows the new sum in place.
func (t fluids) pressWater(args arguments) error {
	ml, err := strconv.Atoi(args.at(0))
	if err != nil || ml <= 0 || ml > maxTap {
		return t.say("button.old", nil)
	}
	source, amount := t.source(), float64(ml)
	c, err := t.append(coach.ChangeLog, source, 0, []coach.Entry{{
		Source: source, Kind: coach.KindMeal, Day: t.today(), At: t.now, Clock: -1, Lexicon: t.Lexicon.Version(),
		Foods: []coach.Food{{
			Name: "water", Categories: food.SetOf(food.Water), Grams: amount, WaterML: amount, FluidML: amount,
		}},
	}})
	if err != nil {
		return err
	}
	undo, err := t.button("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	if err != nil {
		return err
	}
	return t.waterPanel(t.change, undo)
}

// waterUndone shows the day's fluid after a tap was undone or restored.
func (t fluids) waterUndone(source string, changes []coach.Change) error {
	k := t.keyboard()
	if c, ok := coach.Redoable(changes); ok {
		k.add("button.redo", nil, "redo", source, strconv.FormatInt(c.Seq, 10))
	} else if c, ok := coach.Undoable(changes); ok {
		k.add("button.undo", nil, "undo", source, strconv.FormatInt(c.Seq, 10))
	}
	if k.err != nil || len(k.rows) == 0 {
		return k.err
	}
	return t.waterPanel(t.change, k.rows[0]...)
}

// waterView is the fluid of the day.
type waterView struct {
	ML, AimML float64
	Numbers   bool
	Units     coach.Units
}

func (t fluids) waterView(ml float64) waterView {
	return waterView{ML: ml, AimML: float64(t.u.WaterAimML), Numbers: !t.u.HideNumbers, Units: t.u.Units}
}

// waterPanel shows the day's fluid and the quick buttons.
func (t fluids) waterPanel(show func(string, any, ...[]Button) error, more ...Button) error {
	entries, err := t.tx.Entries(t.u.ID, t.today(), t.today())
	if err != nil {
		return err
	}
	ml := coach.TodayOf(&t.u, t.now, entries, nil).Logged.FluidML
	rows, err := t.waterKeyboard().done()
	if err != nil {
		return err
	}
	rows[0] = append(rows[0], more...)
	return show("water", t.waterView(ml), rows...)
}

// waterKeyboard has the usual amounts, and in a row of their own the person's
// vessels.
func (t fluids) waterKeyboard() *keyboard {
	k := t.keyboard().sips()
	k.row()
	for _, c := range t.ownCups() {
		k.flow(2, "button.water", c, "water", strconv.Itoa(int(c.ML)))
	}
	return k
}

// sips adds the usual amounts to the last row.
func (k *keyboard) sips() *keyboard {
	for _, ml := range k.t.fluids().quickSips() {
		k.add("button.water", cupView{"", float64(ml), k.t.u.Units}, "water", strconv.Itoa(ml))
	}
	return k
}

// cupView is a vessel and what it holds.
type cupView struct {
	Cup   string // "" for an amount alone
	ML    float64
	Units coach.Units
}

// ownCups are the person's own vessels, the smallest first.
func (t fluids) ownCups() []cupView {
	var list []cupView
	for _, name := range slices.Sorted(maps.Keys(t.u.Cups)) {
		list = append(list, cupView{name, t.u.Cups[name], t.u.Units})
	}
	slices.SortStableFunc(list, func(a, b cupView) int { return int(a.ML - b.ML) })
	return list
}

// quickSips are the amounts of the quick buttons, in ml: round ones in the
// person's units.
func (t fluids) quickSips() [2]int {
	if t.u.Units == coach.US {
		return [2]int{int(math.Round(8 * coach.FluidOunceML)), int(math.Round(16 * coach.FluidOunceML))}
	}
	return [2]int{250, 500}
}
