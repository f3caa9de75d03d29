package report

import (
	"errors"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"gutskin/coach"
)

// Measures of a page, in mm.
const (
	margin       = 16.0
	topMargin    = 14.0
	bottomMargin = 14.0
	point        = 25.4 / 72 // of a type size
)

// Greys, from black 0 to white 255.
const (
	black  = 0
	dark   = 60
	middle = 110 // the lightest that text is printed in: 5:1 against white
	pale   = 185
	faint  = 222
)

// align is where in its width a text stands.
type align float64

const (
	left   align = 0
	centre align = 0.5
	right  align = 1
)

// style is how a text is set.
type style struct {
	weight string
	size   float64 // in points
	grey   int
}

var (
	titleStyle   = style{semiBold, 17, black}
	leadStyle    = style{semiBold, 10.5, black}
	headStyle    = style{semiBold, 10.5, black}
	textStyle    = style{regular, 8.5, black}
	smallStyle   = style{regular, 7.5, dark}
	labelStyle   = style{regular, 7.5, black}
	axisStyle    = style{regular, 7, middle}
	figureStyle  = style{regular, 7.5, black}
	smallestSize = 6.0
)

// sheet is the report while it is printed: where on which page the next block
// goes. Its first errors are kept in err, and printing goes on.
type sheet struct {
	pdf     *fpdf.Fpdf
	labels  Labels
	glyphs  *sfnt.Font
	report  coach.Report
	numbers bool     // with figures
	answers []string // what the person's questions found

	left, width float64 // of what is printed on
	bottom      float64
	y           float64 // where the next block begins
	page        int
	err         error

	watch func(placed) // is told of every text, in tests
}

// placed is a text as it was printed: where, and the width that it was to keep
// to.
type placed struct {
	text         string
	x, y, w      float64
	from, within float64
}

// mostPages is how many pages a report has at most.
const mostPages = 2

func (s *sheet) newPage() {
	s.page++
	s.pdf.AddPage()
	s.y = topMargin
}

// room makes a new page where the height isn't left on this one. It reports
// whether there is room at all.
func (s *sheet) room(height float64) bool {
	if s.y+height <= s.bottom {
		return true
	}
	if s.page == mostPages {
		return false
	}
	s.newPage()
	return true
}

// label is a wording as plain text.
func (s *sheet) label(name string, data any) string {
	text, err := s.labels.Label(name, data)
	s.err = errors.Join(s.err, err)
	return text
}

// use sets the font and colour of what is written next.
func (s *sheet) use(as style) {
	s.pdf.SetFont("inter", as.weight, as.size)
	s.pdf.SetTextColor(as.grey, as.grey, as.grey)
}

// text writes one line whose capitals stand on the baseline y, within the width
// w from x on. What is too wide is set smaller, and in the end cut short.
func (s *sheet) text(text string, x, y, w float64, as style, at align) {
	text = s.printable(text)
	s.use(as)
	for s.pdf.GetStringWidth(text) > w && as.size > smallestSize {
		as.size = max(as.size-0.5, smallestSize)
		s.use(as)
	}
	runes := []rune(text)
	for n := len(runes); s.pdf.GetStringWidth(text) > w && n > 0; n-- {
		text = strings.TrimRight(string(runes[:n-1]), " ,") + "…"
	}
	if text == "" {
		return
	}
	width := s.pdf.GetStringWidth(text)
	from := x + (w-width)*float64(at)
	s.pdf.Text(from, y, text)
	if s.watch != nil {
		s.watch(placed{text, from, y, width, x, w})
	}
}

// lines breaks the text between words into lines that are at most w wide.
func (s *sheet) lines(text string, w float64, as style) []string {
	s.use(as)
	var lines []string
	line := ""
	for _, word := range strings.Fields(s.printable(text)) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && s.pdf.GetStringWidth(longer) > w {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// paragraph writes the text over the sheet's width, from the next block on.
func (s *sheet) paragraph(text string, as style) {
	for _, line := range s.lines(text, s.width, as) {
		s.y += leading(as)
		s.text(line, s.left, s.y, s.width, as, left)
	}
}

// leading is the height of a line.
func leading(as style) float64 { return as.size * point * 1.45 }

// printable is the text without what the font has no letters for, such as emoji.
func (s *sheet) printable(text string) string {
	var buffer sfnt.Buffer
	kept := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if i, err := s.glyphs.GlyphIndex(&buffer, r); err != nil || i == 0 {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(kept), " ")
}

func (s *sheet) ink(grey int) {
	s.pdf.SetDrawColor(grey, grey, grey)
	s.pdf.SetFillColor(grey, grey, grey)
}

func (s *sheet) line(x1, y1, x2, y2, width float64, grey int) {
	s.ink(grey)
	s.pdf.SetLineWidth(width)
	s.pdf.Line(x1, y1, x2, y2)
}

func (s *sheet) disc(x, y, r float64, grey int) {
	s.ink(grey)
	s.pdf.Circle(x, y, r, "F")
}

func (s *sheet) rect(x, y, w, h float64, grey int) {
	s.ink(grey)
	s.pdf.Rect(x, y, w, h, "F")
}

// triangle points up, or down where it ends something, and is open then.
func (s *sheet) triangle(x, y, size float64, down bool) {
	s.ink(black)
	s.pdf.SetLineWidth(0.25)
	tip, fill := -size, "F"
	if down {
		tip, fill = size, "D"
	}
	s.pdf.Polygon([]fpdf.PointType{{X: x - size*0.8, Y: y - tip*0.7}, {X: x + size*0.8, Y: y - tip*0.7}, {X: x, Y: y + tip*0.7}}, fill)
}
