package food

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// RowFile is one lexicon file as it stands on disk, comments and order kept,
// so that a tool can fill in figures and write it back.
type RowFile struct {
	Path  string
	Lines []RowLine
}

// RowLine is a line of a RowFile: a Row, or else Text (the header, a comment
// or an empty line).
type RowLine struct {
	Number int // from 1
	Row    *Row
	Text   string
}

// ReadRowFile reads the lexicon file at path. Mistakes are joined into one
// error, each with file and line; the lines that could be read are returned
// all the same, the others as Text.
func ReadRowFile(fsys fs.FS, path string) (*RowFile, error) {
	return readRowFile(fsys, path, newCellReader(), io.Discard)
}

// readRowFile writes what it reads to sum.
func readRowFile(fsys fs.FS, path string, cells *cellReader, sum io.Writer) (*RowFile, error) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	if _, err := sum.Write(data); err != nil {
		return nil, fmt.Errorf("hashing the lexicon: %w", err)
	}
	return parseRowFile(path, string(bytes.TrimPrefix(data, []byte("\ufeff"))), cells)
}

func parseRowFile(path, data string, cells *cellReader) (*RowFile, error) {
	f := &RowFile{Path: path, Lines: make([]RowLine, 0, strings.Count(data, "\n")+1)}
	var errs []error
	header := false
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		entry := RowLine{Number: n, Text: line}
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case !header:
			header = true
			if line != Header {
				errs = append(errs, fmt.Errorf("%s:%d: the first line is not the header %q", path, n, strings.ReplaceAll(Header, "\t", " ")))
			}
		default:
			row, err := cells.row(line)
			if err != nil {
				errs = append(errs, atLine(path, n, err))
				break
			}
			entry = RowLine{Number: n, Row: row}
		}
		f.Lines = append(f.Lines, entry)
	}
	return f, errors.Join(errs...)
}

// atLine puts file and line before each of the errors joined in err; nil for
// none.
func atLine(path string, line int, err error) error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var errs []error
		for _, e := range joined.Unwrap() {
			errs = append(errs, atLine(path, line, e))
		}
		return errors.Join(errs...)
	}
	return fmt.Errorf("%s:%d: %w", path, line, err)
}

// Bytes is the file's content, to be written back.
func (f *RowFile) Bytes() []byte {
	var b bytes.Buffer
	for _, line := range f.Lines {
		if line.Row != nil {
			b.WriteString(line.Row.String())
		} else {
			b.WriteString(line.Text)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}
