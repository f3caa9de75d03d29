package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/jmoiron/sqlx"
)

// Tx is one transaction. It is for one goroutine, and only until the function
// that it was handed to returns.
type Tx struct {
	db       *DB
	sqlx     *sqlx.Tx // nil: each statement stands alone
	ctx      context.Context
	sealer   *sealer
	conflict error        // the first conflict met, which fn may have taken for something else
	first    *firstChange // the change that was appended last, if its source has no other
}

// update attempts: some conflicts come of two replicas at one person's row and
// are over at once; SQLite has waited 5 s before it reports one.
const updateTries = 10

// Update runs fn in a transaction and commits what it did, durably, or nothing
// of it when it fails or panics. When another transaction was in the way fn
// runs again, so it must have no effect but through its Tx. fn should be quick:
// on SQLite updates take turns. It must not call Update or View.
//
// A transaction sees the database as it was at its first statement. Two that
// both read and save the same person can't both be committed on that; the
// second runs again.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	return db.timed("update", func() error { return db.update(ctx, fn) })
}

func (db *DB) update(ctx context.Context, fn func(*Tx) error) error {
	attempt := db.updateAlone
	if db.engine.oneWriter {
		attempt = db.group.update
	}
	return retried(ctx, func() error { return attempt(ctx, fn) })
}

// retried makes another attempt for as long as another transaction was in the
// way, up to updateTries in all.
func retried(ctx context.Context, attempt func() error) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := attempt()
		if err != nil && !conflicting(err) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithMaxTries(updateTries), backoff.WithMaxElapsedTime(0), backoff.WithBackOff(&backoff.ExponentialBackOff{
		InitialInterval: 2 * time.Millisecond, RandomizationFactor: 0.5, Multiplier: 2, MaxInterval: 250 * time.Millisecond,
	}))
	if p, ok := errors.AsType[*backoff.PermanentError](err); ok {
		return p.Unwrap()
	}
	return err
}

// updateAlone runs fn in a transaction of its own.
func (db *DB) updateAlone(ctx context.Context, fn func(*Tx) error) error {
	return db.within(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead}, fn)
}

// View runs fn in a transaction that only reads. All it reads is of one
// moment. Where every transaction is serializable another can be in the way of
// a reader too, and fn runs again.
func (db *DB) View(ctx context.Context, fn func(*Tx) error) error {
	return db.timed("view", func() error { return db.view(ctx, fn) })
}

func (db *DB) view(ctx context.Context, fn func(*Tx) error) error {
	options := &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	if db.engine.oneWriter {
		options.Isolation = sql.LevelDefault // SQLite's is stronger, and has no name
	}
	return retried(ctx, func() error { return db.within(ctx, options, fn) })
}

// read runs fn, which makes one query only, without the cost of a transaction
// around it.
func (db *DB) read(ctx context.Context, what string, fn func(*Tx) error) error {
	return db.timed(what, func() error {
		return retried(ctx, func() error { return fn(&Tx{db: db, ctx: ctx, sealer: newSealer(db.keys)}) })
	})
}

func (db *DB) within(ctx context.Context, options *sql.TxOptions, fn func(*Tx) error) error {
	select {
	case db.slots <- struct{}{}:
		defer func() { <-db.slots }()
	case <-ctx.Done():
		return classify(context.Cause(ctx))
	}
	begun, err := db.pool.BeginTxx(ctx, options)
	if err != nil {
		return fail("beginning", err)
	}
	defer begun.Rollback() //nolint:errcheck // after a commit there is nothing to roll back, and before it the first error counts
	tx := db.newTx(ctx, begun)
	if err := tx.run(fn); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("%w: %w", classify(context.Cause(ctx)), err)
		}
		return err
	}
	return fail("committing", begun.Commit())
}

func (db *DB) newTx(ctx context.Context, begun *sqlx.Tx) *Tx {
	// The transaction ends with ctx; its statements needn't watch it as well.
	return &Tx{db: db, sqlx: begun, ctx: context.WithoutCancel(ctx), sealer: newSealer(db.keys)}
}

// run runs fn. A conflict counts even where fn took it for an answer.
func (tx *Tx) run(fn func(*Tx) error) error {
	err := fn(tx)
	if tx.conflict != nil {
		return tx.conflict
	}
	return err
}

// timed has the operation observed. After one that found the file damaged none
// is begun any more: more would be built on what is wrong.
func (db *DB) timed(what string, do func() error) error {
	start := time.Now()
	err := db.sound()
	if err == nil {
		err = do()
	}
	if e, ok := errors.AsType[*Error](err); ok {
		db.heed(e)
	}
	db.observe(what, time.Since(start), err)
	return err
}

// heed does what an error asks for beyond passing it on.
func (db *DB) heed(e *Error) {
	switch {
	case e.damaged:
		db.damage.Store(e)
	case e.full:
		db.refused.Store(&refusal{e, time.Now()})
	case e.standby: // others may wait at the same server
		db.pool.SetMaxIdleConns(0)
		db.pool.SetMaxIdleConns(db.engine.conns)
	}
}

// sound gives the damage that was found before, nil if none was.
func (db *DB) sound() error {
	if e := db.damage.Load(); e != nil {
		return e
	}
	return nil
}

// prepared is the statement query on the transaction's connection. Those that
// are kept need another connection to be prepared on first. A pooler's
// connections keep none: the query goes whole, in one round trip.
func (tx *Tx) prepared(query string) (statement, error) {
	if tx.db.pooled {
		if tx.sqlx == nil {
			return unprepared{tx.db.pool, query}, nil
		}
		return unprepared{tx.sqlx, query}, nil
	}
	if tx.db.engine.conns == 1 && tx.sqlx != nil {
		return tx.sqlx.PreparexContext(tx.ctx, query)
	}
	stmt, err := tx.db.stmts.get(tx.ctx, query)
	if err != nil || tx.sqlx == nil {
		return stmt, err
	}
	return tx.sqlx.StmtxContext(tx.ctx, stmt), nil
}

// note remembers a conflict and wraps err with what was being done.
func (tx *Tx) note(doing string, err error) error {
	err = fail(doing, err)
	if tx.conflict == nil && conflicting(err) {
		tx.conflict = err
	}
	return err
}

// exec runs query and tells how many rows it changed.
func (tx *Tx) exec(doing, query string, args ...any) (int64, error) {
	stmt, err := tx.prepared(query)
	if err != nil {
		return 0, tx.note(doing, err)
	}
	result, err := stmt.ExecContext(tx.ctx, args...)
	if err != nil {
		return 0, tx.note(doing, err)
	}
	n, err := result.RowsAffected()
	return n, tx.note(doing, err)
}

// execOnce is exec for a query whose text won't come again: it isn't kept.
func (tx *Tx) execOnce(doing, query string, args ...any) (int64, error) {
	result, err := tx.sqlx.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, tx.note(doing, err)
	}
	n, err := result.RowsAffected()
	return n, tx.note(doing, err)
}

// get reads one row into the struct or value dest points to.
func (tx *Tx) get(doing string, dest any, query string, args ...any) error {
	stmt, err := tx.prepared(query)
	if err == nil {
		err = stmt.GetContext(tx.ctx, dest, args...)
	}
	return tx.note(doing, err)
}

// list reads all rows into the slice dest points to, in place of what it held.
func (tx *Tx) list(doing string, dest any, query string, args ...any) error {
	reflect.ValueOf(dest).Elem().SetZero()
	stmt, err := tx.prepared(query)
	if err == nil {
		err = stmt.SelectContext(tx.ctx, dest, args...)
	}
	return tx.note(doing, err)
}

// each calls row for every row, which must not ask the database for more: the
// connection is busy until the last.
func (tx *Tx) each(doing, query string, args []any, row func(*sqlx.Rows) error) error {
	stmt, err := tx.prepared(query)
	if err != nil {
		return tx.note(doing, err)
	}
	rows, err := stmt.QueryxContext(tx.ctx, args...)
	if err != nil {
		return tx.note(doing, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return tx.note(doing, err)
		}
	}
	return tx.note(doing, rows.Err())
}
