package food

import (
	"fmt"
	"strconv"
)

// unitKind tells how a unit measures.
type unitKind uint8

const (
	massUnit   unitKind = iota // amount: grams in one
	volumeUnit                 // amount: millilitres in one
	vesselUnit                 // amount: millilitres that one holds unless the food says otherwise
	pieceUnit                  // a part of the food's own: slice, handful; amount: times the usual serving
	sizeUnit                   // small, medium, large; amount: times the usual one
)

var unitKinds = map[string]unitKind{
	"mass": massUnit, "volume": volumeUnit, "vessel": vesselUnit, "piece": pieceUnit, "size": sizeUnit,
}

// unit is a line of language/units.tsv.
type unit struct {
	name   string
	kind   unitKind
	amount float64
	bare   string // the drink that it holds where none is named; "": none
}

func parseUnit(cells []string) (unit, error) {
	kind, ok := unitKinds[cells[2]]
	if !ok {
		return unit{}, fmt.Errorf("kind is %q, not mass, volume, vessel, piece or size", cells[2])
	}
	amount, err := strconv.ParseFloat(cells[3], 64)
	if err != nil || !(amount > 0) {
		return unit{}, fmt.Errorf("amount is %q, not a number above 0", cells[3])
	}
	return unit{cells[0], kind, amount, cells[4]}, nil
}
