package food

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Header is the first line of every lexicon file: the columns of a Row.
const Header = "name\tnames\tcategories\tplants\therbs\tfiber\tserving\tunits\tfluid\tsource\tnote"

const (
	columns    = 11
	minColumns = 9 // an editor's spreadsheet may drop empty cells at the end
)

// Row is one line of a lexicon file: one food or dish, as an editor wrote it.
// content/README.md explains the columns to editors.
type Row struct {
	Name       string   // canonical, lower case, singular
	Names      []string // further names, singular
	Categories Categories
	Plants     []string // full plants, singular
	Herbs      []string // herbs and spices, a quarter plant each
	Fiber      Figure   // grams in 100 g
	Serving    Figure   // grams of the usual serving
	Units      []UnitWeight
	Fluid      Fluid
	Source     string // where the figures come from: fndds:…, sr:… or est:…
	Note       string
}

// Figure is a number of a row; one that is not Known is written "?" and waits
// to be filled from the row's source.
type Figure struct {
	Value float64
	Known bool
}

// String writes the figure as it stands in a file.
func (f Figure) String() string {
	if !f.Known {
		return "?"
	}
	return strconv.FormatFloat(f.Value, 'f', -1, 64)
}

// UnitWeight is what one unit of a food weighs. The unit "each" is one of it
// for a bare count.
type UnitWeight struct {
	Unit  string
	Grams float64
}

// Fluid tells how a drink counts.
type Fluid uint8

// The ways a food can count as drink: not at all, as fluid, or as plain water
// (which is fluid too).
const (
	NoFluid Fluid = iota
	AnyFluid
	PlainWater
)

// String is the word in the fluid column.
func (f Fluid) String() string { return [...]string{"", "fluid", "water"}[f] }

func parseFluid(s string) (Fluid, error) {
	switch s {
	case "":
		return NoFluid, nil
	case "fluid":
		return AnyFluid, nil
	case "water":
		return PlainWater, nil
	}
	return NoFluid, fmt.Errorf("fluid is %q, not empty, water or fluid", s)
}

// String writes the row as a line of a lexicon file, without the line break.
func (r Row) String() string {
	units := make([]string, len(r.Units))
	for i, u := range r.Units {
		units[i] = u.Unit + "=" + strconv.FormatFloat(u.Grams, 'f', -1, 64)
	}
	return strings.Join([]string{
		r.Name, strings.Join(r.Names, ";"), r.Categories.String(),
		strings.Join(r.Plants, ","), strings.Join(r.Herbs, ","),
		r.Fiber.String(), r.Serving.String(), strings.Join(units, " "),
		r.Fluid.String(), r.Source, r.Note,
	}, "\t")
}

// Complete tells whether no figure waits to be filled.
func (r Row) Complete() bool { return r.Fiber.Known && r.Serving.Known }

// check finds mistakes that the row alone shows.
func (r Row) check() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if r.Name == "" {
		fail("has no name")
	}
	if r.Name != strings.ToLower(r.Name) {
		fail("name %q is not lower case", r.Name)
	}
	if r.Fiber.Known && (r.Fiber.Value < 0 || r.Fiber.Value > 100) {
		fail("fiber is %v g in 100 g, not 0 to 100", r.Fiber)
	}
	if r.Serving.Known && (r.Serving.Value <= 0 || r.Serving.Value > 2000) {
		fail("serving is %v g, not above 0 and up to 2000", r.Serving)
	}
	for i, n := range r.Names {
		if n == r.Name || slices.Contains(r.Names[:i], n) {
			fail("name %q is given twice", n)
		}
	}
	for _, p := range slices.Concat(r.Plants, r.Herbs) {
		if p != strings.ToLower(p) {
			fail("plant %q is not lower case", p)
		}
	}
	return errors.Join(errs...)
}
