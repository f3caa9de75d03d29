package lang

import (
	"bytes"
	"fmt"
	"io/fs"
)

// English is the set of ordinary English words. It keeps a part of each word's
// hash instead of the word: in one of some hundred thousand cases a foreign
// word passes as English, which costs an offer to teach it.
type English struct {
	slots []uint32 // open addressing; 0 is free
	mask  uint64
}

// LoadEnglish reads language/english.txt.
func LoadEnglish(fsys fs.FS) (*English, error) {
	data, err := fs.ReadFile(fsys, "language/english.txt")
	if err != nil {
		return nil, fmt.Errorf("reading the English words: %w", err)
	}
	size := uint64(1024)
	for int(size) < 2*bytes.Count(data, []byte("\n")) {
		size *= 2
	}
	e := &English{slots: make([]uint32, size), mask: size - 1}
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			e.add(line)
		}
	}
	return e, nil
}

func (e *English) add(word []byte) {
	h := fnv(word)
	for i := h & e.mask; ; i = (i + 1) & e.mask {
		switch e.slots[i] {
		case fingerprint(h):
			return
		case 0:
			e.slots[i] = fingerprint(h)
			return
		}
	}
}

// Has reports whether the folded word, or what it is the plural of, is ordinary.
func (e *English) Has(word []byte) bool {
	if e.holds(word) {
		return true
	}
	n := len(word)
	return n > 4 && word[n-1] == 's' && e.holds(word[:n-1])
}

func (e *English) holds(word []byte) bool {
	h := fnv(word)
	for i := h & e.mask; e.slots[i] != 0; i = (i + 1) & e.mask {
		if e.slots[i] == fingerprint(h) {
			return true
		}
	}
	return false
}

// fnv is the FNV-1a hash.
func fnv(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func fingerprint(h uint64) uint32 { return uint32(h>>32) | 1 }
