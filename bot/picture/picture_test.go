package picture

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"gutskin/bot/conversation/wording"
	"gutskin/content"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata")

func newPainter(t testing.TB) *Painter {
	t.Helper()
	words, err := wording.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(words)
	if err == nil {
		err = p.prepare()
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// names of the pictures in a fixed order.
func pictureNames() []string { return slices.Sorted(maps.Keys(pictures())) }

// drawn draws a picture and checks its size and form.
func drawn(t *testing.T, p *Painter, name string) []byte {
	t.Helper()
	data, err := pictures()[name](p)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(data) > 200_000 {
		t.Errorf("%s has %d bytes", name, len(data))
	}
	return data
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPictures compares every picture with the one in testdata. Rounding may
// differ between machines, so a few pixels may differ a little.
func TestPictures(t *testing.T) {
	p := newPainter(t)
	for _, name := range pictureNames() {
		got, file := drawn(t, p, name), filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+".png")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			compare(t, name, decode(t, got), decode(t, want))
		}
	}
}

// compare allows one pixel in a thousand to differ visibly.
func compare(t *testing.T, name string, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Errorf("%s is %v, want %v", name, got.Bounds().Size(), want.Bounds().Size())
		return
	}
	differ, b := 0, got.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if distance(got.At(x, y), want.At(x, y)) > 24 {
				differ++
			}
		}
	}
	if differ > b.Dx()*b.Dy()/1000 {
		t.Errorf("%s differs in %d pixels; look at it, and if it is meant: go test ./bot/picture -update", name, differ)
	}
}

func distance(a, b color.Color) int {
	r, g, bl, _ := a.RGBA()
	r2, g2, bl2, _ := b.RGBA()
	return max(apart(r, r2), apart(g, g2), apart(bl, bl2)) >> 8
}

func apart(a, b uint32) int { return max(int(a)-int(b), int(b)-int(a)) }

// TestSameFiguresSamePicture draws everything at once and again, with canvases
// that others have used.
func TestSameFiguresSamePicture(t *testing.T) {
	p := newPainter(t)
	var group sync.WaitGroup
	for _, name := range pictureNames() {
		first := drawn(t, p, name)
		group.Go(func() {
			again, err := pictures()[name](p)
			if err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s isn't the same again: %v", name, err)
			}
		})
	}
	group.Wait()
}

// placements are the texts of a picture.
func placements(t *testing.T, p *Painter, name string) []placement {
	t.Helper()
	var all []placement
	p.watch = func(one placement) { all = append(all, one) }
	drawn(t, p, name)
	return all
}

// cut are the texts that may be cut short: those that people word themselves.
var cut = map[string]bool{"question long": true}

// TestTextsFit checks that every text is whole, in its box, and apart from
// every other.
func TestTextsFit(t *testing.T) {
	p := newPainter(t)
	for _, name := range pictureNames() {
		all := placements(t, p, name)
		for i, one := range all {
			if one.ink.x < one.box.x-0.5 || one.ink.x+one.ink.w > one.box.x+one.box.w+0.5 || one.ink.h > one.box.h {
				t.Errorf("%s: %q at %v isn't in its box %v", name, one.text, one.ink, one.box)
			}
			if one.text != one.asked && !cut[name] {
				t.Errorf("%s: %q is cut to %q", name, one.asked, one.text)
			}
			for _, other := range all[:i] {
				if overlap(one.ink, other.ink) {
					t.Errorf("%s: %q and %q overlap", name, one.text, other.text)
				}
			}
		}
	}
}

func overlap(a, b box) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

// dateOnly is a date on an axis.
var dateOnly = regexp.MustCompile(`^\d{1,2} \pL{3}$`)

// TestNoFiguresForThoseWhoHideThem allows dates alone.
func TestNoFiguresForThoseWhoHideThem(t *testing.T) {
	p := newPainter(t)
	for _, name := range []string{"words full", "words extreme", "words empty", "plants words", "question long"} {
		for _, one := range placements(t, p, name) {
			dated := one.box.y == headBox.y+66 || dateOnly.MatchString(one.text)
			if !dated && hasDigit(one.text) {
				t.Errorf("%s shows %q", name, one.text)
			}
		}
	}
}

func hasDigit(s string) bool {
	return slices.ContainsFunc([]rune(s), unicode.IsDigit)
}

// TestNothingRed keeps the palette free of red: no picture warns.
func TestNothingRed(t *testing.T) {
	for _, c := range []color.RGBA{paper, shade, ink, muted, faint, green, paleGreen, amber, purple, palePurple, blue, paleBlue, pink, palePink} {
		if int(c.R) > 2*int(c.G) && int(c.R) > 2*int(c.B) {
			t.Errorf("%v is red", c)
		}
	}
}

func TestLettersOutsideTheFonts(t *testing.T) {
	c := newCanvas(newPainter(t))
	for given, want := range map[string]string{
		"crème fraîche": "crème fraîche", "🥑 toast": "toast", "納豆": "", "борщ\n!": "борщ !", "  a\tb ": "a b",
	} {
		if got := c.drawable(given); got != want {
			t.Errorf("%q is drawn as %q, want %q", given, got, want)
		}
	}
}

// TestMarksAreInTheFonts makes sure that wording's signs can be drawn.
func TestMarksAreInTheFonts(t *testing.T) {
	c := newCanvas(newPainter(t))
	const signs = "≈→↑↓–·…()"
	if got := c.drawable(signs); got != signs {
		t.Errorf("only %q of %q is in the fonts", got, signs)
	}
}

func BenchmarkWeek(b *testing.B) { benchmark(b, "week full") }

func BenchmarkMonth(b *testing.B) { benchmark(b, "month") }

func BenchmarkPlants(b *testing.B) { benchmark(b, "plants") }

func BenchmarkQuestion(b *testing.B) { benchmark(b, "question lower") }

func benchmark(b *testing.B, name string) {
	p, paint, size := newPainter(b), pictures()[name], 0
	for b.Loop() {
		data, err := paint(p)
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size)/1000, "kB")
}
