package storage

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gutskin/coach"
)

func testSealer(t testing.TB) *sealer {
	t.Helper()
	keys, err := ParseKeys(strings.Repeat("5a", keySize))
	if err != nil {
		t.Fatal(err)
	}
	return newSealer(keys)
}

// sealed is plain sealed for row 3 of person 7.
func sealed(t testing.TB, s *sealer, column, plain string) []byte {
	t.Helper()
	b, err := s.seal(7, column, "3", []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSealedOpensOnlyInItsPlace(t *testing.T) {
	s := testSealer(t)
	value := sealed(t, s, profileColumn, "words")
	if bytes.Equal(value, sealed(t, s, profileColumn, "words")) {
		t.Error("sealing twice gives the same")
	}
	plain, err := s.open(7, profileColumn, "3", value)
	if string(plain) != "words" || err != nil {
		t.Errorf("got %q, %v", plain, err)
	}
	bent := bytes.Clone(value)
	bent[len(bent)-1] ^= 1
	strange := bytes.Clone(value)
	strange[1] ^= 1
	for what, c := range map[string]struct {
		user   int64
		column string
		row    string
		value  []byte
		want   error
	}{
		"another person": {8, profileColumn, "3", value, errDamaged},
		"another column": {7, changeColumn, "3", value, errDamaged},
		"another row":    {7, profileColumn, "4", value, errDamaged},
		"a bent bit":     {7, profileColumn, "3", bent, errDamaged},
		"cut short":      {7, profileColumn, "3", value[:20], errDamaged},
		"nothing":        {7, profileColumn, "3", nil, errDamaged},
		"another key":    {7, profileColumn, "3", strange, errUnknownKey},
	} {
		if plain, err := s.open(c.user, c.column, c.row, c.value); !errors.Is(err, c.want) || plain != nil {
			t.Errorf("%s: got %q, %v, want %v", what, plain, err, c.want)
		}
	}
}

// FuzzOpenSealed: whatever a column holds, opening it gives an error at most.
func FuzzOpenSealed(f *testing.F) {
	s := testSealer(f)
	f.Add([]byte{}, "words")
	f.Add([]byte{1, 2, 3}, "")
	f.Add(sealed(f, s, profileColumn, "words"), "words")
	f.Fuzz(func(t *testing.T, held []byte, plain string) {
		if opened, err := s.open(8, profileColumn, "3", held); err == nil {
			t.Errorf("%x opened as %q", held, opened)
		}
		back, err := s.open(7, changeColumn, "3", sealed(t, s, changeColumn, plain))
		if err != nil || string(back) != plain {
			t.Errorf("%q came back as %q, %v", plain, back, err)
		}
	})
}

// FuzzReadRows: rows whose sealed values are sound but hold anything at all
// give an error or a value, and the same value when read again.
func FuzzReadRows(f *testing.F) {
	f.Add([]byte(`{"text":"leek","foods":[{"name":"leek","categories":"vegetable"}]}`), int64(0))
	f.Add([]byte(`[{"source":"m:1","at":"2026-03-18T09:00:00Z"}]`), int64(-1))
	f.Add([]byte(`{"foods":[{"categories":"nonsense"}]}`), int64(5))
	f.Add([]byte(`{"skin":{"rating":1e99}}`), int64(1<<62))
	tx := &Tx{db: &DB{}, sealer: testSealer(f)}
	f.Add(tx.db.packer.pack([]byte(`{"text":"`+strings.Repeat("leek ", 200)+`"}`), packEntry), int64(0))
	f.Fuzz(func(t *testing.T, body []byte, at int64) {
		held, err := tx.sealer.seal(7, entryColumn, rowKey("m:1", "0"), body)
		if err != nil {
			t.Fatal(err)
		}
		row := entryRow{source: "m:1", kind: "meal", toldAt: at, clockMS: at, body: held}
		if e, err := tx.entry(7, &row); err == nil {
			if _, err := entryText(tx.db, &e); err != nil {
				t.Errorf("read, but not to be written: %v", err)
			}
		}
		entries, err := tx.openEntries(7, 3, sealed(t, tx.sealer, changeColumn, string(body)))
		if err == nil {
			if _, err := tx.sealEntries(7, 3, kept(coach.Change{Entries: entries}).Entries); err != nil {
				t.Errorf("read, but not to be written: %v", err)
			}
		}
		if _, err := tx.openEntries(8, 3, body); err == nil && body != nil {
			t.Error("an unsealed value was read")
		}
	})
}
