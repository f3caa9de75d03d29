package storage

import (
	"bytes"
	"context"
	"errors"

	"gutskin/coach"
)

const (
	settingColumn = "settings.value"
	keyCheck      = "key_check"
)

// ErrWrongKey says that the keys given aren't those the database was written
// with.
var ErrWrongKey = errors.New("the key doesn't fit the database: it was written with another DATA_KEY (or key file); put that one back")

// checkKey makes sure that the database was written with one of the keys. The
// first to open a new database leaves the text that is checked.
func (db *DB) checkKey(ctx context.Context) error {
	return db.Update(ctx, func(tx *Tx) error {
		var sealed []byte
		err := tx.get("reading the key check", &sealed, "SELECT value FROM settings WHERE name = $1", keyCheck)
		if errors.Is(err, coach.ErrNotFound) {
			return tx.writeKeyCheck()
		}
		if err != nil {
			return err
		}
		plain, err := tx.sealer.open(0, settingColumn, sealed)
		if err != nil || !bytes.Equal(plain, []byte(keyCheck)) {
			return ErrWrongKey
		}
		return nil
	})
}

// writeKeyCheck leaves the known text sealed with the newest key.
func (tx *Tx) writeKeyCheck() error {
	sealed, err := tx.sealer.seal(0, settingColumn, []byte(keyCheck))
	if err != nil {
		return err
	}
	_, err = tx.exec("writing the key check", `
		INSERT INTO settings (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, keyCheck, sealed)
	return err
}
