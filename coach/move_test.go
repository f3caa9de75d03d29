package coach_test

import (
	"testing"
	"time"

	"gutskin/coach"
)

func TestZoneAt(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	u := coach.NewUser(1, start)
	for i, zone := range []string{"Europe/Berlin", "Asia/Tokyo", "Europe/Lisbon"} {
		if err := u.MoveTo(zone, start.AddDate(0, 0, 10*(i+1))); err != nil {
			t.Fatal(err)
		}
	}
	for days, want := range map[int]string{
		0: "Europe/Berlin", 5: "Europe/Berlin", 15: "Europe/Berlin", 20: "Asia/Tokyo", 25: "Asia/Tokyo", 31: "Europe/Lisbon",
	} {
		if got := u.ZoneAt(start.AddDate(0, 0, days)).String(); got != want {
			t.Errorf("after %d days: %s, want %s", days, got, want)
		}
	}
}
