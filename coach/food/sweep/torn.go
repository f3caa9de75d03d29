package sweep

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"gutskin/coach/food"
)

// Torn is a name of one food that is read as several.
type Torn struct {
	Name  string   // as the list has it
	Read  string   // in the order in which people say it
	Foods []string // what it is read as
}

// String is the finding as an editor reads it.
func (t Torn) String() string {
	return fmt.Sprintf("%s: %q is read as %s", t.Name, t.Read, strings.Join(t.Foods, " and "))
}

// listing are words with which a name tells of more than one food.
var listing = [...]string{" and ", " with ", " or ", " on ", " in ", " from ", " w/ ", "&", "without", " no ", " not ", " over ", " than "}

// FindTorn reads names of foods, as a food table lists them, and gives those
// that are read as more than one food although they name one. A table names
// the kind first (cheese, cottage, low fat); people say it last.
func FindTorn(lexicon *food.Lexicon, names []string) []Torn {
	reader := food.NewReader(lexicon)
	var torn []Torn
	for _, name := range names {
		said := asSaid(name)
		if namesSeveral(said) {
			continue
		}
		reading := reader.Read("had "+said, moment)
		if len(reading.Items) < 2 {
			continue
		}
		t := Torn{Name: name, Read: said}
		for _, item := range reading.Items {
			t.Foods = append(t.Foods, item.Food)
		}
		torn = append(torn, t)
	}
	return torn
}

// asSaid is a table's name in the order of speech, without what it adds in
// brackets.
func asSaid(name string) string {
	if open := strings.IndexByte(name, '('); open >= 0 {
		if end := strings.IndexByte(name[open:], ')'); end >= 0 {
			name = name[:open] + name[open+end+1:]
		}
	}
	var said []string
	for _, part := range strings.Split(name, ",") {
		if part = strings.TrimSpace(part); part != "" {
			said = append([]string{part}, said...)
		}
	}
	return strings.ToLower(strings.Join(said, " "))
}

func namesSeveral(said string) bool {
	for _, word := range listing {
		if strings.Contains(" "+said+" ", word) {
			return true
		}
	}
	return false
}

// ReadNames reads names of foods: one a line, or the descriptions of a table of
// comma-separated values, whatever titles stand above its header.
func ReadNames(r io.Reader, table bool) ([]string, error) {
	if !table {
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("reading the names: %w", err)
		}
		var names []string
		for _, line := range strings.Split(string(text), "\n") {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				names = append(names, line)
			}
		}
		return names, nil
	}
	records := csv.NewReader(r)
	records.FieldsPerRecord, records.LazyQuotes = -1, true
	column := -1
	var names []string
	for {
		record, err := records.Read()
		switch {
		case errors.Is(err, io.EOF) && column < 0:
			return nil, errors.New("no column of the table is a description")
		case errors.Is(err, io.EOF):
			return names, nil
		case err != nil:
			return nil, fmt.Errorf("reading the table: %w", err)
		case column >= 0:
			if column < len(record) && record[column] != "" {
				names = append(names, record[column])
			}
		case len(record) > 1:
			column = descriptions(record)
		}
	}
}

// descriptions is the column of a table's header that names the foods, or -1.
func descriptions(header []string) int {
	for i, cell := range header {
		if i > 0 && strings.Contains(strings.ToLower(cell), "desc") {
			return i
		}
	}
	return -1
}
