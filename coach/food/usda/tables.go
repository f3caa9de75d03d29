// Package usda reads the figures that the food lexicon takes over from the
// USDA's public-domain tables: fibre per 100 g, the usual serving, and what a
// cup, a slice or one piece weighs.
//
// A lexicon row names its source: "fndds:63107010" is a food code of the Food
// and Nutrient Database for Dietary Studies 2017-18, "sr:09037" an NDB number
// of the Standard Reference. Open reads the tables once; Figures looks a
// source up. The tables themselves are not part of the project.
package usda

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// ErrUnknownSource is returned for a source that names no row of the tables.
var ErrUnknownSource = errors.New("no such food in the tables")

// Figures are what the tables say of one food.
type Figures struct {
	Name     string             // the tables' description
	FiberG   float64            // g per 100 g
	ServingG float64            // usual serving in g; 0 when not given
	Units    map[string]float64 // g a unit, by the lexicon's unit names
}

// Tables are the USDA tables, read into memory.
type Tables struct {
	foods map[string]*Figures // by source
}

// Open reads fndds_nutrients.csv, fndds_portions.csv and sr_abbrev.csv from
// the top of dir.
func Open(dir fs.FS) (*Tables, error) {
	t := &Tables{foods: map[string]*Figures{}}
	readers := []struct {
		file, first string
		row         func(map[string]string) error
	}{
		{"fndds_nutrients.csv", "Food code", t.addNutrients},
		{"fndds_portions.csv", "Food code", t.addPortion},
		{"sr_abbrev.csv", "NDB_No", t.addReference},
	}
	for _, r := range readers {
		if err := readTable(dir, r.file, r.first, r.row); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Figures are what the tables say under a lexicon row's source.
func (t *Tables) Figures(source string) (Figures, error) {
	f, ok := t.foods[source]
	if !ok {
		return Figures{}, fmt.Errorf("%w: %s", ErrUnknownSource, source)
	}
	return *f, nil
}

// readTable calls row for each record below the header, the record that
// starts with first; the FNDDS files have titles above theirs.
func readTable(dir fs.FS, file, first string, row func(map[string]string) error) error {
	f, err := dir.Open(file)
	if err != nil {
		return fmt.Errorf("opening USDA table: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.ReuseRecord = true
	var header []string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		switch {
		case header != nil:
			if err := row(named(header, record)); err != nil {
				line, _ := r.FieldPos(0)
				return fmt.Errorf("%s:%d: %w", file, line, err)
			}
		case record[0] == first:
			header = cleaned(record)
		}
	}
}

// cleaned joins the line breaks that header cells hold.
func cleaned(record []string) []string {
	header := make([]string, len(record))
	for i, cell := range record {
		header[i] = strings.Join(strings.Fields(cell), " ")
	}
	return header
}

func named(header, record []string) map[string]string {
	row := make(map[string]string, len(header))
	for i, cell := range record {
		if i < len(header) {
			row[header[i]] = cell
		}
	}
	return row
}

func (t *Tables) addNutrients(row map[string]string) error {
	fiber, err := number(row["Fiber, total dietary (g)"])
	if err != nil {
		return err
	}
	t.foods["fndds:"+row["Food code"]] = &Figures{
		Name:   row["Main food description"],
		FiberG: fiber,
		Units:  map[string]float64{},
	}
	return nil
}

func (t *Tables) addPortion(row map[string]string) error {
	f := t.foods["fndds:"+row["Food code"]]
	if f == nil {
		return nil
	}
	grams, err := number(row["Portion weight (g)"])
	if err != nil {
		return err
	}
	f.addPortion(row["Portion description"], grams)
	return nil
}

func (t *Tables) addReference(row map[string]string) error {
	fiber, err := number(row["Fiber_TD_(g)"])
	if err != nil {
		return err
	}
	f := &Figures{Name: row["Shrt_Desc"], FiberG: fiber, Units: map[string]float64{}}
	for _, n := range []string{"1", "2"} {
		grams, err := number(row["GmWt_"+n])
		if err != nil {
			return err
		}
		f.addPortion(row["GmWt_Desc"+n], grams)
	}
	t.foods["sr:"+row["NDB_No"]] = f
	return nil
}

// number reads a cell; an empty one is 0.
func number(cell string) (float64, error) {
	if cell = strings.TrimSpace(cell); cell == "" {
		return 0, nil
	}
	return strconv.ParseFloat(cell, 64)
}
