package food

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Found is a row of the lexicon that a word or phrase leads to.
type Found struct {
	Row   Row
	File  string
	Line  int
	Name  string // the name that matched
	Exact bool   // the whole name; else the phrase is one of its words
}

// Lookup tells an editor which rows of the lexicon in fsys, the one that l was
// loaded from, have a word or phrase in a name: first those with exactly that
// name (plurals, case and accents folded), then, up to limit, those with a name
// that holds it. Its error is about files that can't be read.
func (l *Lexicon) Lookup(fsys fs.FS, phrase string, limit int) ([]Found, error) {
	want := l.words.key(phrase)
	if want == "" {
		return nil, nil
	}
	paths, err := lexiconFiles(fsys)
	if err != nil {
		return nil, err
	}
	var found []Found
	var errs []error
	for _, path := range paths {
		file, err := ReadRowFile(fsys, path)
		errs = append(errs, err)
		if file != nil {
			found = l.lookupIn(file, want, found)
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Or(-compareBool(a.Exact, b.Exact), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	exact := 0
	for exact < len(found) && found[exact].Exact {
		exact++
	}
	return found[:min(len(found), exact+limit)], errors.Join(errs...)
}

// lookupIn appends the file's rows whose names have the key or hold it.
func (l *Lexicon) lookupIn(file *RowFile, want string, found []Found) []Found {
	for _, line := range file.Lines {
		if line.Row == nil {
			continue
		}
		for _, name := range append([]string{line.Row.Name}, line.Row.Names...) {
			have := l.words.key(name)
			if exact := have == want; exact || strings.Contains(have, want) {
				found = append(found, Found{*line.Row, file.Path, line.Number, name, exact})
				if exact {
					break
				}
			}
		}
	}
	return found
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
