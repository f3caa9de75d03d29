package storage

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A sealed value is
//
//	version (1 byte) · key id (8) · nonce (12) · AES-256-GCM ciphertext · tag (16)
//
// The additional data are the table and column, the person and the rest of the
// row's primary key, and the person is bound by the key too (see dataKey): a
// value that was moved elsewhere, to another row of the same person even,
// doesn't open.
const (
	sealVersion = 2
	sealHeader  = 1 + len(keyID{})
)

var (
	errUnknownKey = errors.New("it was sealed with a key that isn't given: add the older key to DATA_KEY, after a comma")
	errDamaged    = errors.New("a sealed value is damaged or was moved")
)

// sealer seals and opens values for one transaction. It remembers the ciphers
// of the persons it met, since deriving one costs more than using it.
type sealer struct {
	keys    Keys
	ciphers map[cipherOf]cipher.AEAD
	place   []byte // the additional data of the value in hand
}

type cipherOf struct {
	key  keyID
	user int64
}

func newSealer(keys Keys) *sealer {
	return &sealer{keys: keys, ciphers: make(map[cipherOf]cipher.AEAD, 1)}
}

func (s *sealer) cipher(k dataKey, user int64) (cipher.AEAD, error) {
	of := cipherOf{k.id, user}
	if c, ok := s.ciphers[of]; ok {
		return c, nil
	}
	c, err := k.forUser(user)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	s.ciphers[of] = c
	return c, nil
}

// seal seals plain for the column, named "table.column", of the user's row.
// row is what else the row's primary key has (rowKey).
func (s *sealer) seal(user int64, column, row string, plain []byte) ([]byte, error) {
	key := s.keys.list[0]
	c, err := s.cipher(key, user)
	if err != nil {
		return nil, err
	}
	out := make([]byte, sealHeader, sealHeader+len(plain)+c.Overhead())
	out[0] = sealVersion
	copy(out[1:], key.id[:])
	return c.Seal(out, nil, plain, s.placed(user, column, row)), nil
}

// open gives back what seal sealed for the same column, user and row.
func (s *sealer) open(user int64, column, row string, sealed []byte) ([]byte, error) {
	return s.decrypt(user, column, sealed, sealVersion, s.placed(user, column, row))
}

func (s *sealer) decrypt(user int64, column string, sealed []byte, version byte, place []byte) ([]byte, error) {
	if len(sealed) < sealHeader || sealed[0] != version {
		return nil, fmt.Errorf("opening %s: %w", column, errDamaged)
	}
	key, ok := s.keys.find(keyID(sealed[1:sealHeader]))
	if !ok {
		return nil, fmt.Errorf("opening %s: %w", column, errUnknownKey)
	}
	c, err := s.cipher(key, user)
	if err != nil {
		return nil, err
	}
	plain, err := c.Open(nil, nil, sealed[sealHeader:], place)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", column, errDamaged)
	}
	return plain, nil
}

// placed is the additional data of a value in that place, good until the next
// call. No part holds a zero byte, so no two places have the same.
func (s *sealer) placed(user int64, column, row string) []byte {
	s.place = append(s.place[:0], column...)
	s.place = append(s.place, 0)
	s.place = strconv.AppendInt(s.place, user, 10)
	s.place = append(s.place, 0)
	s.place = append(s.place, row...)
	return s.place
}

// rowKey is the parts of a primary key that follow the person, as seal takes
// them.
func rowKey(parts ...string) string { return strings.Join(parts, "\x00") }

// current tells whether the value is sealed with the newest key.
func (s *sealer) current(sealed []byte) bool {
	return len(sealed) >= sealHeader && keyID(sealed[1:sealHeader]) == s.keys.list[0].id
}
