package storage

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
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
	packer  packer
	room    int64                 // bytes of a diary at most; 0: coach.MaxDiaryBytes
	unlock  func() error          // SQLite: lets go of the file
	damage  atomic.Pointer[Error] // SQLite: what was found wrong with the file
	readyAt atomic.Int64          // when Ready last wrote, in Unix milliseconds
	refused atomic.Pointer[refusal]
	pooled  bool // PostgreSQL: connections are a pooler's, and keep nothing
	observe func(what string, took time.Duration, err error)

	progress                        Progress
	mustExist, onlyIdle, halfCopied bool
	beside                          bool // another process has the file, and knows
}

// engine is what differs between the databases. All SQL but the clock is the
// same.
type engine struct {
	dialect   goose.Dialect
	now       string // SQL for the database's own clock, in Unix milliseconds
	oneWriter bool   // updates take turns

	hasColumn string // SQL for whether there is a table $1 with a column $2

	// transactions may be under way at once in one process. There are more
	// connections: for SQLite's writer, for queries without a transaction and
	// for preparing statements.
	transactions, conns int
}

var (
	sqliteEngine = engine{
		dialect: goose.DialectSQLite3, oneWriter: true, transactions: 4, conns: 7, now: sqliteNow, hasColumn: sqliteHasColumn,
	}
	// A database in memory is its connection's; everybody takes turns at it.
	memoryEngine = engine{
		dialect: goose.DialectSQLite3, oneWriter: true, transactions: 1, conns: 1, now: sqliteNow, hasColumn: sqliteHasColumn,
	}
	// PostgreSQL takes 100 connections in all by default.
	postgresEngine = engine{
		dialect: goose.DialectPostgres, transactions: 16, conns: 19,
		now:       "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
		hasColumn: "SELECT COUNT(*) > 0 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2",
	}
)

const (
	sqliteNow       = "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)"
	sqliteHasColumn = "SELECT COUNT(*) > 0 FROM pragma_table_info($1) WHERE name = $2"
)

// Option changes how a database is opened.
type Option func(*DB)

// MustExist refuses to make a database that isn't there, for all work that
// means one that holds diaries.
func MustExist() Option { return func(db *DB) { db.mustExist = true } }

// MustBeIdle refuses a database that a process serves, before anything in it
// is changed.
func MustBeIdle() Option { return func(db *DB) { db.onlyIdle = true } }

// MayBeHalfCopied opens a database too that a copy into it left incomplete, to
// copy into it again.
func MayBeHalfCopied() Option { return func(db *DB) { db.halfCopied = true } }

// WithProgress has f told how a long upgrade of the database goes.
func WithProgress(f Progress) Option { return func(db *DB) { db.progress = f } }

// WithObserver has f called after each database operation with what it was
// ("update", "view", "read", "deliveries", "marks", "tidy"), how long it took with everything
// waited for, and its error. f must be quick and safe for concurrent use.
func WithObserver(f func(what string, took time.Duration, err error)) Option {
	return func(db *DB) { db.observe = f }
}

// Beside opens an SQLite file for a helper of the process that has it open.
// Updates of both take turns.
func Beside() Option { return func(db *DB) { db.beside = true } }

// Open opens the database that dsn names, checks that all keys are given that
// it was written with, brings its schema up to date, and records the newest
// key. It refuses a database of a newer version of the coach, and one that a
// copy left incomplete.
//
// dsn is a PostgreSQL address (postgres://user@host/name?sslmode=… or
// host=… dbname=…), the path of an SQLite file, which is made when it is
// missing, or ":memory:". Without an sslmode PostgreSQL must speak TLS. A second
// process can't open the same SQLite file.
func Open(ctx context.Context, dsn string, keys Keys, options ...Option) (*DB, error) {
	if len(keys.list) == 0 {
		return nil, errors.New("the database needs a key: set DATA_KEY to 32 random bytes, e.g. from `openssl rand -base64 32`")
	}
	place, err := Place(dsn)
	if err != nil {
		return nil, err
	}
	var wanted DB
	for _, o := range options {
		o(&wanted)
	}
	db, err := connect(ctx, place, &wanted)
	if err != nil {
		return nil, asRefusal(err)
	}
	db.keys = keys
	for _, o := range options {
		o(db)
	}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(asRefusal(err), db.Close())
	}
	return db, nil
}

func wantsExisting(options []Option) bool {
	var db DB
	for _, o := range options {
		o(&db)
	}
	return db.mustExist
}

// CheckThere tells when there is no database at dsn and the options want one,
// before a key is asked for.
func CheckThere(dsn string, options ...Option) error {
	there, err := Exists(dsn)
	if err == nil && !there && wantsExisting(options) {
		err = errors.New("there is no database at " + dsn)
	}
	return err
}

// connect opens the pool as the options want it and makes sure that the
// database answers.
func connect(ctx context.Context, place string, wanted *DB) (*DB, error) {
	var db *DB
	var err error
	if isAddress(place) {
		db, err = openPostgres(ctx, place)
	} else {
		db, err = openSQLite(ctx, place, wanted)
	}
	if err != nil {
		return nil, err
	}
	db.finish()
	return db, nil
}

// finish sets up what every database has.
func (db *DB) finish() {
	db.observe = func(string, time.Duration, error) {}
	db.progress = func(Step) {}
	db.stmts.pool = db.pool
	db.slots = make(chan struct{}, db.engine.transactions)
	db.pool.SetMaxOpenConns(db.engine.conns)
	db.pool.SetMaxIdleConns(db.engine.conns)
	db.group = &group{db: db}
	db.marks = newCombiner(db.writeMarks, groupMost)
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

// readyFor is how long an answer of Ready holds, so that asking often costs
// nothing.
const readyFor = time.Second

// trialSize is how much Ready writes, in bytes: about what the longest message
// makes. Less may still find room where that doesn't.
const trialSize = 64 << 10

// refusal is a write that found no room on the disk.
type refusal struct {
	why *Error
	at  time.Time
}

// refusedFor is how long such a write speaks against the database, whatever a
// trial finds: that one may find the room of an earlier trial, where what people
// tell finds none. Whoever was refused tries again within that time.
const refusedFor = 15 * time.Second

// Ready makes sure that the database takes what it is told, by writing to it:
// one that only answers may have a full disk, be a standby or be damaged. Its
// user must have kept the rights on every table.
func (db *DB) Ready(ctx context.Context) error {
	if r := db.refused.Load(); r != nil && time.Since(r.at) < refusedFor {
		return r.why
	}
	if time.Since(time.UnixMilli(db.readyAt.Load())) < readyFor && db.sound() == nil {
		return nil
	}
	trial := make([]byte, trialSize)
	_, _ = rand.Read(trial) // never fails; PostgreSQL would pack zeros into next to nothing
	err := db.Update(ctx, func(tx *Tx) error {
		if err := tx.mustHaveRights(); err != nil {
			return err
		}
		_, err := tx.exec("writing a trial", `
			INSERT INTO settings (name, value) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, "trial", trial)
		return err
	})
	if err == nil {
		db.readyAt.Store(time.Now().UnixMilli())
	}
	return err
}
