package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gutskin/coach"
)

const voiceColumn = "voice_notes.payload"

// VoiceNotes are those that wait to be written out, and what came of others, in a
// transaction.
type VoiceNotes struct{ tx *Tx }

// VoiceNotes are the voice notes in this transaction.
func (tx *Tx) VoiceNotes() VoiceNotes { return VoiceNotes{tx} }

// Keep keeps a voice note to be written out at once, after those of the
// same person that wait. One that is there already stays as it is.
func (n VoiceNotes) Keep(v coach.VoiceNote) error {
	payload, err := n.tx.sealer.seal(v.UserID, voiceColumn, v.Key, v.Payload)
	if err != nil {
		return err
	}
	_, err = n.tx.exec("keeping a voice note", `
		INSERT INTO voice_notes (user_id, update_key, turn, received_at, due_at, tries, payload)
		VALUES ($1, $2, (SELECT COALESCE(MAX(turn), 0) + 1 FROM voice_notes WHERE user_id = $1), $3, $3, 0, $4)
		ON CONFLICT (user_id, update_key) DO NOTHING`, v.UserID, v.Key, millis(v.At), payload)
	return err
}

// Waiting is how many of the person's voice notes aren't written out.
func (n VoiceNotes) Waiting(userID int64) (waiting int, err error) {
	err = n.tx.get("counting voice notes", &waiting, "SELECT COUNT(*) FROM voice_notes WHERE user_id = $1 AND due_at IS NOT NULL", userID)
	return waiting, err
}

// TakeVoiceNotes are voice notes that are due, the longest waiting first: at most
// limit, and of each person only the one that came first. It counts a try of each
// and puts it off until the instant again, so that one whose try nobody ends is
// tried again then.
func (db *DB) TakeVoiceNotes(ctx context.Context, now, again time.Time, limit int) ([]coach.VoiceNote, error) {
	var rows []struct {
		UserID   int64  `db:"user_id"`
		Key      string `db:"update_key"`
		Received int64  `db:"received_at"`
		Tries    int    `db:"tries"`
		Payload  []byte `db:"payload"`
	}
	var list []coach.VoiceNote
	err := db.Update(ctx, func(tx *Tx) error {
		list = nil
		err := tx.list("taking up voice notes", &rows, `
			UPDATE voice_notes SET tries = tries + 1, due_at = $2 WHERE (user_id, update_key) IN (
				SELECT v.user_id, v.update_key FROM voice_notes AS v
				WHERE v.due_at <= $1 AND NOT EXISTS (SELECT 1 FROM voice_notes AS first
					WHERE first.user_id = v.user_id AND first.turn < v.turn AND first.due_at IS NOT NULL)
				ORDER BY v.due_at, v.user_id LIMIT $3)
			RETURNING user_id, update_key, received_at, tries, payload`, millis(now), millis(again), limit)
		if err != nil {
			return err
		}
		for _, r := range rows {
			payload, err := tx.sealer.open(r.UserID, voiceColumn, r.Key, r.Payload)
			if err != nil {
				return fmt.Errorf("voice note %s: %w", r.Key, err)
			}
			list = append(list, coach.VoiceNote{Key: r.Key, UserID: r.UserID, At: fromMillis(r.Received), Tries: r.Tries, Payload: payload})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b coach.VoiceNote) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key)) })
	return list, err
}

// PutOffVoiceNote has a voice note that waits tried again at the instant until.
func (db *DB) PutOffVoiceNote(ctx context.Context, v coach.VoiceNote, until time.Time) error {
	return db.Update(ctx, func(tx *Tx) error {
		_, err := tx.exec("putting a voice note off",
			"UPDATE voice_notes SET due_at = $1 WHERE user_id = $2 AND update_key = $3 AND due_at IS NOT NULL", millis(until), v.UserID, v.Key)
		return err
	})
}

// HurryVoiceNotes has all voice notes that wait tried at the instant now: nobody
// is at them any more.
func (db *DB) HurryVoiceNotes(ctx context.Context, now time.Time) error {
	return db.Update(ctx, func(tx *Tx) error {
		_, err := tx.exec("hurrying voice notes", "UPDATE voice_notes SET due_at = $1 WHERE due_at > $1", millis(now))
		return err
	})
}

// End ends a voice note's waiting: what came of it belongs in the same
// transaction. waited is false for one that doesn't wait any more, or is gone.
func (n VoiceNotes) End(userID int64, key string) (waited bool, err error) {
	changed, err := n.tx.exec("ending a voice note",
		"UPDATE voice_notes SET due_at = NULL WHERE user_id = $1 AND update_key = $2 AND due_at IS NOT NULL", userID, key)
	return changed > 0, err
}

// Drop forgets a voice note that waits. waited is false for one that
// doesn't, or is gone.
func (n VoiceNotes) Drop(userID int64, key string) (waited bool, err error) {
	changed, err := n.tx.exec("dropping a voice note",
		"DELETE FROM voice_notes WHERE user_id = $1 AND update_key = $2 AND due_at IS NOT NULL", userID, key)
	return changed > 0, err
}

// IsOver reports whether a voice note doesn't wait any more, or is gone.
func (n VoiceNotes) IsOver(userID int64, key string) (over bool, err error) {
	err = n.tx.get("looking for a voice note", &over,
		"SELECT NOT EXISTS (SELECT 1 FROM voice_notes WHERE user_id = $1 AND update_key = $2 AND due_at IS NOT NULL)", userID, key)
	return over, err
}

// KeepOutcome keeps what came of a voice note in place of the event.
func (n VoiceNotes) KeepOutcome(userID int64, key string, outcome []byte) error {
	payload, err := n.tx.sealer.seal(userID, voiceColumn, key, outcome)
	if err != nil {
		return err
	}
	_, err = n.tx.exec("keeping what came of a voice note",
		"UPDATE voice_notes SET payload = $1 WHERE user_id = $2 AND update_key = $3 AND due_at IS NULL", payload, userID, key)
	return err
}

// TakeOutcome takes what came of a voice note, which is forgotten then.
// coach.ErrNotFound: nothing is kept of it.
func (n VoiceNotes) TakeOutcome(userID int64, key string) ([]byte, error) {
	var sealed []byte
	err := n.tx.get("taking what came of a voice note", &sealed,
		"DELETE FROM voice_notes WHERE user_id = $1 AND update_key = $2 AND due_at IS NULL RETURNING payload", userID, key)
	if err != nil {
		return nil, err
	}
	return n.tx.sealer.open(userID, voiceColumn, key, sealed)
}
