package food

import (
	"testing"
	"time"

	"gutskin/coach/day"
)

// TestEaster checks dates from the tables of the Astronomical Applications
// Department of the US Naval Observatory.
func TestEaster(t *testing.T) {
	for _, want := range []day.Day{"1999-04-04", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"} {
		if got := easter(want.Time().Year()); got != want {
			t.Errorf("Easter is %s, not %s", got, want)
		}
	}
}

func TestNamedDates(t *testing.T) {
	tests := []struct {
		date        string
		today, want day.Day
	}{
		{"12-31", "2026-01-02", "2025-12-31"},
		{"12-31", "2025-12-31", "2025-12-31"},
		{"11-thu-4", "2026-11-26", "2026-11-26"},
		{"11-thu-4", "2026-11-25", "2025-11-27"},
		{"05-sun-2", "2026-06-01", "2026-05-10"},
		{"easter-2", "2026-04-10", "2026-04-03"},
		{"easter+1", "2026-04-01", "2025-04-21"},
	}
	for _, test := range tests {
		date, err := parseNamedDate(test.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := date.latest(test.today); got != test.want {
			t.Errorf("%s on %s is %s, not %s", test.date, test.today, got, test.want)
		}
	}
	for _, bad := range []string{"", "13-01", "12", "easterly", "11-thu", "11-foo-4", "1-2-3-4"} {
		if _, err := parseNamedDate(bad); err == nil {
			t.Errorf("%q was taken for a date", bad)
		}
	}
	if time.Thursday != weekdays["thu"] {
		t.Error("weekdays are off")
	}
}
