package diary

import (
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Op is what a correction does to its target.
type Op uint8

// The operations.
const (
	Replace Op = iota // Foods take the place of the food named as wrong
	Remove            // the foods named as wrong go
	Add               // Foods are added to the entry
	Measure           // the food named, or the only one that fits, has another Amount
	Move              // the entry, or the food named, belongs to another Day, Meal or Clock
	Rate              // the newest rating is Rating
	Delete            // the whole entry goes
	Restore           // the foods named were taken out and are in it after all
	Keep              // of their meal only the foods named were had
)

// Correction is what a person's words change in their diary.
type Correction struct {
	Op     Op
	Source string  // of the message that it replies to; "" when only the words tell
	Wrong  []Named // the foods that are named as wrong, or as those to be changed

	Foods  []coach.Food // for Replace and Add
	Kind   string       // for Replace: of which kind the food named was ("wholegrain"), in place of Foods
	Less   float64      // for Remove and Kind: of so many of the food named, for Kind below 1 of that share of it; 0: of all
	Amount Amount       // for Measure
	Day    day.Day      // for Move; "" keeps it
	Meal   food.Meal    // for Move; "" keeps it
	Clock  *time.Duration
	Rating int // for Rate, 1–5

	Entry EntryNamed // which entry, where the words point to one

	// OnDay and AtMeal narrow the target: "the coffee at breakfast".
	OnDay  day.Day
	AtMeal food.Meal

	// Guess marks a replacement whose old food isn't named ("actually it was
	// kefir") and therefore has to be found by likeness.
	Guess bool
	// Alike: a guess only of a food of the same kind as the one of Foods.
	Alike bool
}

// EntryNamed is which entry a correction points to.
type EntryNamed uint8

// The entries that can be pointed to.
const (
	AnyEntry    EntryNamed = iota // none: the words are of the newest that fits
	FirstEntry                    // the first one told of the last day with any
	BeforeEntry                   // the one told before the newest
)

// Named is a food as a correction calls it.
type Named struct {
	Words string   // the person's own
	Names []string // the lexicon's names for them; none for words it doesn't know
}

// Amount is how much a correction says that there was.
type Amount struct {
	Words string  // as it was said, with its unit: "2 cups"
	Bare  float64 // the number, where no unit was said; 0: a unit was
	Times float64 // "double", "half of it": so many times what stands; 0: none

	// Differs is -1 or 1 where it is so much less or more than what stands, else 0.
	Differs int
}

// Result tells what a correction came to.
type Result uint8

// The results.
const (
	Changed   Result = iota // the target differs now
	Unchanged               // it says so already
	NotFound                // nothing in the diary holds what is named: see Candidates
	Ambiguous               // several entries or foods fit: see Candidates
	Nothing                 // there is no entry that could be meant
)

// Place is where a food stands in a diary. Index is -1 for a whole entry.
type Place struct {
	Source      string
	Part, Index int
}

// Outcome is what Apply did.
type Outcome struct {
	Result        Result
	Source        string        // of the target
	Before, After []coach.Entry // all entries of that source
	Missing       []Named       // for NotFound, and for a change that found only some
	Candidates    []Place       // what may have been meant
}

// Lexicon is what changing a diary needs to know of foods.
type Lexicon interface {
	// Measured is the food called name in an amount as people say it; ok is
	// false for words that state none of it.
	Measured(name, amount string) (f coach.Food, ok bool)
	// Parts are the foods that a dish of several consists of ("salmon with
	// rice"), in the amounts that they have in f; none for a food of one part.
	Parts(f coach.Food) []coach.Food
	// OfKind is the food in the kind that the words say ("wholegrain" of bread),
	// in its usual serving; ok is false where that is no food of its own.
	OfKind(f coach.Food, kind string) (of coach.Food, ok bool)
	// Plural is a food's name as several are said: "beers", and "kefir" as it is.
	Plural(name string) string
	// Named is the food of that name in its usual serving; ok is false where
	// there is none.
	Named(name string) (f coach.Food, ok bool)
}
