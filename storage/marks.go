package storage

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gutskin/coach"
)

// What becomes of a delivery is written together for all deliveries whose
// senders ask at about the same time: one transaction and a few statements for
// up to 64 of them.

// mark is what became of one delivery.
type mark struct {
	ctx       context.Context
	kind      markKind
	d         coach.Delivery
	messageID int       // for markSent
	notBefore time.Time // for markRetry
	err       error
}

type markKind int

const (
	markBegun markKind = iota
	markSent
	markRetry
	markGivenUp
	markLeft
)

// BeginAttempt is called before each sending. For a nudge it is counted
// durably, so that after a crash it is known that it may have gone out; when
// the nudge was withdrawn meanwhile, the answer is coach.ErrNotFound and it
// must not be sent. For anything else it does nothing, for what was begun is
// sent again anyway.
func (db *DB) BeginAttempt(ctx context.Context, d coach.Delivery) error {
	if d.Class != coach.ClassNudge {
		return nil
	}
	return db.mark(ctx, &mark{kind: markBegun, d: d})
}

// Sent takes the delivery from the outbox, and keeps messageID as that of a
// message that speaks of the delivery's source. messageID is 0 when Telegram
// gave none.
func (db *DB) Sent(ctx context.Context, d coach.Delivery, messageID int) error {
	return db.mark(ctx, &mark{kind: markSent, d: d, messageID: messageID})
}

// Retry puts the delivery off until notBefore and counts the failed attempt. A
// nudge is put off only when it certainly didn't arrive, and then counts as not
// attempted.
func (db *DB) Retry(ctx context.Context, d coach.Delivery, notBefore time.Time) error {
	return db.mark(ctx, &mark{kind: markRetry, d: d, notBefore: notBefore})
}

// GiveUp takes the delivery from the outbox unsent. left: the person can't be
// written to any more (they blocked the bot, or are gone); they are marked as
// having left and nothing more is sent to them until they write again.
func (db *DB) GiveUp(ctx context.Context, d coach.Delivery, left bool) error {
	kind := markGivenUp
	if left {
		kind = markLeft
	}
	return db.mark(ctx, &mark{kind: kind, d: d})
}

func (db *DB) mark(ctx context.Context, m *mark) error {
	return db.timed("marks", func() error {
		if m.ctx = ctx; ctx.Err() != nil {
			return ctx.Err()
		}
		db.marks.add(m)
		return m.err
	})
}

// writeMarks writes the marks in one transaction and leaves in each how that
// went.
func (db *DB) writeMarks(marks []*mark) {
	by := map[markKind][]*mark{}
	for _, m := range marks {
		by[m.kind] = append(by[m.kind], m)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(marks[0].ctx), answerWithin)
	defer cancel()
	err := db.update(ctx, func(tx *Tx) error {
		for _, write := range []func(map[markKind][]*mark) error{tx.countBegun, tx.takeSent, tx.putOff, tx.takeGivenUp} {
			if err := write(by); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		for _, m := range marks {
			m.err = err
		}
	}
}

type deliveryKey struct {
	UserID int64  `db:"user_id"`
	Key    string `db:"delivery_key"`
}

func (m *mark) key() deliveryKey { return deliveryKey{m.d.UserID, m.d.Key} }

// countBegun counts the attempts that begin. What isn't in the outbox any more
// was withdrawn.
func (tx *Tx) countBegun(by map[markKind][]*mark) error {
	marks := by[markBegun]
	if len(marks) == 0 {
		return nil
	}
	in, args := keyList(marks)
	var found []deliveryKey
	err := tx.list("counting attempts", &found,
		"UPDATE outbox SET attempts = attempts + 1 WHERE (user_id, delivery_key) IN ("+in+") RETURNING user_id, delivery_key", args...)
	if err != nil {
		return err
	}
	there := map[deliveryKey]bool{}
	for _, k := range found {
		there[k] = true
	}
	for _, m := range marks {
		m.err = nil
		if !there[m.key()] {
			m.err = fmt.Errorf("beginning to send %s: %w", m.d.Key, coach.ErrNotFound)
		}
	}
	return nil
}

// takeSent takes what was sent from the outbox and keeps which message speaks
// of what. What isn't there any more, its person was deleted with: nothing is
// kept of it.
func (tx *Tx) takeSent(by map[markKind][]*mark) error {
	gone, err := tx.take(by[markSent])
	if err != nil {
		return err
	}
	for _, m := range by[markSent] {
		if !gone[m.key()] || m.d.Source == "" || m.messageID == 0 {
			continue
		}
		_, err := tx.exec("keeping what a message speaks of", `
			INSERT INTO replies (user_id, chat_id, message_id, source) VALUES ($1, $2, $3, $4)
			ON CONFLICT (user_id, chat_id, message_id) DO UPDATE SET source = excluded.source`,
			m.d.UserID, m.d.ChatID, m.messageID, m.d.Source)
		if err != nil {
			return err
		}
	}
	return nil
}

// putOff sets the time of the next attempt.
func (tx *Tx) putOff(by map[markKind][]*mark) error {
	for _, m := range by[markRetry] {
		_, err := tx.exec("putting a delivery off", `
			UPDATE outbox SET not_before = $1, attempts = CASE class WHEN $2 THEN 0 ELSE attempts + 1 END
			WHERE user_id = $3 AND delivery_key = $4`,
			millis(m.notBefore), int(coach.ClassNudge), m.d.UserID, m.d.Key)
		if err != nil {
			return err
		}
	}
	return nil
}

// takeGivenUp takes what can't be sent from the outbox, and all that waits for
// those who left.
func (tx *Tx) takeGivenUp(by map[markKind][]*mark) error {
	if _, err := tx.take(append(by[markGivenUp], by[markLeft]...)); err != nil {
		return err
	}
	for _, m := range by[markLeft] {
		id := m.d.UserID
		if _, err := tx.exec("noting that a user has left",
			"UPDATE users SET has_left = TRUE, next_due_at = NULL WHERE user_id = $1", id); err != nil {
			return err
		}
		if _, err := tx.exec("dropping deliveries to who has left",
			"DELETE FROM outbox WHERE user_id = $1 AND chat_id = $2", id, m.d.ChatID); err != nil {
			return err
		}
	}
	return nil
}

// take removes the deliveries and tells which were there.
func (tx *Tx) take(marks []*mark) (map[deliveryKey]bool, error) {
	if len(marks) == 0 {
		return nil, nil
	}
	in, args := keyList(marks)
	var gone []deliveryKey
	err := tx.list("taking from the outbox", &gone,
		"DELETE FROM outbox WHERE (user_id, delivery_key) IN ("+in+") RETURNING user_id, delivery_key", args...)
	if err != nil {
		return nil, err
	}
	there := make(map[deliveryKey]bool, len(gone))
	for _, k := range gone {
		there[k] = true
	}
	return there, nil
}

// keyList is the marks' keys as a VALUES list with its arguments. The last is
// repeated up to a power of two, so that few different statements are prepared.
func keyList(marks []*mark) (list string, args []any) {
	n := 1
	for n < len(marks) {
		n *= 2
	}
	var b strings.Builder
	b.WriteString("VALUES ")
	for i := range n {
		m := marks[min(i, len(marks)-1)]
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "(CAST($%d AS BIGINT), $%d)", 2*i+1, 2*i+2)
		args = append(args, m.d.UserID, m.d.Key)
	}
	return b.String(), args
}
