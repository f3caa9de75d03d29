package food

import (
	"slices"
	"testing"
)

// TestPlates: what lies side by side is told one by one, and what a dish is
// named after is not.
func TestPlates(t *testing.T) {
	r := NewReader(loadContent(t))
	for _, c := range []struct {
		text string
		want []string
	}{
		{"salmon and rice", []string{"salmon", "rice"}},
		{"chicken curry with rice", []string{"chicken curry", "rice"}},
		{"marmalade on toast", []string{"marmalade", "toast"}},
		{"scone with jam and cream", []string{"scone", "jam", "cream"}},
		{"bagel with cream cheese", []string{"bagel", "cream cheese"}},
		{"toast with peanut butter", []string{"toast", "peanut butter"}},
		{"ham and eggs", []string{"ham", "egg"}},
		{"steak and chips", []string{"steak", "french fries"}},
		{"leek and potato soup", []string{"leek and potato soup"}},
		{"chicken and mushroom pie", []string{"chicken and mushroom pie"}},
		{"smoked salmon and cream cheese bagel", []string{"smoked salmon and cream cheese bagel"}},
		{"date and walnut loaf", []string{"date and walnut loaf"}},
		{"mac and cheese", []string{"mac and cheese"}},
		{"gin and tonic", []string{"gin and tonic"}},
		{"tea with milk", []string{"tea with milk"}},
		{"noodles with chicken", []string{"noodles with chicken"}},
	} {
		var got []string
		for _, it := range r.Read(c.text, Moment{}).Items {
			got = append(got, it.Food)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q holds %q, want %q", c.text, got, c.want)
		}
	}
}
