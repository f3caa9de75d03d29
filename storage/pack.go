package storage

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"sync"

	"gutskin/coach"
)

// Long JSON texts are packed before they are sealed: a message that names a
// food a hundred times takes a hundred times as much as its words, unpacked. A
// text of usual length stays as it is, for it is read far more often than it is
// written.
const (
	packChange = 400     // bytes of JSON from which a change is packed
	packEntry  = 800     // and an entry's foods and words
	packed     = 0       // the first byte of a packed text; JSON has none such
	maxPacked  = 8 << 20 // bytes that a text unpacks to at most: more than any change has
)

// packer packs texts and unpacks them. It is for any number of goroutines.
type packer struct{ writers, readers sync.Pool }

// pack gives the text packed if it is long and that makes it shorter.
func (p *packer) pack(text []byte, long int) []byte {
	if len(text) < long {
		return text
	}
	var b bytes.Buffer
	b.Grow(len(text))
	b.WriteByte(packed)
	w, ok := p.writers.Get().(*flate.Writer)
	if !ok {
		w, _ = flate.NewWriter(nil, flate.BestSpeed) // fails for other levels only
	}
	defer p.writers.Put(w)
	w.Reset(&b)
	_, err := w.Write(text)
	if err != nil || w.Close() != nil || b.Len() >= len(text) {
		return text
	}
	return b.Bytes()
}

// unpack gives back what pack was given.
func (p *packer) unpack(text []byte) ([]byte, error) {
	if len(text) == 0 || text[0] != packed {
		return text, nil
	}
	r, ok := p.readers.Get().(io.Reader)
	if !ok {
		r = flate.NewReader(nil)
	}
	defer p.readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(text[1:]), nil); err != nil {
		return nil, fmt.Errorf("unpacking: %w", errDamaged)
	}
	plain, err := io.ReadAll(io.LimitReader(r, maxPacked+1))
	if err != nil || len(plain) > maxPacked {
		return nil, fmt.Errorf("unpacking: %w", errDamaged)
	}
	return plain, nil
}

// About what a row takes besides its sealed texts, and the part of
// these that is lost where pages end: its other columns, and what stands of it in
// the indices.
const changeExtra, entryExtra, lost = 190, 170, 16

// Footprint is about how many bytes the change takes as it is kept, and how many
// its entries take where they stand, rows and indices included.
func (db *DB) Footprint(c coach.Change) (change, entries int64, err error) {
	text, err := changeText(db, c.Entries)
	if err != nil {
		return 0, 0, err
	}
	for i := range c.Entries {
		body, err := entryText(db, &c.Entries[i])
		if err != nil {
			return 0, 0, err
		}
		entries += rowSize(len(body), entryExtra)
	}
	return rowSize(len(text), changeExtra), entries, nil
}

func rowSize(texts, extra int) int64 { return int64(texts + texts/lost + extra) }
