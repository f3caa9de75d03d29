package day

import (
	"testing"
	"time"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestOf(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	tests := []struct {
		at   time.Time
		end  time.Duration
		want Day
	}{
		{time.Date(2026, 3, 18, 12, 0, 0, 0, berlin), 4 * time.Hour, "2026-03-18"},
		{time.Date(2026, 3, 18, 3, 59, 59, 0, berlin), 4 * time.Hour, "2026-03-17"},
		{time.Date(2026, 3, 18, 4, 0, 0, 0, berlin), 4 * time.Hour, "2026-03-18"},
		{time.Date(2026, 3, 18, 0, 0, 0, 0, berlin), 0, "2026-03-18"},
		{time.Date(2026, 1, 1, 1, 0, 0, 0, berlin), 4 * time.Hour, "2025-12-31"},
		{time.Date(2028, 3, 1, 1, 0, 0, 0, berlin), 4 * time.Hour, "2028-02-29"},
	}
	for _, tt := range tests {
		if got := Of(tt.at, tt.end); got != tt.want {
			t.Errorf("Of(%v, %v) = %s, want %s", tt.at, tt.end, got, tt.want)
		}
	}
}

func TestAt(t *testing.T) {
	clock := func(h, m int) time.Duration { return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute }
	tests := []struct {
		zone  string
		day   Day
		clock time.Duration
		want  string
	}{
		{"Europe/Berlin", "2026-03-18", clock(17, 0), "2026-03-18T17:00:00+01:00"},
		{"Europe/Berlin", "2026-03-29", clock(2, 30), "2026-03-29T03:30:00+02:00"},
		{"America/New_York", "2026-03-08", clock(2, 30), "2026-03-08T03:30:00-04:00"},
		{"Europe/Berlin", "2026-10-25", clock(2, 30), "2026-10-25T02:30:00+02:00"},
		{"America/New_York", "2026-11-01", clock(1, 30), "2026-11-01T01:30:00-04:00"},
		{"Australia/Lord_Howe", "2026-10-04", clock(2, 15), "2026-10-04T02:45:00+11:00"},
		{"America/Nuuk", "2026-03-28", clock(23, 30), "2026-03-29T00:30:00-01:00"},
		{"Africa/Cairo", "2026-04-24", 0, "2026-04-24T01:00:00+03:00"},
		{"UTC", "2026-12-31", clock(24, 0), "2027-01-01T00:00:00Z"},
	}
	for _, tt := range tests {
		if got := tt.day.At(tt.clock, zone(t, tt.zone)).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s %v in %s = %s, want %s", tt.day, tt.clock, tt.zone, got, tt.want)
		}
	}
}

func TestCalendar(t *testing.T) {
	if got := Day("2026-02-27").Add(3); got != "2026-03-02" {
		t.Errorf("Add: %s", got)
	}
	if got := Day("2026-03-02").Sub("2026-02-27"); got != 3 {
		t.Errorf("Sub: %d", got)
	}
	if got := Day("2026-02-27").Sub("2026-03-02"); got != -3 {
		t.Errorf("Sub: %d", got)
	}
	for first, want := range map[time.Weekday]Day{time.Monday: "2026-03-16", time.Sunday: "2026-03-22", time.Saturday: "2026-03-21"} {
		if got := Day("2026-03-22").WeekStart(first); got != want {
			t.Errorf("week of Sunday from %v: %s, want %s", first, got, want)
		}
	}
	if _, err := Parse("2026-02-30"); err == nil {
		t.Error("30 February was read as a day")
	}
	if d, err := Parse("2026-02-28"); err != nil || d != "2026-02-28" {
		t.Errorf("Parse: %s, %v", d, err)
	}
	if !Day("").Time().IsZero() {
		t.Error("no day has a time")
	}
}
