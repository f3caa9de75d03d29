package storage

import (
	"context"
	"encoding/json"
	"fmt"
)

// The schema before step sealedFoods had values of the first version, which
// were bound to the person and the column but not to the row, and the foods of
// an entry in a column of their own in plain. Before that step is taken every
// row is brought to the present form, page by page, so that it can be stopped
// anywhere and goes on at the next start.
const (
	firstVersion = 1
	sealedFoods  = 5 // the migration that drops the column
)

// sealOld brings all rows to the present form and tells how many it changed.
func (db *DB) sealOld(ctx context.Context, progress Progress) (int64, error) {
	return db.sealAgain(ctx, progress, (*Tx).sealOldRows)
}

func (tx *Tx) sealOldRows(t table, rows []row) (changed int64, err error) {
	for _, column := range t.sealed {
		var old []row
		for _, r := range rows {
			isOld, err := tx.sealOldValue(t, r, column)
			if err != nil {
				return changed, err
			}
			if isOld {
				old = append(old, r)
			}
		}
		var without []string
		if t.name == "entries" {
			without = []string{"foods"}
		}
		n, err := tx.rewrite(t, column, old, without...)
		if changed += n; err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// sealOldValue brings the row's value to the present form, in r; isOld is
// false when it has that form already.
func (tx *Tx) sealOldValue(t table, r row, column string) (isOld bool, err error) {
	sealed, err := r.sealedValue(column)
	if err != nil {
		return false, err
	}
	name, owner, key := t.name+"."+column, r.owner(t), r.key(t)
	var plain []byte
	switch {
	case sealed == nil:
	case len(sealed) > 0 && sealed[0] == firstVersion:
		plain, err = tx.sealer.decrypt(owner, name, sealed, firstVersion, []byte(name))
	case r["foods"] != nil: // a stop in the middle leaves none of these
		plain, err = tx.sealer.open(owner, name, key, sealed)
	default:
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if r["foods"] != nil {
		plain, err = withFoods(plain, r["foods"])
	}
	if err != nil || plain == nil {
		return false, err
	}
	r[column], err = tx.sealer.seal(owner, name, key, plain)
	return true, err
}

// withFoods is an entry's body with the foods, which are JSON, in it.
func withFoods(body []byte, foods any) ([]byte, error) {
	fields := map[string]json.RawMessage{}
	if body != nil {
		if err := json.Unmarshal(body, &fields); err != nil {
			return nil, fmt.Errorf("reading an entry: %w", errDamaged)
		}
	}
	fields["foods"] = json.RawMessage(keyPart(foods))
	plain, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("reading an entry's foods: %w", errDamaged)
	}
	return plain, nil
}
