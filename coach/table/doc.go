// Package table reads tables that other people and programs wrote: comma-separated
// files of a spreadsheet, of Cronometer, Bearable, Daylio. It finds out how a file
// is written and what its columns mean, and says what it found:
//
//	decode.go   bytes → cells: the encoding, what parts the columns
//	names.go    which column is what, by content/language/columns.tsv
//	table.go    Read: all of it together; Rows: what each row tells
//	date.go     dates and times of day; in which order a date's numbers stand
//
// It reads no foods: a row gives words, which are read as a message of its day.
// Reading is bounded by the limits of table.go, whatever a file holds, and
// knows no clock; dates that could be read in two ways are never guessed.
package table
