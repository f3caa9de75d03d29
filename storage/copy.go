package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// notCopied are the tables that speak of one database only.
var notCopied = []string{"leases", "settings"}

// Copy copies everything from one database into another, empty one, sealing
// it with the other's key, and makes sure that all of it arrived. The engines
// may differ. Neither may be serving meanwhile. It gives the rows copied by
// table.
func Copy(ctx context.Context, from, to *DB, progress Progress) (map[string]int64, error) {
	for _, db := range []*DB{from, to} {
		if err := db.mustBeIdle(ctx); err != nil {
			return nil, err
		}
	}
	if err := to.mustBeEmpty(ctx); err != nil {
		return nil, err
	}
	copied := map[string]int64{}
	for _, t := range tables {
		if slices.Contains(notCopied, t.name) {
			continue
		}
		n, err := copyTable(ctx, from, to, t, progress)
		if err != nil {
			return nil, fmt.Errorf("copying %s: %w", t.name, err)
		}
		copied[t.name] = n
	}
	return copied, nil
}

func (db *DB) mustBeEmpty(ctx context.Context) error {
	return db.View(ctx, func(tx *Tx) error {
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
	})
}

func copyTable(ctx context.Context, from, to *DB, t table, progress Progress) (copied int64, err error) {
	var last row
	for {
		var rows []row
		err := from.View(ctx, func(tx *Tx) (err error) {
			rows, err = tx.page(t, last)
			return err
		})
		if err != nil {
			return copied, err
		}
		if len(rows) == 0 {
			return copied, compareCounts(ctx, from, to, t)
		}
		if err := to.insertRows(ctx, from.keys, t, rows); err != nil {
			return copied, err
		}
		copied, last = copied+int64(len(rows)), rows[len(rows)-1]
		progress(t.name, copied)
	}
}

// insertRows adds rows that keys sealed.
func (db *DB) insertRows(ctx context.Context, keys Keys, t table, rows []row) error {
	opener := newSealer(keys)
	return db.Update(ctx, func(tx *Tx) error {
		for _, r := range rows {
			if err := tx.insertRow(opener, t, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func (tx *Tx) insertRow(opener *sealer, t table, r row) error {
	var columns []string
	for c := range r {
		columns = append(columns, c)
	}
	slices.Sort(columns)
	args := make([]any, len(columns))
	for i, c := range columns {
		args[i] = r[c]
		if !slices.Contains(t.sealed, c) || r[c] == nil {
			continue
		}
		fresh, err := resealed(opener, tx.sealer, t, r, c)
		if err != nil {
			return err
		}
		args[i] = fresh
	}
	_, err := tx.exec("adding to "+t.name, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)",
		t.name, strings.Join(columns, ", "), placeholders(1, len(columns))), args...)
	return err
}

func compareCounts(ctx context.Context, from, to *DB, t table) error {
	var counts [2]int64
	for i, db := range []*DB{from, to} {
		err := db.View(ctx, func(tx *Tx) (err error) {
			counts[i], err = tx.count(t)
			return err
		})
		if err != nil {
			return err
		}
	}
	if counts[0] != counts[1] {
		return fmt.Errorf("%d rows became %d; was something written meanwhile?", counts[0], counts[1])
	}
	return nil
}
