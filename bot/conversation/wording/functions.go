package wording

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// functions are what templates can call. What they write is put together from
// templates too, so that another language needs no other program.
func (w *Words) functions() template.FuncMap {
	return template.FuncMap{
		"list":       w.List,
		"clocks":     w.clocks,
		"join":       strings.Join,
		"title":      UpperFirst,
		"lower":      LowerFirst,
		"disruptor":  func(slug string) (string, error) { return w.Label("disruptor.name", slug) },
		"plural":     w.plural,
		"int":        func(n int64) int { return int(n) },
		"whole":      w.whole,
		"thousand":   w.thousands,
		"oneDecimal": func(x float64) (string, error) { return w.decimals(x, 1) },
		"hours":      func(x float64) (string, error) { return w.decimals(math.Round(x*4)/4, -1) },
		"fluid":      w.fluid,
		"fluidOf":    w.fluidOf,
		"weight":     w.weight,
		"span":       func(first, last Day) span { return span{first, last} },
		"clock":      Clock,
		"dayname":    func(d Day) (string, error) { return w.Label("day.name", d) },
		"linename":   func(l coach.Line) (string, error) { return w.Label("line.subject", l) },
		"mealname":   func(meal food.Meal) (string, error) { return w.Label("meal.name", meal) },
		"tagnames":   func(tags []string) ([]string, error) { return w.tagNames("skin.tag", tags) },
		"gutnames":   func(tags []string) ([]string, error) { return w.tagNames("gut.tag", tags) },
		"daygroup":   func(group string) (string, error) { return w.Label("days.group", group) },
		"keepterm":   func(days int) (string, error) { return w.Label("keep.term", days) },
		"told":       func(c coach.CheckIn) bool { return c != coach.CheckIn{} },
		"plants":     func(d coach.DayFigures) int { return int(d.Points()) },
	}
}

// span are the days from one to another.
type span struct{ First, Last Day }

// plural is "1 plant", "2 plants", "0 plants". An irregular plural is given.
func (w *Words) plural(n int, one string, many ...string) (string, error) {
	name := one
	switch {
	case n != 1 && len(many) > 0:
		name = many[0]
	case n != 1:
		var err error
		if name, err = w.Label("plural.regular", one); err != nil {
			return "", err
		}
	}
	number, err := w.thousands(n)
	return number + " " + name, err
}

// whole is a figure as people read it: rounded, with thousands set off.
func (w *Words) whole(x float64) (string, error) { return w.thousands(int(math.Round(x))) }

func (w *Words) thousands(n int) (string, error) {
	if n < 0 {
		text, err := w.thousands(-n)
		return "-" + text, err
	}
	if n < 1000 {
		return strconv.Itoa(n), nil
	}
	mark, err := w.Label("number.group", nil)
	if err != nil {
		return "", err
	}
	more, err := w.thousands(n / 1000)
	return fmt.Sprintf("%s%s%03d", more, mark, n%1000), err
}

// decimals is x with so many decimal places, or with -1 as many as it has.
func (w *Words) decimals(x float64, places int) (string, error) {
	mark, err := w.Label("number.point", nil)
	return strings.Replace(strconv.FormatFloat(x, 'f', places, 64), ".", mark, 1), err
}

// Amount is an amount in the person's units, rounded.
type Amount struct {
	US    bool
	N, Of string
}

// fluid is an amount of drink: "250 ml", "8 fl oz".
func (w *Words) fluid(u coach.Units, ml any) (string, error) {
	n, err := w.whole(inUnits(u, number(ml), coach.FluidOunceML))
	if err != nil {
		return "", err
	}
	return w.Label("amount.fluid", Amount{US: u == coach.US, N: n})
}

// fluidOf is an amount of drink and the aim: "250 of 2,000 ml".
func (w *Words) fluidOf(u coach.Units, ml, aim any) (string, error) {
	n, err := w.whole(inUnits(u, number(ml), coach.FluidOunceML))
	if err != nil {
		return "", err
	}
	of, err := w.whole(inUnits(u, number(aim), coach.FluidOunceML))
	if err != nil {
		return "", err
	}
	return w.Label("amount.fluidof", Amount{u == coach.US, n, of})
}

// weight is an amount of food: "150 g", "5.3 oz".
func (w *Words) weight(u coach.Units, grams float64) (string, error) {
	n, err := w.whole(grams)
	if u == coach.US {
		n, err = w.decimals(grams/coach.OunceG, 1)
	}
	if err != nil {
		return "", err
	}
	return w.Label("amount.weight", Amount{US: u == coach.US, N: n})
}

// inUnits is a metric amount in units of which one US measure holds so much.
func inUnits(u coach.Units, metric, one float64) float64 {
	if u == coach.US {
		return metric / one
	}
	return metric
}

func number(v any) float64 {
	switch n := v.(type) {
	case int:
		return float64(n)
	case float64:
		return n
	}
	return math.NaN()
}

// tagNames are tags as people are told them, by the wording of their kind.
func (w *Words) tagNames(kind string, tags []string) ([]string, error) {
	names := make([]string, len(tags))
	for i, tag := range tags {
		var err error
		if names[i], err = w.Label(kind, tag); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// List is "a", "a and b", "a, b and c".
func (w *Words) List(words []string) (string, error) {
	if len(words) < 2 {
		return strings.Join(words, ""), nil
	}
	last := len(words) - 1
	return w.Label("list.last", [2]string{strings.Join(words[:last], ", "), words[last]})
}

// clocks is "11:00 and 15:00".
func (w *Words) clocks(hours []time.Duration) (string, error) {
	var list []string
	for _, h := range hours {
		list = append(list, Clock(h))
	}
	return w.List(list)
}

// Clock is a time of day as "17:00".
func Clock(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d/time.Hour)%24, int(d/time.Minute)%60)
}

// UpperFirst is a text with a capital first letter.
func UpperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// LowerFirst is a sentence as the part of another.
func LowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Day is a day as wording names it: "yesterday", "on Tuesday".
type Day struct {
	Ago     int // days before the person's today; negative: ahead
	Weekday int // 0: Sunday
	Date    int
	Month   int
	Year    int // 0 when it is the present one
	Day     day.Day
}
