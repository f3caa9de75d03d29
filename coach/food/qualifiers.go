package food

import (
	"errors"
	"fmt"
	"strconv"
)

// qualifier is a line of language/qualifiers.tsv: what a word beside a food
// changes.
type qualifier struct {
	name         string
	when, unless Categories // it works on foods with any of when (0: all) and none of unless
	remove, add  Categories
	plants       []string
	herbs        []string
	fiber        float64 // times the food's fibre
}

// maxQualifiedFiber is as much fibre as a qualifier can bring a food to, grams
// in 100 g: the upper end of wholemeal products in USDA's tables.
const maxQualifiedFiber = 15

func (l *language) addQualifier(cells []string) error {
	q := qualifier{name: cells[0], plants: list(cells[6], ","), herbs: list(cells[7], ","), fiber: 1}
	var errs []error
	for i, set := range []*Categories{&q.when, &q.unless, &q.remove, &q.add} {
		var err error
		if *set, err = ParseCategories(cells[2+i]); err != nil {
			errs = append(errs, err)
		}
	}
	if cells[8] != "" {
		var err error
		if q.fiber, err = strconv.ParseFloat(cells[8], 64); err != nil || !(q.fiber > 0) {
			errs = append(errs, fmt.Errorf("fiber is %q, not a number above 0", cells[8]))
		}
	}
	m := meaning{kind: qualifierMark, index: int32(len(l.qualifiers))}
	l.qualifiers = append(l.qualifiers, q)
	return errors.Join(append(errs, l.addPhrases(q.name+";"+cells[1], m))...)
}

// qualify applies a draft's qualifiers. What one only takes away stays away:
// sugar-free chocolate-covered almonds.
func qualify(d *draft, known []qualifier) {
	for _, takes := range [...]bool{false, true} {
		for _, q := range d.qualifiers[:d.qualified] {
			if (known[q].add == 0) == takes {
				known[q].apply(d)
			}
		}
	}
}

// apply changes a draft as the qualifier says, where it works on it.
func (q *qualifier) apply(d *draft) {
	if q.when != 0 && !d.categories.Any(q.when) || d.categories.Any(q.unless) {
		return
	}
	d.categories = d.categories&^q.remove | q.add
	d.plants = union(d.plants, q.plants)
	d.herbs = union(d.herbs, q.herbs)
	if q.fiber != 1 {
		d.fiber = max(d.fiber, min(d.fiber*q.fiber, maxQualifiedFiber))
	}
}

// union is a with what b has besides; a itself when that is nothing. It never
// writes into a.
func union(a, b []string) []string {
	merged := a[:len(a):len(a)]
	for _, s := range b {
		if !contains(merged, s) {
			merged = append(merged, s)
		}
	}
	return merged
}

// without is a without what is in b; a itself when nothing is. It never writes
// into a.
func without(a, b []string) []string {
	for i, s := range a {
		if !contains(b, s) {
			continue
		}
		kept := a[:i:i]
		for _, s := range a[i+1:] {
			if !contains(b, s) {
				kept = append(kept, s)
			}
		}
		return kept
	}
	return a
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}
