package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"gutskin/migrations"
)

// DB is an open database. It is safe for concurrent use. It finds its way back
// by itself after the server was away.
type DB struct {
	pool    *sqlx.DB
	engine  engine
	keys    Keys
	slots   chan struct{} // a place for each transaction; there are more connections, for preparing statements
	stmts   statements
	group   *group           // SQLite: updates take turns
	marks   *combiner[*mark] // what became of deliveries, written together
	unlock  func() error     // SQLite: lets go of the file
	beside  bool             // another process has it, and knows
	observe func(what string, took time.Duration, err error)
}

// engine is what differs between the databases. All SQL but the clock is the
// same.
type engine struct {
	dialect   goose.Dialect
	now       string // SQL for the database's own clock, in Unix milliseconds
	oneWriter bool   // updates take turns

	// transactions may be under way at once in one process. There are more
	// connections: for SQLite's writer, for queries without a transaction and
	// for preparing statements.
	transactions, conns int
}

var (
	sqliteEngine = engine{
		dialect: goose.DialectSQLite3, oneWriter: true, transactions: 4, conns: 7, now: sqliteNow,
	}
	// A database in memory is its connection's; everybody takes turns at it.
	memoryEngine = engine{
		dialect: goose.DialectSQLite3, oneWriter: true, transactions: 1, conns: 1, now: sqliteNow,
	}
	// PostgreSQL takes 100 connections in all by default.
	postgresEngine = engine{
		dialect: goose.DialectPostgres, transactions: 16, conns: 19,
		now: "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
	}
)

const sqliteNow = "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)"

// Option changes how a database is opened.
type Option func(*DB)

// WithObserver has f called after each database operation with what it was
// ("update", "view", "read", "deliveries", "marks", "tidy"), how long it took with everything
// waited for, and its error. f must be quick and safe for concurrent use.
func WithObserver(f func(what string, took time.Duration, err error)) Option {
	return func(db *DB) { db.observe = f }
}

// Beside opens an SQLite file for a helper of the process that has it open.
// Updates of both take turns.
func Beside() Option {
	return func(db *DB) { db.beside = true }
}

// Open opens the database that dsn names, brings its schema up to date, and
// checks that keys are those it was written with.
//
// dsn is a PostgreSQL address (postgres://user@host/name?sslmode=…), the path
// of an SQLite file, which is made when it is missing, or ":memory:". Without
// an sslmode PostgreSQL must speak TLS. A second process can't open the same
// SQLite file.
func Open(ctx context.Context, dsn string, keys Keys, options ...Option) (*DB, error) {
	if len(keys.list) == 0 {
		return nil, errors.New("the database needs a key: set DATA_KEY to 32 random bytes, e.g. from `openssl rand -base64 32`")
	}
	var wanted DB
	for _, o := range options {
		o(&wanted)
	}
	db, err := connect(ctx, dsn, wanted.beside)
	if err != nil {
		return nil, err
	}
	db.keys = keys
	if wanted.observe != nil {
		db.observe = wanted.observe
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.checkKey(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// IsPostgres tells whether dsn names a PostgreSQL database.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// CheckPlace tells what is wrong with dsn as it is written, without a key and
// without looking for the database. Its error holds no password.
func CheckPlace(dsn string) error {
	if IsPostgres(dsn) {
		_, err := postgresConfig(dsn)
		return err
	}
	if _, _, ok := strings.Cut(dsn, "://"); ok {
		return errors.New("DATABASE_URL names a kind of database that isn't supported; it is postgres://…, :memory: or a file's path")
	}
	return nil
}

// connect opens the pool and makes sure that the database answers.
func connect(ctx context.Context, dsn string, beside bool) (*DB, error) {
	if err := CheckPlace(dsn); err != nil {
		return nil, err
	}
	var db *DB
	var err error
	if IsPostgres(dsn) {
		db, err = openPostgres(ctx, dsn)
	} else {
		db, err = openSQLite(ctx, dsn, beside)
	}
	if err != nil {
		return nil, err
	}
	db.observe = func(string, time.Duration, error) {}
	db.stmts.pool = db.pool
	db.slots = make(chan struct{}, db.engine.transactions)
	db.pool.SetMaxOpenConns(db.engine.conns)
	db.pool.SetMaxIdleConns(db.engine.conns)
	db.group = &group{db: db}
	db.marks = newCombiner(db.writeMarks, groupMost)
	return db, nil
}

// Close lets go of the database. What was committed is safe already, so it is
// no error that a server couldn't be told because the connection is gone.
func (db *DB) Close() error {
	errs := slices.DeleteFunc(append(db.stmts.close(), db.pool.Close()), serverGone)
	if db.unlock != nil {
		errs = append(errs, db.unlock())
	}
	return errors.Join(errs...)
}

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	var one int
	return db.read(ctx, "read", func(tx *Tx) error { return tx.get("asking the database", &one, "SELECT 1") })
}

// migrate brings the schema up to date. Replicas that start together take
// turns on PostgreSQL; an SQLite file has one process anyway.
func (db *DB) migrate(ctx context.Context) error {
	options, err := db.migrateOptions()
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(db.engine.dialect, db.pool.DB, migrations.Files, options...)
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	if pending, err := provider.HasPending(ctx); err == nil && !pending {
		return nil
	}
	_, err = provider.Up(ctx)
	return fail("bringing the database up to date", err)
}
