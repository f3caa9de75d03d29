package diary

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
)

// Editor applies corrections to one person's diary.
type Editor struct {
	Lexicon Lexicon
	Today   day.Day
}

// Apply gives the diary after a correction, and what came of it. The entries
// are those of the last days, in the order in which they were told; they are
// not changed. Entries of other sources than Outcome.Source are the same in
// the result.
func (ed *Editor) Apply(entries []coach.Entry, c Correction) ([]coach.Entry, Outcome) {
	scope := ed.scope(entries, c)
	if len(scope) == 0 {
		return entries, Outcome{Result: Nothing, Missing: c.Wrong}
	}
	t, out := ed.target(scope, c)
	if out.Result != Changed {
		return entries, out
	}
	before := ofSource(entries, t.source)
	after := ed.change(clone(before), t, c, &out)
	out.Source, out.Before, out.After = t.source, before, after
	if out.Result == Changed && same(before, after) {
		out.Result = Unchanged
	}
	if out.Result != Changed {
		return entries, out
	}
	return with(entries, t.source, after), out
}

// target is what a correction changes: the foods meant, in one source.
type target struct {
	source string
	foods  []Place // in that source, newest first; none: the whole of it
}

// target finds what the correction is about; the outcome's result is Changed
// when it was found.
func (ed *Editor) target(scope []coach.Entry, c Correction) (target, Outcome) {
	if len(c.Wrong) > 0 {
		return ed.namedTarget(scope, c)
	}
	return ed.unnamedTarget(scope, c)
}

// namedTarget finds the foods that the correction names. All must stand in one
// source: the first name decides which.
func (ed *Editor) namedTarget(scope []coach.Entry, c Correction) (target, Outcome) {
	var t target
	var missing []Named
	for _, n := range c.Wrong {
		hits := find(scope, n)
		if t.source != "" {
			hits = slices.DeleteFunc(hits, func(h hit) bool { return h.place.Source != t.source })
		}
		if c.Op == Keep && len(hits) > 0 { // the newest: the rest of another meal isn't at stake
			newest := hits[0].place.Source
			hits = slices.DeleteFunc(hits, func(h hit) bool { return h.place.Source != newest })
		}
		source, alone := sourceOf(hits)
		switch {
		case len(hits) == 0:
			missing = append(missing, n)
			continue
		case !alone:
			return t, Outcome{Result: Ambiguous, Candidates: places(hits)}
		}
		t.source = source
		if c.Op == Replace || c.Op == Measure {
			hits = hits[:1]
		}
		for _, h := range hits {
			t.foods = append(t.foods, h.place)
		}
	}
	if t.source == "" {
		return t, Outcome{Result: NotFound, Missing: missing, Candidates: foodsOf(scope)}
	}
	return t, Outcome{Missing: missing}
}

// unnamedTarget finds the newest entry of the kind that the correction fits,
// and in it the food that is meant, where one is.
func (ed *Editor) unnamedTarget(scope []coach.Entry, c Correction) (target, Outcome) {
	switch c.Op {
	case Rate:
		return whole(newest(scope, func(e *coach.Entry) bool { return e.Skin != nil || e.Gut != nil }))
	case Move:
		if c.AtMeal != "" || c.OnDay != "" {
			source := newest(scope, hasFoods)
			t, out := whole(source)
			t.foods = allFoods(ofSource(scope, source))
			return t, out
		}
		return whole(newest(scope, func(e *coach.Entry) bool { return e.Kind == coach.KindMeal || c.Meal == "" && c.Clock == nil }))
	case Delete:
		return whole(newest(scope, func(*coach.Entry) bool { return true }))
	case Measure:
		return ed.measuredTarget(scope, c)
	case Add:
		return whole(newest(scope, hasFoods))
	}
	source := newest(scope, hasFoods)
	if source == "" {
		return target{}, Outcome{Result: Nothing}
	}
	list := ofSource(scope, source)
	all := allFoods(list)
	if c.Alike {
		all = slices.DeleteFunc(all, func(p Place) bool { return len(c.Foods) != 1 || !alike(entryAt(list, p).Foods[p.Index], c.Foods[0]) })
		if len(all) == 0 {
			return target{}, Outcome{Result: Nothing}
		}
	}
	switch {
	case c.Kind != "" && (len(all) > 1 || c.Less > 0):
		fits := ed.haveKind(list, c)
		if len(fits) == 1 {
			return target{source, fits}, Outcome{}
		}
		if len(fits) == 0 && c.Less > 0 {
			return target{}, Outcome{Result: Nothing}
		}
	case len(all) == 1:
		return target{source, all}, Outcome{}
	case len(c.Foods) > 0:
		if alike := mostAlike(list, c.Foods[0]); len(alike) == 1 {
			return target{source, alike}, Outcome{}
		}
	}
	return target{}, Outcome{Result: Ambiguous, Candidates: all[:min(len(all), maxCandidates)]}
}

func whole(source string) (target, Outcome) {
	if source == "" {
		return target{}, Outcome{Result: Nothing}
	}
	return target{source: source}, Outcome{}
}

// allFoods are the places of all foods.
func allFoods(list []coach.Entry) []Place {
	var all []Place
	for _, e := range list {
		for k := range e.Foods {
			all = append(all, Place{e.Source, e.Part, k})
		}
	}
	return all
}

// mostAlike are the foods that have the most categories in common with f, if
// any: those of the same name before all others.
func mostAlike(list []coach.Entry, f coach.Food) []Place {
	const sameName, wordWeight = 1000, 20
	var best []Place
	most := 0
	for _, e := range list {
		for k, have := range e.Foods {
			like := (have.Categories & f.Categories).Len() + sharedWords(have.Name, f.Name)*wordWeight
			if have.Name == f.Name {
				like = sameName
			}
			switch {
			case like > most:
				best, most = []Place{{e.Source, e.Part, k}}, like
			case like == most && like > 0:
				best = append(best, Place{e.Source, e.Part, k})
			}
		}
	}
	return best
}

// alike reports whether one food may have been told in the place of the other: they
// share a word of their names, or at least half of all their categories.
func alike(a, b coach.Food) bool {
	shared, all := (a.Categories & b.Categories).Len(), (a.Categories | b.Categories).Len()
	return a.Name == b.Name || sharedWords(a.Name, b.Name) > 0 || shared > 0 && 2*shared >= all
}

// haveKind are the foods that come in the kind that the correction says, and of
// which there are more than those that it is about.
func (ed *Editor) haveKind(list []coach.Entry, c Correction) []Place {
	var fits []Place
	for _, e := range list {
		for k, f := range e.Foods {
			if _, ok := ed.Lexicon.OfKind(f, c.Kind); ok && (c.Less == 0 || f.Count > c.Less) {
				fits = append(fits, Place{e.Source, e.Part, k})
			}
		}
	}
	return fits
}

// sharedWords is how many words two names have in common.
func sharedWords(a, b string) (n int) {
	for w := range strings.FieldsSeq(b) {
		if holdsWords(a, w) {
			n++
		}
	}
	return n
}

// change does to the entries of the target's source what the correction says.
func (ed *Editor) change(list []coach.Entry, t target, c Correction, out *Outcome) []coach.Entry {
	switch c.Op {
	case Delete:
		if len(t.foods) == 0 {
			return nil
		}
		return ed.remove(list, t, c)
	case Remove:
		if c.Less > 0 && len(t.foods) == 1 {
			if f := entryAt(list, t.foods[0]).Foods[t.foods[0].Index]; f.Unit == "" && f.Count > c.Less {
				c.Amount = Amount{Bare: f.Count - c.Less}
				return ed.measure(list, t, c, out)
			}
		}
		return ed.remove(list, t, c)
	case Keep:
		return keep(list, t)
	case Replace:
		return ed.replace(list, t, c)
	case Add:
		return add(list, t, c)
	case Measure:
		return ed.measure(list, t, c, out)
	case Move:
		return ed.move(list, t, c)
	case Rate:
		return rate(list, c)
	}
	return list
}

// remove takes the foods of the target out: a whole food that was named, a part
// of a dish, or a plant that was only in it.
func (ed *Editor) remove(list []coach.Entry, t target, c Correction) []coach.Entry {
	for _, p := range descending(t.foods) {
		e := entryAt(list, p)
		f := e.Foods[p.Index]
		switch fit := bestFit(f, c.Wrong); {
		case fit == exactFit || fit >= kindFit && len(ed.Lexicon.Parts(f)) == 0 && !qualifies(f, c.Wrong):
			e.Foods = slices.Delete(e.Foods, p.Index, p.Index+1)
		case fit == plantFit:
			e.Foods[p.Index] = withoutPlants(f, c.Wrong)
		default:
			e.Foods = slices.Replace(e.Foods, p.Index, p.Index+1, ed.partsWithout(f, c.Wrong)...)
		}
	}
	return kept(list)
}

// keep leaves of the entries that hold the foods of the target only these.
func keep(list []coach.Entry, t target) []coach.Entry {
	for i := range list {
		e := &list[i]
		if !isTarget(e, t.foods) {
			continue
		}
		var foods []coach.Food
		for k, f := range e.Foods {
			if slices.Contains(t.foods, Place{e.Source, e.Part, k}) {
				foods = append(foods, f)
			}
		}
		e.Foods = foods
	}
	return list
}

// partsWithout are the parts of a dish less those named; a dish that has none
// goes whole.
func (ed *Editor) partsWithout(f coach.Food, wrong []Named) []coach.Food {
	parts := ed.Lexicon.Parts(f)
	if len(parts) == 0 {
		for _, n := range wrong {
			for _, name := range n.Names {
				if rest, ok := ed.without(f, name); ok {
					return []coach.Food{rest}
				}
			}
		}
	}
	return slices.DeleteFunc(parts, func(p coach.Food) bool { return bestFit(p, wrong) >= kindFit })
}

// without is what is left of a dish without what its name begins with: a feta
// salad is a salad.
func (ed *Editor) without(f coach.Food, name string) (coach.Food, bool) {
	if f.Name == name || !holdsWords(f.Name, name) || strings.HasSuffix(f.Name, " "+name) {
		return coach.Food{}, false
	}
	rest := strings.Join(strings.Fields(strings.Replace(" "+f.Name+" ", " "+name+" ", " ", 1)), " ")
	left, ok := ed.Lexicon.Named(rest)
	return ed.inAmountOf(left, f), ok
}

func bestFit(f coach.Food, names []Named) fit {
	best := noFit
	for _, n := range names {
		best = max(best, fitOf(f, n))
	}
	return best
}

// withoutPlants is a dish without the plants that are named.
func withoutPlants(f coach.Food, wrong []Named) coach.Food {
	isWrong := func(plant string) bool {
		return slices.ContainsFunc(wrong, func(n Named) bool { return slices.Contains(n.Names, plant) })
	}
	f.Plants = slices.DeleteFunc(slices.Clone(f.Plants), isWrong)
	f.Herbs = slices.DeleteFunc(slices.Clone(f.Herbs), isWrong)
	return f
}

// replace puts the correction's foods in the place of the one that is meant. A
// part of a dish is replaced in the dish's parts.
func (ed *Editor) replace(list []coach.Entry, t target, c Correction) []coach.Entry {
	foods := slices.Clone(c.Foods)
	for n, p := range descending(t.foods) {
		e := entryAt(list, p)
		old := e.Foods[p.Index]
		if c.Guess && c.Kind == "" && len(foods) == 1 && ed.isKind(old, foods[0]) {
			c.Kind = foods[0].Said
		}
		if c.Kind != "" {
			e.Foods = slices.Replace(e.Foods, p.Index, p.Index+1, ed.ofKind(old, c)...)
			continue
		}
		if n > 0 { // of several foods named as wrong only the first is replaced
			e.Foods = slices.Delete(e.Foods, p.Index, p.Index+1)
			continue
		}
		if fit := bestFit(old, c.Wrong); fit < exactFit && (qualifies(old, c.Wrong) || strings.Contains(old.Name, " with ") || len(ed.Lexicon.Parts(old)) > 0) {
			if parts := ed.swapIn(old, foods, c.Wrong); parts != nil {
				e.Foods = slices.Replace(e.Foods, p.Index, p.Index+1, parts...)
				continue
			}
		}
		if len(foods) > 0 {
			foods[0] = ed.inAmountOf(foods[0], old)
		}
		e.Foods = slices.Replace(e.Foods, p.Index, p.Index+1, foods...)
	}
	return kept(list)
}

// isKind reports whether the words for f say of which kind the old food was, rather
// than what it was: a sandwich of which "it was tuna" is told.
func (ed *Editor) isKind(old, f coach.Food) bool {
	if f.Said == "" || f.Count > 0 || f.Categories == old.Categories || holdsWords(fold(f.Said), lastWord(old.Name)) || isArticle(strings.Fields(fold(f.Said))[0]) {
		return false
	}
	of, ok := ed.Lexicon.OfKind(old, f.Said)
	return ok && sharedHead(of.Name, old.Name)
}

func isArticle(word string) bool {
	return word == "a" || word == "an" || word == "the" || word == "some"
}

// ofKind is a food in the kind that the correction says, beside the rest of it
// where only some of several were of that kind.
func (ed *Editor) ofKind(old coach.Food, c Correction) []coach.Food {
	of, ok := ed.Lexicon.OfKind(old, c.Kind)
	if !ok {
		return []coach.Food{old}
	}
	of = ed.inAmountOf(of, old)
	n := c.Less
	if n < 1 { // half of them
		n *= old.Count
	}
	if n == 0 || old.Count <= n {
		of.Said = saidKind(old, c.Kind)
		return []coach.Food{of}
	}
	rest, some := Scaled(old, 1-n/old.Count), Scaled(of, n/old.Count)
	some.Said, rest.Said = saidLike(old, of.Title(), n), saidLike(old, old.Title(), old.Count-n)
	return []coach.Food{rest, some}
}

// qualifies reports whether what is wrong is only a word before the head of the
// food's name: the pesto of pesto pasta.
func qualifies(f coach.Food, wrong []Named) bool {
	return slices.ContainsFunc(wrong, func(n Named) bool {
		return slices.ContainsFunc(n.Names, func(name string) bool {
			return holdsWords(f.Name, name) && !strings.HasSuffix(f.Name, name)
		})
	})
}

// swapIn puts foods in the place of a part of a dish: of a chicken sandwich,
// turkey for chicken is a turkey sandwich; of a dish of several parts, one of
// them is replaced; of a dish whose rest is a food too (a cheese bread), the new
// food stands beside that. nil where none of it can be done.
func (ed *Editor) swapIn(old coach.Food, foods []coach.Food, wrong []Named) []coach.Food {
	if len(foods) == 0 {
		return nil
	}
	for _, n := range wrong {
		for _, name := range n.Names {
			if !holdsWords(old.Name, name) {
				continue
			}
			if len(foods) == 1 {
				if !strings.HasSuffix(old.Name, name) && sharedHead(old.Name, foods[0].Name) {
					return []coach.Food{ed.inAmountOf(foods[0], old)} // a ham omelette, a cheese omelette
				}
				if f, ok := ed.Lexicon.Named(strings.Replace(old.Name, name, foods[0].Name, 1)); ok {
					return []coach.Food{ed.inAmountOf(f, old)}
				}
			}
			if parts := ed.Lexicon.Parts(old); len(parts) > 0 {
				return ed.swapPart(parts, foods, wrong)
			}
			rest := strings.Join(strings.Fields(strings.Replace(old.Name, name, "", 1)), " ")
			if f, ok := ed.Lexicon.Named(rest); ok {
				return append([]coach.Food{ed.inAmountOf(f, old)}, foods...)
			}
		}
	}
	return nil
}

// sharedHead reports whether two names end in the same word.
func sharedHead(a, b string) bool {
	return a[strings.LastIndexByte(a, ' ')+1:] == b[strings.LastIndexByte(b, ' ')+1:]
}

// swapPart puts foods in the place of the part named.
func (ed *Editor) swapPart(parts, foods []coach.Food, wrong []Named) []coach.Food {
	for i, p := range parts {
		if bestFit(p, wrong) >= kindFit {
			return slices.Replace(parts, i, i+1, foods...)
		}
	}
	return append(parts, foods...)
}

// add adds the foods to the entry of the food that is named, else to the last
// meal of the source. A food that is there already keeps its amount.
func add(list []coach.Entry, t target, c Correction) []coach.Entry {
	at := len(list) - 1
	if len(t.foods) > 0 {
		at = slices.IndexFunc(list, func(e coach.Entry) bool { return e.Part == t.foods[0].Part })
	} else {
		for len(list[at].Foods) == 0 {
			at--
		}
	}
	for _, f := range c.Foods {
		if !slices.ContainsFunc(list[at].Foods, func(have coach.Food) bool { return have.Name == f.Name }) {
			list[at].Foods = append(list[at].Foods, f)
		}
	}
	return list
}

// move puts the foods that are named, or all that the source tells, on another
// day, meal or hour.
func (ed *Editor) move(list []coach.Entry, t target, c Correction) []coach.Entry {
	list = apart(list, t.foods)
	for i := range list {
		e := &list[i]
		if len(t.foods) > 0 && !isTarget(e, t.foods) {
			continue
		}
		if c.Day != "" {
			e.Day = c.Day
		}
		if e.Kind != coach.KindMeal {
			continue
		}
		if c.Meal != "" {
			e.Meal, e.Clock = c.Meal, -1
		}
		if c.Clock != nil {
			e.Clock = *c.Clock
		}
	}
	return list
}

// apart takes the foods meant out of their entries, each entry's into a new
// one at the end, so that they can be moved by themselves. The places are then
// those of the new entries.
func apart(list []coach.Entry, foods []Place) []coach.Entry {
	moved := map[int]*coach.Entry{}
	var order []int
	for _, p := range descending(foods) {
		e := entryAt(list, p)
		if len(e.Foods) == 1 || onlyTargets(e, foods) {
			continue
		}
		m := moved[p.Part]
		if m == nil {
			fresh := *e
			fresh.Foods = nil
			m = &fresh
			moved[p.Part] = m
			order = append(order, p.Part)
		}
		m.Foods = append([]coach.Food{e.Foods[p.Index]}, m.Foods...)
		e.Foods = slices.Delete(e.Foods, p.Index, p.Index+1)
	}
	next := len(list)
	for _, part := range order {
		m := *moved[part]
		for i := range foods {
			if foods[i].Part == part {
				foods[i].Part = next
			}
		}
		m.Part, m.Text = next, ""
		list = append(list, m)
		next++
	}
	return list
}

func onlyTargets(e *coach.Entry, foods []Place) bool {
	n := 0
	for _, p := range foods {
		if p.Part == e.Part {
			n++
		}
	}
	return n == len(e.Foods)
}

func isTarget(e *coach.Entry, foods []Place) bool {
	return slices.ContainsFunc(foods, func(p Place) bool { return p.Part == e.Part })
}

// rate gives the source's rating another value, that of the skin where it has
// both; its tags stay.
func rate(list []coach.Entry, c Correction) []coach.Entry {
	for i := range list {
		if list[i].Skin != nil {
			skin := *list[i].Skin
			skin.Rating = c.Rating
			list[i].Skin = &skin
			return list
		}
	}
	for i := range list {
		if list[i].Gut != nil {
			gut := *list[i].Gut
			gut.Rating = c.Rating
			list[i].Gut = &gut
		}
	}
	return list
}

// descending are places from the last to the first, so that taking one out
// leaves the others where they are.
func descending(list []Place) []Place {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b Place) int {
		if a.Part != b.Part {
			return b.Part - a.Part
		}
		return b.Index - a.Index
	})
	return slices.Compact(sorted)
}

func entryAt(list []coach.Entry, p Place) *coach.Entry {
	for i := range list {
		if list[i].Part == p.Part {
			return &list[i]
		}
	}
	return nil
}

// kept are the entries that still tell something.
func kept(list []coach.Entry) []coach.Entry {
	return slices.DeleteFunc(list, func(e coach.Entry) bool { return e.Kind == coach.KindMeal && len(e.Foods) == 0 })
}

func ofSource(entries []coach.Entry, source string) []coach.Entry {
	var list []coach.Entry
	for _, e := range entries {
		if e.Source == source {
			list = append(list, e)
		}
	}
	return list
}

// clone is a copy whose entries and foods can be changed.
func clone(list []coach.Entry) []coach.Entry {
	list = slices.Clone(list)
	for i := range list {
		list[i].Foods = slices.Clone(list[i].Foods)
	}
	return list
}

// with is the diary with a source's entries in the place of those it had.
func with(entries []coach.Entry, source string, after []coach.Entry) []coach.Entry {
	list := []coach.Entry{}
	placed := false
	for _, e := range entries {
		if e.Source != source {
			list = append(list, e)
			continue
		}
		if !placed {
			list = append(list, after...)
			placed = true
		}
	}
	return list
}

// same reports whether two lists tell the same.
func same(a, b []coach.Entry) bool {
	return slices.EqualFunc(a, b, func(x, y coach.Entry) bool {
		return x.Day == y.Day && x.Meal == y.Meal && x.Clock == y.Clock && sameSkin(x.Skin, y.Skin) && sameGut(x.Gut, y.Gut) &&
			slices.EqualFunc(x.Foods, y.Foods, sameFood)
	})
}

func sameSkin(a, b *coach.Skin) bool {
	return a == b || a != nil && b != nil && a.Rating == b.Rating && slices.Equal(a.Tags, b.Tags)
}

func sameGut(a, b *coach.Gut) bool {
	return a == b || a != nil && b != nil && a.Rating == b.Rating && a.Stool == b.Stool && slices.Equal(a.Tags, b.Tags)
}

func sameFood(a, b coach.Food) bool {
	return a.Name == b.Name && a.Called == b.Called && a.Grams == b.Grams && a.Categories == b.Categories &&
		slices.Equal(a.Plants, b.Plants) && slices.Equal(a.Herbs, b.Herbs)
}
