package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

func openSQLite(ctx context.Context, path string, wanted *DB) (*DB, error) {
	if path == memoryPlace {
		return newSQLite(ctx, memoryEngine, ":memory:?"+pragmas("MEMORY"))
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database file: %w", err)
	}
	if _, err := os.Stat(path); err != nil && (wanted.mustExist || wanted.beside) {
		return nil, fmt.Errorf("there is no database to open: %w", err)
	}
	if wanted.beside { // whoever has it looked after it when it was opened
		db, err := newSQLite(ctx, sqliteEngine, fileDSN(path)+"?"+pragmas("WAL"))
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", path, err)
		}
		return db, nil
	}
	unlock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, err
	}
	if err = OwnLog(path); err == nil { // else a refusal would leave an empty file
		err = keepPrivate(path)
	}
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	db, err := newSQLite(ctx, sqliteEngine, fileDSN(path)+"?"+pragmas("WAL"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), unlock())
	}
	if err := lookOver(ctx, db.pool); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), db.pool.Close(), unlock())
	}
	db.unlock = unlock
	return db, nil
}

// lookOverWithin bounds the search for damage at the start: some 500 MB are
// looked over in that time.
const lookOverWithin = 2 * time.Second

// lookOver looks for damage in the file, for a while.
func lookOver(ctx context.Context, pool *sqlx.DB) error {
	looking, stop := context.WithTimeout(ctx, lookOverWithin)
	defer stop()
	var found string
	err := pool.GetContext(looking, &found, "PRAGMA quick_check(1)")
	switch {
	case looking.Err() != nil:
		return ctx.Err()
	case err != nil:
		return classify(err)
	case found != "ok":
		return &Error{text: damagedFile, unavailable: true, damaged: true}
	}
	return nil
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

// logSuffixes end the names of the files that SQLite keeps beside a database.
// They belong to it: the first holds what was committed last.
var logSuffixes = []string{"-wal", "-shm", "-journal"}

// OwnLog makes sure that a log beside the SQLite file at path belongs to it. When
// the file itself is gone, the log is another's, which needs it: SQLite would
// drop it.
func OwnLog(path string) error {
	there, err := holdsAnything(path)
	if there || err != nil {
		return err
	}
	for _, suffix := range logSuffixes {
		if suffix == "-shm" {
			continue
		}
		held, err := holdsAnything(path + suffix)
		if err != nil {
			return err
		}
		if held {
			return fmt.Errorf("%s is there without its database, and holds what was told to that last: put the two back together, or move it to where the database went, under that one's name with %s at the end", path+suffix, suffix)
		}
	}
	return nil
}

// keepPrivate makes the database file, if it is missing, for its owner alone,
// and takes an older one's files from everybody else.
func keepPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making the database file: %w", err)
	}
	if runtime.GOOS == "windows" {
		return nil
	}
	for _, file := range append([]string{path}, beside(path)...) {
		info, err := os.Stat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("looking at the database file: %w", err)
		}
		if mode := info.Mode().Perm(); mode&0o077 != 0 {
			if err := os.Chmod(file, mode&0o700); err != nil {
				return fmt.Errorf("%s can be read by others, and that can't be changed; run: chmod 600 %s", file, file)
			}
		}
	}
	return nil
}

// beside are the files that SQLite may keep beside the database at path.
func beside(path string) []string {
	files := make([]string, len(logSuffixes))
	for i, suffix := range logSuffixes {
		files[i] = path + suffix
	}
	return files
}
