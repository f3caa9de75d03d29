package coach

import "errors"

// What others ask of an error with errors.Is.
var (
	// ErrNotFound: there is nothing kept under that key.
	ErrNotFound = errors.New("not found")
	// ErrUnavailable: the database or the network didn't answer; the same
	// again may succeed later, and nothing is wrong with the request.
	ErrUnavailable = errors.New("unavailable for the moment")
	// ErrFull: the diary, or what one message became, has grown to what is
	// kept at most; see MaxChanges.
	ErrFull = errors.New("there is no room for more")
)
