package food

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// timeKind is what a phrase of language/times.tsv names; the file explains
// each.
type timeKind uint8

const (
	notTime timeKind = iota
	mealTime
	headingTime
	headdayTime
	dayTime
	weekdayTime
	lastweekTime
	possessiveTime
	agoTime
	dateTime
	monthTime
	clockTime
	partTime
	ampmTime
)

var timeKinds = map[string]timeKind{
	"meal": mealTime, "heading": headingTime, "headday": headdayTime, "day": dayTime, "weekday": weekdayTime, "lastweek": lastweekTime, "possessive": possessiveTime, "ago": agoTime,
	"date": dateTime, "month": monthTime, "clock": clockTime, "part": partTime, "ampm": ampmTime,
}

// timeWord is a phrase of language/times.tsv made ready.
type timeWord struct {
	kind  timeKind
	meal  Meal
	value int       // days, weekday, month, hour
	date  namedDate // for dateTime
}

// namedDate is a day of every year: of a month and day, the nth weekday of a
// month, or a number of days from Easter.
type namedDate struct {
	month   time.Month // 0: counted from Easter
	day     int        // day of the month, or days from Easter
	nth     int        // above 0: the nth weekday of the month
	weekday time.Weekday
}

// clockClasses are kinds of single words.
var clockClasses = map[string]class{"clocklead": leadsClock, "oclock": tellsClock, "past": pastHour, "to": toHour, "ondays": onDays}

func (l *language) addTimes(cells []string) error {
	if c, ok := clockClasses[cells[0]]; ok {
		return l.addClass(cells[2], c)
	}
	kind, ok := timeKinds[cells[0]]
	if !ok {
		return fmt.Errorf("unknown kind of time %q", cells[0])
	}
	t := timeWord{kind: kind}
	var err error
	switch kind {
	case mealTime, headingTime:
		t.meal, err = parseMeal(cells[1])
	case dateTime:
		t.date, err = parseNamedDate(cells[1])
	case partTime:
		value, meal, named := strings.Cut(cells[1], " ")
		if t.value, err = strconv.Atoi(value); err == nil && named {
			t.meal, err = parseMeal(meal)
		}
	default:
		t.value, err = strconv.Atoi(cells[1])
	}
	if err != nil {
		return fmt.Errorf("value %q: %w", cells[1], err)
	}
	m := meaning{kind: timeMark, index: int32(len(l.times))}
	l.times = append(l.times, t)
	return l.addPhrases(cells[2], m)
}

func parseMeal(s string) (Meal, error) {
	switch m := Meal(s); m {
	case Breakfast, Lunch, Dinner, Snack:
		return m, nil
	case "-":
		return "", nil
	}
	return "", fmt.Errorf("no meal of that name")
}

var weekdays = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// parseNamedDate reads 12-31, 11-thu-4 and easter-2.
func parseNamedDate(s string) (namedDate, error) {
	if rest, ok := strings.CutPrefix(s, "easter"); ok {
		days, err := strconv.Atoi(rest)
		return namedDate{day: days}, err
	}
	parts := strings.Split(s, "-")
	month, err := strconv.Atoi(parts[0])
	if err != nil || month < 1 || month > 12 {
		return namedDate{}, fmt.Errorf("no month")
	}
	d := namedDate{month: time.Month(month)}
	switch len(parts) {
	case 2:
		d.day, err = strconv.Atoi(parts[1])
	case 3:
		weekday, ok := weekdays[parts[1]]
		if !ok {
			return d, fmt.Errorf("no weekday %q", parts[1])
		}
		d.weekday = weekday
		d.nth, err = strconv.Atoi(parts[2])
	default:
		err = fmt.Errorf("not MM-DD, MM-weekday-nth or easter±days")
	}
	return d, err
}
