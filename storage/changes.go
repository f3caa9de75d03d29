package storage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
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
// change as it was kept. Every entry takes the change's source. A reread takes
// the place of an earlier one of the same change.
//
// Its error is coach.ErrFull when the source has as many changes as are kept of
// one, or the diary holds as much as is kept of one person.
func (tx *Tx) AppendChange(userID int64, c coach.Change) (coach.Change, error) {
	c = kept(c)
	earlier, err := tx.insertChange(userID, &c)
	if err != nil {
		return c, err
	}
	tx.first = nil
	if earlier > 0 {
		return c, tx.project(userID, c.Source)
	}
	tx.first = &firstChange{userID, c}
	return c, tx.insertEntries(userID, coach.Standing([]coach.Change{c}))
}

// firstChange is a change that is the only one of its source, and whose it is.
type firstChange struct {
	userID int64
	change coach.Change
}

// AppendChanges adds changes in their order, as AppendChange does, and brings
// the entries of each source to what stands after all of them. It returns their
// numbers. A Base below zero is the number of one among them: -1 of the first,
// -2 of the second.
func (tx *Tx) AppendChanges(userID int64, changes []coach.Change) (numbers []int64, err error) {
	tx.first = nil
	var sources []string
	added := map[string][]coach.Change{}
	grown := map[string]bool{} // those that had changes before
	for _, c := range changes {
		c = kept(c)
		if c.Base < 0 {
			c.Base = numbers[-c.Base-1]
		}
		earlier, err := tx.insertChange(userID, &c)
		if err != nil {
			return nil, err
		}
		if added[c.Source] == nil {
			sources = append(sources, c.Source)
			grown[c.Source] = earlier > 0
		}
		added[c.Source] = append(added[c.Source], c)
		numbers = append(numbers, c.Seq)
	}
	for _, source := range sources {
		if grown[source] {
			err = tx.project(userID, source)
		} else {
			err = tx.insertEntries(userID, coach.Standing(added[source]))
		}
		if err != nil {
			return nil, err
		}
	}
	return numbers, nil
}

// insertChange adds the row of a change and numbers it. It tells how many
// changes its source had before.
func (tx *Tx) insertChange(userID int64, c *coach.Change) (earlier int, err error) {
	var row struct {
		Seq     int64 `db:"seq"`
		Size    int64 `db:"size"`
		Earlier int   `db:"earlier"`
	}
	err = tx.get("numbering a change", &row, `
		SELECT COALESCE(MAX(seq), 0) + 1 AS seq,
			COALESCE((SELECT size FROM changes WHERE user_id = $1 ORDER BY seq DESC LIMIT 1), 0) AS size,
			(SELECT COUNT(*) FROM changes WHERE user_id = $1 AND source = $2) AS earlier
		FROM changes WHERE user_id = $1`, userID, c.Source)
	if err != nil {
		return 0, err
	}
	if row.Earlier >= coach.MaxOfSource {
		return 0, fmt.Errorf("the changes of a source: %w", coach.ErrFull)
	}
	c.Seq = row.Seq
	body, err := tx.sealEntries(userID, c.Seq, c.Entries)
	if err != nil {
		return 0, err
	}
	row.Size += int64(len(body))
	_, err = tx.exec("adding a change", `
		INSERT INTO changes (user_id, seq, size, made_at, kind, source, base, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		userID, c.Seq, row.Size, millis(c.At), string(c.Kind), c.Source, c.Base, body)
	if err != nil {
		return 0, err
	}
	if row.Seq > coach.MaxChanges || row.Size > tx.db.most() {
		if err := tx.recount(userID, row.Seq); err != nil {
			return 0, err
		}
	}
	if c.Kind != coach.ChangeReread {
		return row.Earlier, nil
	}
	_, err = tx.exec("dropping an earlier reading", `
		DELETE FROM changes WHERE user_id = $1 AND source = $2 AND kind = $3 AND base = $4 AND seq < $5`,
		userID, c.Source, string(c.Kind), c.Base, c.Seq)
	return row.Earlier, err
}

// most is how many bytes a diary's changes may take.
func (db *DB) most() int64 { return cmp.Or(db.room, coach.MaxDiaryBytes) }

// recount counts what the person's diary holds now and keeps it in its last
// change, number seq. Its error is coach.ErrFull when that is too much.
func (tx *Tx) recount(userID, seq int64) error {
	held, err := tx.Size(userID)
	if err != nil {
		return err
	}
	if held.Changes > coach.MaxChanges || held.Bytes > tx.db.most() {
		return fmt.Errorf("the diary: %w", coach.ErrFull)
	}
	_, err = tx.exec("counting a diary", "UPDATE changes SET size = $3 WHERE user_id = $1 AND seq = $2", userID, seq, held.Bytes)
	return err
}

// Size is what a diary holds.
type Size struct {
	Changes int64 `db:"changes"`
	Bytes   int64 `db:"bytes"` // of the changes, as they are kept
	Entries int64 `db:"entries"`
}

// Size counts what the person's diary holds.
func (tx *Tx) Size(userID int64) (Size, error) {
	var held Size
	err := tx.get("counting a diary", &held, `
		SELECT COUNT(*) AS changes, COALESCE(SUM(LENGTH(body)), 0) AS bytes,
			(SELECT COUNT(*) FROM entries WHERE user_id = $1) AS entries
		FROM changes WHERE user_id = $1`, userID)
	return held, err
}

// Sources are the sources of all the person's changes, in no order.
func (tx *Tx) Sources(userID int64) ([]string, error) {
	var sources []string
	err := tx.list("listing sources", &sources, "SELECT DISTINCT source FROM changes WHERE user_id = $1", userID)
	return sources, err
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

// ChangesOf are all changes of one source, in Seq order. Those of a source that
// this transaction has just begun needn't be read: most messages tell a meal and
// are answered with what then stands.
func (tx *Tx) ChangesOf(userID int64, source string) ([]coach.Change, error) {
	if f := tx.first; f != nil && f.userID == userID && f.change.Source == source {
		c := f.change
		c.Entries = slices.Clone(c.Entries)
		return []coach.Change{c}, nil
	}
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
	text, err := changeText(tx.db, entries)
	if err != nil || text == nil {
		return nil, err
	}
	return tx.sealer.seal(userID, changeColumn, strconv.FormatInt(seq, 10), text)
}

// changeText is what of a change is sealed; nil for one that states no entries.
func changeText(db *DB, entries []coach.Entry) ([]byte, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(entries)
	if err != nil {
		return nil, fmt.Errorf("writing a change: %w", err)
	}
	return db.packer.pack(text, packChange), nil
}

func (tx *Tx) openEntries(userID, seq int64, body []byte) ([]coach.Entry, error) {
	if body == nil {
		return nil, nil
	}
	plain, err := tx.sealer.open(userID, changeColumn, strconv.FormatInt(seq, 10), body)
	if err == nil {
		plain, err = tx.db.packer.unpack(plain)
	}
	if err != nil {
		return nil, err
	}
	var entries []coach.Entry
	if err := json.Unmarshal(plain, &entries); err != nil {
		return nil, fmt.Errorf("reading a change: %w", errDamaged)
	}
	return entries, nil
}
