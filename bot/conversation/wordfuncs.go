package conversation

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
)

// functions are what templates can call.
func (w *Words) functions() template.FuncMap {
	return template.FuncMap{
		"list":       func(words []string) string { return joinWords(words, " and ") },
		"join":       strings.Join,
		"text":       func(v any) string { return fmt.Sprint(v) },
		"title":      upperFirst,
		"plural":     plural,
		"int":        func(n int64) int { return int(n) },
		"whole":      whole,
		"thousand":   thousands,
		"oneDecimal": func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) },
		"hours":      func(x float64) string { return strconv.FormatFloat(math.Round(x*4)/4, 'f', -1, 64) },
		"clock":      clockText,
		"dayname":    func(d dayView) (string, error) { return w.Label("day.name", d) },
		"linename":   func(l coach.Line) (string, error) { return w.Label("line.subject", l) },
		"told":       func(c coach.CheckIn) bool { return c != coach.CheckIn{} },
		"plants":     func(d coach.DayFigures) int { return int(d.Points()) },
		"first":      func(n int, list []coach.Well) []coach.Well { return list[:min(n, len(list))] },
	}
}

// plural is "1 plant", "2 plants", "0 plants". An irregular plural is given.
func plural(n int, one string, many ...string) string {
	switch {
	case n == 1:
		return thousands(n) + " " + one
	case len(many) > 0:
		return thousands(n) + " " + many[0]
	default:
		return thousands(n) + " " + one + "s"
	}
}

// whole is a figure as people read it: rounded, with thousands set off.
func whole(x float64) string { return thousands(int(math.Round(x))) }

func thousands(n int) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// joinWords is "a", "a and b", "a, b and c".
func joinWords(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + and + words[last]
}

// clockText is a time of day as "17:00".
func clockText(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d/time.Hour)%24, int(d/time.Minute)%60)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
