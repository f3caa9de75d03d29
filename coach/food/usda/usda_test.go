package usda_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach/food"
	"gutskin/coach/food/usda"
)

// tables are made up, in the form of the real ones: titles above the header,
// line breaks in cells, several foods.
var tables = fstest.MapFS{
	"fndds_nutrients.csv": {Data: []byte("\"FNDDS Nutrient Values\nAt A Glance\",,\n" +
		"Food code,Main food description,\"Fiber, total dietary\n(g)\"\n" +
		"1,\"Cracker, rye\",15.5\n2,Broth,0\n")},
	"fndds_portions.csv": {Data: []byte("Food code,Main food description,Portion description,Portion weight (g)\n" +
		"1,\"Cracker, rye\",1 cracker,12\n1,\"Cracker, rye\",\"1 cup, crushed\",60\n" +
		"1,\"Cracker, rye\",Quantity not specified,24\n1,\"Cracker, rye\",1 large cracker,25\n" +
		"2,Broth,10 fl oz,300\n")},
	"sr_abbrev.csv": {Data: []byte("NDB_No,Shrt_Desc,Fiber_TD_(g),GmWt_1,GmWt_Desc1,GmWt_2,GmWt_Desc2\n" +
		"09,\"ROOT,RAW\",1.6,150,\"1 cup, slices\",,\n")},
}

func open(t *testing.T) *usda.Tables {
	t.Helper()
	tab, err := usda.Open(tables)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// parseRow reads one line of a lexicon file.
func parseRow(t *testing.T, line string) food.Row {
	t.Helper()
	f, err := food.ReadRowFile(fstest.MapFS{"foods/x.tsv": {Data: []byte(food.Header + "\n" + line + "\n")}}, "foods/x.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return *f.Lines[1].Row
}

func TestFigures(t *testing.T) {
	tab := open(t)
	tests := map[string]usda.Figures{
		"fndds:1": {Name: "Cracker, rye", FiberG: 15.5, ServingG: 24, Units: map[string]float64{"each": 12, "cup": 60, "large": 25}},
		"fndds:2": {Name: "Broth", Units: map[string]float64{"cup": 240}},
		"sr:09":   {Name: "ROOT,RAW", FiberG: 1.6, Units: map[string]float64{"cup": 150}},
	}
	for source, want := range tests {
		got, err := tab.Figures(source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
	}
	if _, err := tab.Figures("fndds:3"); !errors.Is(err, usda.ErrUnknownSource) {
		t.Errorf("unknown source: %v", err)
	}
}

func TestFill(t *testing.T) {
	tab := open(t)
	row := parseRow(t, "rye crisp\t\twhole_grain\trye\t\t?\t?\tcup=55\t\tfndds:1\t")
	changed, err := tab.Fill(&row)
	if err != nil || !changed {
		t.Fatal(changed, err)
	}
	const want = "rye crisp\t\twhole_grain\trye\t\t15.5\t24\tcup=55 each=12 large=25\t\tfndds:1\t"
	if diff := cmp.Diff(want, row.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if changed, err := tab.Fill(&row); changed || err != nil {
		t.Errorf("a complete row was filled again: %v %v", changed, err)
	}
}

func TestFillNeedsServing(t *testing.T) {
	row := parseRow(t, "broth\t\t\t\t\t?\t?\t\t\tfndds:2\t")
	if _, err := open(t).Fill(&row); err == nil {
		t.Error("a row was filled without a serving")
	}
}

func TestAudit(t *testing.T) {
	tests := []struct {
		name, line string
		want       []usda.Difference
	}{
		{"same", "a\t\t\t\t\t15.5\t24\t\t\tfndds:1\t", nil},
		{"near", "a\t\t\t\t\t14.5\t23\t\t\tfndds:1\t", nil},
		{"far", "a\t\t\t\t\t5\t24\t\t\tfndds:1\t", []usda.Difference{{Figure: "fiber", Lexicon: 5, Table: 15.5}}},
		{"noted", "a\t\t\t\t\t5\t24\t\t\tfndds:1\tanother brand", nil},
		{"own serving", "a\t\t\t\t\t15.5\t90\t\t\tfndds:1 est:serving\t", nil},
		{"estimated", "a\t\t\t\t\t5\t24\t\t\test:recipe\t", nil},
	}
	tab := open(t)
	for _, test := range tests {
		row := parseRow(t, test.line)
		got, err := tab.Audit(&row)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestOpenNamesTheFile(t *testing.T) {
	if _, err := usda.Open(fstest.MapFS{}); err == nil {
		t.Error("no error for a folder without tables")
	}
}
