package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/food/usda"
	"gutskin/content"
)

// foods is for the lexicon's editors: it explains words, checks all
// content files, fills in figures and compares them with their sources.
func (p *program) foods(args []string) error {
	flags := flag.NewFlagSet("foods", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	check := flags.Bool("check", false, "check everything in content, or in the folder named")
	open := flags.Bool("open", false, "with --check: count what is open, for content/foods/checks/open.tsv")
	fill := flags.String("fill", "", "fill in figures from the USDA tables in this folder")
	audit := flags.String("audit", "", "compare figures with the USDA tables in this folder")
	torn := flags.String("torn", "", "list the names of this food table, or list of names, that are read as several foods")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	switch {
	case *torn != "":
		return p.tornFoods(*torn)
	case *check:
		return p.checkContent(flags.Arg(0), *open)
	case *fill != "":
		return p.fillFoods(*fill, flags.Args())
	case *audit != "":
		return p.auditFoods(*audit)
	case flags.NArg() == 0:
		return fmt.Errorf("%s needs a word, such as %s; or --check, --fill or --audit", p.command("foods"), p.command("foods kefir"))
	default:
		return p.explainFoods(strings.Join(flags.Args(), " "))
	}
}

// sourceFiles are the lexicon files of the source tree, for editors who run
// the program in it.
func sourceFiles() ([]string, error) {
	files, err := filepath.Glob("content/foods/*.tsv")
	if err != nil || len(files) > 0 {
		return files, err
	}
	return nil, errors.New("no content/foods/*.tsv here: run this in the project's folder, or name the files")
}

// fillFoods rewrites the files, "?" replaced by what the sources say.
func (p *program) fillFoods(dir string, files []string) error {
	tables, err := usda.Open(os.DirFS(dir))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		if files, err = sourceFiles(); err != nil {
			return err
		}
	}
	var errs []error
	for _, file := range files {
		filled, err := fillFile(tables, file)
		if filled > 0 {
			fmt.Fprintf(p.stdout, "%s: %d rows filled\n", file, filled)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func fillFile(tables *usda.Tables, path string) (filled int, err error) {
	file, err := food.ReadRowFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		return 0, err
	}
	var errs []error
	for _, line := range file.Lines {
		if line.Row == nil {
			continue
		}
		changed, err := tables.Fill(line.Row)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", path, line.Number, err))
		}
		if changed {
			filled++
		}
	}
	if filled > 0 {
		errs = append(errs, os.WriteFile(path, file.Bytes(), 0o644))
	}
	return filled, errors.Join(errs...)
}

// auditFoods lists every figure that is not what its source says.
func (p *program) auditFoods(dir string) error {
	tables, err := usda.Open(os.DirFS(dir))
	if err != nil {
		return err
	}
	files, err := fs.Glob(content.Files, "foods/*.tsv")
	if err != nil {
		return err
	}
	var rows, differ int
	var errs []error
	for _, path := range files {
		file, err := food.ReadRowFile(content.Files, path)
		errs = append(errs, err)
		for _, line := range file.Lines {
			if line.Row == nil {
				continue
			}
			rows++
			list, err := tables.Audit(line.Row)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: %w", path, line.Number, err))
			}
			for _, d := range list {
				differ++
				fmt.Fprintf(p.stdout, "%s:%d: %s: %s is %g, %s says %g\n",
					path, line.Number, line.Row.Name, d.Figure, d.Lexicon, line.Row.Source, d.Table)
			}
		}
	}
	fmt.Fprintf(p.stdout, "%d rows, %d figures differ from their source\n", rows, differ)
	return errors.Join(errs...)
}
