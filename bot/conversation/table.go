package conversation

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// tableLine is a line of a tab-separated content file.
type tableLine struct {
	number  int
	columns []string
}

// readTable reads a content file of so many columns without a header. Empty
// lines and comments are passed over; its error names every other line.
func readTable(fsys fs.FS, file string, columns int) ([]tableLine, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	var list []tableLine
	var mistakes []error
	for i, line := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l := tableLine{i + 1, strings.Split(line, "\t")}
		if len(l.columns) != columns {
			mistakes = append(mistakes, fmt.Errorf("%s:%d: want %d columns, found %d", file, i+1, columns, len(l.columns)))
			continue
		}
		for i, column := range l.columns {
			l.columns[i] = strings.TrimSpace(column)
		}
		list = append(list, l)
	}
	return list, errors.Join(mistakes...)
}
