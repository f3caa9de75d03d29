package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

const entryColumn = "entries.body"

// entryRow is an entry as the table holds it, in the order of entryColumns.
// body is only good until the next row is read.
type entryRow struct {
	source   string
	part     int
	kind     string
	localDay string
	toldAt   int64
	clockMS  int64
	meal     string
	lexicon  string
	body     sql.RawBytes
}

func (r *entryRow) scan(rows *sqlx.Rows) error {
	return rows.Scan(&r.source, &r.part, &r.kind, &r.localDay, &r.toldAt, &r.clockMS, &r.meal, &r.lexicon, &r.body)
}

// entryBody is what of an entry is sealed: the foods, the person's own words,
// and all about their skin, their gut and their days.
type entryBody struct {
	Foods   []coach.Food   `json:"foods,omitempty"`
	Text    string         `json:"text,omitempty"`
	Skin    *coach.Skin    `json:"skin,omitempty"`
	Gut     *coach.Gut     `json:"gut,omitempty"`
	CheckIn *coach.CheckIn `json:"check_in,omitempty"`
	Mark    *coach.Mark    `json:"mark,omitempty"`
}

const entryColumns = "source, part, kind, local_day, told_at, clock_ms, meal, lexicon, body"

// Entries are what stands in the person's diary on the days from to to, both
// included, ordered by day, time told, source and part.
func (tx *Tx) Entries(userID int64, from, to day.Day) ([]coach.Entry, error) {
	return tx.entries(userID, "SELECT "+entryColumns+` FROM entries
		WHERE user_id = $1 AND local_day BETWEEN $2 AND $3
		ORDER BY local_day, told_at, source, part`, userID, string(from), string(to))
}

// EntriesOf are what stands of one source, by part.
func (tx *Tx) EntriesOf(userID int64, source string) ([]coach.Entry, error) {
	return tx.entries(userID, "SELECT "+entryColumns+` FROM entries
		WHERE user_id = $1 AND source = $2 ORDER BY part`, userID, source)
}

// LastEntries are the entries of the person's latest days up to and including
// until, newest first: at most limit.
func (tx *Tx) LastEntries(userID int64, until day.Day, limit int) ([]coach.Entry, error) {
	return tx.entries(userID, "SELECT "+entryColumns+` FROM entries
		WHERE user_id = $1 AND local_day <= $2
		ORDER BY local_day DESC, told_at DESC, source DESC, part DESC LIMIT $3`, userID, string(until), limit)
}

// FirstDay is the first day that the person's diary has an entry on, or
// coach.ErrNotFound.
func (tx *Tx) FirstDay(userID int64) (day.Day, error) {
	var first string
	err := tx.get("finding the first day", &first,
		"SELECT local_day FROM entries WHERE user_id = $1 ORDER BY local_day LIMIT 1", userID)
	return day.Day(first), err
}

// EachEntry calls do for everything that stands in the person's diary, in the
// order of Entries. do must not use the transaction; its error ends the walk.
func (tx *Tx) EachEntry(userID int64, do func(coach.Entry) error) error {
	return tx.eachEntry(do, userID, "SELECT "+entryColumns+` FROM entries
		WHERE user_id = $1 ORDER BY local_day, told_at, source, part`, userID)
}

func (tx *Tx) entries(userID int64, query string, args ...any) ([]coach.Entry, error) {
	entries := []coach.Entry{}
	err := tx.eachEntry(func(e coach.Entry) error {
		entries = append(entries, e)
		return nil
	}, userID, query, args...)
	if err != nil {
		return nil, err
	}
	return entries, nil
}

// eachEntry reads row by row: most messages ask for a week of them.
func (tx *Tx) eachEntry(do func(coach.Entry) error, userID int64, query string, args ...any) error {
	var row entryRow
	return tx.each("loading entries", query, args, func(rows *sqlx.Rows) error {
		if err := row.scan(rows); err != nil {
			return err
		}
		e, err := tx.entry(userID, &row)
		if err != nil {
			return err
		}
		return do(e)
	})
}

func (tx *Tx) entry(userID int64, row *entryRow) (coach.Entry, error) {
	e := coach.Entry{
		Source: row.source, Part: row.part, Kind: coach.Kind(row.kind), Day: day.Day(row.localDay),
		At: fromMillis(row.toldAt), Clock: clock(row.clockMS), Meal: food.Meal(row.meal), Lexicon: row.lexicon,
	}
	if row.body == nil {
		return e, nil
	}
	plain, err := tx.sealer.open(userID, entryColumn, rowKey(row.source, strconv.Itoa(row.part)), row.body)
	if err == nil {
		plain, err = tx.db.packer.unpack(plain)
	}
	if err != nil {
		return e, err
	}
	var body entryBody
	if err := json.Unmarshal(plain, &body); err != nil {
		return e, fmt.Errorf("reading an entry: %w", errDamaged)
	}
	e.Foods, e.Text, e.Skin, e.Gut, e.CheckIn, e.Mark = body.Foods, body.Text, body.Skin, body.Gut, body.CheckIn, body.Mark
	return e, nil
}

func (tx *Tx) insertEntries(userID int64, entries []coach.Entry) error {
	for i := range entries {
		if err := tx.insertEntry(userID, &entries[i]); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) insertEntry(userID int64, e *coach.Entry) error {
	text, err := entryText(tx.db, e)
	if err != nil {
		return err
	}
	var body []byte
	if text != nil {
		if body, err = tx.sealer.seal(userID, entryColumn, rowKey(e.Source, strconv.Itoa(e.Part)), text); err != nil {
			return err
		}
	}
	_, err = tx.exec("adding an entry", "INSERT INTO entries (user_id, "+entryColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		userID, e.Source, e.Part, string(e.Kind), string(e.Day), millis(e.At), clockMillis(e.Clock),
		string(e.Meal), e.Lexicon, body)
	return err
}

// entryText is what of an entry is sealed; nil for one without any of it.
func entryText(db *DB, e *coach.Entry) ([]byte, error) {
	if len(e.Foods) == 0 && e.Text == "" && e.Skin == nil && e.Gut == nil && e.CheckIn == nil && e.Mark == nil {
		return nil, nil
	}
	text, err := json.Marshal(entryBody{e.Foods, e.Text, e.Skin, e.Gut, e.CheckIn, e.Mark})
	if err != nil {
		return nil, fmt.Errorf("writing an entry: %w", err)
	}
	return db.packer.pack(text, packEntry), nil
}

// A stated time of day is kept in milliseconds since midnight; -1 for none.

func clockMillis(clock time.Duration) int64 {
	if clock < 0 {
		return -1
	}
	return clock.Milliseconds()
}

func clock(ms int64) time.Duration {
	if ms < 0 {
		return -1
	}
	return time.Duration(ms) * time.Millisecond
}
