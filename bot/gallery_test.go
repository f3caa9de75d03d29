package main

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGallery makes docs/gallery again: what is there must be what the program
// says and shows today.
func TestGallery(t *testing.T) {
	kept, made := filepath.Join("..", "docs", "gallery"), t.TempDir()
	if *update {
		made = kept
		if err := os.RemoveAll(kept); err != nil {
			t.Fatal(err)
		}
	}
	env := func(string) string { return "" }
	if err := run(t.Context(), []string{"gallery", made}, env, nil, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	want, got := filesIn(t, kept), filesIn(t, made)
	for name := range want {
		if got[name] == nil {
			t.Errorf("docs/gallery/%s is of no use any more", name)
		}
	}
	for name := range got {
		switch filepath.Ext(name) {
		case ".png":
			samePicture(t, name, want[name], got[name])
			continue
		case ".pdf": // its words and places are held by its own tests, its bytes vary with the compressor
			if !bytes.HasPrefix(want[name], []byte("%PDF-")) || !bytes.HasPrefix(got[name], []byte("%PDF-")) {
				t.Errorf("docs/gallery/%s is missing, or no PDF", name)
			}
			continue
		}
		if diff := cmp.Diff(string(want[name]), string(got[name])); diff != "" {
			t.Errorf("docs/gallery/%s is stale; go test ./bot -run Gallery -update (-want +got):\n%s", name, diff)
		}
	}
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, e := range entries {
		if all[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// samePicture allows one pixel in a thousand to differ, since rounding does
// between machines.
func samePicture(t *testing.T, name string, want, got []byte) {
	t.Helper()
	a, b := decode(t, name, want), decode(t, name, got)
	if a == nil || b == nil || a.Bounds() != b.Bounds() {
		t.Errorf("docs/gallery/%s is stale; go test ./bot -run Gallery -update", name)
		return
	}
	differ, area := 0, a.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				differ++
			}
		}
	}
	if differ > area.Dx()*area.Dy()/1000 {
		t.Errorf("docs/gallery/%s is stale in %d pixels; go test ./bot -run Gallery -update", name, differ)
	}
}

func decode(t *testing.T, name string, data []byte) image.Image {
	t.Helper()
	if data == nil {
		return nil
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return m
}
