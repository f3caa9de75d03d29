package storage

import (
	"context"
	"errors"
	"sync"

	"github.com/jmoiron/sqlx"
)

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
	stmt, err := s.pool.PreparexContext(ctx, query)
	if err != nil {
		return nil, err
	}
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

func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, stmt := range s.prepared {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(errs...)
}
