package conversation

import (
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// mealAsked is the meal whose foods are asked for.
type mealAsked struct {
	When  string // the day's words, "" for today
	Meal  food.Meal
	Words string // what it was
}

// askMeal asks what a meal was that is known by its name alone: "had lunch".
func (t *turn) askMeal(meal food.Meal, when string) error {
	t.ask("meal", string(meal)+"\n"+when)
	return t.say("meal.ask", mealAsked{when, meal, ""})
}

// unsaid asks what was eaten, where a message tells of a meal and not what it
// was.
func (t *turn) unsaid(m intent.Message) (done bool, err error) {
	u, ok := m.Unsaid()
	if !ok || loggable(m) {
		return false, nil
	}
	return true, t.askMeal(u.Meal, u.When)
}

// mealAnswer takes what the meal was. done is false for a message that tells of
// no food, or of a meal of its own.
func (t *turn) mealAnswer(about mealAsked, m intent.Message) (done bool, err error) {
	switch m.Intent {
	case intent.Meal, intent.Water, intent.Correction, intent.Unknown, intent.Lifestyle:
	default:
		return false, nil
	}
	for _, c := range m.Corrections() {
		if !c.If && !c.Guess {
			return false, nil
		}
	}
	for _, item := range m.Food.Items {
		if item.Meal != "" {
			return false, nil
		}
	}
	text, err := t.words.Label("read.meal", about)
	if err != nil {
		return false, err
	}
	meal := t.read(text)
	if len(meal.Food.Items) == 0 {
		return false, nil
	}
	t.settle()
	return true, t.logAndAnswer(text, meal)
}
