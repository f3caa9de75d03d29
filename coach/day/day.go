// Package day is about calendar days as a person lives them: named by their
// date, counted in the person's own time zone, and ending not at midnight but
// at the hour the person's night ends (04:00 unless they set another), so that
// a snack at 1 am belongs to the evening before.
package day

import (
	"fmt"
	"time"
)

// Layout is how a Day is written.
const Layout = "2006-01-02"

// Day is a local calendar day in the form YYYY-MM-DD. Days compare as strings.
// The zero value "" is no day.
type Day string

// Of is the day that the instant t belongs to for someone whose clock shows
// t (its Location is their zone) and whose day ends at end after midnight.
func Of(t time.Time, end time.Duration) Day {
	y, m, d := t.Date()
	h, min, s := t.Clock()
	sinceMidnight := time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(s)*time.Second
	if sinceMidnight < end {
		d--
	}
	return Date(y, m, d)
}

// Date is the day of that date; out-of-range values are normalised as
// time.Date does.
func Date(y int, m time.Month, d int) Day {
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(Layout))
}

// Parse reads YYYY-MM-DD.
func Parse(s string) (Day, error) {
	t, err := time.Parse(Layout, s)
	if err != nil {
		return "", fmt.Errorf("%q is not a day of the form 2006-01-02", s)
	}
	return Day(t.Format(Layout)), nil
}

// Time is noon of the day in UTC, far from any edge; the zero time for no day.
func (d Day) Time() time.Time {
	t, err := time.Parse(Layout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}

// Add is the day n days later, or earlier when n is negative.
func (d Day) Add(n int) Day { return Day(d.Time().AddDate(0, 0, n).Format(Layout)) }

// Sub is the number of days from other to d.
func (d Day) Sub(other Day) int { return int(d.Time().Sub(other.Time()).Hours() / 24) }

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// WeekStart is the first day of the week that holds d, for weeks that start
// on first.
func (d Day) WeekStart(first time.Weekday) Day {
	return d.Add(-((int(d.Weekday()) - int(first) + 7) % 7))
}

// At is the instant at which the day's clock shows the time of day clock in
// zone. A clock time that daylight saving skips is the instant just as far
// after the gap's start; one that comes twice is its first occurrence.
func (d Day) At(clock time.Duration, zone *time.Location) time.Time {
	wall := d.Time().Add(clock - 12*time.Hour)
	near := wall.Add(-offset(wall, zone))
	before, after := offset(near.Add(-24*time.Hour), zone), offset(near.Add(24*time.Hour), zone)
	for _, o := range [2]time.Duration{max(before, after), min(before, after)} {
		if t := wall.Add(-o); offset(t, zone) == o {
			return t.In(zone)
		}
	}
	return wall.Add(-before).In(zone)
}

// offset is how far the clocks of zone are ahead of UTC at the instant t.
func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
