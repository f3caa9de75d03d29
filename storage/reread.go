package storage

import (
	"context"

	"gutskin/coach"
)

// UsersReadBefore lists those who have meals that another version of the
// lexicon read: a page of at most limit, by id, that follows the id after.
// Begin with math.MinInt64.
func (db *DB) UsersReadBefore(ctx context.Context, lexicon string, after int64, limit int) ([]int64, error) {
	var ids []int64
	err := db.read(ctx, "read", func(tx *Tx) error {
		return tx.list("listing whose meals to read again", &ids, `
			SELECT user_id FROM entries WHERE user_id > $1 AND kind = $2 AND lexicon <> $3
			GROUP BY user_id ORDER BY user_id LIMIT $4`, after, string(coach.KindMeal), lexicon, limit)
	})
	return ids, err
}

// EntriesReadBefore are the person's meals that stand and that another version
// of the lexicon read, by source and part.
func (tx *Tx) EntriesReadBefore(userID int64, lexicon string) ([]coach.Entry, error) {
	return tx.entries(userID, "SELECT "+entryColumns+` FROM entries
		WHERE user_id = $1 AND kind = $2 AND lexicon <> $3
		ORDER BY source, part`, userID, string(coach.KindMeal), lexicon)
}
