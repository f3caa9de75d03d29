package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"gutskin/migrations"
)

// errNothingToLookAt answers a look at a database in memory.
var errNothingToLookAt = errors.New("a database in memory is its process's alone: there is nothing to look at")

// Look opens the database that dsn names to look at it, beside a process that
// may be serving it: it brings no schema up to date, checks no key, takes no
// lock, and changes no file. Only what reads may be called on it. An SQLite
// file that isn't there is fs.ErrNotExist. keys may be the zero value where
// nothing sealed is to be read.
func Look(ctx context.Context, dsn string, keys Keys) (*DB, error) {
	place, err := Place(dsn)
	if err != nil {
		return nil, err
	}
	if place == memoryPlace {
		return nil, errNothingToLookAt
	}
	open := lookAtSQLite
	if isAddress(place) {
		open = openPostgres
	}
	db, err := open(ctx, place)
	if err != nil {
		return nil, err
	}
	db.finish()
	db.keys = keys
	return db, nil
}

// lookAtSQLite opens the file for reading alone. SQLite makes files beside one
// that it reads in WAL mode, unless nothing lies in the WAL and the database is
// called immutable, or the WAL's index is only to be read.
func lookAtSQLite(ctx context.Context, path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database file: %w", err)
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("the database file: %w", err)
	}
	how := "?mode=ro&immutable=1"
	wal, err := os.Stat(path + "-wal")
	switch {
	case err == nil && wal.Size() > 0:
		how = "?mode=ro&readonly_shm=1&_busy_timeout=5000"
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the database's WAL: %w", err)
	}
	pool, err := sqlx.Open("sqlite", fileDSN(path)+how)
	if err != nil {
		return nil, classify(err)
	}
	if _, err := pool.ExecContext(ctx, "SELECT COUNT(*) FROM sqlite_master"); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reading %s: %w", path, classify(err))
	}
	return &DB{pool: pool, engine: sqliteEngine}, nil
}

// Schema tells how far the database's schema has come, 0 for an empty database,
// and how far this program's goes.
func (db *DB) Schema(ctx context.Context) (found, known int64, err error) {
	if known, err = knownSchema(); err != nil {
		return 0, 0, err
	}
	columns, err := db.columns(ctx, goose.DefaultTablename)
	if err != nil || len(columns) == 0 {
		return 0, known, err
	}
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("reading the schema's number", &found,
			"SELECT COALESCE(MAX(version_id), 0) FROM "+goose.DefaultTablename+" WHERE is_applied")
	})
	return found, known, err
}

// knownSchema is the version that this program's migrations bring a database to.
func knownSchema() (int64, error) {
	steps, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(steps) == 0 {
		return 0, fmt.Errorf("reading the migrations: %w", err)
	}
	number, _, _ := strings.Cut(slices.Max(steps), "_")
	known, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("reading the migrations: %w", err)
	}
	return known, nil
}

// columns are the table's columns, none when there is no such table.
func (db *DB) columns(ctx context.Context, table string) (names []string, err error) {
	query := "SELECT name FROM pragma_table_info($1)"
	if db.engine.dialect == goose.DialectPostgres {
		query = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped"
	}
	err = db.read(ctx, "read", func(tx *Tx) error { return tx.list("looking at a table's columns", &names, query, table) })
	return names, err
}

// SealedWith names the keys that are recorded in the database, and those that
// any value in it is sealed with, in order. It looks at every sealed value.
func (db *DB) SealedWith(ctx context.Context) ([]string, error) {
	ids := keyIDs{}
	for _, t := range tables {
		columns, err := db.columns(ctx, t.name)
		if err != nil {
			return nil, err
		}
		if t.name == "settings" && len(columns) > 0 {
			err := db.view(ctx, func(tx *Tx) error {
				recorded, err := tx.recordedKeys()
				maps.Copy(ids, recorded)
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		for _, column := range t.sealed {
			if !slices.Contains(columns, column) {
				continue // an older schema
			}
			var found [][]byte
			err := db.read(ctx, "read", func(tx *Tx) error {
				return tx.list("looking for keys", &found, fmt.Sprintf(
					"SELECT DISTINCT substr(%[1]s, 2, %[2]d) FROM %[3]s WHERE %[1]s IS NOT NULL", column, len(keyID{}), t.name))
			})
			if err != nil {
				return nil, err
			}
			for _, id := range found {
				if len(id) == len(keyID{}) && keyID(id) != (keyID{}) { // else the value isn't a sealed one
					ids[keyID(id)] = true
				}
			}
		}
	}
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id.String())
	}
	slices.Sort(list)
	return list, nil
}

// Clock is the database's own time, by which leases lapse.
func (db *DB) Clock(ctx context.Context) (time.Time, error) {
	var now int64
	err := db.read(ctx, "read", func(tx *Tx) error { return tx.get("asking for the time", &now, "SELECT "+db.engine.now) })
	return fromMillis(now), err
}

// QuickCheck looks for damage in an SQLite file, reading all of it. PostgreSQL
// looks after itself.
func (db *DB) QuickCheck(ctx context.Context) error {
	if db.engine.dialect == goose.DialectPostgres {
		return nil
	}
	var found string
	err := db.read(ctx, "read", func(tx *Tx) error { return tx.get("looking for damage", &found, "PRAGMA quick_check(1)") })
	if err == nil && found != "ok" {
		err = errors.New(damagedFile)
	}
	return err
}

// Lacking are the rights that the database's user lacks for serving, in words
// that follow "may not": none on SQLite, where the file's own count.
func (db *DB) Lacking(ctx context.Context) (lacking []string, err error) {
	if db.engine.dialect != goose.DialectPostgres {
		return nil, nil
	}
	found, known, err := db.Schema(ctx)
	if err != nil {
		return nil, err
	}
	return lacking, db.read(ctx, "read", func(tx *Tx) error {
		var standby bool
		if err := tx.get("asking for a standby", &standby, "SELECT pg_is_in_recovery()"); err != nil {
			return err
		}
		if standby {
			lacking = append(lacking, "write at all: the server is a standby")
		}
		if found < known {
			var may bool
			err := tx.get("asking for rights", &may, "SELECT COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false)")
			if err != nil {
				return err
			}
			if !may {
				lacking = append(lacking, "make tables in its schema (GRANT CREATE, USAGE ON SCHEMA public TO the user)")
			}
		}
		closed, err := tx.closedTables()
		for _, name := range closed {
			lacking = append(lacking, "read and write the table "+name)
		}
		return err
	})
}

// closedTables are the tables that are there and that the database's user may
// not read and write: none on SQLite, where the file's own rights count.
func (tx *Tx) closedTables() (names []string, err error) {
	if tx.db.engine.dialect != goose.DialectPostgres {
		return nil, nil
	}
	all := make([]string, len(tables))
	for i, t := range tables {
		all[i] = "'" + t.name + "'"
	}
	err = tx.list("asking for rights", &names, `
		SELECT name FROM unnest(ARRAY[`+strings.Join(all, ", ")+`]) AS name
		JOIN pg_class c ON c.oid = to_regclass(name)
		WHERE NOT (SELECT bool_and(has_table_privilege(c.oid, need))
			FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS need)
		ORDER BY name`)
	return names, err
}

// People counts who is known and hasn't left, and who of these wrote at since
// or later.
func (db *DB) People(ctx context.Context, since time.Time) (people, active int64, err error) {
	var row struct {
		People int64 `db:"people"`
		Active int64 `db:"active"`
	}
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("counting people", &row, `
			SELECT COUNT(*) AS people, COALESCE(SUM(CASE WHEN last_wrote_at >= $1 THEN 1 ELSE 0 END), 0) AS active
			FROM users WHERE NOT has_left`, millis(since))
	})
	return row.People, row.Active, err
}

// NudgesDue counts whose nudges are due at now and not yet planned, and who of
// these were due at late already.
func (db *DB) NudgesDue(ctx context.Context, now, late time.Time) (due, overdue int64, err error) {
	var row struct {
		Due     int64 `db:"due"`
		Overdue int64 `db:"overdue"`
	}
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("counting nudges", &row, `
			SELECT COUNT(*) AS due, COALESCE(SUM(CASE WHEN next_due_at <= $2 THEN 1 ELSE 0 END), 0) AS overdue
			FROM users WHERE next_due_at <= $1 AND NOT has_left`, millis(now), millis(late))
	})
	return row.Due, row.Overdue, err
}

// InboxDepth is how many updates are received and not handled, and since when
// the oldest waits; zero when none does.
func (db *DB) InboxDepth(ctx context.Context) (waiting int, oldest time.Time, err error) {
	return db.depth(ctx, "inbox", "true")
}

// VoiceNotesDepth is how many voice notes aren't written out, those that are
// being written out among them, and since when the oldest waits; zero when none
// does.
func (db *DB) VoiceNotesDepth(ctx context.Context) (waiting int, oldest time.Time, err error) {
	return db.depth(ctx, "voice_notes", "due_at IS NOT NULL")
}

// depth counts the table's rows that wait; in an older schema, which lacks the
// table, none does.
func (db *DB) depth(ctx context.Context, table, waits string) (waiting int, oldest time.Time, err error) {
	columns, err := db.columns(ctx, table)
	if err != nil || len(columns) == 0 {
		return 0, time.Time{}, err
	}
	var row struct {
		Waiting int           `db:"waiting"`
		Oldest  sql.NullInt64 `db:"oldest"`
	}
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("counting what waits", &row,
			"SELECT COUNT(*) AS waiting, MIN(received_at) AS oldest FROM "+table+" WHERE "+waits)
	})
	return row.Waiting, fromMaybeMillis(row.Oldest), err
}

// Size is what the database takes on its disk, in bytes.
func (db *DB) Size(ctx context.Context) (bytes int64, err error) {
	query := "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
	if db.engine.dialect == goose.DialectPostgres {
		query = "SELECT pg_database_size(current_database())"
	}
	err = db.read(ctx, "read", func(tx *Tx) error { return tx.get("asking for the size", &bytes, query) })
	return bytes, err
}

// FailedCount is how many updates are set aside.
func (db *DB) FailedCount(ctx context.Context) (n int64, err error) {
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("counting failed updates", &n, "SELECT COUNT(*) FROM failed_updates")
	})
	return n, err
}

// LastHandled is when an update was last handled; zero: not within the days
// for which that is noted.
func (db *DB) LastHandled(ctx context.Context) (at time.Time, err error) {
	var last int64
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("looking for the last update", &last, "SELECT COALESCE(MAX(handled_at), 0) FROM handled_updates")
	})
	if err != nil || last == 0 {
		return time.Time{}, err
	}
	return fromMillis(last), nil
}
