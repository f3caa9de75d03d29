package intent

import "slices"

// order is which intent of a mixed message comes first.
var order = [...]Intent{
	RedFlag, Undo, Correction, Meal, Water, ReminderSettings, Summary, Skin, Lifestyle, Question, Greeting,
}

// intents is a set of intents, by their place in order. Unknown is no member:
// it is what an empty set means.
type intents uint16

func bit(i Intent) intents {
	if n := slices.Index(order[:], i); n >= 0 {
		return 1 << n
	}
	return 0
}

func (s *intents) add(i Intent)     { *s |= bit(i) }
func (s *intents) drop(i Intent)    { *s &^= bit(i) }
func (s intents) has(i Intent) bool { return s&bit(i) != 0 }
