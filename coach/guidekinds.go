package coach

import (
	"fmt"
	"slices"
	"strings"
)

// Asked is how something is asked, where that decides whether a card answers it:
// half of a question matched is not a match.
type Asked string

// The ways of asking. A card answers those that its "kinds" hold, and all that
// are of none.
const (
	AskedAmount  Asked = "amount"  // how much of it
	AskedMost    Asked = "most"    // how much is too much
	AskedOften   Asked = "often"   // how often
	AskedCure    Asked = "cure"    // whether it cures something
	AskedWho     Asked = "who"     // whether it is for children, pregnant women, pets
	AskedChoice  Asked = "choice"  // which of two
	AskedProduct Asked = "product" // what to buy
	AskedContent Asked = "content" // what is in it
	AskedMenu    Asked = "menu"    // what to eat for something

	askedAny    Asked = "any"       // shadows phrases of the others
	askedEither Asked = "either"    // an "or" that offers no choice
	condition   Asked = "condition" // something that skin can have
)

// askings lists the ways of asking that content/guidance/kinds.tsv tells apart.
var askings = []Asked{AskedAmount, AskedMost, AskedOften, AskedCure, AskedWho, AskedChoice, AskedProduct, AskedContent, AskedMenu, askedAny, askedEither, condition}

// limiting are those that a card must be for.
var limiting = []Asked{AskedAmount, AskedMost, AskedOften, AskedCure, AskedWho, AskedChoice, AskedProduct, AskedContent, AskedMenu}

// kinds finds how a question asks.
type kinds struct {
	words  words
	common words // whose common words offer no choice
}

const kindsFile = guidance + "/kinds.tsv"

// readKinds reads kinds.tsv.
func (l *guideLoader) readKinds(common words) kinds {
	k := kinds{newWords(), common}
	header := false
	for n, line := range l.lines(kindsFile) {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !header {
			header = true
			continue
		}
		kind, phrases, ok := strings.Cut(line, "\t")
		if !ok || !slices.Contains(askings, Asked(kind)) {
			l.fail(kindsFile, n, "%q is no way of asking", kind)
			continue
		}
		for _, p := range splitTrim(phrases, ";") {
			if err := k.words.read("-"+kind+"-", []string{strings.ReplaceAll(p, "{food}", foodMark)}); err != nil {
				l.fail(kindsFile, n, "%v", err)
			}
		}
	}
	return k
}

// of are the ways in which the question asks, of those that limit the answer.
func (k kinds) of(question string, foods []Named) []Asked {
	marked := markFoods(question, foods)
	terms := k.words.terms(marked)
	var list []Asked
	for _, kind := range limiting {
		if slices.Contains(terms, "-"+string(kind)+"-") {
			list = append(list, kind)
		}
	}
	if !slices.Contains(list, AskedChoice) && (k.choice(marked) || slices.ContainsFunc(foods, func(f Named) bool { return k.choice(f.Text) })) {
		list = append(list, AskedChoice)
	}
	return list
}

// choice reports whether the question offers two things: "yoga or running".
func (k kinds) choice(question string) bool {
	plain := split(question)
	for i := 1; i+1 < len(plain); i++ {
		if plain[i] != "or" {
			continue
		}
		if term, n := k.words.longest(stemsOf(plain[i:])); n > 0 && term == "-"+string(askedEither)+"-" {
			continue
		}
		if term, n := k.words.longest(stemsOf(plain[i-1:])); n > 0 && term == "-"+string(askedEither)+"-" {
			continue
		}
		if !k.common.common[stem(plain[i-1])] && !k.common.common[stem(plain[i+1])] {
			return true
		}
	}
	return false
}

func stemsOf(plain []string) []string {
	list := make([]string, len(plain))
	for i, word := range plain {
		list[i] = stem(word)
	}
	return list
}

// markFoods puts the mark of any food in the place of each food named.
func markFoods(question string, foods []Named) string {
	for _, f := range foods {
		question = strings.Replace(question, f.Text, " "+foodMark+" ", 1)
	}
	return question
}

// conditions are the words of the question for what skin can have, as they stand.
func (k kinds) conditions(question string) []string {
	plain := split(question)
	stemmed := stemsOf(plain)
	var list []string
	for i := 0; i < len(plain); {
		term, n := k.words.longest(stemmed[i:])
		if n > 0 && term == "-"+string(condition)+"-" {
			list = append(list, strings.Join(plain[i:i+n], " "))
		}
		i += max(n, 1)
	}
	return list
}

// answers reports whether the card may answer what is asked in these ways; how
// much of a food only where it is about that very food.
func (g *Guide) answers(card int, asked []Asked, foods []Named) bool {
	for _, a := range asked {
		if !slices.Contains(g.cards[card].Asked, a) {
			return false
		}
		switch a {
		case AskedAmount, AskedMost, AskedOften:
			if !g.knowsOne(card, foods) {
				return false
			}
		}
	}
	return true
}

// setAsked reads a card's "kinds".
func (c *Card) setAsked(value string) error {
	for name := range strings.FieldsSeq(value) {
		if !slices.Contains(limiting, Asked(name)) {
			return fmt.Errorf("%q is no way of asking", name)
		}
		c.Asked = append(c.Asked, Asked(name))
	}
	return nil
}

// Unlinked tells of a question that sets a food beside something that skin can
// have, which the card that answers it doesn't: the articles name no such link,
// and that is to be said. ok is false where the card speaks of both, or the
// question of one alone.
func (g *Guide) Unlinked(question string, foods []Named, card Card) (food, of string, ok bool) {
	conditions := g.kinds.conditions(question)
	if len(conditions) == 0 {
		return "", "", false
	}
	says := g.index.docs[g.byID[card.ID]].says
	if len(foods) == 0 {
		if foods = g.subject(question, card); len(foods) == 0 {
			return "", "", false
		}
	}
	of = conditions[0]
	if slices.Contains(split(foods[0].Text), of) { // the "red" of red meat
		return "", "", false
	}
	named := g.index.words.terms(of)
	saysIt := func(terms []string) bool {
		return len(terms) > 0 && !slices.ContainsFunc(terms, func(t string) bool { return !says[t] })
	}
	c, known := mostTelling(foods[0].Categories)
	about := known && card.about.Has(c) || saysIt(g.index.words.terms(foods[0].Text))
	if saysIt(named) && about {
		return "", "", false
	}
	return foods[0].Text, of, true
}

// subject is the word of the question for the foods that the card is the main one
// of, where the lexicon has no food of that name: "dairy".
func (g *Guide) subject(question string, card Card) []Named {
	if card.Main == 0 {
		return nil
	}
	knows := g.index.docs[g.byID[card.ID]].knows
	for _, word := range split(question) {
		terms := g.index.words.terms(word)
		if len(terms) == 1 && knows[terms[0]] && !g.index.words.aspects[terms[0]] && len(g.kinds.conditions(word)) == 0 {
			return []Named{{word, card.Main}}
		}
	}
	return nil
}

// knowsOne reports whether the card is about one of the foods by its very name.
func (g *Guide) knowsOne(card int, foods []Named) bool {
	return len(foods) == 0 || slices.ContainsFunc(foods, func(f Named) bool {
		terms := g.index.words.terms(f.Text)
		return slices.ContainsFunc(terms, func(t string) bool { return g.index.docs[card].knows[t] })
	})
}
