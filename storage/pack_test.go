package storage

import (
	"bytes"
	"strings"
	"testing"
)

func TestPackedTextsComeBack(t *testing.T) {
	var p packer
	for name, text := range map[string]string{
		"nothing": "", "a short one": `{"text":"leek"}`, "a long one": `{"text":"` + strings.Repeat("leek ", 500) + `"}`,
	} {
		held := p.pack([]byte(text), 100)
		back, err := p.unpack(held)
		if err != nil || string(back) != text {
			t.Errorf("%s: %d bytes came back as %d, %v", name, len(text), len(back), err)
		}
		if len(held) > max(100, len(text)/20) {
			t.Errorf("%s: %d bytes became %d", name, len(text), len(held))
		}
	}
}

// FuzzUnpack: whatever was sealed gives a text of bounded length or an error.
func FuzzUnpack(f *testing.F) {
	var p packer
	f.Add([]byte("{}"))
	f.Add(p.pack(bytes.Repeat([]byte(" "), 1000), 1))
	f.Add([]byte{packed, 1, 2, 3})
	f.Fuzz(func(t *testing.T, held []byte) {
		text, err := p.unpack(held)
		if err == nil && len(text) > max(maxPacked, len(held)) {
			t.Errorf("%d bytes became %d", len(held), len(text))
		}
		if back, err := p.unpack(p.pack(held, 0)); (len(held) == 0 || held[0] != packed) && (err != nil || !bytes.Equal(back, held)) {
			t.Errorf("%q came back as %q, %v", held, back, err)
		}
	})
}
