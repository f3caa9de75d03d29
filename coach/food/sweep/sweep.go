// Package sweep looks for rows of the food lexicon that can't be true, beyond
// the mistakes that loading finds: a smoothie's piece that weighs two, a carrot
// cake without carrot, two spellings of a food with different figures, a name
// that comes apart when it is read.
//
// Every finding says what an editor does about it. What is right all the same
// is an exception with a reason, a line of content/foods/checks; and what is
// still open is counted there, so that it can only become less.
package sweep

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"gutskin/coach/food"
)

// Finding is a row that can't be true as it stands.
type Finding struct {
	Check string // what looked: piece, weight, torn …
	File  string
	Line  int
	Name  string // the food's name, or the one of its names that is meant
	Text  string // what is wrong, and what to do about it
}

// String is the finding as an editor reads it.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d: %s: %s [%s]", f.File, f.Line, f.Name, f.Text, f.Check)
}

// Report is what a sweep found.
type Report struct {
	Findings []Finding // without the excepted ones, by file and line
	Rows     int
	Profiles int // distinct categories, plants, figures, units and sources
	open     []openCount
}

// row is a line of the lexicon.
type row struct {
	*food.Row
	file string
	line int
}

// sweeper is one sweep over the lexicon.
type sweeper struct {
	rows     []row
	reader   *food.Reader
	settings *settings
	english  map[string]bool // ordinary words, in the singular
	findings []Finding
	excepted map[[2]string]bool // exceptions that were needed
}

// Run sweeps over the foods of fsys, which lexicon was loaded from.
func Run(fsys fs.FS, lexicon *food.Lexicon) (*Report, error) {
	settings, err := loadSettings(fsys)
	if err != nil {
		return nil, err
	}
	s := &sweeper{settings: settings, reader: food.NewReader(lexicon), english: loadEnglish(fsys), excepted: map[[2]string]bool{}}
	if err := s.readRows(fsys); err != nil {
		return nil, err
	}
	plants := s.plantNames()
	named := make(map[string]*row, len(s.rows))
	for i := range s.rows {
		named[s.rows[i].Name] = &s.rows[i]
	}
	for i := range s.rows {
		r := &s.rows[i]
		s.sweepPieces(r)
		s.sweepWeights(r)
		s.sweepPortions(r, named)
		s.sweepFiber(r)
		s.sweepRules(r)
		s.sweepPlants(r, plants)
		s.sweepNames(r)
		s.sweepSizes(r)
		s.sweepShares(r)
		s.sweepCertain(r)
	}
	s.sweepVariants()
	profiles := s.sweepCopies()
	s.sweepExceptions()
	slices.SortStableFunc(s.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return &Report{Findings: s.findings, Rows: len(s.rows), Profiles: profiles, open: settings.open}, nil
}

func (s *sweeper) readRows(fsys fs.FS) error {
	paths, err := fs.Glob(fsys, "foods/*.tsv")
	if err != nil {
		return fmt.Errorf("listing the lexicon: %w", err)
	}
	var errs []error
	for _, path := range paths {
		file, err := food.ReadRowFile(fsys, path)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, line := range file.Lines {
			if line.Row != nil {
				s.rows = append(s.rows, row{line.Row, path, line.Number})
			}
		}
	}
	return errors.Join(errs...)
}

// found notes a finding about one of the row's names, unless it is excepted.
func (s *sweeper) found(check string, r *row, name, format string, args ...any) {
	for _, key := range [...][2]string{{check, name}, {check, r.Name}} {
		if s.settings.exceptions[key] {
			s.excepted[key] = true
			return
		}
	}
	s.findings = append(s.findings, Finding{check, r.file, r.line, name, fmt.Sprintf(format, args...)})
}

// sweepExceptions finds exceptions that nothing needs any more.
func (s *sweeper) sweepExceptions() {
	for _, e := range s.settings.lines {
		if !s.excepted[e.key] {
			s.findings = append(s.findings, Finding{"exception", e.file, e.line, e.key[1],
				fmt.Sprintf("nothing is found for %s here: take the line away", e.key[0])})
		}
	}
}

// Unexpected lists what is worse, or better, than content/foods/checks/open.tsv
// says, a line each; none when every file has as many findings as it says.
func (r *Report) Unexpected() []string {
	count := map[[2]string]int{}
	for _, f := range r.Findings {
		count[[2]string{f.Check, f.File}]++
	}
	var list []string
	say := func(check, file string, have, open int) {
		if have > open {
			list = append(list, fmt.Sprintf("%s: %d findings of %q, where %d are known: see bot foods --check, and put right what is new", file, have, check, open))
		}
		if have < open {
			list = append(list, fmt.Sprintf("%s: only %d findings of %q, where %d were known: say so in %s", file, have, check, open, openFile))
		}
	}
	for _, o := range r.open {
		key := [2]string{o.check, o.file}
		say(o.check, o.file, count[key], o.count)
		delete(count, key)
	}
	for key, have := range count {
		say(key[0], key[1], have, 0)
	}
	slices.Sort(list)
	return list
}

// OpenCounts are the lines of content/foods/checks/open.tsv as they would be now.
func (r *Report) OpenCounts() []string {
	count := map[[2]string]int{}
	for _, f := range r.Findings {
		count[[2]string{f.File, f.Check}]++
	}
	var list []string
	for key, n := range count {
		list = append(list, fmt.Sprintf("%s\t%s\t%d", key[0], key[1], n))
	}
	slices.Sort(list)
	return list
}
