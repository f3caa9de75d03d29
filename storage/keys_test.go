package storage_test

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

func TestParseKeys(t *testing.T) {
	bytes := []byte(strings.Repeat("k", 32))
	std, url := base64.StdEncoding.EncodeToString(bytes), base64.RawURLEncoding.EncodeToString(bytes)
	for in, want := range map[string]string{
		std:                             "1 data keys",
		url:                             "1 data keys",
		hex.EncodeToString(bytes):       "1 data keys",
		" " + std + ",\n" + url + " \n": "2 data keys",
		"":                              "",
		"short":                         "",
		std + ",short":                  "",
		hex.EncodeToString(bytes[:16]):  "",
	} {
		keys, err := storage.ParseKeys(in)
		if (err == nil) != (want != "") {
			t.Errorf("%q: %v", in, err)
		}
		if err == nil && fmt.Sprintf("%v", keys) != want {
			t.Errorf("%q: %v, want %s", in, keys, want)
		}
		for _, shown := range []string{fmt.Sprint(err), fmt.Sprintf("%v %+v %#v", keys, keys, keys)} {
			if len(in) > 20 && strings.Contains(shown, in[:8]) {
				t.Errorf("%q shows the key", shown)
			}
		}
	}
}

func TestKeyFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "config", "gutskin")
	first, path, made, err := storage.KeyFile(folder)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mode", os.FileMode(0o600), info.Mode())
	again, _, made, err := storage.KeyFile(folder)
	if err != nil || made {
		t.Fatal(made, err)
	}
	dsn := filepath.Join(t.TempDir(), "coach.db")
	for _, keys := range []storage.Keys{first, again} {
		db, err := storage.Open(t.Context(), dsn, keys)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := storage.KeyFile(folder); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key file that others can read: %v", err)
	}
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, _, made, err := storage.KeyFile(folder); err == nil || made || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("an empty key file: %v", err)
	}
}

func TestKeyFileMadeByManyAtOnce(t *testing.T) {
	folder := t.TempDir()
	keys := make([]storage.Keys, 16)
	made := make([]bool, 16)
	errs := parallel(len(keys), func(i int) (err error) {
		keys[i], _, made[i], err = storage.KeyFile(folder)
		return err
	})
	n := 0
	for i := range keys {
		if made[i] {
			n++
		}
	}
	same(t, "makers", []any{1, nil}, []any{n, errors.Join(errs...)})
	dsn := storagetest.DSN(t, "sqlite")
	for _, k := range keys {
		db, err := storage.Open(t.Context(), dsn, k)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWrongKey(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		db, err := storage.Open(t.Context(), dsn, storagetest.Keys(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		other, err := storage.NewKeys()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Open(t.Context(), dsn, other); !errors.Is(err, storage.ErrWrongKey) {
			t.Errorf("another key: %v, want ErrWrongKey", err)
		}
		if _, err := storage.Open(t.Context(), dsn, storage.Keys{}); err == nil || !strings.Contains(err.Error(), "DATA_KEY") {
			t.Errorf("no key: %v", err)
		}
		storagetest.Open(t, dsn)
	})
}

func TestRekey(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		old := storagetest.Keys(t)
		db, err := storage.Open(t.Context(), dsn, old)
		if err != nil {
			t.Fatal(err)
		}
		for user := range int64(3) {
			fill(t, db, user)
		}
		want := snapshot(t, db, 2)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		both, err := old.Rotated()
		if err != nil {
			t.Fatal(err)
		}
		db, err = storage.Open(t.Context(), dsn, both)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "with both keys", want, snapshot(t, db, 2))
		progress := map[string]int64{}
		changed, err := db.Rekey(t.Context(), both, func(s storage.Step) {
			if progress[s.Table] = s.Done; s.Done > s.Of || s.Did != "sealed anew" {
				t.Errorf("it tells %+v", s)
			}
		})
		same(t, "values sealed anew", []any{int64(21), nil}, []any{changed, err})
		same(t, "progress", map[string]int64{"users": 3, "changes": 3, "entries": 3, "outbox": 3, "inbox": 3, "voice_notes": 3, "failed_updates": 3}, progress)
		changed, err = db.Rekey(t.Context(), both, func(storage.Step) {})
		same(t, "the second time", []any{int64(0), nil}, []any{changed, err})
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Open(t.Context(), dsn, old); !errors.Is(err, storage.ErrWrongKey) {
			t.Errorf("with the old key: %v, want ErrWrongKey", err)
		}
		db, err = storage.Open(t.Context(), dsn, both.Newest())
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		same(t, "with the new key", want, snapshot(t, db, 2))
	})
}

func TestRekeyWantsTheDatabaseForItself(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		if _, err := db.Lease(t.Context(), "leader", "a", time.Hour); err != nil {
			t.Fatal(err)
		}
		_, err := db.Rekey(t.Context(), storagetest.Keys(t), func(storage.Step) {})
		if elsewhere := !strings.HasSuffix(t.Name(), "sqlite") && !strings.HasSuffix(t.Name(), "memory"); elsewhere != (err != nil && strings.Contains(err.Error(), "stop it")) {
			t.Errorf("while a lease is held: %v", err)
		}
	})
}

// everything is what a person has, as storage tells it.
type everything struct {
	User    coach.User
	Changes []coach.Change
	Entries []coach.Entry
	Nudges  []coach.NudgeState
	Replies []int
	Next    []coach.Delivery
	Failed  []storage.FailedUpdate
	Cursor  int64
}

func snapshot(t testing.TB, db *storage.DB, user int64) everything {
	t.Helper()
	var all everything
	err := db.View(t.Context(), func(tx *storage.Tx) error {
		var errs [5]error
		all.User, errs[0] = tx.User(user)
		all.Changes, errs[1] = tx.RecentChanges(user, 1000)
		all.Entries, errs[2] = tx.Entries(user, "2000-01-01", "2100-01-01")
		all.Nudges, errs[3] = tx.NudgesOn(user, elevenOClock.Day)
		all.Replies, errs[4] = tx.RepliesOf(user, "m:tg:1:0")
		return errors.Join(errs[:]...)
	})
	var errs [3]error
	all.Next, errs[0] = db.NextDeliveries(t.Context(), now, 1000)
	all.Failed, errs[1] = db.FailedUpdates(t.Context(), 1000)
	all.Cursor, errs[2] = db.Cursor(t.Context(), "poll")
	if err := errors.Join(err, errors.Join(errs[:]...)); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all.Next, func(a, b coach.Delivery) int { return int(a.UserID - b.UserID) }) // of one instant, in any order
	return all
}
