package main

import (
	"fmt"
	"io/fs"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/food/sweep"
)

// sweepFoods lists the rows that can't be true as they stand, and what to do
// about each; with open, the counts for content/foods/checks/open.tsv instead.
// It fails when more is wrong than is known there.
func (p *program) sweepFoods(files fs.FS, lexicon *food.Lexicon, open bool) error {
	report, err := sweep.Run(files, lexicon)
	if err != nil {
		return fmt.Errorf("the checks have mistakes:\n%w", err)
	}
	if open {
		for _, line := range report.OpenCounts() {
			fmt.Fprintln(p.stdout, line)
		}
		return nil
	}
	for _, finding := range report.Findings {
		fmt.Fprintln(p.stdout, finding)
	}
	fmt.Fprintf(p.stdout, "%d distinct profiles in %d rows, %d findings\n", report.Profiles, report.Rows, len(report.Findings))
	if list := report.Unexpected(); len(list) > 0 {
		return fmt.Errorf("the foods have other findings than are known:\n%s", strings.Join(list, "\n"))
	}
	return nil
}
