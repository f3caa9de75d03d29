package sweep_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gutskin/coach/food"
	"gutskin/coach/food/sweep"
	"gutskin/content"
)

// TestContent holds the program's own foods to what is known to be open.
func TestContent(t *testing.T) {
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	report, err := sweep.Run(content.Files, lexicon)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows, %d distinct profiles, %d findings open", report.Rows, report.Profiles, len(report.Findings))
	for _, line := range report.Unexpected() {
		t.Error(line)
	}
}

// TestTornApart holds that the name of one food is read as one.
func TestTornApart(t *testing.T) {
	file, err := os.Open("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	names, err := sweep.ReadNames(file, false)
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, torn := range sweep.FindTorn(lexicon, names) {
		t.Error(torn)
	}
}

// TestReadNames holds how lists and tables of names are read.
func TestReadNames(t *testing.T) {
	tests := []struct {
		text  string
		table bool
		want  []string
	}{
		{"# a list\n port salut \n\ntea, green\n", false, []string{"port salut", "tea, green"}},
		{"A title\nCode,Main description,Kind\n1,\"Tea, green\",drink\n2,Bread,grain\n", true, []string{"Tea, green", "Bread"}},
	}
	for _, test := range tests {
		names, err := sweep.ReadNames(strings.NewReader(test.text), test.table)
		if err != nil || !slices.Equal(names, test.want) {
			t.Errorf("%q: %q, %v", test.text, names, err)
		}
	}
	if _, err := sweep.ReadNames(strings.NewReader("a,b\n1,2\n"), true); err == nil {
		t.Error("a table without descriptions is read")
	}
}
