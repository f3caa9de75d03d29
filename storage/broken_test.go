package storage_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// spoil overwrites the file from its second page on, as a failing disk may.
func spoil(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	_, err = f.WriteAt(bytes.Repeat([]byte{0x5a}, int(info.Size())-page), page)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// A damaged file isn't opened, and a backup takes its place.
func TestDamagedFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "coach.db"), filepath.Join(folder, "backup.db")
	keys := storagetest.Keys(t)
	db, err := storage.Open(t.Context(), path, keys)
	if err != nil {
		t.Fatal(err)
	}
	aYear(t, db)
	want := snapshot(t, db, 7)
	if err := errors.Join(storage.Backup(t.Context(), path, keys, backup), db.Close()); err != nil {
		t.Fatal(err)
	}
	spoil(t, path)
	if _, err := storage.Open(t.Context(), path, keys); err == nil || !strings.Contains(err.Error(), "restore a backup") {
		t.Errorf("opened damaged: %v", err)
	}
	if err := storage.Backup(t.Context(), path, keys, filepath.Join(folder, "damaged.db")); err == nil {
		t.Error("a damaged file was backed up")
	}
	if _, err := storage.Restore(t.Context(), backup, path, keys); err != nil {
		t.Fatal(err)
	}
	same(t, "restored", want, snapshot(t, storagetest.Open(t, path), 7))
	left, err := filepath.Glob(filepath.Join(folder, "*damaged.db*"))
	same(t, "what a failed backup left", 0, len(left))
	if err != nil {
		t.Error(err)
	}
}

// Once damage is found nothing more is done, and all that is told waits.
func TestDamageStopsAllWork(t *testing.T) {
	path := storagetest.DSN(t, "sqlite")
	db := storagetest.Open(t, path)
	aYear(t, db)
	if err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	spoil(t, path)
	look := func(int) error { // on connections that haven't read it yet
		return db.View(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.RecentChanges(7, 1000)
			return err
		})
	}
	var found error
	for range 50 {
		if found = errors.Join(parallel(8, look)...); found != nil {
			break
		}
	}
	if found == nil {
		t.Fatal("the damage wasn't met")
	}
	saving := db.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveUser(person(8), now) })
	for what, err := range map[string]error{"saving": saving, "being ready": db.Ready(t.Context())} {
		if !errors.Is(err, coach.ErrUnavailable) || !strings.Contains(err.Error(), "restore a backup") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A real disk that is full is told, takes nothing by half, and leaves no draft of a
// backup; with room again all goes on.
func TestSmallDisk(t *testing.T) {
	folder := storagetest.SmallDisk(t, 2)
	path := filepath.Join(folder, "coach.db")
	keys := storagetest.Keys(t)
	db, err := storage.Open(t.Context(), path, keys)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ballast := filepath.Join(folder, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	tell := func(n int) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.AppendChange(7, logged(fmt.Sprint("m:", n), meal(strings.Repeat("leek ", 2000), "leek")))
			return err
		})
	}
	told := 0
	for err = tell(0); err == nil && told < 1000; err = tell(told) {
		told++
	}
	if !errors.Is(err, coach.ErrUnavailable) || !strings.Contains(err.Error(), "full") {
		t.Fatalf("after %d: %v, want a full disk", told, err)
	}
	if err := db.Ready(t.Context()); !errors.Is(err, coach.ErrUnavailable) {
		t.Errorf("ready with a full disk: %v", err)
	}
	if err := storage.Backup(t.Context(), path, keys, filepath.Join(folder, "backup.db")); err == nil || !strings.Contains(err.Error(), "full") {
		t.Errorf("backup onto a full disk: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "backup*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	kept := read(t, db, func(tx *storage.Tx) (int, error) { c, err := tx.RecentChanges(7, 1000); return len(c), err })
	same(t, "changes", told, kept)
	err = errors.Join(os.Remove(ballast), tell(told))
	db.ForgetRefusals()
	if err = errors.Join(err, db.Ready(t.Context())); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// What people tell needs room of its own: where it finds none the database isn't
// ready, though a trial fits where an earlier one was.
func TestRefusedForWantOfRoom(t *testing.T) {
	path := filepath.Join(t.TempDir(), "coach.db")
	db := storagetest.Open(t, path)
	if err := errors.Join(db.Ready(t.Context()), db.Exec("PRAGMA max_page_count = 100")); err != nil {
		t.Fatal(err)
	}
	random := make([]byte, 100_000) // what can't be packed
	_, _ = rand.NewChaCha8([32]byte{}).Read(random)
	err := db.Update(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.AppendChange(7, logged("m:1", meal(hex.EncodeToString(random), "leek")))
		return err
	})
	if !errors.Is(err, coach.ErrUnavailable) || !strings.Contains(err.Error(), "full") {
		t.Fatalf("%v, want a full disk", err)
	}
	if err := db.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "full") {
		t.Errorf("ready right after: %v", err)
	}
	db.ForgetRefusals()
	if err := db.Ready(t.Context()); err != nil {
		t.Errorf("a trial where an earlier one was: %v", err)
	}
}

// Who may not make tables is told so.
func TestNoRights(t *testing.T) {
	dsn := storagetest.Postgres(t)
	role := "stranger"
	db := storagetest.Raw(t, dsn)
	for _, query := range []string{"DROP ROLE IF EXISTS " + role, "CREATE ROLE " + role + " LOGIN PASSWORD 'test-password'"} {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	stranger := strings.Replace(dsn, "coach:", role+":", 1)
	_, err := storage.Open(t.Context(), stranger, storagetest.Keys(t))
	refused := func(what string, err error, says string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "GRANT") {
			t.Errorf("%s: %v", what, err)
		}
		if errors.Is(err, coach.ErrUnavailable) {
			t.Errorf("%s: the start waits for it: %v", what, err)
		}
	}
	refused("on an empty database", err, "permission denied for schema public")
	storagetest.Open(t, dsn)
	_, err = storage.Open(t.Context(), stranger, storagetest.Keys(t))
	refused("on another's", err, "permission denied for table")
	for _, query := range []string{"GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role, "REVOKE DELETE ON outbox FROM " + role} {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	_, err = storage.Open(t.Context(), stranger, storagetest.Keys(t))
	refused("without a right on one table", err, "permission denied for table outbox: GRANT")
}

// A right that is taken away from an open database is waited for: it isn't
// ready until the right is back, and says what is lacking and how to give it.
func TestRightTakenAway(t *testing.T) {
	dsn := storagetest.Postgres(t)
	raw := storagetest.Raw(t, dsn)
	do := func(query string) {
		t.Helper()
		if _, err := raw.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	const role = "deprived"
	do("DROP ROLE IF EXISTS " + role)
	do("CREATE ROLE " + role + " LOGIN PASSWORD 'test-password'")
	do("GRANT CREATE ON SCHEMA public TO " + role)
	db := storagetest.Open(t, strings.Replace(dsn, "coach:", role+":", 1))
	tell := func(n int) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.AppendChange(7, logged(fmt.Sprint("m:", n), meal("soup", "leek")))
			return err
		})
	}
	for n, c := range []struct{ what, from, says string }{
		{"INSERT ON changes", role, "permission denied for table changes"},
		{"ALL ON ALL TABLES IN SCHEMA public", role, "permission denied for table "},
		{"USAGE ON SCHEMA public", "PUBLIC", "is its schema closed"},
	} {
		if err := errors.Join(tell(2*n), db.ReadyNow(t.Context())); err != nil {
			t.Fatalf("before %s is taken: %v", c.what, err)
		}
		do("REVOKE " + c.what + " FROM " + c.from)
		for doing, err := range map[string]error{"told": tell(2*n + 1), "ready": db.ReadyNow(t.Context())} {
			if !errors.Is(err, coach.ErrUnavailable) || !errors.Is(err, storage.ErrDenied) {
				t.Errorf("%s without %s: %v", doing, c.what, err)
				continue
			}
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "GRANT") {
				t.Errorf("%s without %s: %v, want it to say %q and the GRANT", doing, c.what, err, c.says)
			}
		}
		do("GRANT " + c.what + " TO " + c.from)
		if err := errors.Join(tell(2*n+1), db.ReadyNow(t.Context())); err != nil {
			t.Errorf("with %s again: %v", c.what, err)
		}
	}
	changes := read(t, db, func(tx *storage.Tx) (int, error) { c, err := tx.RecentChanges(7, 100); return len(c), err })
	same(t, "changes", 6, changes)
}

// Behind a pooler nothing is left on a connection; straight at the server
// statements are prepared.
func TestPoolerIsNoticed(t *testing.T) {
	for way, want := range map[string]bool{"sqlite": false, "postgres": false, "pgbouncer": true} {
		t.Run(way, func(t *testing.T) {
			same(t, "behind a pooler", want, storage.Pooled(storagetest.Open(t, storagetest.DSN(t, way))))
		})
	}
	t.Run("one that drops settings", func(t *testing.T) {
		dsn := storagetest.PgBouncerWith(t, "ignore_startup_parameters = idle_in_transaction_session_timeout")
		same(t, "behind a pooler", true, storage.Pooled(storagetest.Open(t, dsn)))
	})
}

// Of several servers the one that can be reached and written to is used.
func TestSeveralHosts(t *testing.T) {
	dsn := storagetest.Postgres(t)
	for what, several := range map[string]string{
		"an address":     strings.Replace(dsn, "@127.0.0.1:", "@127.0.0.1:1,127.0.0.1:", 1),
		"its other form": keywords(t, dsn, "127.0.0.1,127.0.0.1", "1,"),
	} {
		db, err := storage.Open(t.Context(), several, storagetest.Keys(t))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if err := errors.Join(db.Ready(t.Context()), db.Close()); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, c := range []struct{ dsn, says string }{
		{dsn + "&channel_binding=require", "channel_binding=require isn't supported"},
		{dsn + "&target_session_attrs=standby", "the bot writes, which a standby doesn't take"},
	} {
		if _, err := storage.Open(t.Context(), c.dsn, storagetest.Keys(t)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v, want it to say %q", err, c.says)
		}
	}
	storagetest.Open(t, dsn+"&channel_binding=prefer")
}

// keywords is the address in PostgreSQL's other form, with these hosts, and
// ports before its own.
func keywords(t *testing.T, dsn, hosts, ports string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	password, _ := u.User.Password()
	return fmt.Sprintf("host=%s port=%s%s user=%s password=%s dbname=%s sslmode=disable",
		hosts, ports, u.Port(), u.User.Username(), password, strings.TrimPrefix(u.Path, "/"))
}
