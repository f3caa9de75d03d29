package main

import (
	"context"
	"runtime/debug"
	"time"
)

// What the server holds is small beside what one busy minute allocates, so
// collecting more often than Go does by default costs little time and keeps what it
// has allocated at some 60 MB under full load (make bench-delivery counts the pages of
// the program's own file, too).
const (
	gcDefault = 100
	gcPercent = 65
)

// saveMemory has memory collected early, unless the operator set GOGC, and
// gives back what loading the lexicon has left behind.
func saveMemory() {
	if before := debug.SetGCPercent(gcPercent); before != gcDefault {
		debug.SetGCPercent(before)
	}
	debug.FreeOSMemory()
}

// giveBack gives back the memory of a rush that is over.
func giveBack(context.Context, time.Time) error {
	debug.FreeOSMemory()
	return nil
}
