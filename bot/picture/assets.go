package picture

import (
	"embed"
	"fmt"
	"image"
	"image/png"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

//go:embed assets/*.otf assets/emoji/*.png
var assets embed.FS

// weight is how bold a text is.
type weight int

const (
	regular weight = iota
	medium
	semiBold
	bold
)

// fontFiles are Inter's, by weight.
var fontFiles = [...]string{"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf"}

// loadFonts parses the fonts, by weight. They are safe for concurrent use, the
// faces made of them aren't.
func loadFonts() ([]*sfnt.Font, error) {
	fonts := make([]*sfnt.Font, len(fontFiles))
	for i, name := range fontFiles {
		data, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return nil, err
		}
		if fonts[i], err = opentype.Parse(data); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	return fonts, nil
}

// style is how a text is set: its weight and its size in pixels.
type style struct {
	weight weight
	size   float64
}

func newFace(fonts []*sfnt.Font, s style) (font.Face, error) {
	return opentype.NewFace(fonts[s.weight], &opentype.FaceOptions{Size: s.size, DPI: 72, Hinting: font.HintingNone})
}

// loadEmoji is the picture of an emoji by its file's name.
func loadEmoji(name string) (image.Image, error) {
	file, err := assets.Open("assets/emoji/" + name + ".png")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	m, err := png.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("emoji %s: %w", name, err)
	}
	return m, nil
}
