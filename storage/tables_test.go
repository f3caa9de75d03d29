package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// columns are the columns of every table of the schema.
func columns(t testing.TB, dsn string) map[string][]string {
	t.Helper()
	query := "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY c.name"
	if storage.IsPostgres(dsn) {
		query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY column_name"
	}
	rows, err := storagetest.Raw(t, dsn).QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	found := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(table, "goose") && !strings.HasPrefix(table, "sqlite") {
			found[table] = append(found[table], column)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEveryTableIsKnown(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		storagetest.Open(t, dsn)
		known := storage.TableNames()
		found := columns(t, dsn)
		for table, of := range found {
			ofPerson, ok := known[table]
			if !ok {
				t.Errorf("table %s is missing from the list in tables.go", table)
			}
			if got := slices.Contains(of, "user_id"); got != ofPerson {
				t.Errorf("table %s has a user_id: %v, and belongs to persons by tables.go: %v", table, got, ofPerson)
			}
			for _, c := range storage.KeyColumns(table) {
				if !slices.Contains(of, c) {
					t.Errorf("table %s has no key column %s", table, c)
				}
			}
		}
		same(t, "number of tables", len(found), len(known))
	})
}

// fill gives the person a row in every table that persons have rows in.
func fill(t testing.TB, db *storage.DB, user int64) {
	t.Helper()
	update(t, db, func(tx *storage.Tx) error {
		_, err1 := tx.AppendChange(user, logged("m:1", meal(secret, "leek", "nan's own stew")))
		_, err2 := tx.RecordNudge(user, elevenOClock, now)
		_, err3 := tx.MarkHandled(fmt.Sprint("tg:", user), now)
		sent, waiting := delivery("tg:1:0", user, coach.ClassReply), delivery("tg:1:1", user, coach.ClassReply)
		waiting.Payload = []byte(secret)
		u := person(user)
		u.Zone = secret
		return errors.Join(err1, err2, err3, tx.SaveUser(u, now), tx.Enqueue(sent), tx.Enqueue(waiting),
			tx.SetAside("tg:9", user, []byte(secret), "too odd", now))
	})
	if err := db.Sent(t.Context(), delivery("tg:1:0", user, coach.ClassReply), 11); err != nil {
		t.Fatal(err)
	}
	update(t, db, func(tx *storage.Tx) error {
		return tx.VoiceNotes().Keep(coach.VoiceNote{Key: "tg:1:11", UserID: user, At: now, Payload: []byte(secret)})
	})
	waiting := []coach.Received{{Key: "tg:1:10", UserID: user, Number: 10, At: now, Payload: []byte(secret)}}
	if err := db.Receive(t.Context(), waiting, "poll", 17); err != nil {
		t.Fatal(err)
	}
}

// secret is a text that must not be readable in a database.
const secret = "grandma's secret leek pot"

// rowsOf counts the person's rows by table, in the schema as it is.
func rowsOf(t testing.TB, dsn string, user int64) map[string]int64 {
	t.Helper()
	db := storagetest.Raw(t, dsn)
	counts := map[string]int64{}
	for table, of := range columns(t, dsn) {
		if !slices.Contains(of, "user_id") {
			continue
		}
		var n int64
		if err := db.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table+" WHERE user_id = $1", user).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[table] = n
	}
	return counts
}

func TestDeleteUserLeavesNoRow(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		db := storagetest.Open(t, dsn)
		fill(t, db, 7)
		fill(t, db, 8)
		before := rowsOf(t, dsn, 7)
		for table, n := range before {
			if n == 0 {
				t.Errorf("the test puts no row into %s", table)
			}
		}
		var deleted map[string]int64
		update(t, db, func(tx *storage.Tx) (err error) {
			deleted, err = tx.DeleteUser(7)
			return err
		})
		same(t, "deleted rows", before, deleted)
		for table, n := range rowsOf(t, dsn, 7) {
			if n != 0 {
				t.Errorf("%d rows left in %s", n, table)
			}
		}
		same(t, "another's rows", before, rowsOf(t, dsn, 8))

		// What was on its way meanwhile leaves nothing either.
		if err := db.Sent(t.Context(), delivery("tg:1:1", 7, coach.ClassReply), 12); err != nil {
			t.Fatal(err)
		}
		same(t, "replies after the deletion", int64(0), rowsOf(t, dsn, 7)["replies"])
	})
}

// No file of an SQLite database holds what a person wrote, nor does a backup.
func TestWordsAreSealedAtRest(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "coach.db")
	db := storagetest.Open(t, path)
	fill(t, db, 7)
	if err := storage.Backup(t.Context(), path, storagetest.Keys(t), filepath.Join(folder, "backup.db")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", filepath.Base(file), info.Mode())
		}
		held, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{secret, "payload of", "leek", "nan's own stew"} {
			if bytes.Contains(held, []byte(word)) {
				t.Errorf("%s holds %q", filepath.Base(file), word)
			}
		}
	}
}
