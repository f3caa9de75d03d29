package storagetest

import (
	"context"
	"path/filepath"
	"testing"

	"crypto/rand"
	"database/sql"
	"strings"

	_ "github.com/lib/pq" // the driver "postgres"

	"gutskin/storage"
)

// Keys is one fixed key, so that a database can be opened again.
func Keys(t testing.TB) storage.Keys {
	t.Helper()
	keys, err := storage.ParseKeys(strings.Repeat("5a", 32))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// Engines names the engines.
var Engines = []string{"sqlite", "postgres"}

// Ways names what Each runs on: the engines, and PostgreSQL as some have it,
// behind a PgBouncer that pools transactions, and with every transaction
// serializable by default.
var Ways = append(Engines[:len(Engines):len(Engines)], "pgbouncer")

// Each runs the test on a fresh database of every way, given by its address;
// with -short only of every engine.
func Each(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Helper()
	ways := Ways
	if testing.Short() {
		ways = Engines
	}
	for _, way := range ways {
		t.Run(way, func(t *testing.T) { test(t, DSN(t, way)) })
	}
}

// DSN is the address of a fresh database in that way, which goes with t.
func DSN(t testing.TB, way string) string {
	t.Helper()
	switch way {
	case "sqlite":
		return filepath.Join(t.TempDir(), "coach.db")
	case "pgbouncer":
		return PgBouncer(t)
	}
	return Postgres(t)
}

// Postgres is the address of a fresh database on the server that the test
// binary shares.
func Postgres(t testing.TB) string {
	t.Helper()
	s, err := shared.get()
	orSkip(t, err)
	return s.Database(t)
}

// Database makes a fresh database on the server and gives its address. It is
// dropped after t.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := "test_" + strings.ToLower(rand.Text())
	s.exec(t, "CREATE DATABASE "+name)
	t.Cleanup(func() { s.exec(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return s.DSN(name)
}

func (s *Server) exec(t testing.TB, query string) {
	t.Helper()
	db, err := sql.Open("postgres", s.DSN("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), query); err != nil {
		t.Fatal(err)
	}
}

// Open opens the database at dsn with Keys and closes it after t.
func Open(t testing.TB, dsn string, options ...storage.Option) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), dsn, Keys(t), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error("closing the database:", err)
		}
	})
	return db
}
