package storage

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"gutskin/coach"
	"gutskin/migrations"
)

// prepare checks that the database is one that this version can serve with
// these keys, and brings it up to date. Replicas that start together take
// turns.
func (db *DB) prepare(ctx context.Context) error {
	return db.inTurn(ctx, func() error {
		provider, err := goose.NewProvider(db.engine.dialect, db.pool.DB, migrations.Files, goose.WithDisableGlobalRegistry(true))
		if err != nil {
			return fmt.Errorf("reading the migrations: %w", err)
		}
		version, err := db.schemaVersion(ctx)
		if err != nil {
			return err
		}
		var needed keyIDs
		if version > 0 {
			needed, err = db.inspect(ctx, version)
		} else if db.mustExist {
			err = errors.New("there are no diaries in this database yet; is it the right one?")
		}
		if err != nil {
			return err
		}
		if err := db.migrate(ctx, provider, version, needed); err != nil {
			return err
		}
		if err := db.view(ctx, (*Tx).mustHaveRights); err != nil {
			return err
		}
		return db.recordNewest(ctx, needed)
	})
}

// inspect makes sure that a database that isn't new can be served, before
// anything in it is changed.
func (db *DB) inspect(ctx context.Context, version int64) (needed keyIDs, err error) {
	known, err := knownSchema()
	if err != nil {
		return nil, err
	}
	if version > known {
		return nil, fmt.Errorf("a newer version of the coach has used this database (its schema is %d, this version knows %d): run that version, or restore the backup from before the upgrade", version, known)
	}
	if db.onlyIdle {
		if err := db.mustBeIdle(ctx); err != nil {
			return nil, err
		}
	}
	if !db.halfCopied {
		if err := db.MustBeWhole(ctx); err != nil {
			return nil, err
		}
	}
	return db.checkKeys(ctx)
}

// schemaVersion is the last step that the database has taken, 0 for a new one.
func (db *DB) schemaVersion(ctx context.Context) (version int64, err error) {
	err = db.view(ctx, func(tx *Tx) error {
		there, err := tx.hasColumn("goose_db_version", "version_id")
		if err != nil || !there {
			return err
		}
		return tx.get("reading the schema's version", &version,
			"SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied")
	})
	return version, err
}

// mustHaveRights makes sure that a PostgreSQL lets its user read and write every
// table: else each message that needs one would fail by itself.
func (tx *Tx) mustHaveRights() error {
	closed, err := tx.closedTables()
	if err == nil && len(closed) > 0 {
		err = &Error{
			text:        "permission denied for table " + strings.Join(closed, ", ") + ": GRANT ALL ON ALL TABLES IN SCHEMA public TO the database's user",
			unavailable: true, denied: true,
		}
	}
	return err
}

// hasColumn reports whether the schema, which may be an older one, has the
// column.
func (tx *Tx) hasColumn(table, column string) (there bool, err error) {
	err = tx.get("looking for "+table, &there, tx.db.engine.hasColumn, table, column)
	return there, err
}

// migrate takes the steps that the database hasn't taken yet.
func (db *DB) migrate(ctx context.Context, provider *goose.Provider, version int64, keys keyIDs) error {
	const doing = "bringing the database up to date"
	if version < sealedFoods {
		if _, err := provider.UpTo(ctx, sealedFoods-1); err != nil {
			return fail(doing, err)
		}
		if version > 0 {
			if err := db.sealOldAlone(ctx, keys); err != nil {
				return fail(doing, err)
			}
		}
	}
	_, err := provider.UpTo(ctx, math.MaxInt64)
	return fail(doing, err)
}

// sealOldAlone seals what earlier versions left in the open. They can't read
// the outcome, so none may be serving meanwhile, nor start afterwards: the key
// check that they go by changes first.
func (db *DB) sealOldAlone(ctx context.Context, keys keyIDs) error {
	if err := db.mustBeIdle(ctx); err != nil {
		return fmt.Errorf("this upgrade wants all replicas stopped: %w", err)
	}
	if err := db.recordNewest(ctx, keys); err != nil {
		return err
	}
	changed, err := db.sealOld(ctx, db.progress)
	if err != nil || changed == 0 || !db.engine.oneWriter {
		return err
	}
	return db.purge(ctx)
}

// purge rewrites an SQLite file so that nothing stays in it of what was
// overwritten.
func (db *DB) purge(ctx context.Context) error {
	for _, query := range []string{"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.pool.ExecContext(ctx, query); err != nil {
			return fail("clearing the database file of what was in the open", err)
		}
	}
	return nil
}

// How long a replica waits for its turn to prepare the database.
const (
	turnEvery  = 500 * time.Millisecond
	turnWithin = time.Minute
)

// turnLock is the name of PostgreSQL's advisory lock for preparing.
const turnLock = 0x67757473 // "guts"

// inTurn runs fn while no other process does that on the same database. The
// lock is a transaction's, which a pooler too keeps on one connection; it goes
// with the process. An SQLite file has one process anyway.
func (db *DB) inTurn(ctx context.Context, fn func() error) error {
	if db.engine.oneWriter {
		return fn()
	}
	const doing = "waiting for the turn to prepare the database"
	tx, err := db.pool.BeginTxx(ctx, nil)
	if err != nil {
		return fail(doing, err)
	}
	defer tx.Rollback() //nolint:errcheck // it holds the lock and nothing else
	if _, err := tx.ExecContext(ctx, "SET LOCAL idle_in_transaction_session_timeout = 0"); err != nil {
		return fail(doing, err)
	}
	ticker := time.NewTicker(turnEvery)
	defer ticker.Stop()
	late := time.After(turnWithin)
	for {
		var mine bool
		if err := tx.GetContext(ctx, &mine, "SELECT pg_try_advisory_xact_lock($1)", turnLock); err != nil {
			return fail(doing, err)
		}
		if mine {
			return fn()
		}
		select {
		case <-ticker.C:
		case <-late:
			return fail(doing, &Error{text: "another process is at it for long", unavailable: true})
		case <-ctx.Done():
			return fail(doing, ctx.Err())
		}
	}
}

// halfCopied is the setting that a copy leaves until it is complete.
const halfCopied = "copying"

// MustBeWhole makes sure that no copy into the database was left incomplete.
func (db *DB) MustBeWhole(ctx context.Context) error {
	err := db.view(ctx, func(tx *Tx) error {
		var name string
		return tx.get("looking for a copy under way", &name, "SELECT name FROM settings WHERE name = $1", halfCopied)
	})
	switch {
	case errors.Is(err, coach.ErrNotFound):
		return nil
	case err == nil:
		err = errors.New("a copy into this database was not completed, so it holds only part of the diaries: run bot copy again")
	}
	return err
}
