package terminal

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"io"
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/iterm2"
	"github.com/charmbracelet/x/ansi/kitty"
	"github.com/charmbracelet/x/ansi/sixel"
	"golang.org/x/image/draw"
)

// Graphics is how a terminal shows pictures.
type Graphics string

// The ways there are. Kitty's protocol is Ghostty's and Konsole's too; iTerm2's
// also WezTerm's and mintty's; sixel is the one of the VT340, which xterm, foot,
// Windows Terminal and tmux have.
const (
	NoGraphics Graphics = ""
	Kitty      Graphics = "kitty"
	ITerm2     Graphics = "iterm2"
	Sixel      Graphics = "sixel"
)

// Window is how much a terminal's window has room for. Cells of no known size are
// 0 wide and high.
type Window struct {
	Columns, Rows         int
	CellWidth, CellHeight int // in pixels
}

// Most that a picture takes of a window, in columns: a phone's width, more or
// less. And of the pixels that a cell is taken for where that isn't known.
const (
	pictureColumns = 56
	usualCell      = 10
	tallestPixels  = 1200
)

// columnsOf is how many columns a picture gets: so many that it isn't higher than
// the window, whose cells are about twice as high as wide.
func (w Window) columnsOf(size image.Point) int {
	n := min(pictureColumns, w.Columns-2)
	if w.Rows > 0 && size.Y > 0 {
		n = min(n, 2*max(w.Rows-3, 8)*size.X/size.Y)
	}
	return max(n, 8)
}

// Write shows the PNG at the cursor, in that window, and goes to the next line.
func (g Graphics) Write(out io.Writer, picture []byte, w Window) error {
	shown, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return fmt.Errorf("showing a picture: %w", err)
	}
	columns := w.columnsOf(shown.Bounds().Size())
	var b bytes.Buffer
	switch g {
	case Kitty:
		err = kitty.EncodeGraphics(&b, shown, &kitty.Options{
			Action: kitty.TransmitAndPut, Transmission: kitty.Direct, Format: kitty.PNG, Chunk: true, Columns: columns,
			Quiet: 2, // an answer would be taken for typed text
		})
	case ITerm2:
		b.WriteString(ansi.ITerm2(iterm2.File{
			Name: base64.StdEncoding.EncodeToString([]byte("picture.png")), Size: int64(len(picture)), Inline: true,
			Width: iterm2.Cells(columns), Content: []byte(base64.StdEncoding.EncodeToString(picture)),
		}))
	case Sixel:
		cell := w.CellWidth
		if cell <= 0 {
			cell = usualCell
		}
		var payload bytes.Buffer
		err = (&sixel.Encoder{}).Encode(&payload, scaled(shown, columns*cell))
		b.WriteString(ansi.SixelGraphics(0, 1, 0, payload.Bytes()))
	}
	if err != nil {
		return fmt.Errorf("showing a picture: %w", err)
	}
	b.WriteByte('\n')
	_, err = out.Write(b.Bytes())
	return err
}

// scaled is the picture so many pixels wide, or smaller where it would be too
// high.
func scaled(from image.Image, width int) image.Image {
	size := from.Bounds().Size()
	height := width * size.Y / max(size.X, 1)
	if height > tallestPixels {
		width, height = tallestPixels*size.X/size.Y, tallestPixels
	}
	to := image.NewRGBA(image.Rect(0, 0, max(width, 1), max(height, 1)))
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Src, nil)
	return to
}

// query asks a terminal what it can do: whether it speaks kitty's protocol, by a
// trial picture of a pixel that isn't shown; its name; and, since every terminal
// answers that, its primary device attributes, of which 4 is sixel.
var query = ansi.KittyGraphics([]byte("AAAA"), "i=31", "s=1", "v=1", "a=q", "t=d", "f=24") + ansi.RequestNameVersion + ansi.RequestPrimaryDeviceAttributes

// The answers to it.
var (
	kittyAnswer      = regexp.MustCompile(`\x1b_G[^\x1b]{0,200}\x1b\\`)
	nameAnswer       = regexp.MustCompile(`\x1bP>\|([^\x1b]{0,200})\x1b\\`)
	attributesAnswer = regexp.MustCompile(`\x1b\[\?([0-9;]{1,100})c`)
)

// answered reports whether the last of the answers has come.
func answered(b []byte) bool { return attributesAnswer.Match(b) }

// readAnswers tells by a terminal's answers how it shows pictures. What else was
// read, the person had typed meanwhile.
func readAnswers(b []byte) (g Graphics, typed []byte) {
	if a := kittyAnswer.Find(b); bytes.Contains(a, []byte(";OK")) {
		g = Kitty
	}
	if m := nameAnswer.FindSubmatch(b); g == NoGraphics && m != nil && showsITerm2(string(m[1])) {
		g = ITerm2
	}
	if m := attributesAnswer.FindSubmatch(b); g == NoGraphics && m != nil && strings.Contains(";"+string(m[1])+";", ";4;") {
		g = Sixel
	}
	for _, answer := range []*regexp.Regexp{kittyAnswer, nameAnswer, attributesAnswer} {
		b = answer.ReplaceAll(b, nil)
	}
	return g, b
}

// showsITerm2 reports whether the terminal of that name has iTerm2's protocol.
func showsITerm2(name string) bool {
	for _, known := range []string{"iTerm", "WezTerm", "mintty"} {
		if strings.HasPrefix(name, known) {
			return true
		}
	}
	return false
}

// shy are the terminals that aren't asked, since they would show the question.
func shy(getenv func(string) string) bool {
	switch getenv("TERM") {
	case "", "dumb", "linux", "cons25":
		return true
	}
	return getenv("TERM_PROGRAM") == "Apple_Terminal" || getenv("INSIDE_EMACS") != ""
}
