package storage

import "context"

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

// Count is the one number that query gives.
func (db *DB) Count(query string) (n int, err error) {
	err = db.pool.GetContext(context.Background(), &n, query)
	return n, err
}

// LimitDiaries sets how many bytes a diary's changes may take.
func (db *DB) LimitDiaries(bytes int64) { db.room = bytes }
