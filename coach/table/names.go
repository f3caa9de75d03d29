package table

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// Role is what a column is.
type Role string

// The roles.
const (
	Date   Role = "date"
	Time   Role = "time"
	Meal   Role = "meal"
	Text   Role = "text"   // what was eaten, or anything in words
	Amount Role = "amount" // of the food beside it
	Skin   Role = "skin"   // a rating
	Gut    Role = "gut"    // a rating
	Kind   Role = "kind"   // what the row is about
	Value  Role = "value"  // a rating, of what Kind says
)

var roles = map[Role]bool{Date: true, Time: true, Meal: true, Text: true, Amount: true, Skin: true, Gut: true, Kind: true, Value: true}

// Names are what columns, meals and kinds of rows are called.
type Names struct {
	columns map[string]Role
	order   map[string]int // of a column's name among those of its role
	meals   map[string]food.Meal
	kinds   map[string]string
}

// LoadNames reads language/columns.tsv. Its error names every mistake with file
// and line.
func LoadNames(fsys fs.FS) (*Names, error) {
	n := &Names{columns: map[string]Role{}, order: map[string]int{}, meals: map[string]food.Meal{}, kinds: map[string]string{}}
	return n, lang.Table{Path: "language/columns.tsv", Header: "role\tnames"}.Each(fsys, func(cells []string) error {
		role, value, isCell := strings.Cut(cells[0], "=")
		for i, name := range strings.Split(cells[1], ";") {
			name = fold(name)
			switch {
			case name == "":
				return fmt.Errorf("a name is missing")
			case isCell && role == string(Meal):
				n.meals[name] = food.Meal(value)
			case isCell && role == string(Kind):
				n.kinds[name] = value
			case isCell || !roles[Role(role)]:
				return fmt.Errorf("there is no role %q", cells[0])
			case n.columns[name] != "":
				return fmt.Errorf("%q is a %s already", name, n.columns[name])
			default:
				n.columns[name], n.order[name] = Role(role), i
			}
		}
		return nil
	})
}

var (
	bracketed = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	signs     = regexp.MustCompile(`[^\pL\pN]+`)
)

// fold is a name without case, accents, signs and what stands in brackets.
func fold(name string) string {
	return strings.TrimSpace(signs.ReplaceAllString(lang.Fold(bracketed.ReplaceAllString(name, " ")), " "))
}

// columnsOf is which column has each role, by the names in the header. Of
// several of one role the one counts whose name stands first in the list.
func (n *Names) columnsOf(header []string) map[Role]int {
	found := map[Role]int{}
	for i, cell := range header {
		name := fold(cell)
		role, ok := n.columns[name]
		if !ok {
			continue
		}
		if at, taken := found[role]; !taken || n.order[name] < n.order[fold(header[at])] {
			found[role] = i
		}
	}
	return found
}
