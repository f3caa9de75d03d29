package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// The limits of a file. A year of every serving written down is some 8,000 rows
// and 1.5 MB.
const (
	MaxSize    = 4 << 20 // bytes
	MaxRows    = 20_000
	MaxColumns = 120
	MaxCell    = 2000 // bytes; a cell's further words are left out
)

// The errors of a file that can't be read.
var (
	ErrNoTable = errors.New("not a table")
	ErrTooBig  = errors.New("a table of more rows or columns than are read")
)

// decode is the file as text, and the name of its encoding: by its mark, else
// UTF-8 if it can be that, else Windows-1252, in which every byte is a letter.
func decode(data []byte) (text, encoding string, err error) {
	wide := map[string]xunicode.Endianness{"\xff\xfe": xunicode.LittleEndian, "\xfe\xff": xunicode.BigEndian}
	for mark, order := range wide {
		if bytes.HasPrefix(data, []byte(mark)) {
			decoded, err := xunicode.UTF16(order, xunicode.ExpectBOM).NewDecoder().Bytes(data)
			return string(decoded), "UTF-16", err
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", ErrNoTable
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	return string(decoded), "Windows-1252", err
}

// separators are what may part columns, in the order of preference.
var separators = []rune{',', ';', '\t', '|'}

// sampled is how many records decide on the separator.
const sampled = 50

// split is the text's records. The separator is the one by which the most of the
// first records have as many columns as the very first.
func split(text string) (records [][]string, separator rune, err error) {
	best, none := 0, ErrNoTable
	for _, sep := range separators {
		sample, err := read(text, sep, sampled)
		if errors.Is(err, ErrTooBig) {
			none = ErrTooBig
		}
		same := 0
		for _, r := range sample {
			if len(sample[0]) > 1 && len(r) == len(sample[0]) {
				same++
			}
		}
		if same > best {
			best, separator = same, sep
		}
	}
	if best < 2 {
		return nil, 0, none
	}
	records, err = read(text, separator, MaxRows+1)
	return records, separator, err
}

// read is the first records, empty ones left out.
func read(text string, separator rune, most int) (records [][]string, err error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	for len(records) <= most {
		record, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return records, nil
		case err != nil:
			return records, ErrNoTable
		case len(record) > MaxColumns || len(records) == most && most > sampled:
			return records, ErrTooBig
		}
		blank := true
		for i, cell := range record {
			record[i] = clean(cell)
			blank = blank && record[i] == ""
		}
		if !blank {
			records = append(records, record)
		}
	}
	return records, nil
}

// clean is a cell on one line, without what isn't printed, and not too long.
func clean(cell string) string {
	if len(cell) > MaxCell {
		cell = strings.ToValidUTF8(cell[:MaxCell], "")
	}
	return strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == utf8.RuneError }), " ")
}
