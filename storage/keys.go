package storage

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// keySize is the length of a data key in bytes: AES-256.
const keySize = 32

// keyID names a data key without telling anything of it; it is kept with each
// value that the key sealed.
type keyID [8]byte

func (id keyID) String() string { return hex.EncodeToString(id[:]) }

func parseKeyID(s string) (keyID, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(keyID{}) {
		return keyID{}, fmt.Errorf("reading a key's name: %w", errDamaged)
	}
	return keyID(b), nil
}

// dataKey is one secret of the operator. It seals nothing itself: each person
// has a key derived from it, so that a value of one person can't be passed off
// as another's, and so that no key ever seals more values than random nonces
// are safe for (2³² by NIST SP 800-38D).
type dataKey struct {
	id     keyID
	secret []byte
}

// Keys are the keys that values are sealed with at rest. New values take the
// first; the others are there to read what older keys sealed. The zero value
// has no key.
type Keys struct {
	list []dataKey
}

// NewKeys is one fresh random key.
func NewKeys() (Keys, error) {
	secret := make([]byte, keySize)
	rand.Read(secret)
	k, err := newDataKey(secret)
	return Keys{list: []dataKey{k}}, err
}

var (
	errBadKey = errors.New("DATA_KEY must be 32 bytes in base64 or hex, e.g. from `openssl rand -base64 32`")
	errNoKey  = errors.New("DATA_KEY holds no key; make one with `openssl rand -base64 32`")
)

// ParseKeys reads keys as DATA_KEY gives them: 32 bytes in base64 or hex, the
// newest first, separated by commas or white space.
func ParseKeys(s string) (Keys, error) {
	var keys Keys
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '\t' }) {
		secret, ok := decodeKey(word)
		if !ok {
			return Keys{}, errBadKey
		}
		k, err := newDataKey(secret)
		if err != nil {
			return Keys{}, err
		}
		keys.list = append(keys.list, k)
	}
	if len(keys.list) == 0 {
		return Keys{}, errNoKey
	}
	return keys, nil
}

func decodeKey(word string) ([]byte, bool) {
	if b, err := hex.DecodeString(word); err == nil && len(b) == keySize {
		return b, true
	}
	word = strings.TrimRight(word, "=")
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := encoding.DecodeString(word); err == nil && len(b) == keySize {
			return b, true
		}
	}
	return nil, false
}

func newDataKey(secret []byte) (dataKey, error) {
	id, err := hkdf.Expand(sha256.New, secret, "gutskin key id", len(keyID{}))
	if err != nil {
		return dataKey{}, fmt.Errorf("deriving the key's id: %w", err)
	}
	return dataKey{id: keyID(id), secret: secret}, nil
}

// String keeps keys out of logs.
func (k Keys) String() string { return strconv.Itoa(len(k.list)) + " data keys" }

// GoString keeps keys out of logs.
func (k Keys) GoString() string { return k.String() }

// IDs are the names of the keys, newest first. A name tells nothing of its key.
func (k Keys) IDs() []string {
	ids := make([]string, len(k.list))
	for i, key := range k.list {
		ids[i] = key.id.String()
	}
	return ids
}

// Rotated are the keys with a fresh one before them.
func (k Keys) Rotated() (Keys, error) {
	fresh, err := NewKeys()
	return Keys{list: append(fresh.list, k.list...)}, err
}

// Count is the number of keys.
func (k Keys) Count() int { return len(k.list) }

// Newest are the keys without all but the first.
func (k Keys) Newest() Keys { return Keys{list: k.list[:1]} }

// encoded is the keys as ParseKeys reads them, one a line.
func (k Keys) encoded() string {
	var b strings.Builder
	for _, key := range k.list {
		b.WriteString(base64.StdEncoding.EncodeToString(key.secret) + "\n")
	}
	return b.String()
}

func (k Keys) find(id keyID) (dataKey, bool) {
	for _, key := range k.list {
		if key.id == id {
			return key, true
		}
	}
	return dataKey{}, false
}

// forUser is the cipher for one person's values.
func (k dataKey) forUser(id int64) (cipher.AEAD, error) {
	secret, err := hkdf.Expand(sha256.New, k.secret, "gutskin user "+strconv.FormatInt(id, 10), keySize)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
