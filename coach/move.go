package coach

import (
	"fmt"
	"time"
)

// Move is a change of a person's time zone: what it was until then, and when
// it changed.
type Move struct {
	From string    `json:"from"` // "" when no zone was known before
	At   time.Time `json:"at"`
}

// moveMemory is how long a change of zone matters to the day's nudges: longer
// than any local day.
const moveMemory = 36 * time.Hour

// MoveTo sets the person's zone to the IANA name zone at the instant now. It
// remembers the zone before for a day or so, so that a nudge whose hour the
// change jumps over is still given (see Due). The error is of a name that is
// no zone; nothing is changed then.
func (u *User) MoveTo(zone string, now time.Time) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return fmt.Errorf("setting the zone: %q is no IANA time zone", zone)
	}
	if zone == u.Zone {
		return nil
	}
	var recent []Move
	for _, m := range u.Moves {
		if now.Sub(m.At) < moveMemory {
			recent = append(recent, m)
		}
	}
	recent = append(recent, Move{From: u.Zone, At: now})
	u.Moves, u.Zone = recent, zone
	u.Reviewed = time.Time{} // what was looked at in the old zone is looked at again
	return nil
}
