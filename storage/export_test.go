package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"

	"gutskin/migrations"
)

// TableNames are the tables that the work on whole tables knows, and whether
// their rows belong to persons.
func TableNames() map[string]bool {
	names := map[string]bool{}
	for _, t := range tables {
		names[t.name] = t.ofPerson()
	}
	return names
}

// KeyColumns are the columns of a table's primary key.
func KeyColumns(name string) []string {
	for _, t := range tables {
		if t.name == name {
			return t.key
		}
	}
	return nil
}

// Exec runs query on one of the database's connections.
func (db *DB) Exec(query string) error {
	_, err := db.pool.ExecContext(context.Background(), query)
	return err
}

// ReadyNow is Ready, which writes whenever it wrote last.
func (db *DB) ReadyNow(ctx context.Context) error {
	db.readyAt.Store(0)
	return db.Ready(ctx)
}

// WriteFirstVersion writes all that from holds to a new database at dsn as the
// first version of the coach kept it: values bound to person and column alone,
// foods in plain, no key recorded, and older indexes.
func WriteFirstVersion(ctx context.Context, from *DB, dsn string) (err error) {
	db, err := connect(ctx, dsn, &DB{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.keys = from.keys
	provider, err := goose.NewProvider(db.engine.dialect, db.pool.DB, migrations.Files)
	if err != nil {
		return err
	}
	if _, err := provider.UpTo(ctx, 1); err != nil {
		return err
	}
	for _, query := range []string{
		"DROP INDEX nudges_age", "DROP INDEX outbox_order", "CREATE INDEX outbox_order ON outbox (class, created_at)",
	} {
		if err := db.Exec(query); err != nil {
			return err
		}
	}
	for _, t := range tables {
		there := false
		err := db.view(ctx, func(tx *Tx) (err error) {
			there, err = tx.hasColumn(t.name, t.key[0])
			return err
		})
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		err = from.pages(ctx, t, "*", pageRows, func(rows []row) error {
			return db.update(ctx, func(tx *Tx) error { return tx.insertFirst(from, t, rows) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) insertFirst(from *DB, t table, rows []row) error {
	opener := newSealer(from.keys)
	for _, r := range rows {
		if t.name == "settings" {
			if strings.HasPrefix(r["name"].(string), keyRecord) {
				continue
			}
			sealed, err := tx.sealer.sealFirst(0, settingColumn, []byte(keyCheck))
			if err != nil {
				return err
			}
			r["value"] = sealed
		} else if err := r.unseal(opener, t); err != nil {
			return err
		}
		delete(r, "size")
		if body, ok := r["body"].([]byte); ok {
			plain, err := new(packer).unpack(body)
			if err != nil {
				return err
			}
			r["body"] = plain
		}
		if body, ok := r["body"].([]byte); ok && t.name == "entries" {
			fields := map[string]json.RawMessage{}
			if err := json.Unmarshal(body, &fields); err != nil {
				return err
			}
			if foods := fields["foods"]; foods != nil {
				r["foods"] = string(foods)
				delete(fields, "foods")
			}
			r["body"] = nil
			if len(fields) > 0 {
				r["body"], _ = json.Marshal(fields)
			}
		}
		columns := r.columns()
		args := make([]any, len(columns))
		for i, c := range columns {
			args[i] = r[c]
			if plain, ok := r[c].([]byte); ok && slices.Contains(t.sealed, c) {
				sealed, err := tx.sealer.sealFirst(r.owner(t), t.name+"."+c, plain)
				if err != nil {
					return err
				}
				args[i] = sealed
			}
		}
		_, err := tx.execOnce("inserting", fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)",
			t.name, strings.Join(columns, ", "), placeholders(1, len(columns))), args...)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *sealer) sealFirst(user int64, column string, plain []byte) ([]byte, error) {
	key := s.keys.list[0]
	c, err := s.cipher(key, user)
	if err != nil {
		return nil, err
	}
	out := append([]byte{firstVersion}, key.id[:]...)
	return c.Seal(out, nil, plain, []byte(column)), nil
}

// FirstVersionAccepts reports whether the first version of the coach would
// open the database with these keys.
func (db *DB) FirstVersionAccepts(ctx context.Context) (accepts bool, err error) {
	err = db.view(ctx, func(tx *Tx) error {
		var sealed []byte
		if err := tx.get("reading", &sealed, "SELECT value FROM settings WHERE name = $1", keyCheck); err != nil {
			return err
		}
		_, err := tx.sealer.decrypt(0, settingColumn, sealed, firstVersion, []byte(settingColumn))
		accepts = err == nil
		return nil
	})
	return accepts, err
}

// Pooled reports whether the connections are taken for a pooler's.
func Pooled(db *DB) bool { return db.pooled }

// LimitDiaries sets how many bytes a diary's changes may take.
func (db *DB) LimitDiaries(bytes int64) { db.room = bytes }

// ForgetRefusals is what time does to writes that found no room.
func (db *DB) ForgetRefusals() { db.refused.Store(nil) }
