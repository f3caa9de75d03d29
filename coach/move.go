package coach

import (
	"fmt"
	"slices"
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

// zoneMemory is how many changes of zone are remembered for ZoneAt.
const zoneMemory = 200

// MoveTo sets the person's zone to the IANA name zone at the instant now. It
// remembers the zone before for a day or so, so that a nudge whose hour the
// change jumps over is still given (see Due). The error is of a name that is
// no zone; nothing is changed then.
func (u *User) MoveTo(zone string, now time.Time) error {
	if _, err := location(zone); err != nil || zone == "" || zone == "Local" {
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
	move := Move{From: u.Zone, At: now}
	recent = append(recent, move)
	all := append(slices.Clone(u.Zones), move)
	u.Moves, u.Zones, u.Zone = recent, all[max(0, len(all)-zoneMemory):], zone
	u.Reviewed = time.Time{} // what was looked at in the old zone is looked at again
	return nil
}

// ZoneAt is the zone that the person's days went by at the instant t. The time
// before any zone was known goes by the first one: setting it re-dates what
// was told until then.
func (u *User) ZoneAt(t time.Time) *time.Location {
	for _, m := range u.Zones {
		if m.From == "" || !t.Before(m.At) {
			continue
		}
		if zone, err := time.LoadLocation(m.From); err == nil {
			return zone
		}
	}
	return u.Location()
}
