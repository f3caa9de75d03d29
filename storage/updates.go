package storage

import (
	"context"
	"fmt"
	"time"
)

// MarkHandled notes that the update key was handled; first is false when it
// had been before.
func (tx *Tx) MarkHandled(key string, at time.Time) (first bool, err error) {
	n, err := tx.exec("marking an update as handled",
		"INSERT INTO handled_updates (update_key, handled_at) VALUES ($1, $2) ON CONFLICT (update_key) DO NOTHING", key, millis(at))
	return n == 1, err
}

// WasHandled reports whether the update key was handled.
func (tx *Tx) WasHandled(key string) (handled bool, err error) {
	err = tx.get("looking for an update", &handled, "SELECT EXISTS (SELECT 1 FROM handled_updates WHERE update_key = $1)", key)
	return handled, err
}

const failedColumn = "failed_updates.payload"

// SetAside keeps an update that couldn't be handled, for the operator. why
// holds none of the person's words.
func (tx *Tx) SetAside(key string, userID int64, payload []byte, why string, at time.Time) error {
	sealed, err := tx.sealer.seal(userID, failedColumn, key, payload)
	if err != nil {
		return err
	}
	_, err = tx.exec("setting an update aside", `
		INSERT INTO failed_updates (user_id, update_key, failed_at, why, payload) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (user_id, update_key) DO NOTHING`, userID, key, millis(at), storable(why), sealed)
	return err
}

// FailedUpdate is an update that was set aside.
type FailedUpdate struct {
	Key     string
	UserID  int64
	At      time.Time
	Why     string
	Payload []byte
}

// FailedUpdates are those set aside last, newest first: at most limit.
func (db *DB) FailedUpdates(ctx context.Context, limit int) ([]FailedUpdate, error) {
	var rows []struct {
		UserID   int64  `db:"user_id"`
		Key      string `db:"update_key"`
		FailedAt int64  `db:"failed_at"`
		Why      string `db:"why"`
		Payload  []byte `db:"payload"`
	}
	var failed []FailedUpdate
	err := db.View(ctx, func(tx *Tx) error {
		failed = nil
		err := tx.list("listing failed updates", &rows, `
			SELECT user_id, update_key, failed_at, why, payload FROM failed_updates
			ORDER BY failed_at DESC, user_id, update_key LIMIT $1`, limit)
		if err != nil {
			return err
		}
		for _, r := range rows {
			payload, err := tx.sealer.open(r.UserID, failedColumn, r.Key, r.Payload)
			if err != nil {
				return fmt.Errorf("failed update %s: %w", r.Key, err)
			}
			failed = append(failed, FailedUpdate{r.Key, r.UserID, fromMillis(r.FailedAt), r.Why, payload})
		}
		return nil
	})
	return failed, err
}
