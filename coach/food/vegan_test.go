package food

import (
	"gutskin/coach/lang"
	"io/fs"
	"strings"
	"testing"

	"gutskin/content"
)

// TestVeganNames sees that no food with milk in it goes by a name that says it
// has none.
func TestVeganNames(t *testing.T) {
	paths, err := fs.Glob(content.Files, "foods/*.tsv")
	if err != nil || len(paths) == 0 {
		t.Fatal("no foods", err)
	}
	for _, path := range paths {
		file, err := ReadRowFile(content.Files, path)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range file.Lines {
			if line.Row != nil && line.Row.Categories.Any(SetOf(Dairy)) {
				checkNotVegan(t, line.Row)
			}
		}
	}
}

func checkNotVegan(t *testing.T, row *Row) {
	for _, name := range append([]string{row.Name}, row.Names...) {
		for _, word := range []string{"vegan", "dairy free", "plant based", "non dairy", "nondairy"} {
			if strings.HasPrefix(lang.Fold(name)+" ", word+" ") {
				t.Errorf("%s, which is dairy, is called %q", row.Name, name)
			}
		}
	}
}
