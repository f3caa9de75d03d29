package food

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"strconv"
	"strings"

	"gutskin/coach/assert"
	"gutskin/coach/lang"
)

// What a single word can be besides a part of a food's name.
const (
	startsName   class = 1 << iota // some food's name begins with it
	startsPhrase                   // some phrase of the language files does
	isNumber                       // two, a, half
	isForeign                      // het, und, avec: no English word
	isEnglish                      // the, and, had: the most common ones
	isShy                          // an ordinary word that is a food's name too
	standsFor                      // for: between a food and the one whose place it took
	isDeterminer                   // the, my: may begin a dish's name
	isSeveral                      // we, both: the teller and somebody else
	isDish                         // special, surprise: may end one that no list holds
	isKind                         // one, sort: says which of its kind a food was
	correctable                    // a mistyped word may be read as it
	leadsClock                     // around, until: before a time of day
	tellsClock                     // o'clock, ish: after one
	pastHour                       // past: half past two
	toHour                         // to: quarter to two
	onDays                         // too, for: after a day, leaves what was told the same
)

// language is what the language files say, made ready for reading.
type language struct {
	words      *vocabulary
	rules      map[string]assert.Rule // by the kind of cue
	phrases    *trie                  // → index into meanings
	meanings   []meaning
	units      []unit
	unitNames  map[string]unit // what unitNamed found, for loading
	contracted []string        // eating verbs that may follow a person's 's, for loading
	fluidOunce float64         // in ml
	qualifiers []qualifier
	times      []timeWord
	heads      map[[2]wordID]headKind // by the last two words, or {0, last}
	mixes      map[wordID]bool        // last words of dishes that a list tells all of
	blends     map[wordID]bool        // of those of which "with" tells all, too
	meaty      map[wordID]bool        // last words of dishes whose meat gives way to a plant
	besides    []beside
	weighed    []weighed
	emoji      map[rune][]wordID
	sum        []byte
}

// meaning is what a phrase of the language files stands for.
type meaning struct {
	kind  markKind
	index int32 // of the unit, qualifier or time
	cue   cueKind
	it    bool // for ateCue: the phrase says what was eaten by "it", "some" or "half of them"
	drank bool // for ateCue: what was had is a drink

	ordered bool // for ateCue: it may not be what came
	eats    bool // for ateCue: it is said of food alone
	shared  bool // for ateCue: others had a part of it
	only    bool // for ateCue: of what was offered, nothing else was eaten
	theirs  bool // for ateCue: it names who ate, somebody else

	rule assert.Rule // for scopedCue
}

// tableReader reads the language files one after the other, and keeps a hash
// of what they hold.
type tableReader struct {
	fsys fs.FS
	sum  hash.Hash
	errs []error
}

func loadLanguage(fsys fs.FS, v *vocabulary) (*language, error) {
	l := &language{
		words: v, phrases: newTrie(1 << 12),
		unitNames: map[string]unit{}, heads: map[[2]wordID]headKind{}, mixes: map[wordID]bool{}, blends: map[wordID]bool{}, meaty: map[wordID]bool{}, emoji: map[rune][]wordID{},
	}
	r := tableReader{fsys: fsys, sum: sha256.New()}
	rules, err := assert.ReadRules(fsys)
	l.rules, r.errs = rules, append(r.errs, err)
	r.read("spellings", l.addSpelling, "word", "means")
	r.read("texting", l.addSpelling, "word", "means")
	r.read("numbers", l.addNumber, "word", "value")
	r.read("units", l.addUnit, "unit", "words", "kind", "amount", "bare")
	r.read("cues", l.addCues, "kind", "phrases")
	r.read("times", l.addTimes, "kind", "value", "phrases")
	r.read("qualifiers", l.addQualifier, "qualifier", "words", "when", "unless", "remove", "add", "plants", "herbs", "fiber")
	r.read("heads", l.addHeads, "kind", "words")
	r.read("beside", l.addBeside, "name", "means", "beside")
	r.read("weighed", l.addWeighed, "word", "food", "means", "by")
	r.read("emoji", l.addEmoji, "emoji", "means")
	r.read("foreign", l.addForeign, "kind", "words")
	l.sum = r.sum.Sum(nil)
	return l, errors.Join(r.errs...)
}

func (r *tableReader) read(name string, add func(cells []string) error, header ...string) {
	t, err := readTable(r.fsys, "language/"+name+".tsv", header...)
	r.errs = append(r.errs, err)
	if t == nil {
		return
	}
	for _, row := range t.rows {
		fmt.Fprintln(r.sum, row.cells)
	}
	r.errs = append(r.errs, t.each(add))
}

// addPhrases makes the phrases, separated by semicolons, stand for a meaning.
func (l *language) addPhrases(phrases string, m meaning) error {
	var errs []error
	for _, text := range list(phrases, ";") {
		phrase := l.words.phrase(text, false)
		switch {
		case len(phrase) == 0:
			errs = append(errs, fmt.Errorf("phrase %q holds no word", text))
		case l.phrases.add(phrase, int32(len(l.meanings))) >= 0:
			errs = append(errs, fmt.Errorf("phrase %q already has a meaning", text))
		default:
			l.words.info[phrase[0]].class |= startsPhrase
			for _, w := range phrase {
				if !m.theirs { // "nana's having" makes no slip of "nanas"
					l.words.info[w].class |= correctable
				}
			}
		}
	}
	l.meanings = append(l.meanings, m)
	return errors.Join(errs...)
}

func (l *language) addSpelling(cells []string) error {
	id := l.words.add(lang.Fold(cells[0]))
	means := l.words.phrase(cells[1], false)
	if len(means) == 0 {
		return fmt.Errorf("spelling %q means nothing", cells[0])
	}
	if l.words.expansions[id] != nil {
		return fmt.Errorf("spelling %q is given twice", cells[0])
	}
	l.words.expansions[id] = means
	return nil
}

func (l *language) addNumber(cells []string) error {
	v, err := strconv.ParseFloat(cells[1], 64)
	if err != nil {
		return fmt.Errorf("value is %q, not a number", cells[1])
	}
	id := l.words.add(lang.Fold(cells[0]))
	l.words.numbers[id] = v
	l.words.info[id].class |= isNumber
	return nil
}

func (l *language) addUnit(cells []string) error {
	u, err := parseUnit(cells)
	if err != nil {
		return err
	}
	if u.name == "floz" {
		l.fluidOunce = u.amount
	}
	m := meaning{kind: unitMark, index: int32(len(l.units))}
	l.units = append(l.units, u)
	return l.addPhrases(u.name+";"+cells[1], m)
}

// unitNamed is the unit that a name or another word of it stands for.
func (l *language) unitNamed(word string) (unit, bool) {
	if u, ok := l.unitNames[word]; ok {
		return u, true
	}
	v := l.phrases.find(l.words.phrase(word, false))
	if v < 0 || l.meanings[v].kind != unitMark {
		return unit{}, false
	}
	u := l.units[l.meanings[v].index]
	l.unitNames[strings.Clone(word)] = u
	return u, true
}

func (l *language) addEmoji(cells []string) error {
	means := l.words.phrase(cells[1], true)
	for _, r := range cells[0] {
		if lang.Skipped(r) {
			continue
		}
		if len(means) == 0 || l.emoji[r] != nil {
			return fmt.Errorf("emoji %q means nothing or is given twice", cells[0])
		}
		l.emoji[r] = means
		return nil
	}
	return errors.New("the line has no emoji")
}

func (l *language) addForeign(cells []string) error {
	kind := isForeign
	switch cells[0] {
	case "foreign":
	case "english":
		kind = isEnglish
	default:
		return fmt.Errorf("kind is %q, not foreign or english", cells[0])
	}
	for _, w := range list(cells[1], ";") {
		l.words.info[l.words.add(lang.Fold(w))].class |= kind
	}
	return nil
}

// headKind tells what a dish makes of a food named before it.
type headKind uint8

const (
	noHead       headKind = iota
	dishHead              // the food is in it
	stapleHead            // the same, but not for two foods before it
	sandwichHead          // a dish in bread
	breadHead             // such a bread
	sweetHead             // the food is only its flavour
	kindHead              // the food is of this kind
)

var headKinds = map[string]headKind{"dish": dishHead, "staple": stapleHead, "sandwich": sandwichHead, "bread": breadHead, "sweet": sweetHead, "kind": kindHead}

// holds tells whether a food named before it is in it.
func (h headKind) holds() bool {
	return h == dishHead || h == stapleHead || h == sandwichHead || h == breadHead
}

func (l *language) addHeads(cells []string) error {
	if set, ok := map[string]map[wordID]bool{"mix": l.mixes, "meaty": l.meaty, "blend": l.blends}[cells[0]]; ok {
		for _, word := range list(cells[1], ";") {
			phrase := l.words.phrase(word, true)
			set[phrase[len(phrase)-1]] = true
		}
		return nil
	}
	kind, ok := headKinds[cells[0]]
	if !ok {
		return fmt.Errorf("kind is %q, not dish, staple, sandwich, bread, sweet, kind, mix, blend or meaty", cells[0])
	}
	var errs []error
	for _, text := range list(cells[1], ";") {
		phrase := l.words.phrase(text, true)
		if len(phrase) == 0 || len(phrase) > 2 {
			errs = append(errs, fmt.Errorf("%q is not one word or two", text))
			continue
		}
		key := [2]wordID{0, phrase[len(phrase)-1]}
		if len(phrase) == 2 {
			key[0] = phrase[0]
		}
		l.heads[key] = kind
	}
	return errors.Join(errs...)
}

// newEntry is the entry of a name that no food has yet. What a food's name
// makes of a food before it goes by the words before "with": burrito, in
// "burrito with meat".
func (l *language) newEntry(phrase []wordID) nameEntry {
	entry := nameEntry{food: -1, plural: -1}
	for i, w := range phrase {
		if v := l.phrases.find([]wordID{w}); i > 0 && v >= 0 && (l.meanings[v].cue == containCue || l.meanings[v].cue == withCue) {
			entry.lists = true
			phrase = phrase[:i]
			break
		}
	}
	entry.head = l.head(phrase)
	return entry
}

// head is what a name that ends in these words is.
func (l *language) head(phrase []wordID) headKind {
	n := len(phrase)
	if n == 0 {
		return noHead
	}
	if n > 1 {
		if kind := l.heads[[2]wordID{phrase[n-2], phrase[n-1]}]; kind != noHead && (kind != kindHead || n == 2) {
			return kind
		}
	}
	if kind := l.heads[[2]wordID{0, phrase[n-1]}]; kind != kindHead || n == 1 {
		return kind
	}
	return noHead
}
