package ideas

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
)

// Wish is what ideas are asked for.
type Wish struct {
	Meal food.Meal
	Have []string // foods at hand, by the lexicon's names
	Not  []string // foods that aren't wanted this time

	// Of reports whether a food is of what is asked for; nil asks for nothing special.
	Of func(coach.Food) bool
	// Line is the line of the week that it is, "" for none.
	Line coach.Line
	New  bool // plants that the week doesn't have yet are asked for
}

// Diary is what the choice rests on.
type Diary struct {
	User      *coach.User
	Week      coach.Week
	Entries   []coach.Entry // of the last weeks
	Fermented bool          // something fermented was had today
	Day       int           // a number of the day and the person, by which ideas vary
}

// Why is what an idea is suggested for.
type Why string

// The reasons.
const (
	WhyHave  Why = "have"  // it uses Names, which are at hand
	WhyLine  Why = "line"  // the week lacks what it gives
	WhyNew   Why = "new"   // Names are plants that the week lacks
	WhyUsual Why = "usual" // the person eats Names anyway
	WhyPlain Why = "plain" // a good dish
)

// Idea is something to eat, and why.
type Idea struct {
	Name  string
	Own   bool // a food of the person's own, no dish of ours
	Why   Why
	Line  coach.Line // for WhyLine
	Rare  bool       // the week was logged and has little of it
	Asked bool       // it was asked for
	Names []string
}

// Offered is how many ideas are given at a time.
const Offered = 3

// How much each thing counts in the choice: the coach's own judgement, set so
// that what is at hand comes first, then what the week lacks, then what the
// person likes.
const (
	perHave  = 10.0
	perLack  = 3.0 // of a line that is wholly lacking
	perNew   = 0.5 // a plant that the week lacks
	mostNew  = 3
	perUsual = 1.0 // when all of its foods are usual
	perOwn   = 0.5 // a food of the person's own
	alike    = 3.0 // off for each idea before it with the same reason or a food in common
)

// recentDays is how far back what the person eats is looked at.
const recentDays = 28

// For are ideas for the wish, the best first and each unlike those before it.
func (d *Dishes) For(w Wish, diary Diary) []Idea {
	c := chooser{w, diary, lacks(diary), usual(diary)}
	var list []candidate
	for i := range d.list {
		if one, ok := c.weigh(&d.list[i], false); ok {
			list = append(list, one)
		}
	}
	for _, dish := range c.own() {
		if one, ok := c.weigh(&dish, true); ok {
			list = append(list, one)
		}
	}
	return ordered(list, diary.Day)
}

// candidate is an idea on its way, with its weight.
type candidate struct {
	Idea
	foods  []string
	weight float64
}

// ordered puts the best first, again and again, each time less of those that are
// like one before.
func ordered(list []candidate, day int) []Idea {
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(mixed(a.Name, day), mixed(b.Name, day)), strings.Compare(a.Name, b.Name))
	})
	var ideas []Idea
	for len(list) > 0 {
		best := 0
		for i := range list {
			if list[i].weight > list[best].weight {
				best = i
			}
		}
		chosen := list[best]
		ideas = append(ideas, chosen.Idea)
		list = slices.Delete(list, best, best+1)
		for i := range list {
			if list[i].like(chosen) {
				list[i].weight -= alike
			}
		}
	}
	return ideas
}

// like reports whether two ideas give the same reason or share their main food.
func (c candidate) like(o candidate) bool {
	same := c.Why == o.Why && c.Line == o.Line && c.Why == WhyLine
	return same || slices.ContainsFunc(c.foods, func(f string) bool { return slices.Contains(o.foods, f) })
}

// mixed is a number of a name that differs from day to day.
func mixed(name string, day int) uint32 {
	h := fnv.New32a()
	h.Write([]byte{byte(day), byte(day >> 8)})
	h.Write([]byte(name))
	return h.Sum32()
}

// chooser weighs dishes.
type chooser struct {
	Wish
	Diary
	lack  map[coach.Line]float64 // how much of a line the week lacks, 0 to 1
	liked map[string]int         // days with each food, of the last weeks
}

// gapLines are the lines that a dish can serve, the first of equal ones first.
var gapLines = []coach.Line{
	coach.LineFermented, coach.LineFats, coach.LinePrebiotic, coach.LineFiber, coach.LinePolyphenols, coach.LineWholeGrain, coach.LineProtein,
}

// wholeDay is what fermented food counts on a day that had none yet: somewhat
// more than a line of the week that is wholly lacking, for it is a thing of the
// day (article 2).
const wholeDay = 1.25

// lacks are how much of each line the week lacks: all of it without a logged
// day.
func lacks(d Diary) map[coach.Line]float64 {
	lack := map[coach.Line]float64{}
	for _, l := range gapLines {
		share := d.Week.Share(l)
		if l == coach.LineFiber {
			share = min(1, d.Week.FiberG/coach.FiberAimG)
		}
		lack[l] = 1 - share
		if slices.Contains(d.User.Unwanted, l) {
			lack[l] = 0
		}
	}
	lack[coach.LineProtein] /= 2 // most people have enough
	switch {
	case d.Fermented:
		lack[coach.LineFermented] = 0
	case !slices.Contains(d.User.Unwanted, coach.LineFermented):
		lack[coach.LineFermented] = wholeDay
	}
	return lack
}

// usual is on how many of the last weeks' days each food was had.
func usual(d Diary) map[string]int {
	seen := map[string]bool{}
	days := map[string]int{}
	for _, e := range d.Entries {
		if e.Day < d.Week.End.Add(-recentDays) {
			continue
		}
		for _, f := range e.Foods {
			if key := string(e.Day) + f.Name; !seen[key] {
				seen[key] = true
				days[f.Name]++
			}
		}
	}
	return days
}

// weigh is the dish as a candidate; ok is false for one that doesn't fit.
func (c *chooser) weigh(d *Dish, own bool) (candidate, bool) {
	one := candidate{Idea: Idea{Name: d.Name, Own: own, Why: WhyPlain}}
	liked := 0
	for _, f := range d.Foods {
		if c.User.AvoidsFood(f) || slices.ContainsFunc(c.Not, func(not string) bool { return akin(f.Name, not) || slices.Contains(f.Plants, not) }) {
			return one, false
		}
		one.foods = append(one.foods, f.Name)
		if c.liked[f.Name] > 0 {
			liked++
		}
	}
	have := c.atHand(d)
	if !d.For(c.Meal) || len(c.Have) > 0 && len(have) == 0 || c.Of != nil && !slices.ContainsFunc(d.Foods, c.Of) {
		return one, false
	}
	line, lack := c.gap(d)
	fresh := c.fresh(d)
	one.weight = perHave*float64(len(have)) + perLack*lack + perNew*float64(min(mostNew, len(fresh))) +
		perUsual*float64(liked)/float64(len(d.Foods))
	switch {
	case len(have) > 0 && len(c.Have) > 1: // of a single one all ideas would say the same
		one.Why, one.Names = WhyHave, have
	case c.New && len(fresh) > 0:
		one.Why, one.Names, one.weight = WhyNew, fresh[:1], one.weight+perLack*float64(len(fresh))
	case c.Line != "":
		one.Why, one.Line, one.Asked = WhyLine, c.Line, true
	case lack >= leastLack:
		one.Why, one.Line, one.Rare = WhyLine, line, c.Week.LoggedDays > 0
	case len(fresh) > 0:
		one.Why, one.Names = WhyNew, fresh[:1]
	case liked > 0:
		one.Why, one.Names = WhyUsual, c.likedIn(d)[:1]
	}
	if own {
		one.weight += perOwn
	}
	return one, true
}

// leastLack is the share of a line that must be lacking for it to be a reason.
const leastLack = 0.3

// atHand are the foods at hand that the dish uses.
func (c *chooser) atHand(d *Dish) []string {
	var list []string
	for _, have := range c.Have {
		if slices.ContainsFunc(d.Foods, func(f coach.Food) bool { return akin(f.Name, have) }) && !slices.Contains(list, have) {
			list = append(list, have)
		}
	}
	return list
}

// akin reports whether one food's name ends in the other: "egg" and "boiled
// egg", "bell pepper" and "pepper".
func akin(a, b string) bool {
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a) ||
		strings.HasPrefix(a, b+" ") && !strings.Contains(a, " "+b)
}

// gap is the line that the week lacks most of those that the dish serves.
func (c *chooser) gap(d *Dish) (coach.Line, float64) {
	var line coach.Line
	most := 0.0
	for _, l := range gapLines {
		if c.lack[l] > most && slices.ContainsFunc(d.Foods, l.Serves) {
			line, most = l, c.lack[l]
		}
	}
	return line, most
}

// fresh are the dish's plants that the week doesn't have yet.
func (c *chooser) fresh(d *Dish) []string {
	var list []string
	for _, f := range d.Foods {
		for _, p := range f.Plants {
			if !slices.Contains(c.Week.Plants, p) && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

func (c *chooser) likedIn(d *Dish) []string {
	var list []string
	for _, f := range d.Foods {
		if c.liked[f.Name] > 0 {
			list = append(list, f.Name)
		}
	}
	return list
}

// fewestDays is on how many days a food was had that is suggested by itself.
const fewestDays = 2

// own are foods that the person has now and then, as dishes of one food for the
// meals they had them at. Drinks and what the articles advise less of aren't
// suggested.
func (c *chooser) own() []Dish {
	meals := map[string][]food.Meal{}
	foods := map[string]coach.Food{}
	for _, e := range c.Entries {
		for _, f := range e.Foods {
			if c.liked[f.Name] < fewestDays || f.Own || f.FluidML > 0 || f.Categories.Any(unadvised) || len(f.Name) > longestName {
				continue
			}
			foods[f.Name] = f
			if m := c.User.MealOf(e); !slices.Contains(meals[f.Name], m) {
				meals[f.Name] = append(meals[f.Name], m)
			}
		}
	}
	var list []Dish
	for name, f := range foods {
		list = append(list, Dish{Name: name, Meals: meals[name], Foods: []coach.Food{f}})
	}
	slices.SortFunc(list, func(a, b Dish) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// longestName is the longest name of a food, in bytes, that is suggested.
const longestName = 30

var unadvised = food.SetOf(food.UltraProcessed, food.HighSugar, food.FastFood, food.Alcohol, food.RefinedGrain)
