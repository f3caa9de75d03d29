package coach

import "time"

// VoiceNote is a voice note that waits to be written out.
type VoiceNote struct {
	Key     string    // of the update that brought it
	UserID  int64     // who spoke
	At      time.Time // when it was received
	Tries   int       // how often writing it out was begun, the present try included
	Payload []byte    // the event; kept encrypted
}
