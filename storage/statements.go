package storage

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jmoiron/sqlx"
)

// statement is a query to be made: a prepared statement that is kept, or goes
// with its transaction, so that whoever uses one doesn't close it; or one that
// isn't prepared.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	GetContext(ctx context.Context, dest any, args ...any) error
	SelectContext(ctx context.Context, dest any, args ...any) error
	QueryxContext(ctx context.Context, args ...any) (*sqlx.Rows, error)
}

// unprepared is a query on a connection, or on any of a pool's.
type unprepared struct {
	on    sqlx.ExtContext
	query string
}

// ExecContext makes the query, which gives no rows.
func (u unprepared) ExecContext(ctx context.Context, args ...any) (sql.Result, error) {
	return u.on.ExecContext(ctx, u.query, args...)
}

// GetContext makes the query for one row.
func (u unprepared) GetContext(ctx context.Context, dest any, args ...any) error {
	return sqlx.GetContext(ctx, u.on, dest, u.query, args...)
}

// SelectContext makes the query for all rows.
func (u unprepared) SelectContext(ctx context.Context, dest any, args ...any) error {
	return sqlx.SelectContext(ctx, u.on, dest, u.query, args...)
}

// QueryxContext makes the query for one row after the other.
func (u unprepared) QueryxContext(ctx context.Context, args ...any) (*sqlx.Rows, error) {
	return u.on.QueryxContext(ctx, u.query, args...)
}

// statements are the prepared statements, by their text: a statement is parsed
// and planned once a connection rather than once a use. The texts are few and
// fixed, so nothing is ever dropped.
type statements struct {
	pool *sqlx.DB

	mu       sync.RWMutex
	prepared map[string]*sqlx.Stmt
}

func (s *statements) get(ctx context.Context, query string) (*sqlx.Stmt, error) {
	s.mu.RLock()
	stmt, ok := s.prepared[query]
	s.mu.RUnlock()
	if ok {
		return stmt, nil
	}
	fresh, err := s.pool.PreparexContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.keep(query, fresh)
}

// keep keeps stmt, unless another goroutine was faster.
func (s *statements) keep(query string, stmt *sqlx.Stmt) (*sqlx.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if before, ok := s.prepared[query]; ok {
		return before, stmt.Close()
	}
	if s.prepared == nil {
		s.prepared = map[string]*sqlx.Stmt{}
	}
	s.prepared[query] = stmt
	return stmt, nil
}

func (s *statements) close() []error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, stmt := range s.prepared {
		errs = append(errs, stmt.Close())
	}
	return errs
}
