package food

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// cellReader reads the cells of lexicon lines. Foods of a family share their
// categories, figures and units word for word, so it keeps what it has read:
// that halves the time the lexicon takes to load.
type cellReader struct {
	categories map[string]Categories
	figures    map[string]Figure
	units      map[string][]UnitWeight
	lists      map[string][]string // plants and herbs
}

func newCellReader() *cellReader {
	return &cellReader{
		categories: map[string]Categories{},
		figures:    map[string]Figure{},
		units:      map[string][]UnitWeight{},
		lists:      map[string][]string{},
	}
}

// row reads one line; nil when it doesn't have the columns of a row.
func (c *cellReader) row(line string) (*Row, error) {
	var cells [columns]string
	n := 0
	for cell := range strings.SplitSeq(line, "\t") {
		if n < columns {
			cells[n] = strings.TrimSpace(cell)
		}
		n++
	}
	if n < minColumns || n > columns {
		return nil, fmt.Errorf("has %d columns, not %d", n, columns)
	}
	r := &Row{Name: cells[0], Names: list(cells[1], ";"), Source: cells[9], Note: cells[10]}
	var errs [6]error
	r.Categories, errs[0] = kept(c.categories, cells[2], ParseCategories)
	r.Plants, _ = kept(c.lists, cells[3], commaList)
	r.Herbs, _ = kept(c.lists, cells[4], commaList)
	r.Fiber, errs[1] = kept(c.figures, cells[5], parseFigure)
	errs[1] = about("fiber", errs[1])
	r.Serving, errs[2] = kept(c.figures, cells[6], parseFigure)
	errs[2] = about("serving", errs[2])
	r.Units, errs[3] = kept(c.units, cells[7], parseUnits)
	r.Fluid, errs[4] = parseFluid(cells[8])
	errs[5] = r.check()
	return r, errors.Join(errs[:]...)
}

// kept is read(cell), from memory when the cell was read before.
func kept[T any](memory map[string]T, cell string, read func(string) (T, error)) (T, error) {
	if value, ok := memory[cell]; ok {
		return value, nil
	}
	value, err := read(cell)
	if err == nil {
		memory[cell] = value
	}
	return value, err
}

// about says what an error is about; nil stays nil.
func about(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s is %w", what, err)
}

// commaList holds nothing of the file that the cell is in.
func commaList(cell string) ([]string, error) {
	return slices.Clip(list(strings.Clone(cell), ",")), nil
}

// list splits a cell; nil when it is empty.
func list(cell, sep string) []string {
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, sep)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

func parseFigure(cell string) (Figure, error) {
	if cell == "?" {
		return Figure{}, nil
	}
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return Figure{}, fmt.Errorf("%q, not a number", cell)
	}
	return Figure{Value: v, Known: true}, nil
}

func parseUnits(cell string) ([]UnitWeight, error) {
	var units []UnitWeight
	var errs []error
	for part := range strings.FieldsSeq(cell) {
		unit, grams, _ := strings.Cut(part, "=")
		g, err := strconv.ParseFloat(grams, 64)
		if err != nil || !(g > 0) || g > 10000 {
			errs = append(errs, fmt.Errorf("unit %q is not unit=grams with 0 < grams ≤ 10000", part))
			continue
		}
		if slices.ContainsFunc(units, func(u UnitWeight) bool { return u.Unit == unit }) {
			errs = append(errs, fmt.Errorf("unit %q is given twice", unit))
			continue
		}
		units = append(units, UnitWeight{unit, g})
	}
	return slices.Clip(units), errors.Join(errs...)
}
