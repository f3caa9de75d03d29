package table

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"gutskin/coach/day"
)

// Order is the order in which the numbers of dates stand.
type Order string

// The orders. Written months need none.
const (
	YearFirst  Order = "ymd"
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
)

// Known reports whether there is such an order.
func (o Order) Known() bool { return o == YearFirst || o == DayFirst || o == MonthFirst }

var (
	numeric = regexp.MustCompile(`^(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})\b`)
	worded  = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})\b`)
	clocked = regexp.MustCompile(`(?i)\b(\d{1,2})(?::|h|\.)(\d{2})(?::\d{2})?\s*([ap]\.?m)?|\b(\d{1,2})\s*([ap]\.?m)\b`)
)

// numbers are the three of a date, as they stand in it.
type numbers struct {
	a, b, c int
	dotted  bool
}

func numbersOf(cell string) (numbers, bool) {
	m := numeric.FindStringSubmatch(cell)
	if m == nil {
		return numbers{}, false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[3])
	c, _ := strconv.Atoi(m[4])
	return numbers{a, b, c, m[2] == "."}, true
}

// orderOf is the order that all of the dates can have. Where it could be either,
// dates with dots have the day first, as only such countries write them; else
// example is one that tells nothing, and either reports that somebody must be
// asked.
func orderOf(cells []string) (order Order, example string, either bool) {
	day, month := true, true
	dotted := true
	for _, cell := range cells {
		n, ok := numbersOf(cell)
		switch {
		case !ok:
			continue
		case n.a > 31:
			return YearFirst, "", false
		}
		_, asDay := n.day(DayFirst)
		_, asMonth := n.day(MonthFirst)
		if !asDay && !asMonth {
			continue
		}
		day, month, dotted = day && asDay, month && asMonth, dotted && n.dotted
		if example == "" && asDay && asMonth && n.a != n.b {
			example = cell
		}
	}
	switch {
	case day && (!month || dotted || example == ""):
		return DayFirst, "", false
	case month && !day:
		return MonthFirst, "", false
	case !day && !month:
		return DayFirst, "", false // both kinds in one column: those that can't be are left out
	}
	return "", example, true
}

// day is the day that the numbers name in that order.
func (n numbers) day(order Order) (day.Day, bool) {
	y, m, d := n.c, n.b, n.a
	switch order {
	case YearFirst:
		y, m, d = n.a, n.b, n.c
	case MonthFirst:
		m, d = n.a, n.b
	}
	if y < 100 {
		y += 2000
	}
	return dayOf(y, m, d)
}

func dayOf(y, m, d int) (day.Day, bool) {
	found := day.Date(y, time.Month(m), d)
	t := found.Time()
	return found, y > 1999 && y < 3000 && t.Day() == d && int(t.Month()) == m
}

// dateIn is the day that a cell names.
func dateIn(cell string, order Order) (day.Day, bool) {
	if n, ok := numbersOf(cell); ok {
		if n.a > 31 {
			order = YearFirst
		}
		return n.day(order)
	}
	m := worded.FindStringSubmatch(cell)
	if m == nil {
		return "", false
	}
	d, _ := strconv.Atoi(m[1] + m[4])
	y, _ := strconv.Atoi(m[5])
	name := strings.ToLower(m[2] + m[3])
	for month := time.January; month <= time.December; month++ {
		if full := strings.ToLower(month.String()); full == name || full[:3] == name || name == "sept" && month == time.September {
			return dayOf(y, int(month), d)
		}
	}
	return "", false
}

// clockIn is the time of day that a cell names, or -1.
func clockIn(cell string) time.Duration {
	m := clocked.FindStringSubmatch(cell)
	if m == nil {
		return -1
	}
	hour, _ := strconv.Atoi(m[1] + m[4])
	minute, _ := strconv.Atoi(m[2])
	if half := strings.ToLower(m[3] + m[5]); half != "" {
		if hour < 1 || hour > 12 {
			return -1
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return -1
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
}
