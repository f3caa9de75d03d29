package picture

import (
	"errors"
	"image"
	"image/color"
	"math"

	"git.sr.ht/~sbinet/gg"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// canvas is what a picture is drawn on. Its first error is kept in err, and
// drawing goes on.
type canvas struct {
	*gg.Context
	image   *image.RGBA
	reduced *image.Paletted
	height  int // of what is drawn
	labels  Labels
	fonts   []*sfnt.Font
	faces   map[style]font.Face
	err     error
	watch   func(placement)
}

func newCanvas(p *Painter) *canvas {
	m := image.NewRGBA(image.Rect(0, 0, Width, Height))
	return &canvas{
		Context: gg.NewContextForRGBA(m), image: m, reduced: image.NewPaletted(m.Bounds(), p.quantiser.palette),
		labels: p.labels, fonts: p.fonts, faces: make(map[style]font.Face),
	}
}

// box is a rectangle in pixels.
type box struct{ x, y, w, h float64 }

var wholePage = box{0, 0, Width, Height}

// inset is the box without a border of dx and dy.
func (b box) inset(dx, dy float64) box { return box{b.x + dx, b.y + dy, b.w - 2*dx, b.h - 2*dy} }

// row is the strip of height h that starts y below the box's top.
func (b box) row(y, h float64) box { return box{b.x, b.y + y, b.w, h} }

// column is the i-th of n equally wide columns.
func (b box) column(i, n int) box {
	w := b.w / float64(n)
	return box{b.x + float64(i)*w, b.y, w, b.h}
}

// middle is the centre of the box.
func (b box) middle() (x, y float64) { return b.x + b.w/2, b.y + b.h/2 }

// around is the box of the given size with its centre there.
func around(x, y, w, h float64) box { return box{x - w/2, y - h/2, w, h} }

// fill fills the box.
func (c *canvas) fill(b box, with color.RGBA) {
	r := image.Rect(int(math.Round(b.x)), int(math.Round(b.y)), int(math.Round(b.x+b.w)), int(math.Round(b.y+b.h)))
	draw.Draw(c.image, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// rounded fills the box with rounded corners.
func (c *canvas) rounded(b box, radius float64, with color.RGBA) {
	c.DrawRoundedRectangle(b.x, b.y, b.w, b.h, min(radius, b.w/2, b.h/2))
	c.SetColor(with)
	c.Fill()
}

// standing fills the box with its upper corners rounded, as of a bar that
// stands on its base.
func (c *canvas) standing(b box, radius float64, with color.RGBA) {
	r := min(radius, b.w/2, b.h)
	c.MoveTo(b.x, b.y+b.h)
	c.LineTo(b.x, b.y+r)
	c.DrawArc(b.x+r, b.y+r, r, math.Pi, 1.5*math.Pi)
	c.DrawArc(b.x+b.w-r, b.y+r, r, 1.5*math.Pi, 2*math.Pi)
	c.LineTo(b.x+b.w, b.y+b.h)
	c.ClosePath()
	c.SetColor(with)
	c.Fill()
}

// card draws an empty card with its shadow.
func (c *canvas) card(b box) {
	b.h = math.Round(b.h)
	c.slab(box{b.x, b.y + 6, b.w, b.h}, mix(paper, shade, 0.55))
	c.slab(box{b.x, b.y + 4, b.w, b.h}, shade)
	c.slab(b, white)
}

// slab fills a box of whole pixels with a card's corners. Its middle is filled
// without the path's slow edges.
func (c *canvas) slab(b box, with color.RGBA) {
	c.rounded(box{b.x, b.y, b.w, 2 * cardRadius}, cardRadius, with)
	c.rounded(box{b.x, b.y + b.h - 2*cardRadius, b.w, 2 * cardRadius}, cardRadius, with)
	c.fill(b.inset(0, cardRadius), with)
}

const cardRadius = 36

// disc fills a circle.
func (c *canvas) disc(x, y, r float64, with color.RGBA) {
	c.DrawCircle(x, y, r)
	c.SetColor(with)
	c.Fill()
}

// ring draws a circle's line.
func (c *canvas) ring(x, y, r, width float64, with color.RGBA) {
	c.DrawCircle(x, y, r)
	c.stroke(width, with)
}

// arc draws the line of a circle from one angle to the other, in degrees
// clockwise from the right, with round ends.
func (c *canvas) arc(x, y, r, from, to, width float64, with color.RGBA) {
	c.NewSubPath()
	c.DrawArc(x, y, r, gg.Radians(from), gg.Radians(to))
	c.SetLineCapRound()
	c.stroke(width, with)
}

// line draws a line.
func (c *canvas) line(x1, y1, x2, y2, width float64, with color.RGBA) {
	c.DrawLine(x1, y1, x2, y2)
	c.SetLineCapRound()
	c.stroke(width, with)
}

// dashed draws a line of dashes.
func (c *canvas) dashed(x1, y1, x2, y2, width float64, with color.RGBA) {
	c.SetDash(12, 9)
	c.SetLineCapButt()
	c.DrawLine(x1, y1, x2, y2)
	c.stroke(width, with)
	c.SetDash()
}

func (c *canvas) stroke(width float64, with color.RGBA) {
	c.SetLineWidth(width)
	c.SetColor(with)
	c.Stroke()
}

// tick draws a check mark in a circle of radius r.
func (c *canvas) tick(x, y, r float64, with color.RGBA) {
	c.MoveTo(x-0.42*r, y+0.05*r)
	c.LineTo(x-0.1*r, y+0.36*r)
	c.LineTo(x+0.44*r, y-0.32*r)
	c.SetLineCapRound()
	c.SetLineJoinRound()
	c.stroke(r*0.24, with)
}

// emoji draws an emoji of the given height with its left upper corner there.
func (c *canvas) emoji(name string, x, y, height float64) {
	m, err := loadEmoji(name)
	if err != nil {
		c.err = errors.Join(c.err, err)
		return
	}
	size := m.Bounds().Size()
	width := height * float64(size.X) / float64(size.Y)
	to := image.Rect(int(x), int(y), int(x+width+0.5), int(y+height+0.5))
	draw.CatmullRom.Scale(c.image, to, m, m.Bounds(), draw.Over, nil)
}
