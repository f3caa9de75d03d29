package storage

import (
	"context"
	"fmt"
	"strings"
)

// Step is how far long work on a table has come.
type Step struct {
	Table    string
	Did      string // what becomes of the rows, such as "copied"
	Done, Of int64  // rows
}

// Progress is told, again and again, how far long work is.
type Progress func(Step)

// Rekey seals every value that another key sealed with the first of keys, so
// that the others can be let go; keys must hold all that the database needs.
// From the beginning on the database asks for that first key too, until the end
// for the others. It goes page by page: stopped in the middle, it can be called
// again. The database must not be serving, nor be used otherwise, meanwhile. It
// tells how many values it sealed anew.
func (db *DB) Rekey(ctx context.Context, keys Keys, progress Progress) (int64, error) {
	if err := db.mustBeIdle(ctx); err != nil {
		return 0, err
	}
	needed, err := db.neededKeys(ctx)
	if err != nil {
		return 0, err
	}
	if err := keys.mustHold(needed); err != nil {
		return 0, err
	}
	db.keys = keys
	if err := db.recordNewest(ctx, needed); err != nil {
		return 0, err
	}
	changed, err := db.sealAgain(ctx, progress, (*Tx).reseal)
	if err != nil {
		return changed, err
	}
	// Last, since from here on the older keys are no longer asked for.
	return changed, db.forgetKeys(ctx)
}

// sealAgain has seal see to all rows with sealed values, page by page.
func (db *DB) sealAgain(ctx context.Context, progress Progress, seal func(*Tx, table, []row) (int64, error)) (changed int64, err error) {
	for _, t := range tables {
		there, err := db.hasSealed(ctx, t)
		if err != nil {
			return changed, err
		}
		if len(there) == 0 {
			continue
		}
		n, err := db.sealTable(ctx, t, progress, seal)
		if changed += n; err != nil {
			return changed, fmt.Errorf("sealing %s anew: %w", t.name, err)
		}
	}
	return changed, nil
}

// hasSealed are the table's sealed columns that are there; an older schema may
// lack some, or all of the table.
func (db *DB) hasSealed(ctx context.Context, t table) (columns []string, err error) {
	err = db.view(ctx, func(tx *Tx) error {
		columns = nil
		for _, c := range t.sealed {
			there, err := tx.hasColumn(t.name, c)
			if err != nil {
				return err
			}
			if there {
				columns = append(columns, c)
			}
		}
		return nil
	})
	return columns, err
}

func (db *DB) sealTable(ctx context.Context, t table, progress Progress, seal func(*Tx, table, []row) (int64, error)) (changed int64, err error) {
	step := Step{Table: t.name, Did: "sealed anew"}
	if step.Of, err = db.count(ctx, t); err != nil {
		return 0, err
	}
	var last row
	for {
		var rows []row
		var n int64
		err := db.update(ctx, func(tx *Tx) (err error) {
			if rows, err = tx.page(t, "*", pageRows, last); err == nil {
				n, err = seal(tx, t, rows)
			}
			return err
		})
		if err != nil || len(rows) == 0 {
			return changed, err
		}
		changed, last = changed+n, rows[len(rows)-1]
		step.Done += int64(len(rows))
		progress(step)
	}
}

// reseal seals the rows' values with the newest key where they aren't.
func (tx *Tx) reseal(t table, rows []row) (changed int64, err error) {
	for _, column := range t.sealed {
		var again []row
		for _, r := range rows {
			sealed, err := r.sealedValue(column)
			if err != nil {
				return changed, err
			}
			if sealed == nil || tx.sealer.current(sealed) {
				continue
			}
			name, owner, key := t.name+"."+column, r.owner(t), r.key(t)
			plain, err := tx.sealer.open(owner, name, key, sealed)
			if err != nil {
				return changed, err
			}
			if r[column], err = tx.sealer.seal(owner, name, key, plain); err != nil {
				return changed, err
			}
			again = append(again, r)
		}
		n, err := tx.rewrite(t, column, again)
		if changed += n; err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// rewrite writes the rows' values of one sealed column, all in one statement,
// and sets the columns without to NULL.
func (tx *Tx) rewrite(t table, column string, rows []row, without ...string) (int64, error) {
	if len(rows) == 0 {
		return 0, nil
	}
	width := len(t.key) + 1
	var values []string
	var args []any
	for i, r := range rows {
		list := placeholders(len(args)+1, width)
		if i == 0 {
			list = tx.typed(t, r, list)
		}
		values = append(values, "("+list+")")
		for _, k := range t.key {
			args = append(args, r[k])
		}
		args = append(args, r[column])
	}
	set := fmt.Sprintf("%s = v.column%d", column, width)
	for _, c := range without {
		set += ", " + c + " = NULL"
	}
	where := make([]string, len(t.key))
	for i, k := range t.key {
		where[i] = fmt.Sprintf("%s.%s = v.column%d", t.name, k, i+1)
	}
	return tx.execOnce("sealing anew", fmt.Sprintf("UPDATE %s SET %s FROM (VALUES %s) AS v WHERE %s",
		t.name, set, strings.Join(values, ","), strings.Join(where, " AND ")), args...)
}

// typed tells PostgreSQL the types of a list of values: those of the row's
// key, and a sealed one. SQLite goes by each value's own.
func (tx *Tx) typed(t table, r row, list string) string {
	if tx.db.engine.oneWriter {
		return list
	}
	places := strings.Split(list, ", ")
	for i, place := range places {
		kind := "BYTEA"
		if i < len(t.key) {
			kind = "TEXT"
			if _, ok := r[t.key[i]].(int64); ok {
				kind = "BIGINT"
			}
		}
		places[i] = "CAST(" + place + " AS " + kind + ")"
	}
	return strings.Join(places, ", ")
}
