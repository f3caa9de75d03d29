package ideas

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
)

// Dish is something simple to eat.
type Dish struct {
	Name  string
	Meals []food.Meal
	Foods []coach.Food // what it is made of, each a usual serving
}

// For reports whether the dish is one for the meal; any is for "".
func (d *Dish) For(m food.Meal) bool { return m == "" || slices.Contains(d.Meals, m) }

// Dishes are the dishes that can be suggested.
type Dishes struct{ list []Dish }

// All lists the dishes in the file's order.
func (d *Dishes) All() []Dish { return d.list }

const (
	file   = "ideas/dishes.tsv"
	header = "dish\tmeals\tfoods"
)

// Load reads and checks content/ideas/dishes.tsv. read gives the foods of a text
// as the lexicon has them. Its error names every mistake with file and line.
func Load(fsys fs.FS, read func(text string) []food.Item) (*Dishes, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	d := &Dishes{}
	var mistakes []error
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || line == header {
			continue
		}
		dish, err := parse(line, read)
		if err == nil && slices.ContainsFunc(d.list, func(o Dish) bool { return o.Name == dish.Name }) {
			err = fmt.Errorf("%q is there already", dish.Name)
		}
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s:%d: %w", file, i+1, err))
		}
		d.list = append(d.list, dish)
	}
	return d, errors.Join(mistakes...)
}

// parse reads one line: dish, meals, foods.
func parse(line string, read func(string) []food.Item) (Dish, error) {
	columns := strings.Split(line, "\t")
	if len(columns) != 3 || columns[0] == "" {
		return Dish{}, fmt.Errorf("want a dish, its meals and its foods, not %q", line)
	}
	d := Dish{Name: columns[0]}
	for name := range strings.FieldsSeq(columns[1]) {
		m := food.Meal(name)
		if !slices.Contains([]food.Meal{food.Breakfast, food.Lunch, food.Dinner, food.Snack}, m) {
			return d, fmt.Errorf("unknown meal %q", name)
		}
		d.Meals = append(d.Meals, m)
	}
	for name := range strings.SplitSeq(columns[2], ";") {
		items := read(name)
		if len(items) != 1 || items[0].Start > 0 || items[0].End < len(name) {
			return d, fmt.Errorf("%q is no food of the lexicon", name)
		}
		d.Foods = append(d.Foods, coach.FoodOf(items[0]))
	}
	if len(d.Meals) == 0 {
		return d, errors.New("no meal")
	}
	return d, nil
}
