package terminal

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi/sixel"
)

// halves is a picture whose left is red and whose right is blue.
func halves(t *testing.T, width, height int) []byte {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p.Set(x, y, color.RGBA{R: 220, A: 255})
			if x >= width/2 {
				p.Set(x, y, color.RGBA{B: 220, A: 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func shown(t *testing.T, g Graphics, picture []byte, w Window) string {
	t.Helper()
	var b bytes.Buffer
	if err := g.Write(&b, picture, w); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "\n") != 1 || !strings.HasSuffix(b.String(), "\n") {
		t.Errorf("%s: a line break within, or none at the end", g)
	}
	return b.String()
}

// looksLikeHalves checks that the picture is red on its left and blue on its right.
func looksLikeHalves(t *testing.T, p image.Image, width, height int) {
	t.Helper()
	if size := p.Bounds().Size(); size != image.Pt(width, height) {
		t.Fatalf("it is %v, not %d by %d", size, width, height)
	}
	r1, _, b1, _ := p.At(width/4, height/2).RGBA()
	r2, _, b2, _ := p.At(3*width/4, height/2).RGBA()
	if r1>>8 < 200 || b1>>8 > 20 || b2>>8 < 200 || r2>>8 > 20 {
		t.Errorf("its halves are of other colours: %v, %v", p.At(width/4, height/2), p.At(3*width/4, height/2))
	}
}

func TestKitty(t *testing.T) {
	picture := halves(t, 1080, 1350)
	got := shown(t, Kitty, picture, Window{Columns: 100, Rows: 60})
	var data strings.Builder
	for i, chunk := range regexp.MustCompile(`\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\`).FindAllStringSubmatch(got, -1) {
		if len(chunk[2]) > 4096 {
			t.Errorf("chunk %d has %d bytes", i, len(chunk[2]))
		}
		if i == 0 && (!strings.Contains(chunk[1], "a=T") || !strings.Contains(chunk[1], "f=100") || !strings.Contains(chunk[1], "c=56") || !strings.Contains(chunk[1], "q=2")) {
			t.Errorf("the first chunk says %s", chunk[1])
		}
		data.WriteString(chunk[2])
	}
	raw, err := base64.StdEncoding.DecodeString(data.String())
	if err != nil {
		t.Fatal(err)
	}
	p, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	looksLikeHalves(t, p, 1080, 1350)
}

func TestITerm2(t *testing.T) {
	picture := halves(t, 1080, 1350)
	got := shown(t, ITerm2, picture, Window{Columns: 40, Rows: 60})
	m := regexp.MustCompile(`^\x1b\]1337;File=([^:]*):([^\x07]*)\x07\n$`).FindStringSubmatch(got)
	if m == nil || !strings.Contains(m[1], "inline=1") || !strings.Contains(m[1], "width=38") {
		t.Fatalf("%.200q", got)
	}
	if raw, err := base64.StdEncoding.DecodeString(m[2]); err != nil || !bytes.Equal(raw, picture) {
		t.Errorf("another picture: %v", err)
	}
}

func TestSixel(t *testing.T) {
	got := shown(t, Sixel, halves(t, 1080, 1350), Window{Columns: 100, Rows: 100, CellWidth: 8, CellHeight: 16})
	payload, begun := strings.CutPrefix(got, "\x1bP0;1q")
	payload, ended := strings.CutSuffix(payload, "\x1b\\\n")
	if !begun || !ended {
		t.Fatalf("%.100q", got)
	}
	p, err := (&sixel.Decoder{}).Decode(strings.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	looksLikeHalves(t, p, 56*8, 56*8*1350/1080)
}

// TestPictureFits: no picture is wider or higher than the window, or unreadably
// small in a tiny one.
func TestPictureFits(t *testing.T) {
	for w, want := range map[Window]int{
		{Columns: 200, Rows: 100}: 56,
		{Columns: 80, Rows: 24}:   33,
		{Columns: 30, Rows: 60}:   28,
		{Columns: 3, Rows: 2}:     8,
		{}:                        8,
	} {
		if got := w.columnsOf(image.Pt(1080, 1350)); got != want {
			t.Errorf("%+v: %d columns, want %d", w, got, want)
		}
	}
	if err := Kitty.Write(&bytes.Buffer{}, []byte("no picture"), Window{}); err == nil {
		t.Error("what is no picture was shown")
	}
}

func TestRow(t *testing.T) {
	labels := []string{"#4.1 Fix", "#4.2 Undo", "#4.3 Set up reminders"}
	for width, want := range map[int]string{
		0:  "  #4.1 Fix   #4.2 Undo   #4.3 Set up reminders",
		46: "  #4.1 Fix   #4.2 Undo   #4.3 Set up reminders",
		45: "  #4.1 Fix   #4.2 Undo\n  #4.3 Set up reminders",
		20: "  #4.1 Fix\n  #4.2 Undo\n  #4.3 Set up\nreminders",
	} {
		if got := row(labels, width); got != want {
			t.Errorf("%d wide:\n%s\nwant\n%s", width, got, want)
		}
	}
}

// FuzzAnswers: whatever a terminal answers, what was typed is kept, without any
// answer in it.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty\x1b\\\x1b[?62;4c", "an \x1b[?6apple\r", "\x1b_G\x1b[?1c\x1b\\", "\x1b[?62;4;22cc\x1b[A"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g, typed := readAnswers(bytes.Clone(b))
		if len(typed) > len(b) || g == NoGraphics && !bytes.ContainsRune(b, '\x1b') && !bytes.Equal(typed, b) {
			t.Errorf("%q: %q, typed %q", b, g, typed)
		}
		if g != NoGraphics && !bytes.ContainsRune(b, '\x1b') {
			t.Errorf("%q: %q by no answer", b, g)
		}
	})
}
