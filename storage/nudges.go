package storage

import (
	"database/sql"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
)

// RecordNudge claims a nudge: first is true for whoever may send it, once, and
// once more after a snooze has run out. The claim and the delivery belong in
// one transaction.
func (tx *Tx) RecordNudge(userID int64, k coach.NudgeKey, at time.Time) (first bool, err error) {
	n, err := tx.exec("recording a nudge", `
		INSERT INTO nudges (user_id, local_day, kind, slot, recorded_at, snoozed_until)
		VALUES ($1, $2, $3, $4, $5, NULL)
		ON CONFLICT (user_id, local_day, kind, slot) DO UPDATE
		SET recorded_at = excluded.recorded_at, snoozed_until = NULL
		WHERE nudges.snoozed_until <= excluded.recorded_at`,
		userID, string(k.Day), string(k.Kind), k.Slot, millis(at))
	return n == 1, err
}

// SnoozeNudge opens the nudge's slot again from until on.
func (tx *Tx) SnoozeNudge(userID int64, k coach.NudgeKey, until time.Time) error {
	_, err := tx.exec("snoozing a nudge", `
		INSERT INTO nudges (user_id, local_day, kind, slot, recorded_at, snoozed_until)
		VALUES ($1, $2, $3, $4, $5, $5)
		ON CONFLICT (user_id, local_day, kind, slot) DO UPDATE SET snoozed_until = excluded.snoozed_until`,
		userID, string(k.Day), string(k.Kind), k.Slot, millis(until))
	return err
}

// NudgesOn are the nudges recorded for the person's day.
func (tx *Tx) NudgesOn(userID int64, d day.Day) ([]coach.NudgeState, error) {
	return tx.NudgesBetween(userID, d, d)
}

// NudgesBetween are the nudges recorded for the days from to to, both
// included, by day, kind and slot.
func (tx *Tx) NudgesBetween(userID int64, from, to day.Day) ([]coach.NudgeState, error) {
	var rows []struct {
		Day     string        `db:"local_day"`
		Kind    string        `db:"kind"`
		Slot    string        `db:"slot"`
		Snoozed sql.NullInt64 `db:"snoozed_until"`
	}
	err := tx.list("loading nudges", &rows, `
		SELECT local_day, kind, slot, snoozed_until FROM nudges
		WHERE user_id = $1 AND local_day BETWEEN $2 AND $3
		ORDER BY local_day, kind, slot`, userID, string(from), string(to))
	if err != nil {
		return nil, err
	}
	states := make([]coach.NudgeState, len(rows))
	for i, r := range rows {
		key := coach.NudgeKey{Kind: coach.NudgeKind(r.Kind), Day: day.Day(r.Day), Slot: r.Slot}
		states[i] = coach.NudgeState{NudgeKey: key, SnoozedUntil: fromMaybeMillis(r.Snoozed)}
	}
	return states, nil
}

// WithdrawNudges takes back the person's nudges of that kind that wait and
// whose sending has not begun.
func (tx *Tx) WithdrawNudges(userID int64, kind coach.NudgeKind) error {
	_, err := tx.exec("withdrawing nudges",
		"DELETE FROM outbox WHERE user_id = $1 AND nudge = $2 AND attempts = 0", userID, string(kind))
	return err
}
