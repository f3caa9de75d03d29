package storage_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/storage"
	"gutskin/storage/storagetest"
)

func TestBackupBesideTheServingProcess(t *testing.T) {
	folder := t.TempDir()
	path, backup, restored := filepath.Join(folder, "coach.db"), filepath.Join(folder, "backup.db"), filepath.Join(folder, "new", "coach.db")
	keys := storagetest.Keys(t)
	db := storagetest.Open(t, path)
	fill(t, db, 7)
	want := snapshot(t, db, 7)
	if err := storage.Backup(t.Context(), path, keys, backup); err != nil {
		t.Fatal(err)
	}
	fill(t, db, 8)
	if aside, err := storage.Restore(t.Context(), backup, restored, keys); err != nil || aside != "" {
		t.Fatal(aside, err)
	}
	again := storagetest.Open(t, restored)
	same(t, "restored", want, snapshot(t, again, 7))

	restore := func(file, to string) error {
		_, err := storage.Restore(t.Context(), file, to, keys)
		return err
	}
	another, err := storage.NewKeys()
	if err != nil {
		t.Fatal(err)
	}
	_, unreadable := storage.Restore(t.Context(), backup, filepath.Join(folder, "v.db"), another)
	for what, err := range map[string]error{
		"is there already; move it away": storage.Backup(t.Context(), path, keys, backup),
		"in use by another process":      restore(backup, path),
		"is damaged or no backup":        restore(write(t, "not a database"), filepath.Join(folder, "x.db")),
		"no database to back up":         storage.Backup(t.Context(), filepath.Join(folder, "none.db"), keys, filepath.Join(folder, "y.db")),
		"pg_dump":                        storage.Backup(t.Context(), "postgres://localhost/x", keys, filepath.Join(folder, "z.db")),
		keys.IDs()[0]:                    storage.Backup(t.Context(), path, another, filepath.Join(folder, "w.db")),
		"values in it are sealed":        unreadable,
	} {
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("got %v, want it to say %q", err, what)
		}
	}
	left, _ := filepath.Glob(filepath.Join(folder, "*draft*"))
	same(t, "drafts left behind", []string(nil), left)
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCopyBetweenEngines(t *testing.T) {
	for _, way := range [][2]string{{"sqlite", "postgres"}, {"postgres", "sqlite"}} {
		t.Run(way[0]+" to "+way[1], func(t *testing.T) {
			from := storagetest.Open(t, storagetest.DSN(t, way[0]))
			fill(t, from, 7)
			fill(t, from, -8)
			for i := range 600 { // more than a page
				appendChange(t, from, 7, logged(fmt.Sprintf("m:7:%d", i%3), meal(secret, "leek")))
			}
			keys, err := storage.NewKeys()
			if err != nil {
				t.Fatal(err)
			}
			to, err := storage.Open(t.Context(), storagetest.DSN(t, way[1]), keys)
			if err != nil {
				t.Fatal(err)
			}
			defer to.Close()
			copied, err := storage.Copy(t.Context(), from, to, func(storage.Step) {})
			if err != nil {
				t.Fatal(err)
			}
			same(t, "rows", map[string]int64{
				"users": 2, "changes": 602, "entries": 5, "replies": 2, "nudges": 2,
				"outbox": 2, "inbox": 2, "voice_notes": 2, "failed_updates": 2, "handled_updates": 2, "cursors": 1,
			}, copied)
			for _, user := range []int64{7, -8} {
				same(t, "everything", snapshot(t, from, user), snapshot(t, to, user))
			}
			if _, err := storage.Copy(t.Context(), from, to, func(storage.Step) {}); err == nil || !strings.Contains(err.Error(), "isn't empty") {
				t.Errorf("copying onto a copy: %v", err)
			}
		})
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	path := storagetest.DSN(t, "sqlite")
	db, err := storage.Open(t.Context(), path, storagetest.Keys(t))
	if err != nil {
		t.Fatal(err)
	}
	_, err = storage.Open(t.Context(), path, storagetest.Keys(t))
	if err == nil || !strings.Contains(err.Error(), path+" is in use by another process") {
		t.Errorf("got %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.Open(t, path)
}

// A crash leaves the files as they are at some moment.
func TestCommittedUpdatesSurviveACrash(t *testing.T) {
	path := storagetest.DSN(t, "sqlite")
	db := storagetest.Open(t, path)
	for range 20 {
		appendChange(t, db, 7, logged("m:1", meal(secret, "leek")))
	}
	crashed := filepath.Join(t.TempDir(), "coach.db")
	for _, suffix := range []string{"", "-wal"} {
		held, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(crashed+suffix, held, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again := storagetest.Open(t, crashed)
	changes := read(t, again, func(tx *storage.Tx) (int, error) {
		c, err := tx.RecentChanges(7, 100)
		return len(c), err
	})
	same(t, "changes after the crash", 20, changes)
}

func TestWhoseMealsToReadAgain(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		for _, user := range []int64{3, 1, 2} {
			newer, older := meal("new", "leek"), meal("old", "leek")
			older.Part, newer.Lexicon = 1, "v2"
			if user == 2 {
				older.Lexicon = "v2"
			}
			appendChange(t, db, user, logged("m:1", newer, older))
		}
		page := func(after int64) []int64 {
			ids, err := db.UsersReadBefore(t.Context(), "v2", after, 1)
			if err != nil {
				t.Fatal(err)
			}
			return ids
		}
		same(t, "first page", []int64{1}, page(math.MinInt64))
		same(t, "second page", []int64{3}, page(1))
		same(t, "third page", []int64(nil), page(3))
		entries := read(t, db, func(tx *storage.Tx) (int, error) {
			e, err := tx.EntriesReadBefore(3, "v2")
			return len(e), err
		})
		same(t, "entries", 1, entries)
	})
}
