package care

import (
	"testing"
	"time"

	"gutskin/content"
)

// TestDirectory: the zones are real ones, and there are at least thirty
// countries with a crisis line.
func TestDirectory(t *testing.T) {
	d, err := LoadDirectory(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for zone, h := range d.zones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Errorf("%s: %s", h.Country, err)
		}
		if h.Crisis != "" {
			lines[h.Country] = true
		}
	}
	if len(lines) < 30 {
		t.Errorf("%d countries have a crisis line", len(lines))
	}
	for zone, want := range map[string]string{"Europe/London": "999", "America/Chicago": "911", "Australia/Perth": "000", "Asia/Kolkata": "112", "": "", "Antarctica/Troll": ""} {
		if have := d.For(zone); have.Emergency != want {
			t.Errorf("in %q the emergency number is %q, not %q", zone, have.Emergency, want)
		}
	}
}
