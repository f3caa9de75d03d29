package food

import (
	"fmt"
	"math/bits"
	"strings"
)

// Category is one of the gut-health categories that a food counts as. The
// definitions, with their sources, are in content/README.md.
type Category uint8

// The categories, in the order in which they are always listed.
const (
	Fermented Category = iota
	Prebiotic
	FiberRich
	Vegetable
	StarchyVegetable
	Fruit
	Berry
	Legume
	WholeGrain
	RefinedGrain
	Nut
	Seed
	DarkChocolate
	Omega3
	OliveOil
	HealthyFat
	Polyphenol
	HerbSpice
	Protein
	Dairy
	Water
	Tea
	Coffee
	HighSugar
	UltraProcessed
	FastFood
	Alcohol

	categoryCount
)

var slugs = [categoryCount]string{
	"fermented", "prebiotic", "fiber_rich", "vegetable", "starchy_vegetable",
	"fruit", "berry", "legume", "whole_grain", "refined_grain", "nut", "seed",
	"dark_chocolate", "omega3", "olive_oil", "healthy_fat", "polyphenol",
	"herb_spice", "protein", "dairy", "water", "tea", "coffee", "high_sugar",
	"ultra_processed", "fast_food", "alcohol",
}

// AllCategories lists every category in order.
func AllCategories() []Category {
	all := make([]Category, categoryCount)
	for i := range all {
		all[i] = Category(i)
	}
	return all
}

// String is the category's slug, as content files and the JSON of bot parse
// write it.
func (c Category) String() string { return slugs[c] }

// CategoryOf is the category with that slug.
func CategoryOf(slug string) (Category, bool) {
	for i, s := range slugs {
		if s == slug {
			return Category(i), true
		}
	}
	return 0, false
}

// Categories is a set of categories. The zero value is empty.
type Categories uint32

// SetOf is the set of those categories.
func SetOf(cs ...Category) Categories {
	var set Categories
	for _, c := range cs {
		set |= 1 << c
	}
	return set
}

// ParseCategories reads slugs separated by spaces.
func ParseCategories(s string) (Categories, error) {
	var set Categories
	for slug := range strings.FieldsSeq(s) {
		c, ok := CategoryOf(slug)
		if !ok {
			return 0, fmt.Errorf("unknown category %q", slug)
		}
		set |= 1 << c
	}
	return set, nil
}

// Has tells whether c is in the set.
func (s Categories) Has(c Category) bool { return s&(1<<c) != 0 }

// Any tells whether the sets share a category.
func (s Categories) Any(other Categories) bool { return s&other != 0 }

// Len is the number of categories in the set.
func (s Categories) Len() int { return bits.OnesCount32(uint32(s)) }

// Slugs lists the set's slugs in order; never nil.
func (s Categories) Slugs() []string {
	list := make([]string, 0, s.Len())
	for c := range categoryCount {
		if s.Has(c) {
			list = append(list, slugs[c])
		}
	}
	return list
}

// String is the slugs separated by spaces.
func (s Categories) String() string { return strings.Join(s.Slugs(), " ") }

// MarshalText writes the slugs separated by spaces.
func (s Categories) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Categories) UnmarshalText(text []byte) (err error) {
	*s, err = ParseCategories(string(text))
	return err
}
