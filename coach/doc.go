// Package coach is the domain: people, their diaries, their days and weeks,
// and when to nudge them. It does no I/O and reads no clock: time comes in as
// a parameter, and what it decides goes out as values.
package coach
