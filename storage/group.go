package storage

import "context"

// On SQLite one update runs at a time and each commit waits for the disk, so
// updates that wait are run within one transaction and share its commit. Each
// has a savepoint: one that fails takes nothing of the others with it.

// job is an update that waits for its turn.
type job struct {
	ctx   context.Context
	fn    func(*Tx) error
	err   error
	panic any
}

// updateTogether runs fn in a transaction with the others that wait.
func (db *DB) updateTogether(ctx context.Context, fn func(*Tx) error) error {
	j := &job{ctx: ctx, fn: fn}
	db.group.add(j)
	if j.panic != nil {
		panic(j.panic)
	}
	return j.err
}

// commitTogether runs the jobs and leaves in each how it ended: none of them
// has an effect when the commit fails.
func (db *DB) commitTogether(jobs []*job) {
	begun, err := db.pool.BeginTxx(context.Background(), nil)
	if err != nil {
		blame(jobs, fail("beginning", err))
		return
	}
	defer begun.Rollback() //nolint:errcheck // after a commit there is nothing to roll back, and before it the first error counts
	for _, j := range jobs {
		tx := db.newTx(j.ctx, begun)
		if err := tx.runJob(j, len(jobs) > 1); err != nil {
			blame(jobs, err)
			return
		}
	}
	if len(jobs) == 1 && !jobs[0].fine() {
		return
	}
	if err := begun.Commit(); err != nil {
		blame(jobs, fail("committing", err))
	}
}

// blame gives err to all jobs that had no error of their own.
func blame(jobs []*job, err error) {
	for _, j := range jobs {
		if j.fine() {
			j.err = err
		}
	}
}

func (j *job) fine() bool { return j.err == nil && j.panic == nil }

// runJob runs j, within a savepoint if others share the transaction. Its own
// error is one that spoils the whole transaction.
func (tx *Tx) runJob(j *job, shared bool) error {
	if j.err = j.ctx.Err(); j.err != nil {
		return nil
	}
	if !shared {
		tx.runGuarded(j)
		return nil
	}
	if _, err := tx.exec("setting a savepoint", "SAVEPOINT job"); err != nil {
		return err
	}
	tx.runGuarded(j)
	if !j.fine() {
		if _, err := tx.exec("rolling back to a savepoint", "ROLLBACK TO job"); err != nil {
			return err
		}
	}
	_, err := tx.exec("releasing a savepoint", "RELEASE job")
	return err
}

// runGuarded keeps a panic of fn for the goroutine that asked for it.
func (tx *Tx) runGuarded(j *job) {
	defer func() {
		if v := recover(); v != nil {
			j.panic = v
		}
	}()
	j.err = tx.run(j.fn)
}
