package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

func openSQLite(ctx context.Context, path string, beside bool) (*DB, error) {
	if path == "" {
		return nil, errors.New("DATABASE_URL is empty; it is postgres://…, :memory: or a file's path")
	}
	if path == ":memory:" {
		return newSQLite(ctx, memoryEngine, ":memory:?"+pragmas("MEMORY"))
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database file: %w", err)
	}
	unlock := func() error { return nil }
	if !beside {
		if unlock, err = lockFile(path + ".lock"); err != nil {
			return nil, err
		}
	}
	if err := createPrivate(path); err != nil {
		return nil, errors.Join(err, unlock())
	}
	db, err := newSQLite(ctx, sqliteEngine, fileDSN(path)+"?"+pragmas("WAL"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), unlock())
	}
	db.unlock = unlock
	return db, nil
}

// pragmas make SQLite keep what it has committed (WAL with synchronous FULL
// syncs at each commit), and take the write lock when an update begins rather
// than in its middle, where it would fail. The connection's first use sets
// them; busy_timeout comes first, since setting journal_mode may have to wait.
func pragmas(journal string) string {
	return "_busy_timeout=5000&_journal_mode=" + journal + "&_synchronous=FULL&_foreign_keys=1&_txlock=immediate" +
		"&_pragma=secure_delete(fast)&_pragma=temp_store(MEMORY)&_dqs=0"
}

func fileDSN(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

func newSQLite(ctx context.Context, e engine, dsn string) (*DB, error) {
	pool, err := sqlx.Open("sqlite", dsn)
	if err != nil {
		return nil, classify(err)
	}
	pool.SetMaxOpenConns(1) // for now: the first connection sets up the file
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, classify(err)
	}
	return &DB{pool: pool, engine: e}, nil
}

// createPrivate makes the database file, for its owner alone, if it is missing.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("making the database file: %w", err)
	}
	return f.Close()
}
