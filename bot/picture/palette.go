package picture

import (
	"cmp"
	"image/color"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// The colours. None of them is red.
var (
	paper      = rgb(0xF6F1E9)
	shade      = rgb(0xE7E0D4) // a card's shadow
	white      = rgb(0xFFFFFF)
	ink        = rgb(0x1D2924)
	muted      = rgb(0x65706A)
	faint      = rgb(0xE6E1D8) // lines, and rings that stay empty
	green      = rgb(0x2E8F5B)
	paleGreen  = rgb(0xD3EBDD)
	amber      = rgb(0xEBB04E)
	purple     = rgb(0x7C5CBF)
	palePurple = rgb(0xE5DDF5)
	blue       = rgb(0x3B82C4)
	paleBlue   = rgb(0xD3E4F5)
	pink       = rgb(0xD2557F)
	palePink   = rgb(0xFBE6ED)
)

// skinShades are the calendar's shades of the ratings 1 to 5: the better, the
// more golden. Shades of pink would look like redness.
var skinShades = [...]color.RGBA{rgb(0xFBF0D9), rgb(0xFAE0AE), rgb(0xF6CB7C), rgb(0xEDB14B), rgb(0xDB9320)}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xFF}
}

// ramps are pairs of colours whose edges meet in pictures; steps between them
// are in the palette so that edges stay smooth.
var ramps = [][2]color.RGBA{
	{white, ink}, {white, muted}, {paper, ink}, {paper, muted}, {white, green}, {white, faint}, {paper, white},
	{shade, white}, {paper, shade}, {paleGreen, green}, {white, paleGreen}, {white, amber}, {amber, ink}, {white, purple},
	{palePurple, purple}, {white, palePurple}, {white, blue}, {paleBlue, blue}, {white, paleBlue}, {white, pink},
	{palePink, pink}, {white, palePink}, {paleGreen, ink}, {palePink, ink},
}

const (
	rampSteps   = 5 // colours between the two of a ramp
	paletteSize = 256
)

// newPalette is every colour of the pictures: the plain ones, the ramps, and
// the commonest of the emoji in what room is left.
func newPalette() (color.Palette, error) {
	base := []color.RGBA{paper, shade, white, ink, muted, faint, green, paleGreen, amber, purple, palePurple, blue, paleBlue, pink, palePink}
	base = append(base, skinShades[:]...)
	for _, c := range skinShades {
		base = append(base, mix(white, c, 0.5), mix(c, ink, 0.3), mix(c, ink, 0.6))
	}
	for _, r := range ramps {
		for i := 1; i <= rampSteps; i++ {
			base = append(base, mix(r[0], r[1], float64(i)/(rampSteps+1)))
		}
	}
	common, err := emojiColours()
	if err != nil {
		return nil, err
	}
	seen := make(map[uint16]bool)
	var palette color.Palette
	for _, c := range append(base, common...) {
		if !seen[bin(c)] && len(palette) < paletteSize {
			seen[bin(c)] = true
			palette = append(palette, c)
		}
	}
	return palette, nil
}

// mix is the colour at the share t of the way from a to b.
func mix(a, b color.RGBA, t float64) color.RGBA {
	channel := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*t + 0.5) }
	return color.RGBA{channel(a.R, b.R), channel(a.G, b.G), channel(a.B, b.B), 0xFF}
}

// emojiColours are the opaque colours of the emoji, the commonest first.
func emojiColours() ([]color.RGBA, error) {
	files, err := fs.Glob(assets, "assets/emoji/*.png")
	if err != nil {
		return nil, err
	}
	count := make(map[color.RGBA]int)
	for _, file := range files {
		m, err := loadEmoji(strings.TrimSuffix(path.Base(file), ".png"))
		if err != nil {
			return nil, err
		}
		for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
			for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
				c := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
				if c.A == 0xFF {
					count[color.RGBA{c.R&^15 | 8, c.G&^15 | 8, c.B&^15 | 8, 0xFF}]++
				}
			}
		}
	}
	var list []color.RGBA
	for c := range count {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(bin(a), bin(b)))
	})
	return list, nil
}
