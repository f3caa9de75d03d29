package conversation

import (
	"strconv"

	"gutskin/coach"
	"gutskin/coach/food"
)

// maxTap is the most that one button logs, in ml.
const maxTap = 1000

// waterCommand shows the day's fluid with quick buttons, or logs the amount
// that follows: "/water 300", "/water 12 oz", "/water 2 glasses".
func (t *turn) waterCommand(amount string) error {
	if amount == "" {
		return t.waterPanel(t.say)
	}
	text := amount + " water"
	if ml, err := strconv.Atoi(amount); err == nil {
		if ml < 20 {
			text = strconv.Itoa(ml) + " glasses of water"
		} else {
			text = strconv.Itoa(ml) + " ml water"
		}
	}
	m := t.read(text)
	if len(m.Food.Items) == 0 || !m.Food.Items[0].Stated {
		return t.say("water.unclear", nil)
	}
	return t.logAndAnswer(text, m)
}

// pressWater logs a tap on "+250 ml" and shows the new sum in place.
func (t *turn) pressWater(args arguments) error {
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
func (t *turn) waterUndone(source string, changes []coach.Change) error {
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
}

// waterPanel shows the day's fluid and the quick buttons.
func (t *turn) waterPanel(show func(string, any, ...[]Button) error, more ...Button) error {
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
	return show("water", waterView{ML: ml, AimML: float64(t.u.WaterAimML), Numbers: !t.u.HideNumbers}, rows...)
}

func (t *turn) waterKeyboard() *keyboard {
	return t.keyboard().add("button.water", 250, "water", "250").add("button.water", 500, "water", "500")
}
