package storage

import (
	"context"
	"database/sql"
	"time"
)

// ahead is by how much replicas' clocks may differ without one of them counting
// as set.
const ahead = time.Minute

// SetBack sees to what was written by a clock that was ahead of now: what waits
// to be sent or written out is due, and everybody's next nudge is to be planned anew. Without
// such traces it changes nothing.
func (db *DB) SetBack(ctx context.Context, now time.Time) error {
	return db.Update(ctx, func(tx *Tx) error {
		var latest sql.NullInt64
		err := tx.get("looking for what is ahead of the clock", &latest, `
			SELECT MAX(latest) FROM (
				SELECT MAX(handled_at) AS latest FROM handled_updates
				UNION ALL SELECT MAX(recorded_at) FROM nudges
				UNION ALL SELECT MAX(created_at) FROM outbox) AS written`)
		if err != nil || latest.Int64 <= millis(now.Add(ahead)) {
			return err
		}
		if _, err := tx.exec("bringing deliveries back to the clock",
			"UPDATE outbox SET not_before = $1, created_at = $1 WHERE created_at > $1", millis(now)); err != nil {
			return err
		}
		if _, err := tx.exec("bringing voice notes back to the clock",
			"UPDATE voice_notes SET due_at = $1 WHERE due_at > $1", millis(now)); err != nil {
			return err
		}
		_, err = tx.exec("planning nudges anew",
			"UPDATE users SET next_due_at = $1 WHERE NOT has_left AND next_due_at > $1", millis(now))
		return err
	})
}
