package conversation

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/coach/food"
	"gutskin/content"
)

func loadedWishes(t testing.TB) *Wishes {
	t.Helper()
	w, err := LoadWishes(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// first is the first wish that a text fits, and its own words.
func (w *Wishes) first(text string) string {
	plain := w.plain(text)
	for _, one := range w.list {
		if said := one.pattern.FindStringSubmatch(plain); said != nil {
			return strings.Join(append([]string{one.name}, said[1:]...), "|")
		}
	}
	return ""
}

func TestWishes(t *testing.T) {
	w := loadedWishes(t)
	for text, want := range map[string]string{
		"I’m in Pune now!":                           "zone|pune",
		"Hey, could you please use ounces? Thanks":   "units.us",
		"my mug holds 400 ml.":                       "cup|mug|400 ml",
		"Quiet hours from 22:30 to 7":                "quiet|22:30|7",
		"I don't eat nuts, eggs and dairy any more":  "avoid|nuts, eggs and dairy",
		"i'm a strict vegan":                         "diet|vegan",
		"lentil soup":                                "",
		"what did you have in mind for the weekend?": "",
	} {
		if got := w.first(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMistakesInWishesAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"zone\tim in …\nfly\tme to …\n": `messages/wishes.tsv:2: there is no wish "fly"`,
		"zone\n":                        "messages/wishes.tsv:1: want 2 columns, found 1",
		"cup\tmy cup is …\n":            `messages/wishes.tsv:1: a phrase for "cup" needs the person's own words, "…", 2 times`,
		"# here\nzone\tim (in|at …\n":   "messages/wishes.tsv:2:",
	} {
		_, err := LoadWishes(fstest.MapFS{"messages/wishes.tsv": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	_, err := LoadDiets(fstest.MapFS{"messages/diets.tsv": {Data: []byte("names\tholds\nvegan\t+meat\n")}})
	if err == nil || !strings.Contains(err.Error(), `messages/diets.tsv:2: there is no line "meat" before it`) {
		t.Errorf("error %v", err)
	}
}

// TestEveryWishCanBeMade holds the wishes that grant knows against the phrases.
func TestEveryWishCanBeMade(t *testing.T) {
	var made []string
	for _, one := range loadedWishes(t).list {
		made = append(made, one.name)
	}
	for _, name := range wishNames {
		if !slices.Contains(made, name) {
			t.Errorf("there is no phrase for the wish %q", name)
		}
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

func BenchmarkWishes(b *testing.B) {
	w := loadedWishes(b)
	for b.Loop() {
		w.first("porridge with blueberries and kefir for breakfast")
	}
}
