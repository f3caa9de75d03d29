package storage

import (
	"context"
	"errors"
	"strings"
	"time"

	"gutskin/coach"
)

// Lease takes the named lease for ttl, or renews it; held tells whether holder
// has it then. One holder has it at a time; that is decided by the database's
// clock, so the replicas' own may differ.
func (db *DB) Lease(ctx context.Context, name, holder string, ttl time.Duration) (held bool, err error) {
	err = db.Update(ctx, func(tx *Tx) error {
		now := db.engine.now
		n, err := tx.exec("taking a lease", `
			INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, `+now+` + $3)
			ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
			WHERE leases.holder = excluded.holder OR leases.expires_at <= `+now,
			name, holder, ttl.Milliseconds())
		held = n == 1
		return err
	})
	return held && err == nil, err
}

// Release gives the lease back, if holder has it.
func (db *DB) Release(ctx context.Context, name, holder string) error {
	return db.Update(ctx, func(tx *Tx) error {
		_, err := tx.exec("releasing a lease", "DELETE FROM leases WHERE name = $1 AND holder = $2", name, holder)
		return err
	})
}

// InUse tells whether a process holds a lease, and so is serving.
func (db *DB) InUse(ctx context.Context) (bool, error) {
	var n int
	err := db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("looking for leases", &n, "SELECT COUNT(*) FROM leases WHERE expires_at > "+db.engine.now)
	})
	return n > 0, err
}

// Cursor is the number kept under name, 0 when there is none.
func (db *DB) Cursor(ctx context.Context, name string) (int64, error) {
	var value int64
	err := db.read(ctx, "read", func(tx *Tx) error {
		err := tx.get("reading a cursor", &value, "SELECT value FROM cursors WHERE name = $1", name)
		if errors.Is(err, coach.ErrNotFound) {
			return nil
		}
		return err
	})
	return value, err
}

// SetCursor keeps value under name.
func (db *DB) SetCursor(ctx context.Context, name string, value int64) error {
	return db.Update(ctx, func(tx *Tx) error { return tx.setCursor(name, value) })
}

func (tx *Tx) setCursor(name string, value int64) error {
	_, err := tx.exec("keeping a cursor", `
		INSERT INTO cursors (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// storable is s without what PostgreSQL's TEXT can't hold.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "�")
}
