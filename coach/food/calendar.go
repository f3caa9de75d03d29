package food

import (
	"time"

	"gutskin/coach/day"
)

// latest is the latest such day up to today.
func (n namedDate) latest(today day.Day) day.Day {
	year := today.Time().Year()
	if on := n.in(year); on <= today {
		return on
	}
	return n.in(year - 1)
}

// latestDayOfMonth is the latest day up to today that is the nth of a month.
func latestDayOfMonth(today day.Day, n int) day.Day {
	t := today.Time()
	for month := t.Month(); ; month-- {
		if on := day.Date(t.Year(), month, n); on <= today && on.Time().Day() == n {
			return on
		}
	}
}

// in is the day in a year.
func (n namedDate) in(year int) day.Day {
	switch {
	case n.month == 0:
		return easter(year).Add(n.day)
	case n.nth > 0:
		first := day.Date(year, n.month, 1)
		ahead := (int(n.weekday) - int(first.Weekday()) + 7) % 7
		return first.Add(ahead + 7*(n.nth-1))
	}
	return day.Date(year, n.month, n.day)
}

// easter is Easter Sunday of the Gregorian calendar, by the rule published in
// Nature in 1876 (Meeus, Jones and Butcher).
func easter(year int) day.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := h + l - 7*m
	month := (n + 90) / 25
	return day.Date(year, time.Month(month), (n+33*month+19)%32)
}
