package food

// isBreadOf takes a bread that is named after a sandwich for the sandwich's
// own: "ham sandwich on rye bread". It tells whether it did.
func (d contents) isBreadOf(k int, next *draft) bool {
	last := d.sandwich()
	if last == nil || next.head != breadHead || !next.categories.Any(SetOf(RefinedGrain, WholeGrain)) {
		return false
	}
	joined := d.joinedBread(k)
	if next.amount.stated && (!joined || last.categories != SetOf(RefinedGrain)) {
		return false
	}
	switch before := &d.marks[k-1]; {
	case joined:
	case before.cue == withCue || before.cue == containCue || before.sign == ',':
	case before.kind == qualifierMark || before.kind == unitMark || before.kind == numberMark:
	case before.kind == foodMark && before.last == d.marks[k].first && last != d.last():
	default:
		return false
	}
	last.categories = last.categories&^SetOf(RefinedGrain, WholeGrain) | next.categories
	last.plants = union(last.plants, next.plants)
	last.fiber = max(0, last.fiber+breadShare*(next.fiber-whiteBreadFiber))
	for _, q := range next.qualifiers[:next.qualified] {
		last.qualify(q)
	}
	return true
}

// joinedBread reports whether "on", "with" or "from" stands before the bread of mark k,
// its amount and what qualifies it: a sandwich on two slices of toasted rye bread.
func (d contents) joinedBread(k int) bool {
	for k--; k >= 0; k-- {
		switch before := &d.marks[k]; {
		case before.cue == withCue || before.cue == containCue:
			return true
		case before.kind == qualifierMark, before.kind == unitMark, before.kind == numberMark, before.cue == ofCue, before.cue == theCue, before.cue == measureCue: // reduced calorie
		default:
			return false
		}
	}
	return false
}

// sandwich is the latest sandwich of this sentence, when only what is in it
// came after it; else nil.
func (d contents) sandwich() *draft {
	for n := len(d.drafts) - 1; n >= d.since; n-- {
		switch have := &d.drafts[n]; {
		case have.head == sandwichHead:
			return have
		case have.within == 0:
			return nil
		}
	}
	return nil
}

const (
	// breadShare is how much of a sandwich is bread: 50 to 60 g of FNDDS's
	// sandwiches of 110 to 150 g.
	breadShare = 0.45
	// whiteBreadFiber is white bread's, grams in 100 g: what sandwiches are
	// taken to be made of.
	whiteBreadFiber = 2.3
)

// takeAlone makes a food of the mark that may be one by itself.
func (d contents) takeAlone() {
	k := d.alone
	d.alone = -1
	d.marks[k].index = d.marks[k].food - 1
	d.takeFood(k)
}

// isBareBread tells whether the qualifier at hand stands for a bread: "turkey
// on wholemeal", "a slice of rye".
func (d contents) isBareBread() bool {
	if d.alone < 0 || d.qualified == 0 || !d.lexicon.foods[d.marks[d.alone].food-1].categories.Any(SetOf(WholeGrain, RefinedGrain)) {
		return false
	}
	if d.last() == nil && d.marks[d.alone].last == d.at {
		return true // "rye with egg"
	}
	for k := d.alone - 1; k >= 0 && d.marks[k].last == d.marks[k+1].first; k-- {
		switch before := &d.marks[k]; {
		case before.cue == withCue || before.cue == containCue:
			return d.last() != nil
		case before.kind == unitMark:
			return d.amount.unit >= 0
		case before.kind != qualifierMark && before.cue != ofCue:
			return false
		}
	}
	return false
}
