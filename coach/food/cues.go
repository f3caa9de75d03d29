package food

import (
	"fmt"
	"gutskin/coach/lang"
)

// cueKind is what a phrase of language/cues.tsv tells; the file explains each.
type cueKind uint8

const (
	noCue cueKind = iota
	ateCue
	toldCue
	selfCue
	personCue
	notCue
	nothadCue
	omitCue
	denyallCue
	askCue
	askifCue
	wishCue
	planCue
	planallCue
	shopCue
	applyCue
	editCue
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
	scaleCue
	leftoverCue
	shareCue
)

var cueKinds = map[string]cueKind{
	"ate": ateCue, "told": toldCue, "self": selfCue, "person": personCue, "not": notCue, "nothad": nothadCue, "omit": omitCue, "denyall": denyallCue,
	"ask": askCue, "askif": askifCue, "wish": wishCue, "plan": planCue, "planall": planallCue, "shop": shopCue,
	"apply": applyCue, "edit": editCue, "idiom": idiomCue, "place": placeCue, "measure": measureCue,
	"filler": fillerCue, "or": orCue, "and": andCue, "with": withCue, "contain": containCue, "suffix": suffixCue, "filling": fillingCue, "of": ofCue, "the": theCue,
	"about": aboutCue, "inside": insideCue, "then": thenCue, "was": wasCue, "total": totalCue, "mend": mendCue, "sub": subCue, "instead": insteadCue, "so": soCue, "metoo": metooCue, "scale": scaleCue, "leftover": leftoverCue, "share": shareCue,
}

// cueClasses are kinds of single words.
var cueClasses = map[string]class{"shy": isShy, "for": standsFor, "determiner": isDeterminer, "dish": isDish}

func (l *language) addCues(cells []string) error {
	switch cells[0] {
	case "ateit":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, it: true})
	case "drank":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, drank: true})
	case "order":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, ordered: true})
	case "shared":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, shared: true})
	case "eat":
		return l.addPhrases(cells[1], meaning{kind: cueMark, cue: ateCue, eats: true})
	}
	if class, ok := cueClasses[cells[0]]; ok {
		return l.addClass(cells[1], class)
	}
	kind, ok := cueKinds[cells[0]]
	if !ok {
		return fmt.Errorf("unknown kind of cue %q", cells[0])
	}
	return l.addPhrases(cells[1], meaning{kind: cueMark, cue: kind})
}

// addClass gives the words, separated by semicolons, a class.
func (l *language) addClass(words string, c class) error {
	for _, w := range list(words, ";") {
		l.words.info[l.words.add(lang.Fold(w))].class |= c
	}
	return nil
}
