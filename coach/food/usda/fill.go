package usda

import (
	"fmt"
	"math"
	"strings"

	"gutskin/coach/food"
)

// Fill puts the tables' figures in the place of every "?" of the row, and
// adds the units that the row doesn't state. It tells whether anything
// changed. Rows with another kind of source, such as est:, stay as they are.
func (t *Tables) Fill(row *food.Row) (bool, error) {
	source, _ := tableOf(row.Source)
	if row.Complete() || source == "" {
		return false, nil
	}
	f, err := t.Figures(source)
	if err != nil {
		return false, err
	}
	if !row.Fiber.Known {
		row.Fiber = food.Figure{Value: f.FiberG, Known: true}
	}
	if !row.Serving.Known {
		if f.ServingG == 0 {
			return false, fmt.Errorf("%s has no usual serving for %q: state it", row.Source, row.Name)
		}
		row.Serving = food.Figure{Value: f.ServingG, Known: true}
	}
	fillUnits(row, f)
	return true, nil
}

func fillUnits(row *food.Row, f Figures) {
	for _, unit := range unitOrder {
		if grams, ok := f.Units[unit]; ok && !hasUnit(row, unit) {
			row.Units = append(row.Units, food.UnitWeight{Unit: unit, Grams: math.Round(grams*10) / 10})
		}
	}
}

func hasUnit(row *food.Row, unit string) bool {
	for _, u := range row.Units {
		if u.Unit == unit {
			return true
		}
	}
	return false
}

// A Difference is a figure of the lexicon that is not what its source says.
type Difference struct {
	Figure         string // "fiber" or "serving"
	Lexicon, Table float64
}

// Audit compares a row's figures with the source it names: fibre may differ
// by 10 % or 0.2 g, the serving by 10 % unless the source says that it is
// estimated. Rows that name no table are not compared, and rows with a note
// have said why they differ.
func (t *Tables) Audit(row *food.Row) ([]Difference, error) {
	source, ownServing := tableOf(row.Source)
	if source == "" {
		return nil, nil
	}
	f, err := t.Figures(source)
	if err != nil || row.Note != "" {
		return nil, err
	}
	var list []Difference
	if !near(row.Fiber.Value, f.FiberG, 0.2) {
		list = append(list, Difference{"fiber", row.Fiber.Value, f.FiberG})
	}
	if f.ServingG > 0 && !ownServing && !near(row.Serving.Value, f.ServingG, 0) {
		list = append(list, Difference{"serving", row.Serving.Value, f.ServingG})
	}
	return list, nil
}

// near tells whether a and b are within a tenth of b, or within slack.
func near(a, b, slack float64) bool {
	return math.Abs(a-b) <= max(math.Abs(b)/10, slack)
}

// tableOf is the table and code that a row's source names, or "" when it names
// none, and whether the serving is the row's own: "fndds:93401010 est:serving".
func tableOf(source string) (table string, ownServing bool) {
	if !strings.HasPrefix(source, "fndds:") && !strings.HasPrefix(source, "sr:") {
		return "", false
	}
	table, rest, _ := strings.Cut(source, " ")
	return table, rest == "est:serving"
}
