package storage

import (
	"context"
	"sync"

	"github.com/jmoiron/sqlx"
)

// statement is a prepared statement that is kept, or goes with its
// transaction: whoever uses one doesn't close it.
type statement struct{ *sqlx.Stmt }

// statements are the prepared statements, by their text: a statement is parsed
// and planned once a connection rather than once a use. The texts are few and
// fixed, so nothing is ever dropped.
type statements struct {
	pool *sqlx.DB

	mu       sync.RWMutex
	prepared map[string]statement
}

func (s *statements) get(ctx context.Context, query string) (statement, error) {
	s.mu.RLock()
	stmt, ok := s.prepared[query]
	s.mu.RUnlock()
	if ok {
		return stmt, nil
	}
	fresh, err := s.pool.PreparexContext(ctx, query)
	if err != nil {
		return statement{}, err
	}
	return s.keep(query, statement{fresh})
}

// keep keeps stmt, unless another goroutine was faster.
func (s *statements) keep(query string, stmt statement) (statement, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if before, ok := s.prepared[query]; ok {
		return before, stmt.Close()
	}
	if s.prepared == nil {
		s.prepared = map[string]statement{}
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
