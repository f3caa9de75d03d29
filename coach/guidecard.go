package coach

import (
	"fmt"
	"slices"
	"strings"

	"gutskin/coach/food"
)

// topics are what a card may be about besides categories.
func isTopic(s string) bool {
	switch s {
	case "gut", "skin", "lifestyle", "timing", "care", "supplements", "tracking":
		return true
	}
	_, category := food.CategoryOf(s)
	return category
}

// cardReader reads the fields of one card.
type cardReader struct {
	*guideLoader
	file string
	line int // of the card's first field
	card Card
	step StepText
	seen map[string]bool
}

// field reads one "key: value".
func (r *cardReader) field(n int, line string) {
	key, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case !ok || value == "":
		r.fail(r.file, n, "want key: value, not %q", line)
		return
	case r.seen[key]:
		r.fail(r.file, n, "%s is there twice in one card; cards are separated by an empty line", key)
		return
	}
	r.seen[key] = true
	if err := r.set(key, value); err != nil {
		r.fail(r.file, n, "%v", err)
	}
}

func (r *cardReader) set(key, value string) error {
	c := &r.card
	switch key {
	case "id":
		c.ID = value
	case "says":
		c.Says = value
	case "from":
		return r.setPlaces(value)
	case "beyond":
		c.Beyond = Beyond(value)
		return oneOf(c.Beyond, BeyondDefault, BeyondSafety)
	case "source":
		c.Source = value
	case "topics":
		return r.setTopics(value)
	case "strength":
		c.Strength = Strength(value)
		return oneOf(c.Strength, StrengthMay, StrengthSome, StrengthTends, StrengthAdvice, StrengthNote)
	case "lines":
		for name := range strings.FieldsSeq(value) {
			c.Lines = append(c.Lines, Line(name))
			if err := oneOf(Line(name), Lines()...); err != nil {
				return err
			}
		}
	case "kinds":
		return c.setAsked(value)
	case "commands":
		c.Commands = strings.Fields(value)
	case "main":
		var err error
		c.Main, err = food.ParseCategories(value)
		return err
	case "ask":
		c.asks = splitTrim(value, "|")
	case "words":
		c.words = value
	default:
		return r.setStep(key, value)
	}
	return nil
}

func (r *cardReader) setStep(key, value string) error {
	switch key {
	case "step":
		r.step.Known = value
	case "first":
		r.step.New = value
	case "for":
		r.step.For = Line(value)
		return oneOf(r.step.For, Lines()...)
	case "when":
		r.step.When, r.step.HasIf = food.CategoryOf(value)
		if !r.step.HasIf {
			return fmt.Errorf("unknown category %q", value)
		}
	case "foods":
		for _, one := range splitTrim(value, ",") {
			name, kinds, _ := strings.Cut(strings.TrimSuffix(one, ")"), "(")
			r.step.Foods = append(r.step.Foods, StepFood{strings.TrimSpace(name), strings.Fields(kinds)})
		}
	default:
		return fmt.Errorf("unknown field %q", key)
	}
	return nil
}

func (r *cardReader) setPlaces(value string) error {
	for key := range strings.FieldsSeq(value) {
		place, ok := r.places[key]
		if !ok {
			return fmt.Errorf("no paragraph %q in places.tsv", key)
		}
		r.card.Places = append(r.card.Places, place)
	}
	return nil
}

func (r *cardReader) setTopics(value string) error {
	for topic := range strings.FieldsSeq(value) {
		if !isTopic(topic) {
			return fmt.Errorf("unknown topic %q", topic)
		}
		r.card.Topics = append(r.card.Topics, topic)
		if c, ok := food.CategoryOf(topic); ok {
			r.card.about |= food.SetOf(c)
		}
	}
	return nil
}

// end checks the card as a whole and adds it.
func (r *cardReader) end(g *Guide) {
	c := &r.card
	for _, key := range []string{"id", "says", "topics", "strength", "ask"} {
		if !r.seen[key] {
			r.fail(r.file, r.line, "the card has no %s", key)
		}
	}
	if r.seen["from"] == r.seen["beyond"] || r.seen["beyond"] != r.seen["source"] {
		r.fail(r.file, r.line, "a card rests on the articles (from), or goes beyond them and names its source (beyond and source)")
	}
	if r.seen["step"] != r.seen["for"] {
		r.fail(r.file, r.line, "step and for belong together")
	}
	if _, double := g.byID[c.ID]; double {
		r.fail(r.file, r.line, "another card has the id %q", c.ID)
	}
	if r.seen["step"] {
		c.Step = &r.step
	}
	r.claim(g, len(g.cards))
	g.cards = append(g.cards, *c)
}

// claim enters the card, which will be the i-th, where it is looked up.
func (r *cardReader) claim(g *Guide, i int) {
	g.byID[r.card.ID] = i
	for _, l := range r.card.Lines {
		if other, taken := g.byLine[l]; taken {
			r.fail(r.file, r.line, "%s explains the line %q already", g.cards[other].ID, l)
		}
		g.byLine[l] = i
	}
	for _, c := range food.AllCategories() {
		if !r.card.Main.Has(c) {
			continue
		}
		if other, taken := g.main[c]; taken {
			r.fail(r.file, r.line, "%s is the main card of %q already", g.cards[other].ID, c)
		}
		g.main[c] = i
	}
}

// oneOf is an error when v is none of those.
func oneOf[T ~string](v T, those ...T) error {
	if !slices.Contains(those, v) {
		return fmt.Errorf("%q is none of %q", v, those)
	}
	return nil
}

// splitTrim splits s and drops empty parts.
func splitTrim(s, sep string) []string {
	var parts []string
	for part := range strings.SplitSeq(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
