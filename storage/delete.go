package storage

import (
	"context"
	"time"
)

// DeleteUser erases every row of the person and tells how many went, by table.
func (tx *Tx) DeleteUser(id int64) (map[string]int64, error) {
	deleted := map[string]int64{}
	for _, t := range tables {
		if !t.ofPerson() {
			continue
		}
		n, err := tx.exec("deleting from "+t.name, "DELETE FROM "+t.name+" WHERE user_id = $1", id)
		if err != nil {
			return nil, err
		}
		deleted[t.name] = n
	}
	return deleted, nil
}

// How long what is only needed for a while is kept.
const (
	// Telegram redelivers for 24 hours, and may start its numbers anew after a
	// quiet week.
	handledFor = 6 * 24 * time.Hour
	// A nudge's slot is due for an hour; the rest is for looking back.
	nudgesFor = 60 * 24 * time.Hour
	failedFor = 90 * 24 * time.Hour
	// An expired delivery is let go at once; one whose person can't be reached
	// for this long, too.
	outboxFor = 30 * 24 * time.Hour
)

// Tidy drops what is over: expired deliveries, and old notes on updates and
// nudges. It is meant to be called every few minutes.
func (db *DB) Tidy(ctx context.Context, now time.Time) error {
	return db.timed("tidy", func() error {
		return db.update(ctx, func(tx *Tx) error { return tx.tidy(now) })
	})
}

func (tx *Tx) tidy(now time.Time) error {
	steps := []struct {
		doing, query string
		before       time.Time
	}{
		{"dropping expired deliveries", "DELETE FROM outbox WHERE expires_at <= $1", now},
		{"dropping old deliveries", "DELETE FROM outbox WHERE created_at <= $1", now.Add(-outboxFor)},
		{"forgetting handled updates", "DELETE FROM handled_updates WHERE handled_at <= $1", now.Add(-handledFor)},
		{"forgetting old nudges", "DELETE FROM nudges WHERE recorded_at <= $1", now.Add(-nudgesFor)},
		{"forgetting failed updates", "DELETE FROM failed_updates WHERE failed_at <= $1", now.Add(-failedFor)},
	}
	for _, s := range steps {
		if _, err := tx.exec(s.doing, s.query, millis(s.before)); err != nil {
			return err
		}
	}
	return nil
}
