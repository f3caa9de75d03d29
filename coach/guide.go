package coach

import (
	"slices"
	"strings"

	"gutskin/coach/food"
)

// Card is one claim or piece of advice, in the coach's own words, with what it
// rests on. The cards are kept in content/guidance; README.md there is the
// editors' guide, and COVERAGE.md tells which cards each paragraph of the
// articles led to.
type Card struct {
	ID       string
	Says     string
	Places   []Place // where the articles say so, the principal one first; none when Beyond is set
	Beyond   Beyond  // set when it goes beyond the articles
	Source   string  // then: what it rests on instead
	Topics   []string
	Strength Strength
	Lines    []Line          // the summary's lines that it explains
	Commands []string        // the commands and reminders whose advice rests on it
	Main     food.Categories // the categories whose first card it is
	Asked    []Asked         // the ways of asking that it answers besides plain ones
	Step     *StepText       // a small step that it suggests, or nil

	about food.Categories // the topics that are categories
	asks  []string        // questions that it answers
	words string          // further words to find it by
}

// Place is a paragraph of one of the articles.
type Place struct {
	Key     string // "1.7"
	Article int    // 1, the general guide; 2, by Neve Eats
	Where   string // "paragraph 7", or the section's title
	About   string // what the paragraph is about
}

// Beyond marks the only content that the articles don't hold.
type Beyond string

// What may go beyond the articles.
const (
	BeyondDefault Beyond = "default" // one of the coach's own defaults
	BeyondSafety  Beyond = "safety"  // a safety note
)

// Strength is how strongly a card may be said. Where the articles differ in
// tone, the hedged first one wins.
type Strength string

// The strengths.
const (
	StrengthMay    Strength = "may"    // a possible link
	StrengthSome   Strength = "some"   // "some people notice"
	StrengthTends  Strength = "tends"  // "tends to"
	StrengthAdvice Strength = "advice" // something to do
	StrengthNote   Strength = "note"   // what the articles leave open, or the coach's own rule
)

// StepText is a small step for next week.
type StepText struct {
	For   Line          // the line whose gap it narrows
	When  food.Category // of several steps for a line, which category it is about
	HasIf bool          // whether When is set
	Known string        // for a food that the person already eats; "{food}" stands for it
	New   string        // for one that they haven't told of
	Foods []StepFood    // what the articles name, for someone who eats none of it yet
}

// StepFood is a food that a step may suggest, with the categories by which a
// person may avoid it.
type StepFood struct {
	Name       string
	Categories []string // slugs, and kinds such as "fish"
}

// text is the step's text with the food filled in.
func (s *StepText) text(food string, known bool) string {
	text := s.Known
	if !known && s.New != "" {
		text = s.New
	}
	return strings.ReplaceAll(text, "{food}", food)
}

// Guide holds the cards and finds them. It is safe for concurrent use.
type Guide struct {
	cards  []Card
	places []Place
	byID   map[string]int
	byLine map[Line]int
	main   map[food.Category]int
	index  *index

	kinds   kinds             // how something is asked
	itself  words             // what is asked about the coach itself
	plurals map[string]string // last words of foods' names, as steps say them
}

// Cards lists every card, in the files' order.
func (g *Guide) Cards() []Card { return g.cards }

// Places lists every paragraph of the articles in order.
func (g *Guide) Places() []Place { return g.places }

// Card is the card of that id.
func (g *Guide) Card(id string) (Card, bool) {
	i, ok := g.byID[id]
	if !ok {
		return Card{}, false
	}
	return g.cards[i], true
}

// AboutItself tells whether the question is about the coach, not about food or
// skin: its settings, what it keeps, who it is.
func (g *Guide) AboutItself(question string) bool {
	return slices.Contains(g.itself.terms(question), outside)
}

// ForLine is the card that explains the summary's line: the "Why?" under it.
func (g *Guide) ForLine(l Line) Card { return g.cards[g.byLine[l]] }

// ForCategory is the first card about the category.
func (g *Guide) ForCategory(c food.Category) Card { return g.cards[g.main[c]] }
