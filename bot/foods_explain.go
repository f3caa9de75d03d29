package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/content"
)

// lookups is how many foods are listed whose names merely hold the word.
const lookups = 8

// explainFoods shows how the lexicon sees a phrase: what it is read as in a
// message, and which lines of the lexicon have it in a name.
func (p *program) explainFoods(phrase string) error {
	lex, err := p.lexicon()
	if err != nil {
		return err
	}
	reading := food.NewReader(lex).Read(phrase, food.Moment{Sent: time.Now(), DayEnd: coach.DefaultDayEnd})
	for _, item := range reading.Items {
		fmt.Fprintf(p.stdout, "%q is read as %s\n", item.Text, item.Food)
		p.explainItem(item)
	}
	for _, span := range reading.Unknown {
		fmt.Fprintf(p.stdout, "%q is not understood\n", span.Text)
	}
	found, err := lex.Lookup(content.Files, phrase, lookups)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		_, err := fmt.Fprintf(p.stdout, "No line of the lexicon has %q in a name.\n", phrase)
		return err
	}
	fmt.Fprintln(p.stdout)
	for _, f := range found {
		p.explainRow(f)
	}
	return nil
}

func (p *program) explainItem(item food.Item) {
	table := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	row := func(label, value string) {
		if value != "" {
			fmt.Fprintf(table, "  %s\t%s\n", label, value)
		}
	}
	row("categories", item.Categories.String())
	row("plants", strings.Join(item.Plants, ", "))
	row("herbs and spices", strings.Join(item.Herbs, ", "))
	row("amount", fmt.Sprintf("%.4g g", item.Grams))
	row("fibre", fmt.Sprintf("≈ %.3g g", item.FiberG))
	if item.FluidML > 0 {
		row("fluid", fmt.Sprintf("%.4g ml", item.FluidML))
	}
	table.Flush()
}

// explainRow shows a line of the lexicon and where it stands.
func (p *program) explainRow(f food.Found) {
	how := "by its name"
	switch {
	case !f.Exact:
		how = fmt.Sprintf("has %q among its names", f.Name)
	case f.Name != f.Row.Name:
		how = fmt.Sprintf("by its name %q", f.Name)
	}
	r := f.Row
	fmt.Fprintf(p.stdout, "%s:%d: %s, %s\n", f.File, f.Line, r.Name, how)
	fmt.Fprintf(p.stdout, "  %s; fibre %s g in 100 g, serving %s g; source %s\n",
		orNone(r.Categories.String()), r.Fiber, r.Serving, orNone(r.Source))
	if r.Note != "" {
		fmt.Fprintf(p.stdout, "  note: %s\n", r.Note)
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
