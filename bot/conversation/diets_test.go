package conversation

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/coach/food"
	"gutskin/content"
)

func TestMistakesInDietsAreNamed(t *testing.T) {
	_, err := LoadDiets(fstest.MapFS{"messages/diets.tsv": {Data: []byte("names\tholds\nvegan\t+meat\n")}})
	if err == nil || !strings.Contains(err.Error(), `messages/diets.tsv:2: there is no line "meat" before it`) {
		t.Errorf("error %v", err)
	}
}

// TestDietsHoldWhatIsKnown looks what is left out up in the real lexicon.
func TestDietsHoldWhatIsKnown(t *testing.T) {
	diets, err := LoadDiets(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	known := foodsAndPlants(t)
	for _, d := range diets {
		for _, held := range d.holds {
			if _, isCategory := food.CategoryOf(held); !isCategory && !known[held] {
				t.Errorf("%s: nothing is called %q", d.names[0], held)
			}
		}
	}
}

// foodsAndPlants are all names of foods and of plants in content/foods.
func foodsAndPlants(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	files, err := fs.Glob(content.Files, "foods/*.tsv")
	for _, name := range files {
		text, err := fs.ReadFile(content.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if columns := strings.Split(line, "\t"); len(columns) > 3 {
				known[columns[0]] = true
				for plant := range strings.SplitSeq(columns[3], ",") {
					known[strings.TrimSpace(plant)] = true
				}
			}
		}
	}
	if err != nil || len(known) < 400 {
		t.Fatalf("%d names: %v", len(known), err)
	}
	return known
}
