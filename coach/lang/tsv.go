package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Table is a file of tab-separated columns. Lines that are empty or begin with
// "#" are passed over; the first other line is the header.
type Table struct {
	Path   string
	Header string // the columns' names, with tabs between them
	Short  bool   // lines may leave columns out at their end
}

// Each calls fn with the cells of each line, without spaces around them. The list of
// them is used again for the next line, and a cell that is kept keeps the whole file's
// text. The error names file and line of every mistake, fn's included.
func (t Table) Each(fsys fs.FS, fn func(cells []string) error) error {
	data, err := fs.ReadFile(fsys, t.Path)
	if err != nil {
		return fmt.Errorf("reading %s: %w", t.Path, err)
	}
	columns := strings.Count(t.Header, "\t") + 1
	var errs []error
	seen, n := false, 0
	cells := make([]string, 0, columns)
	for line := range strings.Lines(string(data)) {
		n++
		text := strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(text) == "" || text[0] == '#' {
			continue
		}
		cells = slices.AppendSeq(cells[:0], strings.SplitSeq(text, "\t"))
		var err error
		switch {
		case !seen && text != t.Header:
			err = fmt.Errorf("the first line is not the header %q", t.Header)
		case !seen:
		case len(cells) > columns, len(cells) < columns && !t.Short:
			err = fmt.Errorf("has %d columns, not %d", len(cells), columns)
		default:
			for i, cell := range cells {
				cells[i] = strings.TrimSpace(cell)
			}
			for len(cells) < columns {
				cells = append(cells, "")
			}
			err = fn(cells)
		}
		seen = true
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", t.Path, n, err))
		}
	}
	return errors.Join(errs...)
}
