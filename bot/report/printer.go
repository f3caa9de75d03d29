package report

import (
	"bytes"
	"embed"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"gutskin/coach"
)

//go:embed assets/*.ttf
var assets embed.FS

// The styles of the font, as fpdf names them.
const (
	regular  = ""
	semiBold = "B"
)

var fontFiles = map[string]string{regular: "assets/Inter-Regular.ttf", semiBold: "assets/Inter-SemiBold.ttf"}

// Labels are the words of the report: the wording name, filled with data, as
// plain text.
type Labels interface {
	Label(name string, data any) (string, error)
}

// Printer makes reports. It is safe for concurrent use.
type Printer struct {
	labels Labels
	fonts  map[string][]byte
	glyphs *sfnt.Font // which letters there are
}

// New gives a printer whose words are those of labels.
func New(labels Labels) (*Printer, error) {
	p := &Printer{labels: labels, fonts: map[string][]byte{}}
	for style, name := range fontFiles {
		data, err := assets.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		p.fonts[style] = data
	}
	var err error
	if p.glyphs, err = sfnt.Parse(p.fonts[regular]); err != nil {
		return nil, fmt.Errorf("report: the font: %w", err)
	}
	return p, nil
}

// Report is the report as a PDF of one or two pages: on US Letter, or else on
// A4; with figures or without; and with what the person's questions found, in
// words.
func (p *Printer) Report(r coach.Report, letter, numbers bool, answers []string) ([]byte, error) {
	s := p.newSheet(r, letter)
	s.numbers, s.answers = numbers, answers
	s.print()
	if s.err != nil {
		return nil, fmt.Errorf("report: %w", s.err)
	}
	var file bytes.Buffer
	if err := s.pdf.Output(&file); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return file.Bytes(), nil
}

// newSheet is an empty first page. The file's dates are the report's last day,
// so that it depends on nothing but the report.
func (p *Printer) newSheet(r coach.Report, letter bool) *sheet {
	size := fpdf.SizeType{Wd: 210, Ht: 297}
	if letter {
		size = fpdf.SizeType{Wd: 215.9, Ht: 279.4}
	}
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: size})
	for _, style := range []string{regular, semiBold} {
		pdf.AddUTF8FontFromBytes("inter", style, p.fonts[style])
	}
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(r.Last.Time())
	pdf.SetModificationDate(r.Last.Time())
	pdf.SetProducer("", false)
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	s := &sheet{
		pdf: pdf, labels: p.labels, glyphs: p.glyphs, report: r,
		left: margin, width: size.Wd - 2*margin, bottom: size.Ht - bottomMargin,
	}
	pdf.SetLang("en-GB")
	pdf.SetTitle(s.label("report.title", nil), true)
	s.newPage()
	return s
}
