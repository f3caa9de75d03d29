package coach

import (
	"io/fs"
	"strings"
	"testing"

	"gutskin/content"
)

// TestEveryPlantHasASaying holds that of every plant that a food counts as it is
// known how a sentence says it: "lentils", "kale".
func TestEveryPlantHasASaying(t *testing.T) {
	g := loadGuide(t)
	names, err := fs.Glob(content.Files, "foods/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("no foods", err)
	}
	said := map[string]bool{}
	for _, name := range names {
		text, err := fs.ReadFile(content.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, _ := strings.Cut(string(text), "\n")
		for row := range strings.Lines(rows) {
			cells := strings.Split(row, "\t")
			if len(cells) < 5 || strings.HasPrefix(row, "#") {
				continue
			}
			for _, plant := range strings.FieldsFunc(cells[3]+","+cells[4], func(r rune) bool { return r == ',' || r == ';' }) {
				plant = strings.TrimSpace(plant)
				last := plant[strings.LastIndexByte(plant, ' ')+1:]
				if _, ok := g.plurals[last]; !ok && plant != "" && !said[last] {
					said[last] = true
					t.Errorf("guidance/plurals.tsv has no %q, of %q", last, plant)
				}
			}
		}
	}
	for one, many := range g.plurals {
		if g.Plural(many) != many && g.plurals[many] != "" && many != one {
			t.Errorf("the plural %q of %q has a plural itself", many, one)
		}
	}
}
