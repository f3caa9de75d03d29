package conversation

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/storage/storagetest"
)

// openRaw opens the database beside the coach's own storage.
func openRaw(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// rawTable is a table as the database's own catalogue has it.
type rawTable struct {
	name    string
	columns []string
}

// tablesOf are all tables of the schema, also such as this test doesn't know.
func tablesOf(t *testing.T, db *sql.DB, driver string) []rawTable {
	t.Helper()
	query := `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`
	if driver == "sqlite" {
		query = `SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' ORDER BY m.name, c.cid`
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []rawTable
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		if n := len(list); n == 0 || list[n-1].name != table {
			list = append(list, rawTable{name: table})
		}
		last := &list[len(list)-1]
		last.columns = append(last.columns, column)
	}
	if err := rows.Err(); err != nil || len(list) < 5 {
		t.Fatalf("%d tables: %v", len(list), err)
	}
	return list
}

// rowsWith is how many rows of the table hold the text in any column.
func rowsWith(t *testing.T, db *sql.DB, table rawTable, text string) (n int) {
	t.Helper()
	var conditions []string
	for _, column := range table.columns {
		conditions = append(conditions, fmt.Sprintf("CAST(%s AS TEXT) LIKE '%%%s%%'", column, text))
	}
	query := "SELECT COUNT(*) FROM " + table.name + " WHERE " + strings.Join(conditions, " OR ")
	if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// TestDeletedLeavesNoRow walks every column of every table in the schema for a
// person's number after /delete, so that a new table can't be forgotten.
func TestDeletedLeavesNoRow(t *testing.T) {
	const person = 987654321
	for _, engine := range storagetest.Engines {
		t.Run(engine, func(t *testing.T) {
			dsn := filepath.Join(t.TempDir(), "coach.db")
			if engine == "postgres" {
				dsn = storagetest.Postgres(t)
			}
			w := newWorldOn(t, storagetest.Open(t, dsn), wednesday, "UTC")
			w.user = person
			for _, line := range []string{
				"/start", "skip", "kefir and zorblax", "skin 3/5", "slept 7 hours", "/water", "[1]", "no kefir", "undo", "zorblax = apple",
				"wait 8h", "remind me at 9pm", "wait 1h", "my mug holds 300 ml", "I'm in Pune", "yes",
			} {
				w.do(line)
			}
			e := Event{Key: "tg:x", Kind: KindMessage, UserID: person, ChatID: person, Private: true, Text: "odd", MessageID: 3}
			if err := w.service.SetAside(t.Context(), e, []byte("raw"), "panicked"); err != nil {
				t.Fatal(err)
			}
			raw := openRaw(t, engine, dsn)
			rows := func() (all int) {
				for _, table := range tablesOf(t, raw, engine) {
					all += rowsWith(t, raw, table, "987654321")
				}
				return all
			}
			if before := rows(); before < 15 {
				t.Fatalf("only %d rows name the person before", before)
			}
			w.do("/delete")
			w.do("[1]")
			for _, table := range tablesOf(t, raw, engine) {
				if n := rowsWith(t, raw, table, "987654321"); n > 0 {
					t.Errorf("%d rows of %s still name the person", n, table.name)
				}
			}
		})
	}
}
