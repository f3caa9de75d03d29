package storage

import (
	"time"

	"gutskin/coach/day"
)

// Forget drops what is old of the person's diary, history and all: every
// source without an entry on the day first or later that was changed last
// before the instant changed. It tells how many entries went.
func (tx *Tx) Forget(userID int64, first day.Day, changed time.Time) (entries int64, err error) {
	tx.first = nil
	_, err = tx.exec("dropping old changes", `
		DELETE FROM changes WHERE user_id = $1
		AND source NOT IN (SELECT source FROM entries WHERE user_id = $1 AND local_day >= $2)
		AND source NOT IN (SELECT source FROM changes WHERE user_id = $1 AND made_at >= $3)`,
		userID, string(first), millis(changed))
	if err != nil {
		return 0, err
	}
	orphans := " WHERE user_id = $1 AND source NOT IN (SELECT source FROM changes WHERE user_id = $1)"
	if _, err := tx.exec("dropping old replies", "DELETE FROM replies"+orphans, userID); err != nil {
		return 0, err
	}
	return tx.exec("dropping old entries", "DELETE FROM entries"+orphans, userID)
}

// Forgettable are the entries that Forget with the same arguments would drop.
func (tx *Tx) Forgettable(userID int64, first day.Day, changed time.Time) (entries int64, err error) {
	err = tx.get("counting old entries", &entries, `
		SELECT COUNT(*) FROM entries WHERE user_id = $1
		AND source NOT IN (SELECT source FROM entries WHERE user_id = $1 AND local_day >= $2)
		AND source NOT IN (SELECT source FROM changes WHERE user_id = $1 AND made_at >= $3)`,
		userID, string(first), millis(changed))
	return entries, err
}
