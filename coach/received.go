package coach

import "time"

// Received is an update that was taken in and is not handled yet: a row of the
// inbox.
type Received struct {
	Key     string    // unique and the same on redelivery; the event's
	UserID  int64     // whom it is from; 0: nobody
	Number  int64     // orders updates that were received at one instant
	At      time.Time // when it was received
	Payload []byte    // the update as it came; kept encrypted
	Tries   int       // how often a process was about to handle it, the present one included
}
