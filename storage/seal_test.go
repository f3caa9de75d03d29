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

// sealed is plain sealed for person 7.
func sealed(t testing.TB, s *sealer, column, plain string) []byte {
	t.Helper()
	b, err := s.seal(7, column, []byte(plain))
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
	plain, err := s.open(7, profileColumn, value)
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
		value  []byte
		want   error
	}{
		"another person": {8, profileColumn, value, errDamaged},
		"another column": {7, changeColumn, value, errDamaged},
		"a bent bit":     {7, profileColumn, bent, errDamaged},
		"cut short":      {7, profileColumn, value[:20], errDamaged},
		"nothing":        {7, profileColumn, nil, errDamaged},
		"another key":    {7, profileColumn, strange, errUnknownKey},
	} {
		if plain, err := s.open(c.user, c.column, c.value); !errors.Is(err, c.want) || plain != nil {
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
		if opened, err := s.open(8, profileColumn, held); err == nil {
			t.Errorf("%x opened as %q", held, opened)
		}
		back, err := s.open(7, changeColumn, sealed(t, s, changeColumn, plain))
		if err != nil || string(back) != plain {
			t.Errorf("%q came back as %q, %v", plain, back, err)
		}
	})
}

// FuzzReadRows: rows whose sealed values are sound but hold anything at all
// give an error or a value, and the same value when read again.
func FuzzReadRows(f *testing.F) {
	f.Add([]byte(`{"text":"leek"}`), []byte(`[{"name":"leek","categories":"vegetable"}]`), int64(0))
	f.Add([]byte(`[{"source":"m:1","at":"2026-03-18T09:00:00Z"}]`), []byte(`[{"categories":"nonsense"}]`), int64(-1))
	f.Add([]byte(`{"skin":{"rating":1e99}}`), []byte(`null`), int64(1<<62))
	tx := &Tx{db: &DB{}, sealer: testSealer(f)}
	f.Fuzz(func(t *testing.T, body, foods []byte, at int64) {
		row := entryRow{kind: "meal", toldAt: at, clockMS: at, body: sealed(t, tx.sealer, entryColumn, string(body))}
		row.foods = foods
		if e, err := tx.entry(7, &row); err == nil {
			if _, _, err := entryTexts(tx.db, &e); err != nil {
				t.Errorf("read, but not to be written: %v", err)
			}
		}
		entries, err := tx.openEntries(7, sealed(t, tx.sealer, changeColumn, string(body)))
		if err == nil {
			if _, err := tx.sealEntries(7, kept(coach.Change{Entries: entries}).Entries); err != nil {
				t.Errorf("read, but not to be written: %v", err)
			}
		}
		if _, err := tx.openEntries(8, body); err == nil && body != nil {
			t.Error("an unsealed value was read")
		}
	})
}
