// Package storage keeps what the coach knows: people, their diaries, what is on
// its way to them. It speaks to SQLite and to PostgreSQL (or an engine that
// speaks its protocol) in the same SQL.
//
// Open gives a DB. All work on diaries is done in transactions: Update runs a
// function with a Tx that reads and writes, View one with a Tx that reads.
// What happens for one update of a person (the note that it was handled, the
// change to the diary, the replies) is one Update, so it happens once or not at
// all.
//
// Read on from:
//
//	open.go, place.go, sqlite.go, postgres.go   opening; what differs between the engines
//	upgrade.go, sealold.go            the schema, and what earlier versions left
//	tx.go, group.go, combine.go       transactions; how many share one commit
//	users.go, changes.go, entries.go  people and diaries, one file an aggregate
//	nudges.go, outbox.go, marks.go    what goes out, and what became of it
//	updates.go, leases.go             what came in; which replica leads
//	voicenotes.go                     voice notes that wait to be written out
//	keys.go, seal.go, keyfile.go, keycheck.go   encryption at rest; which keys are needed
//	pack.go                           how long texts are kept short
//	delete.go, tidy.go, rekey.go, backup.go, copy.go, reread.go   work on whole tables (tables.go)
//	errors.go                         what went wrong, and whether to try again
//
// Persons' words, their foods, their profiles and all that goes out are sealed
// (seal.go); what the database must search by is not.
package storage
