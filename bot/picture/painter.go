package picture

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// The size of pictures in pixels: Telegram shows 4:5 in full on a phone. The
// weekly card is as high, others may be lower.
const (
	Width  = 1080
	Height = 1350
)

// Labels are the words on the pictures: the wording name, filled with data, as
// plain text.
type Labels interface {
	Label(name string, data any) (string, error)
}

// Painter draws pictures. It is safe for concurrent use.
type Painter struct {
	labels    Labels
	fonts     []*sfnt.Font
	prepare   func() error // makes the quantiser, for the first picture
	quantiser *quantiser
	canvases  sync.Pool // of *canvas
	buffers   pngBuffers

	mu     sync.Mutex
	static map[string]*image.Paletted // what never changes of a picture, by its name

	// watch is told of every text drawn and of the box it was to keep to; nil
	// outside tests.
	watch func(placement)
}

// New gives a painter whose words are those of labels.
func New(labels Labels) (*Painter, error) {
	fonts, err := loadFonts()
	if err != nil {
		return nil, fmt.Errorf("pictures: %w", err)
	}
	p := &Painter{labels: labels, fonts: fonts, static: make(map[string]*image.Paletted)}
	p.prepare = sync.OnceValue(func() error {
		palette, err := newPalette()
		if err != nil {
			return fmt.Errorf("pictures: %w", err)
		}
		p.quantiser = newQuantiser(palette)
		return nil
	})
	return p, nil
}

// page is a picture: its name, what never changes of it, and the rest.
type page struct {
	name   string
	static func(*canvas)
	draw   func(*canvas)
}

// paint draws the page as a PNG.
func (p *Painter) paint(page page) ([]byte, error) {
	if err := p.prepare(); err != nil {
		return nil, err
	}
	c := p.canvas()
	defer p.canvases.Put(c)
	below, err := p.layer(c, page)
	if err != nil {
		return nil, err
	}
	p.quantiser.expand(c.image, below)
	page.draw(c)
	if c.err != nil {
		return nil, fmt.Errorf("picture %s: %w", page.name, c.err)
	}
	p.quantiser.reduce(c.reduced, c.image)
	return encodePNG(c.reduced.SubImage(image.Rect(0, 0, Width, c.height)), &p.buffers)
}

// layer is what never changes of the page, drawn the first time.
func (p *Painter) layer(c *canvas, page page) (*image.Paletted, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m := p.static[page.name]; m != nil && p.watch == nil {
		return m, nil
	}
	c.fill(wholePage, paper)
	page.static(c)
	if c.err != nil {
		return nil, fmt.Errorf("picture %s: %w", page.name, c.err)
	}
	m := image.NewPaletted(c.image.Bounds(), p.quantiser.palette)
	p.quantiser.reduce(m, c.image)
	p.static[page.name] = m
	return m, nil
}

// canvas is one that nobody draws on.
func (p *Painter) canvas() *canvas {
	c, ok := p.canvases.Get().(*canvas)
	if !ok {
		c = newCanvas(p)
	}
	c.err, c.watch, c.height = nil, p.watch, Height
	return c
}

// label is a wording as plain text.
func (c *canvas) label(name string, data any) string {
	text, err := c.labels.Label(name, data)
	c.err = errors.Join(c.err, err)
	return text
}

// pngBuffers keeps the encoder's buffers for the next picture.
type pngBuffers struct{ pool sync.Pool }

// Get is a buffer, or nil for a new one.
func (b *pngBuffers) Get() *png.EncoderBuffer {
	buffer, _ := b.pool.Get().(*png.EncoderBuffer)
	return buffer
}

// Put keeps the buffer.
func (b *pngBuffers) Put(buffer *png.EncoderBuffer) { b.pool.Put(buffer) }
