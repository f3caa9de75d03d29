package storage

import (
	"context"
	"fmt"
	"strings"
)

// Progress is told, from time to time, how many rows of a table are done.
type Progress func(table string, done int64)

// Rekey seals every value that an older key sealed with the newest, so that
// the older keys can be let go. It goes page by page: stopped in the middle,
// it can be called again. The database must not be serving meanwhile. It tells
// how many values it sealed anew.
func (db *DB) Rekey(ctx context.Context, progress Progress) (int64, error) {
	if err := db.mustBeIdle(ctx); err != nil {
		return 0, err
	}
	var changed int64
	for _, t := range tables {
		n, err := db.rekeyTable(ctx, t, progress)
		if changed += n; err != nil {
			return changed, fmt.Errorf("changing the key in %s: %w", t.name, err)
		}
	}
	// Last, since from here on the older keys are no longer asked for.
	return changed, db.Update(ctx, func(tx *Tx) error { return tx.writeKeyCheck() })
}

func (db *DB) rekeyTable(ctx context.Context, t table, progress Progress) (changed int64, err error) {
	if len(t.sealed) == 0 || t.name == "settings" {
		return 0, nil
	}
	var last row
	var done int64
	for {
		var rows []row
		var n int64
		err := db.Update(ctx, func(tx *Tx) (err error) {
			if rows, err = tx.page(t, last); err == nil {
				n, err = tx.reseal(t, rows)
			}
			return err
		})
		if err != nil || len(rows) == 0 {
			return changed, err
		}
		changed, done, last = changed+n, done+int64(len(rows)), rows[len(rows)-1]
		progress(t.name, done)
	}
}

// reseal seals the rows' values with the newest key where they aren't.
func (tx *Tx) reseal(t table, rows []row) (changed int64, err error) {
	for _, r := range rows {
		for _, column := range t.sealed {
			n, err := tx.resealValue(t, r, column)
			if changed += n; err != nil {
				return changed, err
			}
		}
	}
	return changed, nil
}

func (tx *Tx) resealValue(t table, r row, column string) (int64, error) {
	sealed, err := r.sealedValue(column)
	if err != nil || sealed == nil || tx.sealer.current(sealed) {
		return 0, err
	}
	fresh, err := resealed(tx.sealer, tx.sealer, t, r, column)
	if err != nil {
		return 0, err
	}
	where := make([]string, len(t.key))
	args := []any{fresh}
	for i, k := range t.key {
		where[i] = fmt.Sprintf("%s = $%d", k, i+2)
		args = append(args, r[k])
	}
	return tx.exec("sealing anew", fmt.Sprintf("UPDATE %s SET %s = $1 WHERE %s", t.name, column, strings.Join(where, " AND ")), args...)
}

// resealed is the row's value opened by one sealer and sealed by another.
func resealed(from, to *sealer, t table, r row, column string) ([]byte, error) {
	sealed, err := r.sealedValue(column)
	if err != nil || sealed == nil {
		return nil, err
	}
	name, owner := t.name+"."+column, r.owner(t)
	plain, err := from.open(owner, name, sealed)
	if err != nil {
		return nil, err
	}
	return to.seal(owner, name, plain)
}
