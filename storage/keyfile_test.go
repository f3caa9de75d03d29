package storage

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzParseKeys: DATA_KEY and the key file give keys that come back the same,
// or an error that says the same whatever stands there, so that it can't hold
// a key.
func FuzzParseKeys(f *testing.F) {
	key := base64.StdEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdef"))
	for _, text := range []string{
		key, key + ",", key + "\n" + key, strings.TrimRight(key, "="), key + "==", key[:20], key[:20] + "\n" + key[20:], `"` + key + `"`,
		strings.Repeat("5a", keySize), strings.Repeat("5A", keySize), strings.Repeat("5a", keySize) + "5", strings.Repeat("-_", 21) + "8",
		"", " ,\n", "\x00", "\ufeff" + key, "DATA_KEY=" + key, key + "\r\n", "short",
	} {
		f.Add(text)
	}
	folder := f.TempDir()
	path := filepath.Join(folder, keyFileName)
	f.Fuzz(func(t *testing.T, text string) {
		keys, err := ParseKeys(text)
		switch {
		case err != nil:
			if !errors.Is(err, errNoKey) && !errors.Is(err, errBadKey) {
				t.Errorf("said %q", err)
			}
		default:
			again, err := ParseKeys(keys.encoded())
			if err != nil || again.encoded() != keys.encoded() || again.list[0].id != keys.list[0].id {
				t.Errorf("the keys came back as others, %v", err)
			}
			if strings.Contains(keys.String()+keys.GoString(), keys.encoded()[:8]) {
				t.Error("a key shows itself")
			}
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		held, _, made, fileErr := KeyFile(folder)
		if made || held.encoded() != keys.encoded() || (fileErr == nil) != (err == nil) {
			t.Errorf("DATA_KEY gives %v, the file %v, made %t", err, fileErr, made)
		}
		if want := "the key file " + path + " is damaged; put back your copy of it, or remove it if no diary was kept yet"; fileErr != nil && fileErr.Error() != want {
			t.Errorf("said %q", fileErr)
		}
	})
}
