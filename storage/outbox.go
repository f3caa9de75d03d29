package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"gutskin/coach"
)

const payloadColumn = "outbox.payload"

// Enqueue lays a delivery into the outbox. One with the same key and person
// that lies there already stays as it is. Deliveries to one person and chat keep
// the order in which they were laid there.
func (tx *Tx) Enqueue(d coach.Delivery) error {
	payload, err := tx.sealer.seal(d.UserID, payloadColumn, d.Key, d.Payload)
	if err != nil {
		return err
	}
	_, err = tx.exec("laying a delivery into the outbox", `
		INSERT INTO outbox (user_id, delivery_key, chat_id, turn, class, nudge, source,
			payload, not_before, expires_at, attempts, created_at)
		VALUES ($1, $2, $3, (SELECT COALESCE(MAX(turn), 0) + 1 FROM outbox WHERE user_id = $1 AND chat_id = $3), $4, $5, $6,
			$7, $8, $9, $10, $11)
		ON CONFLICT (user_id, delivery_key) DO NOTHING`,
		d.UserID, d.Key, d.ChatID, int(d.Class), string(d.Nudge), d.Source,
		payload, millis(d.NotBefore), maybeMillis(d.Expires), d.Attempts, millis(d.Created))
	return err
}

type deliveryRow struct {
	UserID    int64         `db:"user_id"`
	Key       string        `db:"delivery_key"`
	ChatID    int64         `db:"chat_id"`
	Class     int           `db:"class"`
	Nudge     string        `db:"nudge"`
	Source    string        `db:"source"`
	Payload   []byte        `db:"payload"`
	NotBefore int64         `db:"not_before"`
	Expires   sql.NullInt64 `db:"expires_at"`
	Attempts  int           `db:"attempts"`
	Created   int64         `db:"created_at"`
}

// NextDeliveries are those that may be sent at the instant now, by class and
// then by age: at most limit. Of the replies to one person and chat, and of the
// weekly summaries, only the one that was laid into the outbox first comes, and none
// while that one waits for its NotBefore: so none overtakes another. What is
// being sent still lies in the outbox and comes again; the caller passes over
// what it has in hand.
//
// Attempts > 0 on a nudge means that its sending was begun before and may have
// reached the person.
func (db *DB) NextDeliveries(ctx context.Context, now time.Time, limit int) ([]coach.Delivery, error) {
	var list []coach.Delivery
	err := db.read(ctx, "deliveries", func(tx *Tx) (err error) {
		list, err = tx.nextDeliveries(now, limit)
		return err
	})
	return list, err
}

func (tx *Tx) nextDeliveries(now time.Time, limit int) ([]coach.Delivery, error) {
	var rows []deliveryRow
	err := tx.list("looking into the outbox", &rows, `
		SELECT user_id, delivery_key, chat_id, class, nudge, source,
			payload, not_before, expires_at, attempts, created_at
		FROM outbox AS o
		WHERE not_before <= $1 AND (expires_at IS NULL OR expires_at > $1)
			AND (class = $3 OR NOT EXISTS (SELECT 1 FROM outbox AS first WHERE first.user_id = o.user_id
				AND first.chat_id = o.chat_id AND first.turn < o.turn AND first.class = o.class
				AND (first.expires_at IS NULL OR first.expires_at > $1)))
		ORDER BY class, created_at, turn LIMIT $2`, millis(now), limit, int(coach.ClassNudge))
	if err != nil {
		return nil, err
	}
	list := make([]coach.Delivery, len(rows))
	for i, r := range rows {
		payload, err := tx.sealer.open(r.UserID, payloadColumn, r.Key, r.Payload)
		if err != nil {
			return nil, fmt.Errorf("delivery %s: %w", r.Key, err)
		}
		list[i] = coach.Delivery{
			Key: r.Key, UserID: r.UserID, ChatID: r.ChatID, Class: coach.Class(r.Class), Nudge: coach.NudgeKind(r.Nudge),
			Source: r.Source, Payload: payload, NotBefore: fromMillis(r.NotBefore), Expires: fromMaybeMillis(r.Expires),
			Attempts: r.Attempts, Created: fromMillis(r.Created),
		}
	}
	return list, nil
}

// OutboxDepth is how many deliveries wait, and since when the oldest does;
// zero when none waits.
func (db *DB) OutboxDepth(ctx context.Context) (waiting int, oldest time.Time, err error) {
	var row struct {
		Waiting int           `db:"waiting"`
		Oldest  sql.NullInt64 `db:"oldest"`
	}
	err = db.read(ctx, "read", func(tx *Tx) error {
		return tx.get("measuring the outbox", &row, "SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest FROM outbox")
	})
	return row.Waiting, fromMaybeMillis(row.Oldest), err
}
