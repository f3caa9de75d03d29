package coach

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// Exposures are exposures that have a name of their own: groups of foods that
// people ask about.
type Exposures struct {
	list   []Exposure
	byName map[string]int
}

const (
	exposuresFile = "guidance/exposures.tsv"
	groupsFile    = "guidance/groups.tsv"
)

// LoadExposures reads and checks guidance/exposures.tsv. Its error names every
// mistake with file and line.
func LoadExposures(fsys fs.FS) (*Exposures, error) { return loadExposures(fsys, exposuresFile) }

// LoadGroups reads and checks guidance/groups.tsv, the groups of foods that
// questions about the diary name. Its error names every mistake with file and
// line.
func LoadGroups(fsys fs.FS) (*Exposures, error) { return loadExposures(fsys, groupsFile) }

func loadExposures(fsys fs.FS, path string) (*Exposures, error) {
	x := &Exposures{byName: map[string]int{}}
	return x, lang.Table{Path: path, Header: "name\tnames\tcategories\twords\texcept\tform"}.Each(fsys, x.add)
}

// add adds the exposure of one line: name, names, categories, words, except,
// form.
func (x *Exposures) add(columns []string) error {
	categories, err := food.ParseCategories(columns[2])
	if err != nil {
		return err
	}
	one := Exposure{Name: columns[0], Categories: categories, Words: listed(columns[3]), Except: listed(columns[4])}
	if categories == 0 && len(one.Words) == 0 {
		return errors.New("neither categories nor words")
	}
	for form := range strings.FieldsSeq(columns[5]) {
		switch form {
		case "watch":
			one.WatchOnly = true
		case "group":
			one.Group = true
		default:
			return fmt.Errorf("unknown form %q", form)
		}
	}
	x.list = append(x.list, one)
	for _, name := range append([]string{one.Name}, listed(columns[1])...) {
		if _, taken := x.byName[lang.Fold(name)]; taken {
			return fmt.Errorf("%q is there already", name)
		}
		x.byName[lang.Fold(name)] = len(x.list) - 1
	}
	return nil
}

func listed(text string) []string {
	var list []string
	for one := range strings.SplitSeq(text, ";") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

// Named is the exposure of that name, however it is written.
func (x *Exposures) Named(name string) (Exposure, bool) {
	i, ok := x.byName[lang.Fold(name)]
	if !ok {
		return Exposure{}, false
	}
	return x.list[i], true
}

// All lists the exposures in the file's order.
func (x *Exposures) All() []Exposure { return x.list }
