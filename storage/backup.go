package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// errNoFile answers a backup of what isn't a file.
var errNoFile = errors.New("backup and restore are for SQLite files; for PostgreSQL use pg_dump and pg_restore")

// Backup copies the SQLite database at dsn, which may be serving meanwhile, to
// a new file: whole, as of one moment, and checked. What is sealed stays so;
// the key isn't part of it.
func Backup(ctx context.Context, dsn, file string) error {
	if IsPostgres(dsn) || dsn == ":memory:" {
		return errNoFile
	}
	dsn, file, err := absolute(dsn, file)
	if err != nil {
		return err
	}
	if _, err := os.Stat(dsn); err != nil {
		return fmt.Errorf("there is no database to back up: %w", err)
	}
	return createWhole(file, func(draft string) error {
		if err := vacuumInto(ctx, dsn, draft); err != nil {
			return fmt.Errorf("backing up: %w", err)
		}
		return checkBackup(ctx, draft)
	})
}

// Restore puts a backup in place of a database, which must have been moved
// away before. The key that it was written with is needed to read it.
func Restore(ctx context.Context, file, dsn string) error {
	if IsPostgres(dsn) || dsn == ":memory:" {
		return errNoFile
	}
	dsn, file, err := absolute(dsn, file)
	if err != nil {
		return err
	}
	if err := checkBackup(ctx, file); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dsn), 0o700); err != nil {
		return fmt.Errorf("making the database's folder: %w", err)
	}
	unlock, err := lockFile(dsn + ".lock")
	if err != nil {
		return err
	}
	err = createWhole(dsn, func(draft string) error {
		for _, left := range []string{dsn + "-wal", dsn + "-shm"} { // of another database, now gone
			if err := os.Remove(left); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("removing what an older database left: %w", err)
			}
		}
		return copyFile(file, draft)
	})
	return errors.Join(err, unlock())
}

// absolute gives the two paths from the root: SQLite takes the first part of a
// relative one in an address for a host.
func absolute(a, b string) (string, string, error) {
	a, err := filepath.Abs(a)
	if err == nil {
		b, err = filepath.Abs(b)
	}
	if err != nil {
		return "", "", fmt.Errorf("finding the working folder: %w", err)
	}
	return a, b, nil
}

// createWhole has write write a draft, readable by its owner alone, and then
// gives it the name path, at which there must be nothing yet.
func createWhole(path string, write func(draft string) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; move it away first", path)
	}
	draft, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".draft-*")
	if err != nil {
		return fmt.Errorf("making a file: %w", err)
	}
	defer os.Remove(draft.Name())
	if err := errors.Join(draft.Close(), write(draft.Name()), syncFile(draft.Name())); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return fmt.Errorf("naming a file: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

// vacuumInto writes what the database holds at one moment into the empty file.
func vacuumInto(ctx context.Context, from, file string) error {
	db, err := sql.Open("sqlite", fileDSN(from)+"?mode=rw&_busy_timeout=5000")
	if err != nil {
		return classify(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO $1", file); err != nil {
		return classify(err)
	}
	return nil
}

// checkBackup makes sure that the file is a sound database of the coach.
func checkBackup(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	db, err := sql.Open("sqlite", fileDSN(file)+"?mode=ro&immutable=1")
	if err != nil {
		return classify(err)
	}
	defer db.Close()
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil || found != "ok" {
		return fmt.Errorf("%s is damaged or no backup", file)
	}
	var users int
	if err := db.QueryRowContext(ctx, "SELECT COUNT(*) FROM users, goose_db_version").Scan(&users); err != nil {
		return fmt.Errorf("%s is no backup of the coach", file)
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("writing the database: %w", err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("writing the database: %w", err)
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("syncing a file: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("syncing a file: %w", err)
	}
	return nil
}
