package diary

import (
	"strconv"
	"strings"
	"unicode"

	"gutskin/coach"
)

// resaid is the food's own words after its amount changed from f's to now's:
// what it was called, with the amount as the correction put it. "2 pints of
// lager" corrected to 3 are "3 pints of lager", to half an amount "lager".
func resaid(f, now coach.Food, a Amount) string {
	if f.Said == "" {
		return ""
	}
	called := f.Bare()
	switch {
	case a.Times > 0:
		return called
	case a.Bare == 1 && f.Unit == "":
		return "1 " + f.Title()
	case a.Bare > 0:
		number := strconv.FormatFloat(a.Bare, 'f', -1, 64)
		if rest := strings.TrimLeftFunc(f.Shown(), unicode.IsDigit); f.Count > 0 && rest != f.Shown() {
			return number + rest
		}
		return number + " " + called
	case now.Unit == "":
		return a.Words + " " + called
	}
	return a.Words + " of " + called
}
