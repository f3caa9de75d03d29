// Package migrations holds the numbered steps that bring a database to the
// current schema. The same files serve SQLite and PostgreSQL, so they keep to
// what both understand: natural keys led by user_id, BIGINT instants in Unix
// milliseconds, TEXT days as YYYY-MM-DD, and BYTEA for sealed values (SQLite
// takes the name for one without a conversion of its own, and keeps bytes as
// bytes).
//
// A step that has been released is never edited; what is to change comes as a
// new step.
package migrations

import "embed"

// Files are the steps, named 00001_what.sql in the form that goose reads.
//
//go:embed *.sql
var Files embed.FS
