package coach

import (
	"cmp"
	"strings"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Kind tells what an entry of the diary is about.
type Kind string

// The kinds of entry.
const (
	KindMeal    Kind = "meal"     // foods and drinks, water too
	KindSkin    Kind = "skin"     // a skin rating or note
	KindGut     Kind = "gut"      // a gut rating or note
	KindCheckIn Kind = "check_in" // sleep, stress, movement
	KindMark    Kind = "mark"     // a period, antibiotics, a new moisturiser
)

// Entry is one thing in a person's diary: one meal, one skin note, one
// gut note, one check-in, one mark. A message that tells several makes several entries with the same
// source and different parts.
type Entry struct {
	Source string        `json:"source"` // what made it; see Source
	Part   int           `json:"part"`   // from 0, in the message's order
	Kind   Kind          `json:"kind"`
	Day    day.Day       `json:"day"`             // the person's day it belongs to
	At     time.Time     `json:"at"`              // when it was told
	Clock  time.Duration `json:"clock"`           // time of day that it states, or -1
	Meal   food.Meal     `json:"meal,omitempty"`  // "" when not said
	Text   string        `json:"text,omitempty"`  // the person's own words; the whole message on part 0, "" on further parts
	Foods  []Food        `json:"foods,omitempty"` // for KindMeal

	Skin    *Skin    `json:"skin,omitempty"`     // for KindSkin
	Gut     *Gut     `json:"gut,omitempty"`      // for KindGut
	CheckIn *CheckIn `json:"check_in,omitempty"` // for KindCheckIn
	Mark    *Mark    `json:"mark,omitempty"`     // for KindMark

	Lexicon string `json:"lexicon,omitempty"` // version of the lexicon that read it
}

// Food is one food of a meal, as it was read and maybe corrected.
type Food struct {
	Name       string          `json:"name"`             // the lexicon's name
	Called     string          `json:"called,omitempty"` // the person's own name for it; "" when that is the lexicon's
	Listed     string          `json:"food,omitempty"`   // only in an export, where Name is the person's own name: the lexicon's
	Said       string          `json:"said,omitempty"`   // the person's own words for it and its amount; "" when none were kept
	Own        bool            `json:"own,omitempty"`    // Name, Plants or Herbs aren't the lexicon's: kept as the person's words are
	Categories food.Categories `json:"categories"`
	Plants     []string        `json:"plants,omitempty"`
	Herbs      []string        `json:"herbs,omitempty"`
	Grams      float64         `json:"grams,omitempty"`
	FiberG     float64         `json:"fiber_g,omitempty"`
	WaterML    float64         `json:"water_ml,omitempty"`
	FluidML    float64         `json:"fluid_ml,omitempty"`

	// The amount as it was told: Count of Unit, which is "g", "ml", a unit of
	// language/units.tsv ("cup"), or "" for pieces. Count is 0 when none was told.
	Count float64 `json:"count,omitempty"`
	Unit  string  `json:"unit,omitempty"`
}

// Skin is the person's own view of their skin, never computed from food.
type Skin struct {
	Rating int      `json:"rating,omitempty"` // 1 (bad) to 5 (good); 0 when not given
	Tags   []string `json:"tags,omitempty"`   // breakout redness dryness itch flare calm oily
	Photo  string   `json:"photo,omitempty"`  // Telegram's file id
}

// CheckIn is how a day went besides food. Zero fields were not told.
type CheckIn struct {
	SleepHours  float64 `json:"sleep_hours,omitempty"`
	Sleep       int     `json:"sleep,omitempty"`        // 1 (bad) to 5 (good)
	Stress      int     `json:"stress,omitempty"`       // 1 (calm) to 5 (very stressed)
	MovementMin int     `json:"movement_min,omitempty"` // minutes
	Movement    int     `json:"movement,omitempty"`     // 1 (none) to 5 (a lot)
}

// Title is the name to show for the food: the person's own, else the lexicon's.
func (f Food) Title() string { return cmp.Or(f.Called, f.Name) }

// Exported is the food as a file shows it: by the person's own name first.
func (f Food) Exported() Food {
	f.Own = false
	if f.Called != "" {
		f.Name, f.Called, f.Listed = f.Called, "", f.Name
	}
	return f
}

// Imported is the food of which Exported made f.
func (f Food) Imported() Food {
	if f.Listed != "" {
		f.Name, f.Called, f.Listed = f.Listed, f.Name, ""
	}
	return f
}

// FoodOf is the food of a diary that an item of a message tells.
func FoodOf(i food.Item) Food {
	said := strings.Join(strings.Fields(i.Said), " ")
	if !soundName(said) {
		said = ""
	}
	return Food{
		Name: i.Food, Called: i.Called, Said: said, Categories: i.Categories, Plants: i.Plants, Herbs: i.Herbs,
		Grams: i.Grams, FiberG: i.FiberG, WaterML: i.WaterML, FluidML: i.FluidML,
		Count: i.Count, Unit: i.Unit,
	}
}
