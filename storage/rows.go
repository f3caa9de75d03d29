package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// pageRows is how many rows the work on whole tables takes at a time.
const pageRows = 500

// row is a table's row by column.
type row map[string]any

// pages gives the rows of t to do, up to n at a time, in the order of the
// primary key. columns, "*" or a list, hold the key.
func (db *DB) pages(ctx context.Context, t table, columns string, n int, do func([]row) error) error {
	var last row
	for {
		var rows []row
		err := db.view(ctx, func(tx *Tx) (err error) {
			rows, err = tx.page(t, columns, n, last)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := do(rows); err != nil {
			return err
		}
		last = rows[len(rows)-1]
	}
}

// page are up to n rows of t that follow the row after, in the order of the
// primary key; nil begins.
func (tx *Tx) page(t table, columns string, n int, after row) ([]row, error) {
	key := strings.Join(t.key, ", ")
	var where string
	var args []any
	if after != nil {
		where = " WHERE (" + key + ") > (" + placeholders(1, len(t.key)) + ")"
		for _, k := range t.key {
			args = append(args, after[k])
		}
	}
	query := fmt.Sprintf("SELECT %s FROM %s%s ORDER BY %s LIMIT %d", columns, t.name, where, key, n)
	return tx.rows("reading "+t.name, query, args...)
}

// rows reads all rows that query gives, whatever their columns.
func (tx *Tx) rows(doing, query string, args ...any) ([]row, error) {
	stmt, err := tx.prepared(query)
	if err != nil {
		return nil, tx.note(doing, err)
	}
	found, err := stmt.QueryxContext(tx.ctx, args...)
	if err != nil {
		return nil, tx.note(doing, err)
	}
	defer found.Close()
	var rows []row
	for found.Next() {
		r := row{}
		if err := found.MapScan(r); err != nil {
			return nil, tx.note(doing, err)
		}
		rows = append(rows, r)
	}
	return rows, tx.note(doing, found.Err())
}

// count is the number of the table's rows.
func (tx *Tx) count(t table) (int64, error) {
	var n int64
	err := tx.get("counting "+t.name, &n, "SELECT COUNT(*) FROM "+t.name)
	return n, err
}

// count is the number of the table's rows, apart from any transaction.
func (db *DB) count(ctx context.Context, t table) (n int64, err error) {
	err = db.view(ctx, func(tx *Tx) (err error) {
		n, err = tx.count(t)
		return err
	})
	return n, err
}

// owner is the person whom the row belongs to, 0 for nobody.
func (r row) owner(t table) int64 {
	if !t.ofPerson() {
		return 0
	}
	id, _ := r["user_id"].(int64)
	return id
}

// key is the row's primary key without the person, as seal takes it.
func (r row) key(t table) string {
	var parts []string
	for _, k := range t.key {
		if k != "user_id" {
			parts = append(parts, keyPart(r[k]))
		}
	}
	return rowKey(parts...)
}

func keyPart(v any) string {
	if b, ok := v.([]byte); ok {
		return string(b)
	}
	return fmt.Sprint(v)
}

// sealedValue is the row's sealed value in the column, nil if it has none.
func (r row) sealedValue(column string) ([]byte, error) {
	switch v := r[column].(type) {
	case nil:
		return nil, nil
	case []byte:
		return v, nil
	}
	return nil, fmt.Errorf("reading %s: %w", column, errDamaged)
}

// placeholders are n of them from $first on.
func placeholders(first, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", first+i)
	}
	return strings.Join(list, ", ")
}

// errServing: the work wants the database for itself.
var errServing = errors.New("the bot is running on this database: stop it first")

// mustBeIdle makes sure that no replica serves. An SQLite file is locked to
// this process anyway, and a lease in it may be left over from a crash.
func (db *DB) mustBeIdle(ctx context.Context) error {
	if db.engine.oneWriter {
		return nil
	}
	inUse, err := db.InUse(ctx)
	if err == nil && inUse {
		err = errServing
	}
	return err
}
