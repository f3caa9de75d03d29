package intent

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// weekdays are the days named: single ones, or groups such as "weekends",
// whose value lists their numbers.
func (v reminders) weekdays(from, to int) []time.Weekday {
	var days []time.Weekday
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.weekdays)
		if !ok {
			value, _, ok = v.value(i, v.class.weekday)
		}
		if ok && (reminderSpan{v.view, from, to}).setAside(i) {
			continue // Saturday instead of Sunday
		}
		for n := range strings.FieldsSeq(value) {
			d, err := strconv.Atoi(n)
			if ok && err == nil && !slices.Contains(days, time.Weekday(d)) {
				days = append(days, time.Weekday(d))
			}
		}
	}
	return days
}

// perDay reads "one reminder a day", "3 times a day", "twice a day".
func (v reminders) perDay(from, to int) int {
	for i := from; i < to; i++ {
		if !v.is(i, v.class.daily) {
			continue
		}
		for k := i - 1; k >= max(from, i-4); k-- {
			if n := v.values().numberAt(k); n >= 1 && n <= 24 {
				return int(n)
			}
		}
	}
	return 0
}

// length reads "for a week", "3 days", "in 2 hours"; "a" counts as one.
func (v reminders) length(from, to int) time.Duration {
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.length)
		if !ok {
			continue
		}
		hours, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		n := 1.0
		if i > from {
			if before := v.values().numberAt(i - 1); before > 0 {
				n = min(before, 366)
			}
		}
		return time.Duration(n * float64(hours) * float64(time.Hour))
	}
	return 0
}
