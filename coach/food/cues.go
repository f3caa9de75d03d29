package food

import (
	"errors"
	"fmt"

	"gutskin/coach/assert"
	"gutskin/coach/lang"
)

// cueKind is what a phrase of language/cues.tsv tells; the file explains each.
type cueKind uint8

const (
	noCue     cueKind = iota
	scopedCue         // it has a rule in language/assertions.tsv
	ateCue
	toldCue
	selfCue
	personCue
	idiomCue
	placeCue
	measureCue
	fillerCue
	orCue
	andCue
	withCue
	containCue
	suffixCue
	fillingCue
	ofCue
	theCue
	aboutCue
	insideCue
	thenCue
	wasCue
	totalCue
	mendCue
	subCue
	soCue
	insteadCue
	metooCue
	oftheirsCue
	anotherCue
	likeCue
	offerCue
	scaleCue
	sleepCue
	leftoverCue
	gaveCue
	shareCue
)

var cueKinds = map[string]cueKind{
	"ate": ateCue, "told": toldCue, "self": selfCue, "idiom": idiomCue, "place": placeCue, "measure": measureCue,
	"filler": fillerCue, "or": orCue, "and": andCue, "with": withCue, "contain": containCue, "suffix": suffixCue, "filling": fillingCue, "of": ofCue, "the": theCue,
	"about": aboutCue, "inside": insideCue, "then": thenCue, "was": wasCue, "total": totalCue, "mend": mendCue, "sub": subCue, "instead": insteadCue, "so": soCue, "metoo": metooCue, "oftheirs": oftheirsCue, "another": anotherCue, "like": likeCue, "offer": offerCue, "gave": gaveCue, "scale": scaleCue, "sleep": sleepCue, "leftover": leftoverCue, "share": shareCue,
}

// cueRoles are what the resolver of assertions takes the cues for.
var cueRoles = [shareCue + 1]assert.Role{
	scopedCue: assert.Scoped, ateCue: assert.Ate, toldCue: assert.Tell, selfCue: assert.Self, personCue: assert.Person,
	fillerCue: assert.Filler, orCue: assert.Or, andCue: assert.And, withCue: assert.With, containCue: assert.With, insideCue: assert.With,
	theCue: assert.The, thenCue: assert.Then, wasCue: assert.Was, mendCue: assert.Mend, subCue: assert.Sub, soCue: assert.So,
	insteadCue: assert.Instead, metooCue: assert.MeToo, oftheirsCue: assert.OfTheirs, likeCue: assert.Like, offerCue: assert.Offer, gaveCue: assert.Gave,
}

// cueClasses are kinds of single words.
var cueClasses = map[string]class{"shy": isShy, "for": standsFor, "determiner": isDeterminer, "several": isSeveral, "dish": isDish, "kind": isKind}

func (l *language) addCues(cells []string) error {
	switch cells[0] {
	case "ateit":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, it: true})
	case "drank":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, drank: true})
	case "contracted":
		l.contracted = list(cells[1], ";")
		return nil
	case "person":
		return l.addPeople(cells[1])
	case "theyate":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, theirs: true})
	case "order":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, ordered: true})
	case "shared":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, shared: true})
	case "onlyate":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, only: true})
	case "eat":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, eats: true})
	}
	if class, ok := cueClasses[cells[0]]; ok {
		return l.addClass(cells[1], class)
	}
	if rule, ok := l.rules[cells[0]]; ok {
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: scopedCue, rule: rule})
	}
	kind, ok := cueKinds[cells[0]]
	if !ok {
		return fmt.Errorf("unknown kind of cue %q", cells[0])
	}
	return l.addPhrases(cells[1], meaning{kind: cueMark, cue: kind})
}

// addPeople adds words for somebody else, and the same with the eating verbs
// read before that may be contracted with them: "my sister's having".
func (l *language) addPeople(phrases string) error {
	errs := []error{l.addPhrases(phrases, meaning{kind: cueMark, cue: personCue})}
	for _, who := range list(phrases, ";") {
		for _, verb := range l.contracted {
			errs = append(errs, l.addPhrases(who+"s "+verb, meaning{kind: cueMark, cue: ateCue, theirs: true}))
		}
	}
	return errors.Join(errs...)
}

// addClass gives the words, separated by semicolons, a class.
func (l *language) addClass(words string, c class) error {
	for _, w := range list(words, ";") {
		l.words.info[l.words.add(lang.Fold(w))].class |= c
	}
	return nil
}
