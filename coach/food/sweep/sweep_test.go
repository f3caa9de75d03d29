package sweep_test

import (
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
