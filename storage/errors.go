package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/lib/pq"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"gutskin/coach"
)

// Error is what the database or the way to it answered. It holds a
// description fit for logs: never a value, a key or a password.
type Error struct {
	text        string
	unavailable bool // trying again later may help
	conflict    bool // another transaction was in the way; trying again at once helps
	damaged     bool // the database's file isn't what it was
	standby     bool // the connection's server takes no writes any more
	full        bool // the disk has no room
	denied      bool // the database's user lacks a right
}

// ErrDenied says that the database's user lacks a right that serving needs. It
// is coach.ErrUnavailable too while the bot serves: somebody took the right away
// and may give it back. Open refuses at once.
var ErrDenied = errors.New("the database's user lacks a right")

func (e *Error) Error() string { return e.text }

// Is makes errors.Is(err, coach.ErrUnavailable) and ErrDenied true where they
// apply.
func (e *Error) Is(target error) bool {
	switch target {
	case coach.ErrUnavailable:
		return e.unavailable || e.conflict
	case ErrDenied:
		return e.denied
	}
	return false
}

// fail wraps what a database call answered with what was being done. It gives
// nil for nil, and coach.ErrNotFound for a row that isn't there.
func fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, classify(err))
}

// classify turns the drivers' errors into one of ours. The caller's own
// errors pass through as they are.
func classify(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return coach.ErrNotFound
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return fromPostgres(e)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return fromSQLite(e)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", &Error{text: "the database took too long", unavailable: true}, context.DeadlineExceeded)
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	if e := unreached("the database", err); e != nil {
		return e
	}
	for _, lost := range []error{driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed} {
		if errors.Is(err, lost) {
			return &Error{text: "the connection to the database was lost", unavailable: true}
		}
	}
	return err
}

// unreached tells that what can't be reached, and why; nil if err is another's
// than the connection's. Addresses are no secret; passwords never get into these
// errors.
func unreached(what string, err error) *Error {
	var why error
	if e, ok := errors.AsType[notReached](err); ok {
		why = e
	} else if e, ok := errors.AsType[net.Error](err); ok {
		why = e
	} else {
		return nil
	}
	return &Error{text: what + " can't be reached: " + strings.ReplaceAll(why.Error(), "\n", "; "), unavailable: true}
}

// fromPostgres sorts by SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html.
// The server's own words are kept only in classes that quote no values.
func fromPostgres(e *pq.Error) *Error {
	code := string(e.Code)
	class := code[:min(2, len(code))]
	text := fmt.Sprintf("PostgreSQL: %s (%s)", e.Code.Name(), code)
	switch class {
	case "28", "3D", "42", "53", "57":
		text = fmt.Sprintf("PostgreSQL: %s (%s)", e.Message, code)
	}
	switch class {
	case "40": // serialisation failure, deadlock
		return &Error{text: text, conflict: true}
	case "08", "53", "57", "58": // connection, resources, operator, system
		return &Error{text: text, unavailable: true, full: code == "53100"}
	}
	switch code {
	case "23505": // two transactions numbered a change alike; the second finds the next number
		return &Error{text: text + " in " + e.Constraint, conflict: true}
	case "55P03", "55006": // a lock wasn't had in time; the object is in use
		return &Error{text: text, conflict: true}
	case "25006": // the primary became a standby
		return &Error{text: text, unavailable: true, standby: true}
	case "42501": // a right is lacking
		return &Error{text: text + ": " + grants, unavailable: true, denied: true}
	case "42P01": // no such table: PostgreSQL sees none in a schema that is closed to its user
		return &Error{text: text + ": is its schema closed to the database's user? " + grants, unavailable: true, denied: true}
	case "25P03": // idle for too long
		return &Error{text: text, unavailable: true}
	}
	return &Error{text: text}
}

// grants give a PostgreSQL's user what it needs.
const grants = "GRANT USAGE, CREATE ON SCHEMA public and GRANT ALL ON ALL TABLES IN SCHEMA public TO the database's user, or make it their owner"

// asRefusal is err as a start tells it: a right that is lacking then isn't
// waited for.
func asRefusal(err error) error {
	if errors.Is(err, ErrDenied) {
		return errors.New(err.Error())
	}
	return err
}

// damagedFile is what is to be done about a damaged file.
const damagedFile = "the database file is damaged: stop the bot, and restore a backup with bot restore, which sets the damaged file aside"

// fromSQLite sorts by primary result code, https://sqlite.org/rescode.html.
func fromSQLite(e *sqlite.Error) *Error {
	text := "SQLite: " + strings.TrimSpace(e.Error())
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return &Error{text: damagedFile + " (" + text + ")", unavailable: true, damaged: true}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &Error{text: text, conflict: true}
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_READONLY, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_PROTOCOL:
		return &Error{text: text, unavailable: true, full: e.Code()&0xff == sqlite3.SQLITE_FULL}
	}
	return &Error{text: text}
}

// serverGone tells whether err came of a server that is away; a file never is.
func serverGone(err error) bool {
	_, file := errors.AsType[*sqlite.Error](err)
	return err != nil && !file && errors.Is(classify(err), coach.ErrUnavailable)
}

// conflicting tells whether err came of another transaction in the way.
func conflicting(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.conflict
}
