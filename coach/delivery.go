package coach

import "time"

// Class is the kind of an outgoing message; lower goes first.
type Class int

// The classes. A reply or a weekly summary whose sending ended without a clear
// answer is sent again; a nudge is not, for a second nudge annoys more than a
// missing one.
const (
	ClassReply Class = iota
	ClassWeekly
	ClassNudge
)

// Delivery is an outgoing message on its way: a row of the outbox. It is
// written in the transaction of the effect that it tells of, under a key that
// makes a second one impossible.
type Delivery struct {
	Key       string    // unique: what caused it and its number, e.g. "tg:4242:123:0"
	UserID    int64     // whom it is about
	ChatID    int64     // where it goes
	Class     Class     //
	Nudge     NudgeKind // for ClassNudge: which, so that it can be withdrawn
	Source    string    // the diary source that it speaks of, or ""
	Payload   []byte    // the message as conversation encodes it; kept encrypted
	NotBefore time.Time // earliest time to send
	Expires   time.Time // let go afterwards; zero: never
	Attempts  int       // sendings begun so far
	Created   time.Time
}
