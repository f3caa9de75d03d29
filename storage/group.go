package storage

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/jmoiron/sqlx"
)

// groupMost bounds the updates that share a commit, and so how long the first
// of them waits for it.
const groupMost = 64

// group runs updates one at a time, as SQLite demands, and lets those that
// come in quick succession share one commit, which has to wait for the disk.
// An update that finds others waiting leaves the transaction open for the
// next; the last commits for all. Each has a savepoint, so that one that fails
// or panics takes nothing of the others with it.
type group struct {
	db      *DB
	waiting atomic.Int32 // updates that wait for their turn

	turn sync.Mutex
	open *batch // nil: no transaction is open
}

// batch is one transaction that updates share.
type batch struct {
	tx   *sqlx.Tx
	size int
	done chan struct{} // closed when err is settled
	err  error         // why none of it was committed
}

// update runs fn in turn and returns when what it did is committed.
func (g *group) update(ctx context.Context, fn func(*Tx) error) error {
	g.waiting.Add(1)
	g.turn.Lock()
	g.waiting.Add(-1)
	b, err := g.join(ctx, fn)
	if err != nil {
		return err
	}
	<-b.done
	return b.err
}

// join runs fn in the open transaction, or begins one, and ends the turn.
func (g *group) join(ctx context.Context, fn func(*Tx) error) (b *batch, err error) {
	defer g.turn.Unlock()
	defer g.pass()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if g.open == nil {
		begun, err := g.db.pool.BeginTxx(context.Background(), nil)
		if err != nil {
			return nil, fail("beginning", err)
		}
		g.open = &batch{tx: begun, done: make(chan struct{})}
	}
	b = g.open
	b.size++
	return b, b.run(g.db.newTx(ctx, b.tx), fn)
}

// run runs fn so that it leaves nothing behind when it fails or panics. The
// first of a batch needs no savepoint: when it fails the transaction is empty.
func (b *batch) run(tx *Tx, fn func(*Tx) error) (err error) {
	if b.size == 1 {
		b.err = errUndone
		if err = tx.run(fn); err == nil {
			b.err = nil
		}
		return err
	}
	if _, err := tx.exec("setting a savepoint", "SAVEPOINT update_began"); err != nil {
		return err
	}
	fine := false
	defer func() {
		if !fine {
			_, err := tx.exec("going back to a savepoint", "ROLLBACK TO update_began")
			b.giveUp(err)
		}
		_, err := tx.exec("releasing a savepoint", "RELEASE update_began")
		b.giveUp(err)
	}()
	err = tx.run(fn)
	fine = err == nil
	return err
}

// giveUp lets go of the whole batch if a savepoint failed, as it does after
// SQLite has rolled the transaction back by itself (when the disk is full).
func (b *batch) giveUp(err error) {
	if err != nil {
		b.err = errUndone
	}
}

// errUndone: the transaction was given up for another update's sake. This one
// is tried again.
var errUndone = &Error{text: "the transaction was given up", conflict: true}

// pass leaves the open transaction to the next update in line, if there is
// one, else commits it.
func (g *group) pass() {
	b := g.open
	if b != nil && g.waiting.Load() == 0 {
		runtime.Gosched() // for those who are about to come
	}
	if b == nil || b.err == nil && b.size < groupMost && g.waiting.Load() > 0 {
		return
	}
	g.open = nil
	if b.err == nil {
		b.err = fail("committing", b.tx.Commit())
	}
	_ = b.tx.Rollback() // after a commit there is nothing to roll back
	close(b.done)
}
