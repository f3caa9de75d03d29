package storage

import (
	"encoding/json"
	"fmt"
	"strconv"

	"gutskin/coach"
)

const changeColumn = "changes.body"

type changeRow struct {
	Seq    int64  `db:"seq"`
	MadeAt int64  `db:"made_at"`
	Kind   string `db:"kind"`
	Source string `db:"source"`
	Base   int64  `db:"base"`
	Body   []byte `db:"body"`
}

// AppendChange adds a change to the person's diary, numbers it, and brings the
// entries of its source to what then stands (coach.Standing). It returns the
// change as it was kept. Every entry takes the change's source.
func (tx *Tx) AppendChange(userID int64, c coach.Change) (coach.Change, error) {
	c = kept(c)
	var next struct {
		Seq     int64 `db:"seq"`
		Earlier bool  `db:"earlier"`
	}
	err := tx.get("numbering a change", &next, `
		SELECT COALESCE(MAX(seq), 0) + 1 AS seq,
			EXISTS (SELECT 1 FROM changes WHERE user_id = $1 AND source = $2) AS earlier
		FROM changes WHERE user_id = $1`, userID, c.Source)
	if err != nil {
		return c, err
	}
	c.Seq = next.Seq
	body, err := tx.sealEntries(userID, c.Seq, c.Entries)
	if err != nil {
		return c, err
	}
	_, err = tx.exec("adding a change", `
		INSERT INTO changes (user_id, seq, made_at, kind, source, base, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		userID, c.Seq, millis(c.At), string(c.Kind), c.Source, c.Base, body)
	if err != nil {
		return c, err
	}
	if next.Earlier {
		return c, tx.project(userID, c.Source)
	}
	return c, tx.insertEntries(userID, coach.Standing([]coach.Change{c}))
}

// kept is the change as the database gives it back.
func kept(c coach.Change) coach.Change {
	c.At = inMillis(c.At)
	entries := c.Entries
	c.Entries = nil
	for _, e := range entries {
		e.Source, e.At = c.Source, inMillis(e.At)
		c.Entries = append(c.Entries, e)
	}
	return c
}

// project brings the entries of the source to what stands after its changes.
func (tx *Tx) project(userID int64, source string) error {
	changes, err := tx.ChangesOf(userID, source)
	if err != nil {
		return err
	}
	if _, err := tx.exec("replacing entries", "DELETE FROM entries WHERE user_id = $1 AND source = $2", userID, source); err != nil {
		return err
	}
	return tx.insertEntries(userID, coach.Standing(changes))
}

// ChangesOf are all changes of one source, in Seq order.
func (tx *Tx) ChangesOf(userID int64, source string) ([]coach.Change, error) {
	return tx.changes(userID, `
		SELECT seq, made_at, kind, source, base, body FROM changes
		WHERE user_id = $1 AND source = $2 ORDER BY seq`, userID, source)
}

// RecentChanges are the person's last changes, at most limit, in Seq order.
func (tx *Tx) RecentChanges(userID int64, limit int) ([]coach.Change, error) {
	return tx.changes(userID, `
		SELECT seq, made_at, kind, source, base, body FROM (
			SELECT seq, made_at, kind, source, base, body FROM changes
			WHERE user_id = $1 ORDER BY seq DESC LIMIT $2) AS recent
		ORDER BY seq`, userID, limit)
}

// ChangesAfter are the person's changes that follow number seq, at most limit,
// in Seq order: a page of the whole history. Begin with 0.
func (tx *Tx) ChangesAfter(userID, seq int64, limit int) ([]coach.Change, error) {
	return tx.changes(userID, `
		SELECT seq, made_at, kind, source, base, body FROM changes
		WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`, userID, seq, limit)
}

func (tx *Tx) changes(userID int64, query string, args ...any) ([]coach.Change, error) {
	var rows []changeRow
	if err := tx.list("loading changes", &rows, query, args...); err != nil {
		return nil, err
	}
	changes := make([]coach.Change, len(rows))
	for i, row := range rows {
		entries, err := tx.openEntries(userID, row.Seq, row.Body)
		if err != nil {
			return nil, fmt.Errorf("change %d: %w", row.Seq, err)
		}
		changes[i] = coach.Change{
			Seq: row.Seq, At: fromMillis(row.MadeAt), Kind: coach.ChangeKind(row.Kind),
			Source: row.Source, Base: row.Base, Entries: entries,
		}
	}
	return changes, nil
}

func (tx *Tx) sealEntries(userID, seq int64, entries []coach.Entry) ([]byte, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	plain, err := json.Marshal(entries)
	if err != nil {
		return nil, fmt.Errorf("writing a change: %w", err)
	}
	return tx.sealer.seal(userID, changeColumn, strconv.FormatInt(seq, 10), plain)
}

func (tx *Tx) openEntries(userID, seq int64, body []byte) ([]coach.Entry, error) {
	if body == nil {
		return nil, nil
	}
	plain, err := tx.sealer.open(userID, changeColumn, strconv.FormatInt(seq, 10), body)
	if err != nil {
		return nil, err
	}
	var entries []coach.Entry
	if err := json.Unmarshal(plain, &entries); err != nil {
		return nil, fmt.Errorf("reading a change: %w", errDamaged)
	}
	return entries, nil
}
