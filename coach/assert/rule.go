package assert

import (
	"errors"
	"fmt"
	"io/fs"

	"gutskin/coach/lang"
)

// Assertion is how a sentence speaks of what it names. Only what is Told counts
// as eaten.
type Assertion uint8

// The assertions.
const (
	Told    Assertion = iota // eaten, drunk, or simply listed
	Denied                   // "no kefir", "didn't have", "instead of"
	Asked                    // "is kefir good for acne?"
	Wished                   // "want", "craving", "was going to have"
	Planned                  // "tomorrow", "will have"
	Shopped                  // "bought", "in the fridge"
	Applied                  // "yogurt face mask", "spilled"
	Others                   // "my wife had ramen"
	Edited                   // "delete the coffee", "stop the water reminders"
	Figured                  // "piece of cake", "Orange Grove road": nothing of the kind at all
)

var assertions = [...]string{
	"told", "denied", "asked", "wished", "planned", "shopped", "applied", "others", "edited", "figured",
}

// String is the assertion in one lower-case word.
func (a Assertion) String() string { return assertions[a] }

// Scope is how far a cue reaches.
type Scope uint8

// The scopes.
const (
	ToSentence Scope = iota // to the end of the sentence
	ToClause                // to the next comma
	ToNext                  // to the end of the next item, and of those joined to it by or
	ToList                  // to the end of the items that follow, commas or not
)

// Direction is on which side of a cue its scope lies.
type Direction uint8

// The directions.
const (
	Forward  Direction = iota
	Backward           // over what was told before it, and a comma's clause after it where an item follows at once
	Both               // over its clause, unless that tells of eating
)

// Place is where a cue must stand to count.
type Place uint8

// The places.
const (
	Anywhere        Place = iota
	BeforePerson          // where somebody else follows at once
	AtStart               // where its clause begins, fillers apart
	AtQuestionStart       // the same, in a sentence that ends in a question mark
	AfterBare             // where the sentence tells of no eating, meal or amount before it: "kefir, when did I last have it"
	AtBareStart           // the same as AtStart, but where no meal or day stands before it: "dinner is soup"
)

// Rule is what a cue does to the items in its scope.
type Rule struct {
	Says      Assertion
	Direction Direction
	Scope     Scope
	Place     Place
}

var (
	scopes     = map[string]Scope{"sentence": ToSentence, "clause": ToClause, "next": ToNext, "list": ToList}
	directions = map[string]Direction{"forward": Forward, "backward": Backward, "both": Both}
	places     = map[string]Place{"anywhere": Anywhere, "before person": BeforePerson, "start": AtStart, "question start": AtQuestionStart, "bare start": AtBareStart, "after bare": AfterBare}
)

// RulesPath is where the rules are read from.
const RulesPath = "language/assertions.tsv"

// ReadRules reads the rules by the name of the kind of cue that each is of. The
// error names file and line of every mistake.
func ReadRules(fsys fs.FS) (map[string]Rule, error) {
	rules := map[string]Rule{}
	table := lang.Table{Path: RulesPath, Header: "cue\tsays\tdirection\tscope\tplace"}
	return rules, table.Each(fsys, func(cells []string) error {
		r, err := parseRule(cells)
		if _, twice := rules[cells[0]]; twice {
			err = errors.Join(err, fmt.Errorf("cue %q has two rules", cells[0]))
		}
		rules[cells[0]] = r
		return err
	})
}

func parseRule(cells []string) (Rule, error) {
	var r Rule
	var ok [4]bool
	for a := range assertions {
		if assertions[a] == cells[1] {
			r.Says, ok[0] = Assertion(a), true
		}
	}
	r.Direction, ok[1] = directions[cells[2]]
	r.Scope, ok[2] = scopes[cells[3]]
	r.Place, ok[3] = places[cells[4]]
	for i, known := range ok {
		if !known {
			return r, fmt.Errorf("%q isn't known", cells[i+1])
		}
	}
	return r, nil
}
