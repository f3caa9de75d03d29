package food

import (
	"gutskin/coach/lang"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/content"
)

const kefirLine = "kefir\tmilk kefir;kéfir drink\tfermented dairy\t\t\t0\t240\tcup=243 glass=240\tfluid\tfndds:11115400\tas a drink"

// parseRow reads one line of a lexicon file.
func parseRow(line string) (Row, error) {
	row, err := newCellReader().row(line)
	if row == nil {
		return Row{}, err
	}
	return *row, err
}

func TestRowRoundTrip(t *testing.T) {
	for _, line := range []string{
		kefirLine,
		"lentil\t\tfiber_rich legume protein\tlentil\t\t7.9\t198\tcup=198\t\tsr:16070\t",
		"sumac\t\tpolyphenol herb_spice\t\tsumac\t?\t?\t\t\tsr:1\t",
	} {
		row, err := parseRow(line)
		if err != nil {
			t.Error(err)
		}
		if got := row.String(); got != line {
			t.Errorf("%q is written as %q", line, got)
		}
	}
}

func TestRowFileKeepsComments(t *testing.T) {
	text := "# fermented\n" + Header + "\n\n# drinks\n" + kefirLine + "\n"
	f, err := parseRowFile("foods/x.tsv", text, newCellReader())
	if err != nil {
		t.Fatal(err)
	}
	if got := string(f.Bytes()); got != text {
		t.Errorf("written as %q", got)
	}
}

// lexiconWith is the program's language with these foods alone.
func lexiconWith(t *testing.T, rows ...string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{"foods/x.tsv": {Data: []byte(Header + "\n" + strings.Join(rows, "\n") + "\n")}}
	files, err := fs.Glob(content.Files, "language/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(content.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

func TestLexiconMistakes(t *testing.T) {
	tests := []struct{ row, want string }{
		{"kefir", "foods/x.tsv:3: has 1 columns"},
		{"x\t\tfermentd\t\t\t0\t1\t\t\t\t", `foods/x.tsv:3: unknown category "fermentd"`},
		{"x\t\t\t\t\t101\t1\t\t\t\t", "foods/x.tsv:3: fiber is 101"},
		{"x\t\t\t\t\t1\t0\t\t\t\t", "foods/x.tsv:3: serving is 0"},
		{"x\t\t\t\t\tabc\t1\t\t\t\t", `foods/x.tsv:3: fiber is "abc"`},
		{"x\t\t\t\t\t?\t1\t\t\t\t", "foods/x.tsv:3: a figure is still ?"},
		{"x\t\t\t\t\t1\t1\tcup=0\t\t\t", `foods/x.tsv:3: unit "cup=0"`},
		{"x\t\t\t\t\t1\t1\tfathom=1\t\t\t", `foods/x.tsv:3: unknown unit "fathom"`},
		{"x\t\t\t\t\t1\t1\tcup=1 cup=2\t\t\t", `foods/x.tsv:3: unit "cup" is given twice`},
		{"x\t\t\t\t\t1\t1\t\tmilk\t\t", `foods/x.tsv:3: fluid is "milk"`},
		{"X\t\t\t\t\t1\t1\t\t\t\t", `foods/x.tsv:3: name "X" is not lower case`},
		{"\t\t\t\t\t1\t1\t\t\t\t", "foods/x.tsv:3: has no name"},
		{"x\ty;y\t\t\t\t1\t1\t\t\t\t", `foods/x.tsv:3: name "y" is given twice`},
		{"kefirs\t\t\t\t\t1\t1\t\t\t\t", ""},
		{"Kéfir drinks\t\t\t\t\t1\t1\t\t\t\t", "foods/x.tsv:3: name"},
		{"kéfir drinks\t\t\t\t\t1\t1\t\t\t\t", `foods/x.tsv:3: name "kéfir drinks" already stands for "kefir" (foods/x.tsv:2)`},
	}
	for _, test := range tests {
		l, err := LoadLexicon(lexiconWith(t, kefirLine, test.row))
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q: %v", test.row, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%q: %v, want %s", test.row, err, test.want)
		case l == nil:
			t.Errorf("%q: no lexicon of the good rows", test.row)
		}
	}
}

func TestMissingHeader(t *testing.T) {
	if _, err := parseRowFile("foods/x.tsv", kefirLine+"\n", newCellReader()); err == nil || !strings.Contains(err.Error(), "foods/x.tsv:1") {
		t.Error(err)
	}
}

func TestLookup(t *testing.T) {
	files := lexiconWith(t, kefirLine, "strawberry kefir\t\tfermented dairy\t\t\t0\t240\t\tfluid\t\t")
	l, err := LoadLexicon(files)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Lookup(files, "Kefirs", 5)
	if err != nil || len(found) != 2 || !found[0].Exact || found[0].Name != "kefir" || found[1].Exact || found[1].Name != "strawberry kefir" {
		t.Errorf("%+v, %v", found, err)
	}
	if found, err := l.Lookup(files, "…", 5); found != nil || err != nil {
		t.Errorf("%+v, %v", found, err)
	}
	if l.Version() == "" || len(l.Version()) != 12 {
		t.Errorf("version %q", l.Version())
	}
}

func TestFold(t *testing.T) {
	tests := map[string]string{
		"Crème-brûlée":         "creme brulee",
		"Shepherd’s pie":       "shepherds pie",
		"ＫＥＦＩＲ":                "kefir",
		"smörgås, ½ gỏi cuốn!": "smorgas gỏi cuon",
		"7-up & M&Ms":          "7 up m ms",
		"":                     "",
	}
	tests["smörgås, ½ gỏi cuốn!"] = "smorgas ½ goi cuon"
	for text, want := range tests {
		if got := lang.Fold(text); got != want {
			t.Errorf("lang.Fold(%q) = %q, not %q", text, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for single, plural := range map[string]string{
		"berry": "berries", "cookie": "cookies", "tomato": "tomatoes", "radish": "radishes", "sandwich": "sandwiches",
		"box": "boxes", "glass": "glasses", "quiche": "quiches", "kiwi": "kiwis", "chive": "chives", "brie": "bries", "pea": "peas",
	} {
		if lang.StemOf(single) != lang.StemOf(plural) {
			t.Errorf("%s → %s, but %s → %s", single, lang.StemOf(single), plural, lang.StemOf(plural))
		}
	}
}
