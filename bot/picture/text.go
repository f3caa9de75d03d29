package picture

import (
	"errors"
	"image"
	"image/color"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// smallest is the smallest size of a text, in pixels: on a phone that shows a
// picture 390 points wide, 8 points.
const smallest = 22.0

// align is where in its box a text stands.
type align int

const (
	left align = iota
	centre
	right
)

// placement is a text as drawn: where it stands and the box it was to keep to.
type placement struct {
	text, asked string // as drawn, and as asked for
	ink, box    box
}

// text draws one line, its capitals in the box's middle. A text that is too
// wide is set smaller, and in the end cut short.
func (c *canvas) text(s string, in box, as style, with color.RGBA, at align) {
	c.textFrom(s, in, as, smallest, with, at)
}

// textFrom is text that is set no smaller than least.
func (c *canvas) textFrom(s string, in box, as style, least float64, with color.RGBA, at align) {
	drawn, as := c.fit(c.drawable(s), in.w, as, least)
	if drawn == "" {
		return
	}
	face := c.face(as)
	w, caps := c.width(drawn, as), toFloat(face.Metrics().CapHeight)
	x := in.x + (in.w-w)*float64(at)/2
	baseline := in.y + (in.h+caps)/2
	c.write(drawn, x, baseline, face, with)
	if c.watch != nil {
		c.watch(placement{drawn, s, box{x, baseline - caps, w, caps}, in})
	}
}

// write draws the text from x on.
func (c *canvas) write(s string, x, baseline float64, face font.Face, with color.RGBA) {
	d := font.Drawer{Dst: c.image, Src: image.NewUniform(with), Face: face, Dot: fixed.Point26_6{X: toFixed(x), Y: toFixed(baseline)}}
	d.DrawString(s)
}

// fit gives the text and style with which it is at most w wide, and no smaller
// than least.
func (c *canvas) fit(s string, w float64, as style, least float64) (string, style) {
	for c.width(s, as) > w && as.size > least {
		as.size = max(as.size-2, least)
	}
	if c.width(s, as) <= w {
		return s, as
	}
	runes := []rune(s)
	for len(runes) > 0 {
		runes = runes[:len(runes)-1]
		if short := strings.TrimRight(string(runes), " ,·") + "…"; c.width(short, as) <= w {
			return short, as
		}
	}
	return "", as
}

// width is how wide the text is.
func (c *canvas) width(s string, as style) float64 {
	return toFloat(font.MeasureString(c.face(as), s))
}

// drawable is the text without letters that the fonts don't have, such as
// emoji: a box in their place would tell nobody anything.
func (c *canvas) drawable(s string) string {
	var buffer sfnt.Buffer
	kept := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if i, err := c.fonts[regular].GlyphIndex(&buffer, r); err != nil || i == 0 {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(kept), " ")
}

func (c *canvas) face(s style) font.Face {
	if face := c.faces[s]; face != nil {
		return face
	}
	face, err := newFace(c.fonts, s)
	if err != nil {
		c.err = errors.Join(c.err, err)
	}
	c.faces[s] = face
	return face
}

func toFixed(x float64) fixed.Int26_6 { return fixed.Int26_6(x * 64) }

func toFloat(x fixed.Int26_6) float64 { return float64(x) / 64 }

// paragraph draws the text over as many lines as it takes, at most as many as
// fit, each lineHeight high. It gives the height used.
func (c *canvas) paragraph(s string, in box, as style, with color.RGBA, lineHeight float64) float64 {
	lines := c.wrap(c.drawable(s), in.w, as)
	room := max(int(in.h/lineHeight), 1)
	if len(lines) > room {
		lines[room-1] = strings.Join(lines[room-1:], " ")
		lines = lines[:room]
	}
	for i, line := range lines {
		c.text(line, in.row(float64(i)*lineHeight, lineHeight), as, with, left)
	}
	return float64(len(lines)) * lineHeight
}

// wrap breaks the text between words into lines at most w wide, where it can.
func (c *canvas) wrap(s string, w float64, as style) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && c.width(longer, as) > w {
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
