package food

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// table is a language file: tab-separated cells under a header line, # comment
// lines allowed.
type table struct {
	path string
	rows []tableRow
}

type tableRow struct {
	line  int
	cells []string // as many as the header has
}

// readTable reads the file at path, whose header must be these columns. Cells
// at the end of a line may be left out.
func readTable(fsys fs.FS, path string, header ...string) (*table, error) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("reading the language files: %w", err)
	}
	t := &table{path: path}
	var errs []error
	n, seen := 0, false
	for line := range strings.Lines(string(bytes.TrimPrefix(data, []byte("\ufeff")))) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case !seen:
			seen = true
			if strings.Join(cells, "\t") != strings.Join(header, "\t") {
				errs = append(errs, fmt.Errorf("%s:%d: the first line is not the header %q", path, n, strings.Join(header, " ")))
			}
		case len(cells) > len(header):
			errs = append(errs, fmt.Errorf("%s:%d: has %d columns, not %d", path, n, len(cells), len(header)))
		default:
			cells = append(cells, make([]string, len(header)-len(cells))...)
			t.rows = append(t.rows, tableRow{n, cells})
		}
	}
	return t, errors.Join(errs...)
}

// each calls read for every row and joins the mistakes it reports, each with
// file and line.
func (t *table) each(read func(cells []string) error) error {
	var errs []error
	for _, r := range t.rows {
		if err := read(r.cells); err != nil {
			errs = append(errs, atLine(t.path, r.line, err))
		}
	}
	return errors.Join(errs...)
}
