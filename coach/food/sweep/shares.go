package sweep

import (
	"strconv"
	"strings"

	"gutskin/coach/food"
)

// share is a line of shares.tsv: from which part of a dish's weight it is of a
// category.
type share struct {
	category food.Categories
	percent  float64
	parts    map[string]bool // as sources name them
	unless   food.Categories
}

// parseShare reads category, at least, parts and unless.
func parseShare(cells []string) (share, error) {
	category, err := food.ParseCategories(cells[0])
	if err != nil {
		return share{}, err
	}
	percent, err := strconv.ParseFloat(cells[1], 64)
	if err != nil {
		return share{}, err
	}
	unless, err := food.ParseCategories(cells[3])
	s := share{category: category, percent: percent, parts: map[string]bool{}, unless: unless}
	for part := range strings.SplitSeq(cells[2], ";") {
		s.parts[strings.TrimSpace(part)] = true
	}
	return s, err
}

// partsOf are the parts that an estimated row's source was added up from, in
// per cent of its weight: est:45 % cabbage, 25 % potato.
func partsOf(source string) map[string]float64 {
	parts := map[string]float64{}
	for part := range strings.SplitSeq(strings.TrimPrefix(source, "est:"), ",") {
		percent, name, ok := strings.Cut(strings.TrimSpace(part), " % ")
		if !ok {
			continue
		}
		if value, err := strconv.ParseFloat(percent, 64); err == nil {
			parts[name] += value
		}
	}
	return parts
}

// sweepShares holds the categories of a dish against the parts that its row says
// it was added up from.
func (s *sweeper) sweepShares(r *row) {
	parts := partsOf(r.Source)
	for _, rule := range s.settings.shares {
		if r.Categories&rule.category != 0 || r.Categories.Any(rule.unless) {
			continue
		}
		sum := 0.0
		for part, percent := range parts {
			if rule.parts[part] {
				sum += percent
			}
		}
		if sum >= rule.percent {
			s.found("share", r, r.Name, "is %g %% of %s by its source and not %s: add it, or put the source right", sum, rule.category, rule.category)
		}
	}
}
