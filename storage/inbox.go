package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gutskin/coach"
)

const receivedColumn = "inbox.payload"

// Receive lays updates into the inbox and counts a try of each, which it sets.
// One that lies there already is counted once more. With a cursor's name it
// moves that to value, so that what is in the inbox is never asked for again:
// both in one transaction. No key may come twice.
func (db *DB) Receive(ctx context.Context, list []coach.Received, cursor string, value int64) error {
	tries := make(map[string]int, len(list))
	err := db.Update(ctx, func(tx *Tx) error {
		clear(tries)
		for from := 0; from < len(list); {
			n := chunk(len(list) - from)
			if err := tx.receive(list[from:from+n], tries); err != nil {
				return err
			}
			from += n
		}
		if cursor == "" {
			return nil
		}
		return tx.setCursor(cursor, value)
	})
	for i := range list {
		list[i].Tries = tries[list[i].Key]
	}
	return err
}

// chunk is the largest power of two up to n, so that few different statements
// are prepared for lists of any length.
func chunk(n int) int {
	size := 1
	for 2*size <= min(n, 64) {
		size *= 2
	}
	return size
}

func (tx *Tx) receive(list []coach.Received, tries map[string]int) error {
	var values strings.Builder
	args := make([]any, 0, 5*len(list))
	for i, r := range list {
		payload, err := tx.sealer.seal(r.UserID, receivedColumn, r.Key, r.Payload)
		if err != nil {
			return err
		}
		if i > 0 {
			values.WriteByte(',')
		}
		n := len(args)
		fmt.Fprintf(&values, "($%d, $%d, $%d, $%d, 1, $%d)", n+1, n+2, n+3, n+4, n+5)
		args = append(args, r.UserID, r.Key, millis(r.At), r.Number, payload)
	}
	var counted []struct {
		Key   string `db:"update_key"`
		Tries int    `db:"tries"`
	}
	err := tx.list("receiving updates", &counted, `
		INSERT INTO inbox (user_id, update_key, received_at, number, tries, payload) VALUES `+values.String()+`
		ON CONFLICT (user_id, update_key) DO UPDATE SET tries = inbox.tries + 1
		RETURNING update_key, tries`, args...)
	for _, c := range counted {
		tries[c.Key] = c.Tries
	}
	return err
}

// Unhandled are the updates in the inbox that were received up to the instant
// before, in the order in which they came. It counts a try of each: they are
// about to be handled.
func (db *DB) Unhandled(ctx context.Context, before time.Time) ([]coach.Received, error) {
	var rows []struct {
		UserID   int64  `db:"user_id"`
		Key      string `db:"update_key"`
		Received int64  `db:"received_at"`
		Number   int64  `db:"number"`
		Tries    int    `db:"tries"`
		Payload  []byte `db:"payload"`
	}
	var list []coach.Received
	err := db.Update(ctx, func(tx *Tx) error {
		rows, list = nil, nil
		err := tx.list("taking up unhandled updates", &rows, `
			UPDATE inbox SET tries = tries + 1 WHERE received_at <= $1
			RETURNING user_id, update_key, received_at, number, tries, payload`, millis(before))
		if err != nil {
			return err
		}
		for _, r := range rows {
			payload, err := tx.sealer.open(r.UserID, receivedColumn, r.Key, r.Payload)
			if err != nil {
				return fmt.Errorf("unhandled update %s: %w", r.Key, err)
			}
			list = append(list, coach.Received{
				Key: r.Key, UserID: r.UserID, Number: r.Number, At: fromMillis(r.Received), Payload: payload, Tries: r.Tries,
			})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b coach.Received) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Number, b.Number))
	})
	return list, err
}

// LeaveInbox takes an update from the inbox, if it lies there. It belongs in
// the transaction that handles the update.
func (tx *Tx) LeaveInbox(userID int64, key string) error {
	_, err := tx.exec("taking an update from the inbox",
		"DELETE FROM inbox WHERE user_id = $1 AND update_key = $2", userID, key)
	return err
}
