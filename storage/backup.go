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
// the keys aren't part of it, but all that it needs must be among those given.
// One of a newer version of the coach is copied too.
func Backup(ctx context.Context, dsn string, keys Keys, file string) error {
	dsn, file, err := filePaths(dsn, file)
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
		_, err := checkBackup(ctx, draft, dsn, keys)
		return err
	})
}

// Restore puts a backup in place of the database at dsn, which nobody may have
// open. What lies there, with the log that belongs to it, is moved aside, and
// aside tells to where; "" if nothing did. All keys that the backup needs must
// be among those given. One of a newer version of the coach is refused, and then
// as with every error nothing is moved.
func Restore(ctx context.Context, file, dsn string, keys Keys) (aside string, err error) {
	dsn, file, err = filePaths(dsn, file)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(file); err != nil {
		return "", fmt.Errorf("reading the backup: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dsn), 0o700); err != nil {
		return "", fmt.Errorf("making the database's folder: %w", err)
	}
	unlock, err := lockFile(dsn + ".lock")
	if err != nil {
		return "", err
	}
	if err = OwnLog(dsn); err == nil {
		err = writeWhole(dsn, func(draft string) error {
			if err := copyDatabase(ctx, file, draft); err != nil {
				return err
			}
			return checkRestorable(ctx, draft, file, keys)
		}, func() (err error) {
			aside, err = moveAside(dsn)
			return err
		})
	}
	return aside, errors.Join(err, unlock())
}

// copyDatabase copies a database that nobody writes to, with what only its log
// holds.
func copyDatabase(ctx context.Context, file, draft string) error {
	log, err := holdsAnything(file + "-wal")
	switch {
	case err != nil:
		return err
	case log:
		return vacuumInto(ctx, file, draft)
	}
	return copyFile(file, draft)
}

// moveAside renames the database at path, if there is one, and what belongs to
// it, to the first name of its kind that is free.
func moveAside(path string) (aside string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	for n := 1; ; n++ {
		aside = fmt.Sprintf("%s.replaced-%d", path, n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	// The database first: stopped after it, the log is found to lack its
	// database, and is refused.
	for _, suffix := range append([]string{""}, logSuffixes...) {
		err := os.Rename(path+suffix, aside+suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("moving the database aside: %w", err)
		}
	}
	return aside, nil
}

// filePaths gives the paths of a database and another file from the root:
// SQLite takes the first part of a relative one in an address for a host.
func filePaths(dsn, file string) (string, string, error) {
	place, err := Place(dsn)
	if err != nil {
		return "", "", err
	}
	if isAddress(place) || place == memoryPlace {
		return "", "", errNoFile
	}
	place, err = filepath.Abs(place)
	if err == nil {
		file, err = filepath.Abs(file)
	}
	if err != nil {
		return "", "", fmt.Errorf("finding the working folder: %w", err)
	}
	return place, file, nil
}

// createWhole has write write a draft, readable by its owner alone, and then
// gives it the name path, at which there must be nothing yet.
func createWhole(path string, write func(draft string) error) error {
	free := func() error {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already; move it away first", path)
		}
		return nil
	}
	if err := free(); err != nil {
		return err
	}
	return writeWhole(path, write, free)
}

// writeWhole has write write a draft, readable by its owner alone, has ready
// make way for it, and gives it the name path. Whatever fails, no draft stays.
func writeWhole(path string, write func(draft string) error, ready func() error) error {
	draft, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".draft-*")
	if err != nil {
		return fmt.Errorf("making a file: %w", err)
	}
	defer func() {
		for _, left := range append([]string{draft.Name()}, beside(draft.Name())...) {
			os.Remove(left) // nearly always there is none
		}
	}()
	if err := errors.Join(draft.Close(), write(draft.Name())); err != nil {
		return err
	}
	if err := syncFile(draft.Name()); err != nil {
		return err
	}
	if err := ready(); err != nil {
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

// checkRestorable is checkBackup, which makes sure too that this version of the
// coach can serve it.
func checkRestorable(ctx context.Context, draft, file string, keys Keys) error {
	version, err := checkBackup(ctx, draft, file, keys)
	if err != nil {
		return err
	}
	known, err := knownSchema()
	if err == nil && version > known {
		err = fmt.Errorf("%s is of a newer version of the coach (its schema is %d, this version knows %d): restore it with that version, or restore the backup from before the upgrade", file, version, known)
	}
	return err
}

// checkBackup makes sure that the draft is a sound database of the coach, and
// that no key is missing for it, and tells its schema's version. file is what its
// errors name.
func checkBackup(ctx context.Context, draft, file string, keys Keys) (version int64, err error) {
	db, err := newSQLite(ctx, sqliteEngine, fileDSN(draft)+"?mode=ro&immutable=1")
	if err != nil {
		return 0, fmt.Errorf("%s is damaged or no backup", file)
	}
	db.finish()
	defer db.Close()
	var found string
	if err := db.pool.GetContext(ctx, &found, "PRAGMA integrity_check(1)"); err != nil || found != "ok" {
		return 0, fmt.Errorf("%s is damaged or no backup", file)
	}
	if version, err = db.schemaVersion(ctx); err != nil || version == 0 {
		return 0, fmt.Errorf("%s is no backup of the coach", file)
	}
	db.keys = keys
	if _, err = db.checkKeys(ctx); err != nil {
		return 0, fmt.Errorf("%s: %w", file, err)
	}
	return version, nil
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
