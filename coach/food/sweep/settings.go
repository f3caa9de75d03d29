package sweep

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"gutskin/coach/food"
)

const (
	rulesFile  = "foods/checks/rules.tsv"
	plantsFile = "foods/checks/plants.tsv"
	sharesFile = "foods/checks/shares.tsv"
	openFile   = "foods/checks/open.tsv"
	// exceptionFiles are several, so that each kitchen's editor has a file.
	exceptionFiles = "foods/checks/exceptions*.tsv"
)

// settings are the files of content/foods/checks.
type settings struct {
	rules      []rule
	noPlants   map[string][][]string // by plant, or "*": phrases of names that don't give it
	shares     []share
	exceptions map[[2]string]bool // by check and name
	lines      []exception
	open       []openCount
}

type exception struct {
	key  [2]string // check and name
	file string
	line int
}

// openCount is how many findings of a check are still open in a file.
type openCount struct {
	check, file string
	count       int
}

func loadSettings(fsys fs.FS) (*settings, error) {
	s := &settings{exceptions: map[[2]string]bool{}, noPlants: map[string][][]string{}}
	var errs []error
	errs = append(errs, eachLine(fsys, rulesFile, 6, func(_ int, cells []string) error {
		r, err := parseRule(cells)
		s.rules = append(s.rules, r)
		return err
	}))
	errs = append(errs, eachLine(fsys, plantsFile, 2, func(_ int, cells []string) error {
		_, phrases, err := parseWhen(cells[1])
		s.noPlants[cells[0]] = append(s.noPlants[cells[0]], phrases...)
		return err
	}))
	errs = append(errs, eachLine(fsys, sharesFile, 4, func(_ int, cells []string) error {
		rule, err := parseShare(cells)
		s.shares = append(s.shares, rule)
		return err
	}))
	errs = append(errs, eachLine(fsys, openFile, 3, func(_ int, cells []string) error {
		n, err := strconv.Atoi(cells[2])
		s.open = append(s.open, openCount{cells[1], cells[0], n})
		return err
	}))
	paths, err := fs.Glob(fsys, exceptionFiles)
	errs = append(errs, err)
	for _, path := range paths {
		errs = append(errs, eachLine(fsys, path, 3, func(line int, cells []string) error {
			key := [2]string{cells[0], cells[1]}
			if cells[2] == "" {
				return errors.New("an exception needs its reason")
			}
			s.exceptions[key] = true
			s.lines = append(s.lines, exception{key, path, line})
			return nil
		}))
	}
	return s, errors.Join(errs...)
}

// eachLine calls do with the cells of every line that is no comment. A file
// that isn't there has none.
func eachLine(fsys fs.FS, path string, columns int, do func(line int, cells []string) error) error {
	data, err := fs.ReadFile(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the checks: %w", err)
	}
	var errs []error
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		if strings.TrimSpace(text) == "" || text[0] == '#' {
			continue
		}
		cells := strings.Split(text, "\t")
		if len(cells) != columns {
			errs = append(errs, fmt.Errorf("%s:%d: has %d columns, not %d", path, n, len(cells), columns))
			continue
		}
		if err := do(n, cells); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", path, n, err))
		}
	}
	return errors.Join(errs...)
}

// rule is a line of rules.tsv: what a food's name, or a category, brings with it.
type rule struct {
	name       string
	categories food.Categories // rows that have all of these …
	phrases    [][]string      // … and, if there are any, a name with one of these
	needs      food.Categories
	plant      string // with "plant": a plant of that name
	bars       food.Categories
	unless     [][]string
	unlessIn   food.Categories
	do         string
}

// parseRule reads name, when, needs, not, unless, do. Categories stand in
// brackets (<alcohol>), a plant after a plus sign (+oat).
func parseRule(cells []string) (rule, error) {
	r := rule{name: cells[0], do: cells[5]}
	var errs [5]error
	r.categories, r.phrases, errs[0] = parseWhen(cells[1])
	var needs []string
	for word := range strings.FieldsSeq(cells[2]) {
		if plant, ok := strings.CutPrefix(word, "+"); ok {
			r.plant = strings.ReplaceAll(plant, "_", " ")
			continue
		}
		needs = append(needs, word)
	}
	r.needs, errs[1] = food.ParseCategories(strings.Join(needs, " "))
	r.bars, errs[2] = food.ParseCategories(cells[3])
	r.unlessIn, r.unless, errs[3] = parseWhen(cells[4])
	if r.needs == 0 && r.bars == 0 && r.plant == "" {
		errs[4] = errors.New("the rule asks for nothing")
	}
	return r, errors.Join(errs[:]...)
}

// parseWhen reads phrases and <categories> separated by semicolons.
func parseWhen(cell string) (set food.Categories, phrases [][]string, err error) {
	for part := range strings.SplitSeq(cell, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if strings.HasPrefix(part, "<") && strings.HasSuffix(part, ">") {
			c, err := food.ParseCategories(part[1 : len(part)-1])
			if err != nil {
				return 0, nil, err
			}
			set |= c
			continue
		}
		phrases = append(phrases, words(part))
	}
	return set, phrases, nil
}
