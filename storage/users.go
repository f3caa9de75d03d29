package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gutskin/coach"
)

const profileColumn = "users.profile"

// User is the person with that id, or coach.ErrNotFound.
func (tx *Tx) User(id int64) (coach.User, error) {
	var row struct {
		HasLeft bool   `db:"has_left"`
		Profile []byte `db:"profile"`
	}
	if err := tx.get("loading a user", &row, "SELECT has_left, profile FROM users WHERE user_id = $1", id); err != nil {
		return coach.User{}, err
	}
	plain, err := tx.sealer.open(id, profileColumn, "", row.Profile)
	if err != nil {
		return coach.User{}, err
	}
	var u coach.User
	if err := json.Unmarshal(plain, &u); err != nil {
		return coach.User{}, fmt.Errorf("reading a user's profile: %w", errDamaged)
	}
	u.ID, u.Left = id, row.HasLeft
	return u, nil
}

// SaveUser keeps the person as they are now. nextDue is when a nudge may next
// be due for them; zero: never.
func (tx *Tx) SaveUser(u coach.User, nextDue time.Time) error {
	plain, err := json.Marshal(u)
	if err != nil {
		return fmt.Errorf("writing a user's profile: %w", err)
	}
	profile, err := tx.sealer.seal(u.ID, profileColumn, "", plain)
	if err != nil {
		return err
	}
	_, err = tx.exec("saving a user", `
		INSERT INTO users (user_id, next_due_at, last_wrote_at, has_left, profile) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (user_id) DO UPDATE SET next_due_at = excluded.next_due_at,
			last_wrote_at = excluded.last_wrote_at, has_left = excluded.has_left, profile = excluded.profile`,
		u.ID, maybeMillis(nextDue), millis(u.LastWrote), u.Left, profile)
	return err
}

// DueUsers are those whose next nudge may be due, the longest waiting first:
// a page of at most limit. Whoever plans a person's nudges saves them with a
// later instant, and so takes them off the page.
func (db *DB) DueUsers(ctx context.Context, now time.Time, limit int) ([]int64, error) {
	var ids []int64
	err := db.read(ctx, "read", func(tx *Tx) error {
		return tx.list("listing who is due", &ids, `
			SELECT user_id FROM users WHERE next_due_at <= $1 AND NOT has_left
			ORDER BY next_due_at LIMIT $2`, millis(now), limit)
	})
	return ids, err
}

// UserCount is how many people have a diary, with those who have left.
func (db *DB) UserCount(ctx context.Context) (n int64, err error) {
	err = db.read(ctx, "read", func(tx *Tx) error { return tx.get("counting people", &n, "SELECT COUNT(*) FROM users") })
	return n, err
}

// UserIDs lists everybody's ids in order: a page of at most limit that follows
// the id after. Begin with math.MinInt64.
func (db *DB) UserIDs(ctx context.Context, after int64, limit int) ([]int64, error) {
	var ids []int64
	err := db.read(ctx, "read", func(tx *Tx) error {
		return tx.list("listing users", &ids,
			"SELECT user_id FROM users WHERE user_id > $1 ORDER BY user_id LIMIT $2", after, limit)
	})
	return ids, err
}
