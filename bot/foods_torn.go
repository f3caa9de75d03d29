package main

import (
	"fmt"
	"os"
	"path/filepath"

	"gutskin/coach/food/sweep"
)

// tornFoods lists the names of a food table, or of a list of names, that are
// read as more than one food.
func (p *program) tornFoods(path string) error {
	lexicon, err := p.lexicon()
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening the names: %w", err)
	}
	defer file.Close()
	names, err := sweep.ReadNames(file, filepath.Ext(path) == ".csv")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	torn := sweep.FindTorn(lexicon, names)
	for _, t := range torn {
		fmt.Fprintln(p.stdout, t)
	}
	_, err = fmt.Fprintf(p.stdout, "%d of %d names are torn apart\n", len(torn), len(names))
	return err
}
