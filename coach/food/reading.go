package food

import (
	"time"

	"gutskin/coach/assert"
	"gutskin/coach/day"
)

// Meal is the meal of the day that something was eaten at; "" when not said.
type Meal string

// The meals a message can name.
const (
	Breakfast Meal = "breakfast"
	Lunch     Meal = "lunch"
	Dinner    Meal = "dinner"
	Snack     Meal = "snack"
)

// Moment is when and for whom a message is read: what "yesterday" and "just
// now" are counted from.
type Moment struct {
	Sent   time.Time     // when the message was sent, in the person's own zone
	DayEnd time.Duration // after midnight, when their day ends
	Own    OwnWords      // words this person taught; nil for none
	Cups   Cups          // what their own vessels hold; nil: the usual
}

// OwnWords maps a phrase that a person taught, folded as Fold does, to the
// text that it stands for ("grandma's pot" → "lentil soup").
type OwnWords map[string]string

// Cups maps a vessel, by its name in language/units.tsv ("glass", "mug"), to
// what the one that a person drinks from holds, in ml. It measures what counts
// as fluid; nobody has wine or soup from their water bottle.
type Cups map[string]float64

// Reading is what was understood of a message's foods and drinks.
type Reading struct {
	Items    []Item
	Unknown  []Span // words that look like foods but are in no lexicon
	NotEaten []Span // foods that are named but were not eaten

	Clauses []Clause // the message in order, by how it speaks; nil without words
	Times   []Time   // the days, meals and times of day that are named, in order
	Units   []Span   // the units that are named ("cups", "g"), in order
	Foreign bool     // not in English, or no sentence at all: code, data
}

// Span is a stretch of the message's text: text[Start:End], in bytes.
type Span struct {
	Start, End int
	Text       string
	As         assert.Assertion // of a food that wasn't eaten: how it is spoken of
}

// Time is a day, a meal or a time of day that a message names. Of the fields
// only one says something.
type Time struct {
	Start, End int // in bytes
	Day        day.Day
	Weekday    int // 1 + the weekday that names the day; 0: none does
	Meal       Meal
	Clock      time.Duration // since midnight, or -1
	Sure       bool          // for Clock: the half of the day is told
}

// Item is one food or drink that was eaten. Amounts are estimates from what
// the message states, else from the food's usual serving.
type Item struct {
	Span                     // the words it was read from
	Food       string        // the lexicon's name for it
	Called     string        // the person's own name for it; "" when that is the lexicon's
	Categories Categories    // after qualifiers
	Plants     []string      // full plants, singular
	Herbs      []string      // herbs and spices, a quarter plant each
	Grams      float64       // what was eaten
	FiberG     float64       // fibre in that, grams
	WaterML    float64       // plain water, ml
	FluidML    float64       // all drinks that count as fluid, ml; includes WaterML
	EatenOn    day.Day       // the person's day it was eaten on
	Meal       Meal          // the meal it was eaten at, or ""
	Clock      time.Duration // time of day that the message states, or -1
	Stated     bool          // the message states an amount
	Count      float64       // that amount, in Unit; 0 when none is stated
	Unit       string        // "g", "ml", a unit of language/units.tsv, or "" for pieces
	Said       string        // the person's own words for the food and its amount
}
