package storage

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gutskin/coach"
)

// notCopied are the tables that speak of one database only.
var notCopied = []string{"leases", "settings"}

// copyRows is how many rows a copy takes at a time.
const copyRows = 4 * pageRows

// Copy copies everything from one database into another, sealing it with the
// other's key, reads it all again, and makes sure that what arrived is what was
// there. The engines may differ; neither may be serving meanwhile. The other
// must be empty, but for what a copy that was stopped left in it, which is
// cleared first; until it is complete it can't be opened to serve
// (MayBeHalfCopied). It gives the rows copied by table.
func Copy(ctx context.Context, from, to *DB, progress Progress) (map[string]int64, error) {
	for _, db := range []*DB{from, to} {
		if err := db.mustBeIdle(ctx); err != nil {
			return nil, err
		}
	}
	if err := to.Update(ctx, (*Tx).beginCopy); err != nil {
		return nil, err
	}
	copied := map[string]int64{}
	for _, t := range tables {
		if slices.Contains(notCopied, t.name) {
			continue
		}
		sum, err := copyTable(ctx, from, to, t, progress)
		if err == nil {
			err = to.mustHold(ctx, t, sum, progress)
		}
		if err != nil {
			return nil, fmt.Errorf("copying %s: %w", t.name, err)
		}
		copied[t.name] = int64(sum.rows)
	}
	return copied, to.Update(ctx, func(tx *Tx) error {
		_, err := tx.exec("completing a copy", "DELETE FROM settings WHERE name = $1", halfCopied)
		return err
	})
}

// beginCopy marks the database as incomplete. What an earlier copy left in it
// goes; anything else must not be there.
func (tx *Tx) beginCopy() error {
	var name string
	err := tx.get("looking for a copy under way", &name, "SELECT name FROM settings WHERE name = $1", halfCopied)
	if err == nil {
		return tx.clear()
	}
	if !errors.Is(err, coach.ErrNotFound) {
		return err
	}
	if err := tx.mustBeEmpty(); err != nil {
		return err
	}
	_, err = tx.exec("beginning a copy", "INSERT INTO settings (name, value) VALUES ($1, $2)", halfCopied, []byte{})
	return err
}

func (tx *Tx) clear() error {
	for _, t := range tables {
		if slices.Contains(notCopied, t.name) {
			continue
		}
		query := "DELETE FROM " + t.name
		if !tx.db.engine.oneWriter {
			query = "TRUNCATE " + t.name
		}
		if _, err := tx.execOnce("clearing an incomplete copy", query); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) mustBeEmpty() error {
	for _, t := range tables {
		n, err := tx.count(t)
		if err != nil {
			return err
		}
		if n > 0 && !slices.Contains(notCopied, t.name) {
			return fmt.Errorf("the database to copy to isn't empty: its table %s has %d rows; give a fresh one", t.name, n)
		}
	}
	return nil
}

// copyTable copies the rows of one table and gives the sum of what it read.
func copyTable(ctx context.Context, from, to *DB, t table, progress Progress) (sum contents, err error) {
	opener := newSealer(from.keys)
	step := Step{Table: t.name, Did: "copied"}
	if step.Of, err = from.count(ctx, t); err != nil {
		return sum, err
	}
	err = from.pages(ctx, t, "*", copyRows, func(rows []row) error {
		for _, r := range rows {
			if err := r.unseal(opener, t); err != nil {
				return err
			}
			sum.add(r)
		}
		if err := to.Update(ctx, func(tx *Tx) error { return tx.insertRows(t, rows) }); err != nil {
			return err
		}
		step.Done = int64(sum.rows)
		progress(step)
		return nil
	})
	return sum, err
}

// mustHold reads the table and makes sure that its contents have that sum.
func (db *DB) mustHold(ctx context.Context, t table, want contents, progress Progress) error {
	var sum contents
	step := Step{Table: t.name, Did: "compared", Of: int64(want.rows)}
	opener := newSealer(db.keys)
	err := db.pages(ctx, t, "*", copyRows, func(rows []row) error {
		for _, r := range rows {
			if err := r.unseal(opener, t); err != nil {
				return err
			}
			sum.add(r)
		}
		step.Done = int64(sum.rows)
		progress(step)
		return nil
	})
	if err == nil && sum != want {
		err = fmt.Errorf("%d rows became %d, or others; was something written meanwhile?", want.rows, sum.rows)
	}
	return err
}

// contents is a sum over rows in any order, for engines sort texts differently.
type contents struct {
	rows uint64
	sum  [sha256.Size / 8]uint64
}

// add adds a row whose values are unsealed.
func (c *contents) add(r row) {
	var text []byte
	for _, column := range r.columns() {
		held := keyPart(r[column])
		if is, ok := r[column].(bool); ok { // an engine's 0 is the other's false
			held = map[bool]string{false: "0", true: "1"}[is]
		}
		text = fmt.Appendf(text, "%s %t ", column, r[column] == nil)
		text = append(binary.AppendUvarint(text, uint64(len(held))), held...)
	}
	c.rows++
	hash := sha256.Sum256(text)
	for i := range c.sum {
		c.sum[i] += binary.BigEndian.Uint64(hash[8*i:])
	}
}

// columns are the row's columns in order.
func (r row) columns() []string {
	columns := make([]string, 0, len(r))
	for c := range r {
		columns = append(columns, c)
	}
	slices.Sort(columns)
	return columns
}

// unseal opens the row's sealed values, and gives texts the type that both
// engines have for them.
func (r row) unseal(opener *sealer, t table) error {
	for column, value := range r {
		held, ok := value.([]byte)
		switch {
		case !ok:
		case !slices.Contains(t.sealed, column):
			r[column] = string(held)
		default:
			plain, err := opener.open(r.owner(t), t.name+"."+column, r.key(t), held)
			if err != nil {
				return err
			}
			r[column] = plain
		}
	}
	return nil
}

// insertRows adds rows whose values are unsealed; they are sealed then. To
// PostgreSQL they go in one COPY.
func (tx *Tx) insertRows(t table, rows []row) error {
	columns := rows[0].columns()
	list := strings.Join(columns, ", ")
	query := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.name, list, placeholders(1, len(columns)))
	if !tx.db.engine.oneWriter {
		query = fmt.Sprintf("COPY %s (%s) FROM STDIN", t.name, list)
	}
	doing := "adding to " + t.name
	stmt, err := tx.sqlx.PrepareContext(tx.ctx, query)
	if err != nil {
		return tx.note(doing, err)
	}
	defer stmt.Close()
	for _, r := range rows {
		args, err := tx.sealedRow(t, r, columns)
		if err != nil {
			return err
		}
		if _, err := stmt.ExecContext(tx.ctx, args...); err != nil {
			return tx.note(doing, err)
		}
	}
	if !tx.db.engine.oneWriter {
		_, err = stmt.ExecContext(tx.ctx) // the end of the COPY
	}
	return tx.note(doing, err)
}

// sealedRow are the row's values in the order of the columns, sealed where the
// table wants that.
func (tx *Tx) sealedRow(t table, r row, columns []string) ([]any, error) {
	args := make([]any, len(columns))
	for i, c := range columns {
		args[i] = r[c]
		plain, ok := r[c].([]byte)
		if !ok || !slices.Contains(t.sealed, c) {
			continue
		}
		sealed, err := tx.sealer.seal(r.owner(t), t.name+"."+c, r.key(t), plain)
		if err != nil {
			return nil, err
		}
		args[i] = sealed
	}
	return args, nil
}
