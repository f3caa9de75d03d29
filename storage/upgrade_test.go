package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// aYear gives person 7 a year of meals, with changes and other rows beside.
func aYear(t testing.TB, db *storage.DB) {
	t.Helper()
	const user = 7
	fill(t, db, user)
	update(t, db, func(tx *storage.Tx) error {
		for n := range 730 {
			e := meal(fmt.Sprint(secret, n), "leek", "kimchi")
			e.Day = e.Day.Add(-n / 2)
			switch n % 4 {
			case 1:
				e.Text = "" // foods and no words
			case 2:
				e.Foods = nil // words and no foods
			case 3:
				e.Text, e.Foods = "", nil
			}
			if n == 0 {
				e.Text = strings.Repeat(secret, 100) // so long that it is packed
			}
			if _, err := tx.AppendChange(user, logged(fmt.Sprint("m:", n), e)); err != nil {
				return err
			}
		}
		return nil
	})
}

// firstVersion is a database with a year of a person's data as the first
// version of the coach left it, and that data.
func firstVersion(t *testing.T, dsn string) everything {
	t.Helper()
	from := storagetest.Open(t, ":memory:")
	aYear(t, from)
	if err := storage.WriteFirstVersion(t.Context(), from, dsn); err != nil {
		t.Fatal(err)
	}
	return snapshot(t, from, 7)
}

// What the first version kept is sealed when it is opened, is the same
// afterwards, and isn't in the file in plain any more. Stopped in the middle,
// again and again, it goes on.
func TestUpgradeSealsWhatWasInTheOpen(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		want := firstVersion(t, dsn)
		for stops, stopAt := range []string{"users", "changes", "entries", "entries", "outbox"} {
			ctx, stop := context.WithCancel(t.Context())
			db, err := storage.Open(ctx, dsn, storagetest.Keys(t), storage.WithProgress(func(s storage.Step) {
				if s.Table == stopAt {
					stop()
				}
			}))
			stop()
			if err == nil {
				t.Fatal(stops, "not stopped", db.Close())
			}
		}
		other, err := storage.NewKeys()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Open(t.Context(), dsn, other); !errors.Is(err, storage.ErrWrongKey) {
			t.Errorf("with another key half-way: %v, want ErrWrongKey", err)
		}
		db := storagetest.Open(t, dsn)
		same(t, "everything", want, snapshot(t, db, 7))
		if accepts, err := db.FirstVersionAccepts(t.Context()); accepts || err != nil {
			t.Errorf("the first version would still serve it: %t, %v", accepts, err)
		}
		var counted, held int64
		err = storagetest.Raw(t, dsn).QueryRowContext(t.Context(), `SELECT (SELECT size FROM changes WHERE user_id = 7 ORDER BY seq DESC LIMIT 1),
			(SELECT SUM(LENGTH(body)) FROM changes WHERE user_id = 7)`).Scan(&counted, &held)
		if err != nil || counted != held {
			t.Errorf("the diary is taken for %d bytes, and has %d: %v", counted, held, err)
		}
		appendChange(t, db, 7, logged("m:new", meal("soup", "leek")))
		if storage.IsPostgres(dsn) {
			return
		}
		for _, file := range []string{dsn, dsn + "-wal"} {
			held, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(held, []byte("kimchi")) {
				t.Errorf("%s holds a food in plain", filepath.Base(file))
			}
		}
	})
}

func TestUpgradeWantsReplicasStopped(t *testing.T) {
	dsn := storagetest.Postgres(t)
	firstVersion(t, dsn)
	if _, err := storagetest.Raw(t, dsn).ExecContext(t.Context(), "INSERT INTO leases VALUES ('leader', 'a', 9000000000000000)"); err != nil {
		t.Fatal(err)
	}
	_, err := storage.Open(t.Context(), dsn, storagetest.Keys(t))
	if err == nil || !strings.Contains(err.Error(), "all replicas stopped") {
		t.Errorf("while a replica serves: %v", err)
	}
}

// Whoever has the indexes of an early schema gets the present ones.
func TestUpgradeRepairsIndexes(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		indexes := func(dsn string) string {
			query := "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE type = 'index' ORDER BY name)"
			if storage.IsPostgres(dsn) {
				query = "SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'"
			}
			var all string
			if err := storagetest.Raw(t, dsn).QueryRowContext(t.Context(), query).Scan(&all); err != nil {
				t.Fatal(err)
			}
			return all
		}
		fresh := storagetest.DSN(t, map[bool]string{true: "postgres", false: "sqlite"}[storage.IsPostgres(dsn)])
		storagetest.Open(t, fresh)
		firstVersion(t, dsn)
		storagetest.Open(t, dsn)
		same(t, "indexes", indexes(fresh), indexes(dsn))
	})
}

func TestNewerSchemaIsRefused(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		db, err := storage.Open(t.Context(), dsn, storagetest.Keys(t))
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, TRUE)"), db.Close())
		if err != nil {
			t.Fatal(err)
		}
		_, err = storage.Open(t.Context(), dsn, storagetest.Keys(t))
		if err == nil || !strings.Contains(err.Error(), "a newer version of the coach") || !strings.Contains(err.Error(), "restore the backup") {
			t.Errorf("got %v", err)
		}
	})
}

// A backup of a newer version isn't put in place of what can be served.
func TestBackupOfNewerSchemaIsRefused(t *testing.T) {
	folder := t.TempDir()
	path, newer, backup := filepath.Join(folder, "coach.db"), filepath.Join(folder, "newer.db"), filepath.Join(folder, "backup.db")
	keys := storagetest.Keys(t)
	for _, file := range []string{path, newer} {
		db, err := storage.Open(t.Context(), file, keys)
		if err != nil {
			t.Fatal(err)
		}
		fill(t, db, 7)
		if file == newer {
			err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, TRUE)")
		}
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := storage.Backup(t.Context(), newer, keys, backup); err != nil {
		t.Fatalf("a newer one isn't backed up: %v", err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	aside, err := storage.Restore(t.Context(), backup, path, keys)
	if err == nil || aside != "" || !strings.Contains(err.Error(), "restore it with that version") || strings.Contains(err.Error(), "\n") {
		t.Errorf("restored: %q, %v", aside, err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Error("what was there isn't as it was:", err)
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) > 1 { // its lock
		t.Errorf("left behind: %v", left)
	}
}

// Work on a database that is there makes none where there is none.
func TestMustExist(t *testing.T) {
	folder := t.TempDir()
	for _, dsn := range []string{filepath.Join(folder, "typo.db"), storagetest.Postgres(t)} {
		_, err := storage.Open(t.Context(), dsn, storagetest.Keys(t), storage.MustExist())
		if err == nil || !strings.Contains(err.Error(), "there is no database") && !strings.Contains(err.Error(), "no diaries in this database yet") {
			t.Errorf("got %v", err)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A file that was open to others is theirs no longer.
func TestFileIsTakenFromOthers(t *testing.T) {
	path := storagetest.DSN(t, "sqlite")
	db, err := storage.Open(t.Context(), path, storagetest.Keys(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), os.Chmod(path, 0o644)); err != nil {
		t.Fatal(err)
	}
	storagetest.Open(t, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mode", os.FileMode(0o600), info.Mode())
}

// A log whose database was moved away belongs to that one: nothing may begin
// beside it, or restore over it.
func TestLogWithoutItsDatabase(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "coach.db"), filepath.Join(folder, "backup.db")
	keys := storagetest.Keys(t)
	db := storagetest.Open(t, path)
	fill(t, db, 7)
	if err := storage.Backup(t.Context(), path, keys, backup); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatal(len(log), err)
	}
	elsewhere := filepath.Join(t.TempDir(), "coach.db")
	if err := os.WriteFile(elsewhere+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	_, opening := storage.Open(t.Context(), elsewhere, keys)
	_, restoring := storage.Restore(t.Context(), backup, elsewhere, keys)
	for what, err := range map[string]error{"opening": opening, "restoring": restoring} {
		if err == nil || !strings.Contains(err.Error(), "without its database") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := os.Stat(elsewhere); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a refusal makes a file: %v", err)
	}
	kept, err := os.ReadFile(elsewhere + "-wal")
	if err != nil || !bytes.Equal(kept, log) {
		t.Error("the log was touched:", err)
	}
}

// After a kill, restoring sets aside all that was committed, and that can be
// restored in turn.
func TestRestoreLosesNothingOfWhatWasThere(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "coach.db"), filepath.Join(folder, "backup.db")
	keys := storagetest.Keys(t)
	live := storagetest.DSN(t, "sqlite")
	db := storagetest.Open(t, live)
	fill(t, db, 7)
	if err := storage.Backup(t.Context(), live, keys, backup); err != nil {
		t.Fatal(err)
	}
	appendChange(t, db, 7, logged("m:later", meal("soup", "leek")))
	want := snapshot(t, db, 7)
	for _, suffix := range []string{"", "-wal"} { // as a kill leaves them
		held, err := os.ReadFile(live + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, held, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	aside, err := storage.Restore(t.Context(), backup, path, keys)
	if err != nil {
		t.Fatal(err)
	}
	restored, err := storage.Open(t.Context(), path, keys)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "restored changes", 1, len(snapshot(t, restored, 7).Changes))
	if err := restored.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := storage.Restore(t.Context(), aside, path, keys)
	if err != nil || again == aside {
		t.Fatal(again, err)
	}
	same(t, "what was there", want, snapshot(t, storagetest.Open(t, path), 7))
}

// A copy that was stopped isn't served, and the next one begins anew.
func TestCopyStoppedHalfWay(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		from := storagetest.Open(t, ":memory:")
		aYear(t, from)
		keys := storagetest.Keys(t)
		open := func(options ...storage.Option) (*storage.DB, error) {
			return storage.Open(t.Context(), dsn, keys, options...)
		}
		to, err := open(storage.MayBeHalfCopied())
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		_, err = storage.Copy(ctx, from, to, func(s storage.Step) {
			if s.Table == "changes" {
				stop()
			}
		})
		stop()
		if err == nil || to.Close() != nil {
			t.Fatal("not stopped", err)
		}
		if _, err := open(); err == nil || !strings.Contains(err.Error(), "run bot copy again") {
			t.Errorf("serving a part: %v", err)
		}
		if to, err = open(storage.MayBeHalfCopied()); err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Copy(t.Context(), from, to, func(storage.Step) {}); err != nil {
			t.Fatal(err)
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
		same(t, "everything", snapshot(t, from, 7), snapshot(t, storagetest.Open(t, dsn), 7))
	})
}

// Each key is asked for from before it seals anything until nothing is sealed
// with it.
func TestKeysAreAskedForWhileNeeded(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		old := storagetest.Keys(t)
		both, err := old.Rotated()
		if err != nil {
			t.Fatal(err)
		}
		fresh := both.Newest()
		db, err := storage.Open(t.Context(), dsn, old)
		if err != nil {
			t.Fatal(err)
		}
		aYear(t, db)
		opens := func(what string, keys storage.Keys, want bool) {
			t.Helper()
			db, err := storage.Open(t.Context(), dsn, keys)
			switch {
			case err == nil && !want:
				t.Errorf("opened with %s", what)
			case err != nil && (want || !errors.Is(err, storage.ErrWrongKey)):
				t.Errorf("with %s: %v", what, err)
			}
			if err == nil && db.Close() != nil {
				t.Error("not closed")
			}
		}
		// A change of the key that is killed in the middle.
		ctx, stop := context.WithCancel(t.Context())
		_, err = db.Rekey(ctx, both, func(s storage.Step) {
			if s.Table == "changes" {
				stop()
			}
		})
		stop()
		if err == nil || db.Close() != nil {
			t.Fatal("not stopped", err)
		}
		opens("the old key alone", old, false)
		opens("the new key alone", fresh, false)
		opens("both", both, true)
		if db, err = storage.Open(t.Context(), dsn, both); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Rekey(t.Context(), both, func(storage.Step) {}); err != nil || db.Close() != nil {
			t.Fatal(err)
		}
		opens("the old key afterwards", old, false)
		opens("the new key", fresh, true)
	})
}

// The error names the key that is missing and those that are given.
func TestMissingKeyIsNamed(t *testing.T) {
	dsn := storagetest.DSN(t, "sqlite")
	db, err := storage.Open(t.Context(), dsn, storagetest.Keys(t))
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	other, err := storage.NewKeys()
	if err != nil {
		t.Fatal(err)
	}
	_, err = storage.Open(t.Context(), dsn, other)
	for _, id := range append(other.IDs(), storagetest.Keys(t).IDs()...) {
		if err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("%v doesn't name %s", err, id)
		}
	}
}

func TestPlace(t *testing.T) {
	folder := t.TempDir()
	for dsn, want := range map[string]string{
		"coach.db":                               "coach.db",
		"/var/lib/coach.db":                      "/var/lib/coach.db",
		"./a folder/coach.db":                    "./a folder/coach.db",
		`C:\coach.db`:                            `C:\coach.db`,
		"a=b.db":                                 "a=b.db",
		":memory:":                               ":memory:",
		"file::memory:":                          ":memory:",
		"sqlite::memory:":                        ":memory:",
		"sqlite:coach.db":                        "coach.db",
		"SQLITE3:/var/coach.db":                  "/var/coach.db",
		"file:coach.db":                          "coach.db",
		"file:///var/coach.db":                   "/var/coach.db",
		"postgres://h/n":                         "postgres://h/n",
		"PostgreSQL://h/n":                       "postgresql://h/n",
		"host=h dbname=n password=hush":          "host=h dbname=n password=hush",
		" dbname = n":                            " dbname = n",
		"connect_timeout=5 dbname=n":             "connect_timeout=5 dbname=n",
		"application_name='a b' user=u dbname=n": "application_name='a b' user=u dbname=n",
		"./a=b user=u.db":                        "./a=b user=u.db",
		"Host=h;Database=n;Password=hush":        "",
		"connect_timeout=5 db=n":                 "",
		"":                                       "",
		" ":                                      "",
		"file:":                                  "",
		"file:coach.db?cache=shared":             "",
		"coach.db?mode=memory":                   "",
		"file://host/coach.db":                   "",
		"sqlite:///coach.db":                     "",
		"sqlite://coach.db":                      "",
		"postgres:h":                             "",
		"mysql://u:hush@h/n":                     "",
		"jdbc:postgresql://u:hush@h/n":           "",
		"redis:hush":                             "",
		folder:                                   "",
	} {
		got, err := storage.Place(dsn)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", dsn, got, err, want)
		}
		if strings.Contains(fmt.Sprint(err), "hush") {
			t.Errorf("%q: the error shows the password: %v", dsn, err)
		}
		postgres := strings.HasPrefix(want, "postgres") || strings.Contains(want, "dbname")
		same(t, dsn+" is a PostgreSQL", postgres, storage.IsPostgres(dsn))
	}
	for dsn, want := range map[string]bool{
		"postgres://u:p@h/n": true, "postgres://u@h/n": false, "postgres://u@h/n?password=p": true,
		"host=h password=p": true, "host=h passfile=/p": false, "coach.db": false,
	} {
		same(t, dsn+" has a password", want, storage.HasPassword(dsn))
	}
}
