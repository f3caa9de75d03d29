package sweep

import (
	"bytes"
	"math"
	"slices"
	"strings"

	"gutskin/coach/food"
)

// called is a name with its row.
type called struct {
	name string
	row  *row
}

// little are words that a name means the same without.
var little = map[string]bool{"of": true, "the": true, "a": true, "style": true}

// sweepVariants finds names that are one name in another order or spelling and
// yet stand for foods with different figures.
func (s *sweeper) sweepVariants() {
	first := map[string]called{}
	for i := range s.rows {
		r := &s.rows[i]
		for _, name := range names(r) {
			for _, key := range variantKeys(name) {
				other, seen := first[key]
				if !seen {
					first[key] = called{name, r}
					continue
				}
				if other.row != r && differ(r, other.row) {
					s.found("variant", r, name, "is %q (%s:%d) in another spelling or order, with other figures: make them one food, or say in an exception what sets them apart",
						other.name, other.row.file, other.row.line)
					break
				}
			}
		}
	}
}

// variantKeys are the same for names that differ in the order of their words, in
// doubled letters, in spellings that people mix up, or in being written as one
// word.
func variantKeys(name string) []string {
	var list []string
	for _, w := range words(name) {
		if !little[w] {
			list = append(list, spelled(w))
		}
	}
	asOne := strings.Join(list, "")
	if !slices.ContainsFunc(list, func(w string) bool { return joins[w] || w == "in" || w == "on" }) {
		slices.Sort(list) // bread with cheese is not cheese bread
	}
	keys := []string{strings.Join(list, " ")}
	if len(asOne) >= longName {
		keys = append(keys, asOne)
	}
	return keys
}

// longName is a length, in letters, from which a name written as one word is no
// other one: sachertorte.
const longName = 9

// mixedUp are spellings of a sound that names from other scripts and languages
// come in.
var mixedUp = strings.NewReplacer("ph", "f", "ck", "k", "c", "k", "q", "k", "kh", "k", "gh", "g", "dh", "d", "th", "t", "sch", "sh", "z", "s", "y", "i", "ie", "i", "ee", "i", "oo", "u", "ou", "u", "w", "v", "aa", "a")

// spelled takes doubled letters once and mixed-up ones the same, in words long
// enough not to become another.
func spelled(w string) string {
	if len(w) < 5 {
		return w
	}
	w = mixedUp.Replace(w)
	b := []byte(w[:1])
	for i := 1; i < len(w); i++ {
		if w[i] != w[i-1] {
			b = append(b, w[i])
		}
	}
	if len(b) > 6 {
		b = bytes.TrimRight(b, "aeio") // lasagna, lasagne
	}
	return string(b)
}

// closely is how near the fibre of two servings must be, in grams, to be one answer.
const closely = 0.5

func differ(a, b *row) bool {
	fiber := func(r *row) float64 { return r.Fiber.Value * r.Serving.Value / 100 }
	return a.Categories != b.Categories || math.Abs(fiber(a)-fiber(b)) > closely
}

// crowd is from how many rows on a profile is a copy.
const crowd = 5

// profile is what rows have in common that were copied from one another.
type profile struct {
	categories      food.Categories
	fiber, serving  float64
	units, source   string
	plants, herbs   string
	regardsContents bool
}

func profileOf(r *row, contents bool) profile {
	fields := strings.Split(r.String(), "\t")
	p := profile{categories: r.Categories, fiber: r.Fiber.Value, serving: r.Serving.Value, units: fields[7], source: r.Source}
	if contents {
		p.plants, p.herbs, p.regardsContents = fields[3], fields[4], true
	}
	return p
}

// sweepCopies finds rows that say word for word what four others say, and
// counts the distinct profiles.
func (s *sweeper) sweepCopies() int {
	groups := map[profile][]*row{}
	distinct := map[profile]bool{}
	for i := range s.rows {
		p := profileOf(&s.rows[i], false)
		groups[p] = append(groups[p], &s.rows[i])
		distinct[profileOf(&s.rows[i], true)] = true
	}
	for i := range s.rows {
		r := &s.rows[i]
		if group := groups[profileOf(r, false)]; len(group) >= crowd {
			s.found("copied", r, r.Name, "says word for word what %d other rows say (%q and others): give it its own figures, make it a synonym, or take it away",
				len(group)-1, groups[profileOf(r, false)][0].Name)
		}
	}
	return len(distinct)
}
