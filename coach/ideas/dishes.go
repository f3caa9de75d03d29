package ideas

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/lang"
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
	d := &Dishes{}
	err := lang.Table{Path: file, Header: header}.Each(fsys, func(cells []string) error {
		dish, err := parse(cells, read)
		if err == nil && slices.ContainsFunc(d.list, func(o Dish) bool { return o.Name == dish.Name }) {
			err = fmt.Errorf("%q is there already", dish.Name)
		}
		d.list = append(d.list, dish)
		return err
	})
	return d, err
}

// parse reads one line: dish, meals, foods.
func parse(columns []string, read func(string) []food.Item) (Dish, error) {
	if columns[0] == "" {
		return Dish{}, errors.New("a dish has a name")
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
