package assert

// Kind is what a span is to the resolver.
type Kind uint8

// The kinds.
const (
	Word      Kind = iota // nothing of what follows; a word that means nothing has no span
	Item                  // what an assertion is about: a food
	Cue                   // see Role and Rule
	Number                // an amount's
	Unit                  // an amount's
	Qualifier             // of the item after it
	Time                  // a word of time
	Sign                  // see Span.Sign
)

// Role is what a cue does beside having a rule.
type Role uint8

// The roles.
const (
	None     Role = iota
	Scoped        // has a Rule
	Ate           // an eating verb: ends what was denied, wished, planned or shopped before
	Tell          // ends them too: but, just
	Then          // the same, and begins anew: then
	So            // ends them where an item or the teller follows at once
	Instead       // ends them, and takes back what was ordered
	Self          // the teller: ends what others ate
	Person        // somebody else: with an eating verb, what follows is theirs
	Like          // the teller had what the person after it had: "had what she had"
	MeToo         // the teller had what others had
	OfTheirs      // the same, after what the teller had: I had some of hers
	Offer         // what follows was there to be had: there was, she made
	Gave          // with somebody else after it, what follows is theirs: fed the kids
	Mend          // takes back the item before it where another follows: no wait
	Sub           // what follows took the place of what stands after "for"
	Filler        // means nothing
	And
	Or
	With // with, containing, inside: joins what belongs to one item
	Was
	The
)

// Span is a stretch of a sentence that means something together.
type Span struct {
	Kind        Kind
	Role        Role // of a Cue
	Rule        Rule // of a Cue whose Role is Scoped
	Sign        byte // of a Sign
	First, Last int  // words First to Last-1, numbered in the text
	// For: a word such as "for" stands right before it, between it and the span before.
	For bool
	// Named: somebody's name stands right before it.
	Named bool
	// It: an eating verb whose object is "it" or "some"; of a cue that takes back, one
	// that speaks of "it".
	It bool
	// Ordered: an eating verb of what may not be what came.
	Ordered bool
	// Only: an eating verb that says that of what was offered nothing else was eaten.
	Only bool
	// OrItem: a cue that is an item where it doesn't act as a cue: a sub.
	OrItem bool
	// Zero: a number that is none: "zero pastries".
	Zero bool
	// Meal: a time that is a meal's name.
	Meal bool
	// Said is the resolver's answer. Of a cue it is what holds after it.
	Said Assertion
}
