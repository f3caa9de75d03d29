package storage

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// How long what is only needed for a while is kept.
const (
	// Telegram redelivers for 24 hours, and may start its numbers anew after a
	// quiet week.
	handledFor = 6 * 24 * time.Hour
	// A nudge's slot is due for an hour; the rest is for looking back.
	nudgesFor = 60 * 24 * time.Hour
	failedFor = 90 * 24 * time.Hour
	// An expired delivery is let go at once; one that couldn't be sent, an update
	// that couldn't be handled, or what came of a voice note, after this long.
	outboxFor = 30 * 24 * time.Hour
)

// tidyRows bounds the rows that one transaction drops, so that none takes long.
const tidyRows = 5000

// Tidy drops what is over: expired deliveries, and old notes on updates and
// nudges. It is meant to be called every few minutes.
func (db *DB) Tidy(ctx context.Context, now time.Time) error {
	return db.timed("tidy", func() error {
		for _, over := range []struct {
			table, column string
			before        time.Time
		}{
			{"outbox", "expires_at", now},
			{"outbox", "created_at", now.Add(-outboxFor)},
			{"inbox", "received_at", now.Add(-outboxFor)},
			{"voice_notes", "received_at", now.Add(-outboxFor)},
			{"handled_updates", "handled_at", now.Add(-handledFor)},
			{"nudges", "recorded_at", now.Add(-nudgesFor)},
			{"failed_updates", "failed_at", now.Add(-failedFor)},
		} {
			if err := db.drop(ctx, over.table, over.column, over.before); err != nil {
				return err
			}
		}
		return nil
	})
}

// drop deletes the rows of the table whose column lies before the instant or
// at it.
func (db *DB) drop(ctx context.Context, name, column string, before time.Time) error {
	key := strings.Join(tableNamed(name).key, ", ")
	query := fmt.Sprintf("DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s WHERE %s <= $1 LIMIT %d)",
		name, key, key, name, column, tidyRows)
	for {
		var dropped int64
		err := db.update(ctx, func(tx *Tx) (err error) {
			dropped, err = tx.exec("tidying "+name, query, millis(before))
			return err
		})
		if err != nil || dropped < tidyRows {
			return err
		}
	}
}
