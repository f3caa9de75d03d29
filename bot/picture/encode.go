package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// quantiser maps any colour to the nearest of a palette, by a table of bins.
type quantiser struct {
	palette color.Palette
	nearest [1 << 16]uint8 // by bin
}

// bin is the colour with 5, 6 and 5 bits of red, green and blue.
func bin(c color.RGBA) uint16 {
	return uint16(c.R>>3)<<11 | uint16(c.G>>2)<<5 | uint16(c.B>>3)
}

// newQuantiser fills the table. The colours of the palette have a bin of their
// own each, so that they stay what they are.
func newQuantiser(palette color.Palette) *quantiser {
	q := &quantiser{palette: palette}
	flat := make([][3]int, len(palette))
	for i, c := range palette {
		own := c.(color.RGBA)
		flat[i] = [3]int{int(own.R), int(own.G), int(own.B)}
	}
	for b := range q.nearest {
		q.nearest[b] = nearest(flat, b>>11<<3|4, b>>5&63<<2|2, b&31<<3|4)
	}
	for i, c := range palette {
		q.nearest[bin(c.(color.RGBA))] = uint8(i)
	}
	return q
}

func nearest(flat [][3]int, r, g, b int) uint8 {
	best, at := 1<<30, 0
	for i, c := range flat {
		dr, dg, db := c[0]-r, c[1]-g, c[2]-b
		if d := 3*dr*dr + 6*dg*dg + 2*db*db; d < best { // green weighs most, as the eye sees
			best, at = d, i
		}
	}
	return uint8(at)
}

// reduce maps the picture to the palette.
func (q *quantiser) reduce(dst *image.Paletted, src *image.RGBA) {
	for i := range dst.Pix {
		p := src.Pix[i*4 : i*4+3 : i*4+3]
		dst.Pix[i] = q.nearest[uint16(p[0]>>3)<<11|uint16(p[1]>>2)<<5|uint16(p[2]>>3)]
	}
}

// expand is the picture in full colours again, to be drawn on.
func (q *quantiser) expand(dst *image.RGBA, src *image.Paletted) {
	var table [paletteSize][4]uint8
	for i, c := range q.palette {
		own := c.(color.RGBA)
		table[i] = [4]uint8{own.R, own.G, own.B, 0xFF}
	}
	for i, index := range src.Pix {
		*(*[4]uint8)(dst.Pix[i*4:]) = table[index]
	}
}

// encodePNG writes the picture. The fastest compression takes less than half
// the time of the default one for an eighth more bytes.
func encodePNG(m image.Image, buffers png.EncoderBufferPool) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{BufferPool: buffers, CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, m); err != nil {
		return nil, fmt.Errorf("encode a picture: %w", err)
	}
	return out.Bytes(), nil
}
