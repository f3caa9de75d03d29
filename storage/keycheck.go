package storage

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The settings table names every key that any value may be sealed with, in
// rows called "key:" and the key's id. A key is recorded before it seals
// anything, and its record goes when nothing is sealed with it any more.
const (
	keyRecord = "key:"
	// keyCheck is a known text sealed with the newest key. Versions that record
	// no keys go by it, and so refuse a database whose values they can't read.
	keyCheck      = "key_check"
	settingColumn = "settings.value"
)

// ErrWrongKey says that a key is missing that the database was written with.
var ErrWrongKey = errors.New("the key doesn't fit the database")

// keyIDs is a set of keys' names.
type keyIDs map[keyID]bool

func (ids keyIDs) String() string {
	names := make([]string, 0, len(ids))
	for id := range ids {
		names = append(names, id.String())
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// mustHold makes sure that none of the needed keys is missing.
func (k Keys) mustHold(needed keyIDs) error {
	missing := maps.Clone(needed)
	for _, key := range k.list {
		delete(missing, key.id)
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%w: values in it are sealed with the key named %s, which isn't given (given: %s); put it back in DATA_KEY or the key file, after the newer one if there are two",
		ErrWrongKey, missing, strings.Join(k.IDs(), ", "))
}

// checkKeys makes sure that every key is given that the database was written
// with.
func (db *DB) checkKeys(ctx context.Context) (needed keyIDs, err error) {
	if needed, err = db.neededKeys(ctx); err != nil {
		return nil, err
	}
	return needed, db.keys.mustHold(needed)
}

// neededKeys are the keys that are recorded or, where none is, those that
// values are sealed with.
func (db *DB) neededKeys(ctx context.Context) (keyIDs, error) {
	var recorded keyIDs
	err := db.view(ctx, func(tx *Tx) (err error) {
		recorded, err = tx.recordedKeys()
		return err
	})
	if err != nil || len(recorded) > 0 {
		return recorded, err
	}
	return db.sealingKeys(ctx)
}

func (tx *Tx) recordedKeys() (keyIDs, error) {
	var names []string
	if err := tx.list("listing the keys", &names, "SELECT name FROM settings WHERE name LIKE $1", keyRecord+"%"); err != nil {
		return nil, err
	}
	ids := keyIDs{}
	for _, name := range names {
		id, err := parseKeyID(strings.TrimPrefix(name, keyRecord))
		if err != nil {
			return nil, err
		}
		ids[id] = true
	}
	return ids, nil
}

// recordKeys notes that values may be sealed with the keys.
func (tx *Tx) recordKeys(ids keyIDs) error {
	for id := range ids {
		_, err := tx.exec("recording a key",
			"INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", keyRecord+id.String(), []byte{})
		if err != nil {
			return err
		}
	}
	return nil
}

// recordNewest records the newest key, which is about to seal values, beside
// those that did.
func (db *DB) recordNewest(ctx context.Context, needed keyIDs) error {
	newest := db.keys.list[0].id
	return db.update(ctx, func(tx *Tx) error {
		recorded, err := tx.recordedKeys()
		if err != nil || recorded[newest] {
			return err
		}
		all := keyIDs{newest: true}
		maps.Copy(all, needed)
		return errors.Join(tx.recordKeys(all), tx.writeKeyCheck())
	})
}

// forgetKeys drops the records of all keys but those that values are sealed
// with and the newest.
func (db *DB) forgetKeys(ctx context.Context) error {
	used, err := db.sealingKeys(ctx)
	if err != nil {
		return err
	}
	used[db.keys.list[0].id] = true
	return db.update(ctx, func(tx *Tx) error {
		recorded, err := tx.recordedKeys()
		if err != nil {
			return err
		}
		for id := range recorded {
			if used[id] {
				continue
			}
			if _, err := tx.exec("forgetting a key", "DELETE FROM settings WHERE name = $1", keyRecord+id.String()); err != nil {
				return err
			}
		}
		return tx.writeKeyCheck()
	})
}

// writeKeyCheck leaves the known text sealed with the newest key.
func (tx *Tx) writeKeyCheck() error {
	sealed, err := tx.sealer.seal(0, settingColumn, keyCheck, []byte(keyCheck))
	if err != nil {
		return err
	}
	_, err = tx.exec("writing the key check", `
		INSERT INTO settings (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, keyCheck, sealed)
	return err
}

// sealingKeys are the keys that values are sealed with, found by looking at
// every one.
func (db *DB) sealingKeys(ctx context.Context) (keyIDs, error) {
	ids := keyIDs{}
	for _, t := range tables {
		columns, err := db.hasSealed(ctx, t)
		if err != nil {
			return nil, err
		}
		for _, column := range columns {
			if err := db.sealingKeysOf(ctx, t, column, ids); err != nil {
				return nil, err
			}
		}
	}
	return ids, nil
}

// sealingKeysOf adds the keys of one column's values to ids.
func (db *DB) sealingKeysOf(ctx context.Context, t table, column string, ids keyIDs) error {
	heads := strings.Join(t.key, ", ") + fmt.Sprintf(", substr(%s, 1, %d) AS head", column, sealHeader)
	return db.pages(ctx, t, heads, 20*pageRows, func(rows []row) error {
		for _, r := range rows {
			head, err := r.sealedValue("head")
			if err != nil {
				return err
			}
			if len(head) == sealHeader {
				ids[keyID(head[1:])] = true
			}
		}
		return nil
	})
}
