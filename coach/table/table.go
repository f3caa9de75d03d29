package table

import (
	"math"
	"strconv"
	"strings"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Table is a file as it was understood.
type Table struct {
	Encoding  string
	Separator rune
	Columns   map[Role]string // the names of the columns that are read
	Order     Order           // of its dates; "" where Ask
	Ask       bool            // its dates could be read either way
	Example   string          // one of those dates

	names   *Names
	at      map[Role]int
	records [][]string
	skin    float64 // the scale of the ratings: 5 or 10
	gut     float64
}

// Row is what one row tells.
type Row struct {
	Line  int // of the file's rows that aren't empty, from 1
	Day   day.Day
	Clock time.Duration // -1 when not told
	Meal  food.Meal     // "" when not told
	Text  string        // in words
	Skin  int           // 1 to 5, 0 when not told
	Gut   int           // the same
}

// Read finds out how the file is written and what its columns are. Its errors are
// ErrNoTable, also for a table without dates or without anything to read beside
// them, and ErrTooBig.
func Read(data []byte, names *Names) (Table, error) {
	if len(data) > MaxSize {
		return Table{}, ErrTooBig
	}
	text, encoding, err := decode(data)
	if err != nil {
		return Table{}, ErrNoTable
	}
	records, separator, err := split(text)
	if err != nil {
		return Table{}, err
	}
	t := Table{Encoding: encoding, Separator: separator, names: names, Columns: map[Role]string{}}
	t.at = names.columnsOf(records[0])
	if t.records = records[1:]; len(t.at) == 0 {
		t.records = records
		t.guess()
	}
	_, dated := t.at[Date]
	_, told := t.at[Text]
	_, skin := t.at[Skin]
	_, gut := t.at[Gut]
	if !dated || !told && !skin && !gut {
		return Table{}, ErrNoTable
	}
	for role, i := range t.at {
		if len(t.records) < len(records) {
			t.Columns[role] = records[0][i]
		}
	}
	var dates []string
	for _, r := range t.records {
		dates = append(dates, t.cell(r, Date))
	}
	t.Order, t.Example, t.Ask = orderOf(dates)
	t.skin, t.gut = t.scale(Skin), t.scale(Gut)
	return t, nil
}

// guess finds the columns of a file without a header by what they hold: the
// first with dates, and of the others the one with the most letters.
func (t *Table) guess() {
	letters := map[int]int{}
	for _, r := range t.records[:min(len(t.records), sampled)] {
		for i, cell := range r {
			if _, ok := t.at[Date]; !ok && isDate(cell) {
				t.at[Date] = i
			}
			letters[i] += len(strings.FieldsFunc(cell, func(r rune) bool { return r < 'A' }))
		}
	}
	best := -1
	for i := range MaxColumns {
		if at, ok := t.at[Date]; letters[i] > 0 && (!ok || at != i) && (best < 0 || letters[i] > letters[best]) {
			best = i
		}
	}
	if best >= 0 {
		t.at[Text] = best
	}
}

func isDate(cell string) bool {
	for _, order := range [...]Order{DayFirst, MonthFirst} {
		if _, ok := dateIn(cell, order); ok {
			return true
		}
	}
	return false
}

// cell is the record's cell of that role; "" when it has none.
func (t *Table) cell(record []string, role Role) string {
	if i, ok := t.at[role]; ok && i < len(record) {
		return record[i]
	}
	return ""
}

// scale is the scale of a column of ratings: ten where one is above five.
func (t *Table) scale(role Role) float64 {
	for _, r := range t.records {
		if n, ok := numberIn(t.cell(r, role)); ok && n > 5 {
			return 10
		}
	}
	return 5
}

// numberIn is the number that a cell begins with, its decimals after a point or a
// comma: "3", "3,5", "4/5".
func numberIn(cell string) (float64, bool) {
	cell, _, _ = strings.Cut(cell, "/")
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(cell), ",", ".", 1), 64)
	return n, err == nil && n >= 0 && n < 1e6
}

// rating is the cell's rating from 1 to 5.
func rating(cell string, scale float64) int {
	n, ok := numberIn(cell)
	if !ok || n < 1 || n > scale {
		return 0
	}
	return min(5, max(1, int(math.Floor(n*5/scale+0.5))))
}

// ExampleDay is the day that Example names in that order.
func (t *Table) ExampleDay(order Order) day.Day {
	d, _ := dateIn(t.Example, order)
	return d
}

// Rows are what the rows tell, with their dates read in that order, in the file's
// order, and how many rows have no date or tell nothing.
func (t *Table) Rows(order Order) (rows []Row, left int) {
	for i, record := range t.records {
		row := Row{Line: i + 1, Clock: -1, Skin: rating(t.cell(record, Skin), t.skin), Gut: rating(t.cell(record, Gut), t.gut)}
		date := t.cell(record, Date)
		var ok bool
		if row.Day, ok = dateIn(date, order); !ok {
			left++
			continue
		}
		if row.Clock = clockIn(t.cell(record, Time)); row.Clock < 0 {
			if _, after, found := strings.Cut(date, " "); found {
				row.Clock = clockIn(after)
			} else if _, after, found := strings.Cut(date, "T"); found {
				row.Clock = clockIn(after)
			}
		}
		if row.Meal, ok = t.names.meals[fold(t.cell(record, Meal))]; !ok {
			row.Meal = t.names.meals[fold(t.cell(record, Time))]
		}
		row.Text = t.words(record)
		if row.Text == "" && row.Skin == 0 && row.Gut == 0 {
			left++
			continue
		}
		rows = append(rows, row)
	}
	return rows, left
}

// words are the row's own, with the amount before them. Rows of a kind that is no
// food and no symptom tell nothing.
func (t *Table) words(record []string) string {
	if kind := t.cell(record, Kind); kind != "" {
		if _, ok := t.at[Value]; ok && t.names.kinds[fold(kind)] == "" {
			return ""
		}
	}
	text := t.cell(record, Text)
	if amount := t.cell(record, Amount); amount != "" && text != "" {
		return strings.Replace(amount, ",", ".", 1) + " " + text
	}
	return text
}
