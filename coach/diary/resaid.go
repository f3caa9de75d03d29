package diary

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"gutskin/coach"
)

// resaid is the food's own words after its amount changed from f's to now's:
// what it was called, with the amount as the correction put it. "2 pints of
// lager" corrected to 3 are "3 pints of lager", to half an amount "lager".
func resaid(f, now coach.Food, a Amount, plural func(string) string) string {
	if f.Said == "" {
		return ""
	}
	called := f.Bare()
	if a.Differs != 0 || a.Times > 0 && IsExact(f) {
		a.Bare, a.Times = math.Round(now.Count), 0
	}
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
		if a.Bare != 1 {
			called = plural(called)
		}
		return number + " " + called
	case now.Unit == "":
		return a.Words + " " + called
	}
	return a.Words + " of " + called
}

// saidKind are words for the old food in that kind, as it was told: after "2
// biscuits" "2 oat biscuits"; "" where it wasn't.
func saidKind(old coach.Food, kind string) string {
	if old.Said == "" || strings.Contains(old.Bare(), " ") { // white bread, which was rye
		return ""
	}
	head := lastWord(old.Shown())
	amount := strings.TrimSuffix(old.Shown(), head)
	if amount == "a " || amount == "an " {
		return kind + " " + head // with its own article
	}
	if first, rest, ok := strings.Cut(kind, " "); ok && isArticle(first) {
		kind = rest
	}
	return amount + kind + " " + head
}

// saidLike are words for n of the food called title, as old was told: after "3
// slices of toast" "2 slices of rye bread", after "3 tacos" "2 fish tacos"; ""
// where the title has another head.
func saidLike(old coach.Food, title string, n float64) string {
	number := strconv.FormatFloat(n, 'f', -1, 64) + " "
	_, told, ok := strings.Cut(old.Shown(), " ")
	if !ok {
		return ""
	}
	if vessel, _, of := strings.Cut(told, " of "); of && old.Unit != "" {
		if n == 1 {
			vessel = old.Unit
		}
		return number + vessel + " of " + title
	}
	plural, head := lastWord(told), lastWord(title)
	if n == 1 {
		if single := lastWord(old.Name); head == plural && strings.HasPrefix(plural, single) {
			title = strings.TrimSuffix(title, plural) + single
		}
		return number + title
	}
	if !strings.HasPrefix(plural, head) {
		return ""
	}
	return number + strings.TrimSuffix(title, head) + plural
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
