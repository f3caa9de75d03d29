package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/ask"
	"gutskin/coach/food"
	"gutskin/coach/ideas"
	"gutskin/coach/intent"
)

// suggestions answers what there is to eat, by coach/ideas.
type suggestions struct {
	*turn
	avoid []string // what isn't wanted this time, as coach.User has it
}

// ideasView is what is suggested.
type ideasView struct {
	Meal  food.Meal // that it is for; "" where foods at hand were named
	Have  []string  // at hand
	Ideas []ideas.Idea
	Again bool // others were asked for
}

// answer answers a message that asks what to eat; done is false for others.
func (s suggestions) answer(m *intent.Message) (done bool, err error) {
	wish, ok := m.Ideas()
	if !ok {
		return false, nil
	}
	return true, s.suggest(wish, 0)
}

// suggest gives ideas, those from the number on.
func (s suggestions) suggest(asked intent.Ideas, from int) error {
	wish := ideas.Wish{Meal: asked.Meal}
	wish.Have, wish.Not = s.named(asked.Have), s.named(asked.Not)
	wish.Of, wish.Line = s.of(asked.Of), linesAsked[asked.Of]
	wish.New = asked.Of == string(ask.Plants)
	s.avoid = s.avoided(asked.Not)
	if wish.Meal == "" && len(wish.Have) == 0 && s.sweetsOrCrisps(asked.Not) {
		wish.Meal = food.Snack
	}
	if wish.Meal == "" && len(wish.Have) == 0 && wish.Of == nil {
		wish.Meal = nextMeal(s.turn)
	}
	return s.show(wish, from, s.say)
}

// linesAsked are the lines of the week that may be asked for, by the values of the
// class look_subject.
var linesAsked = map[string]coach.Line{
	string(ask.Fibre): coach.LineFiber, "fermented": coach.LineFermented, "protein": coach.LineProtein,
	"prebiotic food": coach.LinePrebiotic, "whole grains": coach.LineWholeGrain, "omega-3": coach.LineFats,
}

// sweetsOrCrisps reports whether what isn't wanted is all of what people snack on.
func (s suggestions) sweetsOrCrisps(words []string) bool {
	snacks := 0
	for _, one := range words {
		for _, it := range s.read(one).Food.Items {
			if it.Categories.Has(food.FastFood) || !it.Categories.Has(food.HighSugar) && !it.Categories.Has(food.UltraProcessed) {
				return false
			}
			snacks++
		}
	}
	return snacks > 0
}

// named are the foods that the words name.
func (s suggestions) named(words []string) []string {
	var list []string
	for _, one := range words {
		for _, it := range s.read(one).Food.Items {
			list = appendNew(list, it.Food)
		}
	}
	return list
}

// avoided is what the words for a way of eating keep out: "vegan", "gluten".
func (s suggestions) avoided(words []string) []string {
	var holds []string
	for _, one := range words {
		one = strings.TrimSuffix(strings.ToLower(one), " free")
		if held, ok := s.preferences().avoidable(one, true); ok {
			holds = append(holds, held...)
		}
	}
	return holds
}

// of tells the foods that give what is asked for, nil where nothing special is.
func (s suggestions) of(about string) func(coach.Food) bool {
	if about == string(ask.Fibre) {
		return coach.LineFiber.Serves
	}
	if group, ok := s.groups.Named(about); ok {
		return group.Counts
	}
	return nil
}

// show gives the ideas for the wish from that number on, going round at the end.
func (s suggestions) show(wish ideas.Wish, from int, show shower) error {
	list, err := s.ideas(wish)
	if err != nil {
		return err
	}
	v := ideasView{Meal: wish.Meal, Have: s.Guide.Plurals(wish.Have), Again: from > 0}
	if len(list) == 0 && wish.Of != nil && len(wish.Have) > 0 { // "which vegetable could I add to congee?"
		wish.Have = nil
		return s.show(wish, from, show)
	}
	if len(list) == 0 && len(wish.Have) > 0 {
		return s.say("ideas.unused", v)
	}
	if len(list) == 0 {
		return s.say("idea.none", nil)
	}
	for i := range min(ideas.Offered, len(list)) {
		idea := list[(from+i)%len(list)]
		idea.Names = s.Guide.Plurals(idea.Names)
		v.Ideas = append(v.Ideas, idea)
	}
	k := s.keyboard()
	if len(list) > ideas.Offered && len(wish.Not)+len(s.avoid) == 0 && wish.Of == nil { // a button carries no more
		next := (from + ideas.Offered) % len(list)
		args := append([]string{strconv.Itoa(next), string(wish.Meal)}, strings.Join(wish.Have, ";"))
		k.add("button.ideas.others", nil, "ideas", args...)
	}
	return show.with("ideas", v, k)
}

// press gives other ideas: "ideas <from> <meal> <foods at hand>".
func (s suggestions) press(data string) error {
	from, rest, _ := strings.Cut(data, " ")
	meal, have, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(from)
	if err != nil || n < 0 {
		return s.say("button.old", nil)
	}
	wish := ideas.Wish{Meal: food.Meal(meal)}
	for name := range strings.SplitSeq(have, ";") {
		if name = strings.TrimSpace(name); name != "" {
			wish.Have = append(wish.Have, name)
		}
	}
	return s.show(wish, n, s.change)
}

// ideas are all ideas for the wish, the best first.
func (s suggestions) ideas(wish ideas.Wish) ([]ideas.Idea, error) {
	start := s.u.WeekOf(s.today())
	entries, err := s.sheets().weekEntries(start)
	if err != nil {
		return nil, err
	}
	dishes, err := s.dishes()
	if err != nil {
		return nil, err
	}
	user := s.u
	user.Avoids = append(slices.Clip(user.Avoids), s.avoid...)
	return dishes.For(wish, ideas.Diary{
		User: &user, Week: coach.SummariseWeek(&s.u, entries, start, s.today()), Entries: entries,
		Fermented: coach.TodayOf(&s.u, s.now, entries, nil).Logged.Fermented, Day: pick(s.u.ID, s.today(), "ideas"),
	}), nil
}

// nextMeal is the meal that comes next by the clock.
func nextMeal(t *turn) food.Meal { return coach.UsualMeal(sinceMidnight(t.now)) }
